"""Questions about the archive that need no build: what is marked in an article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sitegen.build import read_only
from sitegen.diagnostics import Diagnostic
from sitegen.model import Article
from sitegen.read.content import decode_text
from sitegen.read.readers import read_article
from sitegen.site.assemble import annotate_article, article_blocks, with_headwords
from sitegen.zh.annotate import Annotator


class Archive:
    """A content folder's glossary and places, ready to mark any article with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = read_only(folder)
        self.annotator = Annotator(self.content.terms.values(), self.content.places)

    def annotate(self, file: Path) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
        """Every mark of an article file, in the shape of the `annotate` command's JSON; offsets are code points."""
        text, found = decode_text(file.read_bytes(), str(file))
        if text is None:
            return None, found
        article, found = read_article(text, str(file), article_id(file, self.folder))
        if article is None or any(d.is_error for d in found):
            return None, found
        article = with_headwords(article, self.content)
        return {"article": article.id, "blocks": _blocks(article, self.annotator)}, found


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
