"""Questions about the archive that need no build: what is marked in an article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sitegen.build import read_only
from sitegen.diagnostics import Diagnostic
from sitegen.model import Article
from sitegen.read.readers import read_article
from sitegen.site.assemble import annotate_article, article_blocks
from sitegen.zh.annotate import Annotator


def archive(content: Path) -> Annotator:
    """The annotator that a content folder's glossary and places make."""
    values = read_only(content)
    return Annotator(values.terms.values(), values.places)


def annotate_file(file: Path, content: Path, annotator: Annotator) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """Every mark of an article file, in the shape of the `annotate` command's JSON; offsets are code points."""
    article, found = read_article(file.read_text("utf-8-sig"), str(file), article_id(file, content))
    if article is None or any(d.is_error for d in found):
        return None, found
    return {"article": article.id, "blocks": _blocks(article, annotator)}, found


def article_id(file: Path, content: Path) -> str:
    """An article's id: its path below the articles folder, or its last folder and name elsewhere."""
    path, folder = file.resolve(), (content / "articles").resolve()
    below = path.relative_to(folder) if folder in path.parents else Path(path.parent.name) / path.name
    return below.as_posix().removesuffix(".md")


def _blocks(article: Article, annotator: Annotator) -> list[dict[str, Any]]:
    annotations = annotate_article(article, annotator)
    return [
        {
            "id": block.id,
            "kind": "title" if block.id in ("kicker", "title", "subtitle") else block.kind,
            "text": block.text,
            "marks": [
                {
                    "kind": mark.kind,
                    "start": mark.start,
                    "end": mark.end,
                    "text": block.text[mark.start : mark.end],
                    "target": mark.target,
                }
                for mark in annotations[block.id].marks
            ],
        }
        for block in article_blocks(article)
    ]
