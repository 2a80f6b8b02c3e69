"""New things to fill in: a whole archive (`init`), or one article, term or place (`new`). Nothing is overwritten."""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from sitegen.engine.files import Tree
from sitegen.read.content import SLUG, read_content
from sitegen.read.frontmatter import dump
from sitegen.text import strip_tones
from sitegen.zh.pinyin import Romanizer


class ScaffoldError(Exception):
    """Why nothing was made, for the person who asked."""


def init(folder: Path) -> list[Path]:
    """Make a new archive in `folder`, which must be empty or not there; the files made."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ScaffoldError(f"'{folder}' is not an empty folder: nothing was made")
    made = []
    for name, source in _walk(files("sitegen").joinpath("starter")):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source.read_bytes())
        made.append(path)
    return made


def _walk(folder: Traversable, prefix: str = "") -> list[tuple[str, Traversable]]:
    found = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name = f"{prefix}{item.name}"
        found += _walk(item, f"{name}/") if item.is_dir() else [(name, item)]
    return found


def new_term(content: Path, headword: str) -> Path:
    """A gloss to fill in for a Simplified headword."""
    known = read_content(Tree(content), content.name)[0]
    for term in known.terms.values():
        if headword in (term.term, term.hant, *term.forms):
            raise ScaffoldError(f"'{headword}' has a gloss already: {content / 'glossary' / term.id}.md")
    romanizer = Romanizer(known.readings)
    reading = " ".join(word.reading for word in romanizer.words(headword)) or "TODO"
    front = {"term": headword, "pinyin": reading, "english": "TODO", "category": "governance", "status": "draft"}
    body = (
        "TODO: what it means, in at most 240 characters: this paragraph is the tooltip.\n\n"
        "## 中文\n\nTODO: 用一两句话说明含义，不超过 240 字。\n"
    )
    front_text = dump(front).replace("governance", "governance  # TODO: check the category")
    return _write(content / "glossary" / f"{slug(headword, romanizer)}.md", f"{front_text}\n{body}")


def new_place(content: Path, name: str) -> Path:
    """A place to fill in."""
    romanizer = _reader(content)
    reading = " ".join(word.reading for word in romanizer.words(name)).capitalize()
    front = {"name": name, "name_en": "TODO", "pinyin": reading, "kind": "district"}
    body = "TODO: what and where it is.\n\n## 中文\n\nTODO: 简介。\n"
    front_text = dump(front).replace("district", "district  # TODO: check the kind; add parent: and local_names:")
    return _write(content / "places" / f"{slug(name, romanizer)}.md", f"{front_text}\n{body}")


def new_article(content: Path, page: str, title: str, *, paper: str, district: str, date: str) -> Path:
    """An article to fill in, numbered after the last one of its page."""
    if not re.fullmatch(SLUG, page):
        raise ScaffoldError(
            f"'{page}' cannot be a page's name: lower-case ASCII, digits and hyphens, as zhumadian-2022-09"
        )
    folder = content / "articles" / page
    numbers = [int(m[1]) for path in folder.glob("*.md") if (m := re.match(r"(\d+)-", path.name))]
    front = {"title": title, "genre": "report", "date": date, "paper": paper, "district": district, "script": "hans"}
    name = f"{max(numbers, default=0) + 1:02}-{slug(title, _reader(content))}.md"
    return _write(folder / name, f"{dump(front)}\n<!-- TODO: the text, a blank line between paragraphs -->\n\n…\n")


def _reader(content: Path) -> Romanizer:
    """Pinyin with the archive's own readings."""
    return Romanizer(read_content(Tree(content), content.name)[0].readings)


def slug(text: str, romanizer: Romanizer) -> str:
    """ASCII pinyin for a file name: syllables joined by word, words by hyphens, at most six words."""
    words = [strip_tones(word.reading).replace("’", "") for word in romanizer.words(text)]
    latin = re.findall(r"[a-z0-9]+", text.lower()) if not words else []
    return "-".join((words or latin)[:6]).lower() or "untitled"


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise ScaffoldError(f"'{path}' is there already: nothing was made") from None
    return path
