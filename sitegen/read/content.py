"""The files of a `content/` folder to one value: which reader reads which path, and what every id is.

A file's path is its id, so this is the one module that knows the folder's layout. It gets bytes and opens
nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sitegen.config import Config, parse_config
from sitegen.diagnostics import Diagnostic, Span, error, warning
from sitegen.model import Article, Ledger, Page, Paper, Place, RawPage, Term, Translation
from sitegen.read.ledger import read_ledger
from sitegen.read.readers import (
    read_article,
    read_page,
    read_paper,
    read_place,
    read_term,
    read_translation,
)
from sitegen.read.tables import read_raw_page, read_readings, read_scripts, read_unglossed

#: What a file or folder may be called: its name is part of an address.
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
#: Pictures that articles may show; they are published beside the article.
PICTURE = re.compile(r"articles/.+\.(?:jpe?g|png|gif|webp|avif|svg)")


@dataclass(slots=True)
class Content:
    """Everything a content folder says, by id, as read; nothing is checked against anything else yet."""

    config: Config = field(default_factory=Config)
    articles: dict[str, Article] = field(default_factory=dict)
    translations: dict[str, Translation] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)
    raw_pages: dict[str, RawPage] = field(default_factory=dict)
    raw_texts: dict[str, bytes] = field(default_factory=dict)
    ledgers: dict[str, Ledger] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    readings: dict[str, str] = field(default_factory=dict)
    scripts: dict[str, dict[str, str]] = field(default_factory=lambda: {"s2t": {}, "t2s": {}})
    unglossed: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)


Read = Callable[[str, str, str], tuple[Any, list[Diagnostic]]]

#: Path pattern (its groups make the id), reader, and the `Content` table the value belongs to.
_FILES: tuple[tuple[str, Read, str], ...] = (
    (rf"articles/({SLUG}/{SLUG})\.en\.md", read_translation, "translations"),
    (rf"articles/({SLUG}/{SLUG})\.md", read_article, "articles"),
    (rf"glossary/({SLUG})\.md", read_term, "terms"),
    (rf"places/({SLUG})\.md", read_place, "places"),
    (rf"papers/({SLUG})\.md", read_paper, "papers"),
    (rf"pages/({SLUG}(?:\.zh)?)\.md", read_page, "pages"),
    (rf"raw/({SLUG})\.toml", read_raw_page, "raw_pages"),
    (rf"articles/({SLUG})/ledger\.json", read_ledger, "ledgers"),
)
_TODO = re.compile(r"(?:#|<!--|:|^)\s*(TODO\b)")
#: Files that are read elsewhere or belong to people, not to the site.
_SILENT = re.compile(r"(?:site|readings|scripts|unglossed)\.toml|raw/.*|.+\.new\.md|(?:.*/)?README\.md")


def read_content(files: Mapping[str, bytes], root: str) -> tuple[Content, list[Diagnostic]]:
    """The content in `files` (path below the content folder -> bytes); messages name paths below `root`."""
    content = Content()
    found: list[Diagnostic] = []
    for name, data in sorted(files.items()):
        path = f"{root}/{name}"
        if PICTURE.fullmatch(name):
            content.pictures[name] = data
        elif name.startswith("raw/") and not name.endswith(".toml"):
            content.raw_texts[name.removeprefix("raw/").rpartition(".")[0]] = data
        else:
            text, problems = decode_text(data, path)
            found += problems if text is None else _read_file(content, name, text, path)
    _pair_pages(content, found)
    if "site.toml" not in files:
        hint = "make it with a [title]; every key is in docs/content.md"
        found.append(warning("no-site-toml", Span(f"{root}/site.toml"), "the archive has no settings file", hint))
    return content, found


def _read_file(content: Content, name: str, text: str, path: str) -> list[Diagnostic]:
    if name == "site.toml":
        content.config, found = parse_config(text, path)
        return found
    if name == "readings.toml":
        content.readings, found = read_readings(text, path)
        return found
    if name == "unglossed.toml":
        content.unglossed, found = read_unglossed(text, path)
        return found
    if name == "scripts.toml":
        content.scripts, found = read_scripts(text, path)
        return found
    for pattern, read, table in _FILES:
        match = re.fullmatch(pattern, name)
        if match:
            value, found = read(text, path, match[1])
            if value is not None:
                getattr(content, table)[match[1]] = value
            return [*found, *_open_questions(text, path)]
    return [] if _SILENT.fullmatch(name) else [_stray(name, path)]


def _open_questions(text: str, path: str) -> Iterator[Diagnostic]:
    """What an import, a scaffold or an editor marked TODO."""
    for number, line in enumerate(text.splitlines(), 1):
        if match := _TODO.search(line):
            span = Span(path, number, match.start(1) + 1, len(line) + 1)
            message = line[match.start(1) :].removesuffix("-->").strip()
            yield warning("todo", span, message, "settle it and remove the TODO")


def _stray(name: str, path: str) -> Diagnostic:
    if name.endswith(".md"):
        hint = "name it with lower-case ASCII letters, digits and hyphens, in the folder of its kind"
        return error("bad-path", Span(path), "no kind of content has such a path", hint)
    hint = "move it out of the content folder, or give it a name that begins with a dot"
    return warning("stray-file", Span(path), "the site does not use this file", hint)


def decode_text(data: bytes, path: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of a UTF-8 file, or where it stops being one."""
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as exc:
        before = data[: exc.start]
        line = before.count(b"\n") + 1
        col = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"byte 0x{data[exc.start]:02x} is not UTF-8"
        return None, [error("bad-encoding", Span(path, line, col), message, "save the file as UTF-8")]


def _pair_pages(content: Content, found: list[Diagnostic]) -> None:
    """Put `about.zh.md` into the page `about`."""
    for name in [name for name in content.pages if name.endswith(".zh")]:
        chinese = content.pages.pop(name)
        page = content.pages.get(name.removesuffix(".zh"))
        if page is None:
            message = "there is no English page beside this Chinese one"
            hint = f"add {chinese.path.removesuffix('.zh.md')}.md"
            found.append(error("page-alone", Span(chinese.path), message, hint))
        else:
            content.pages[page.id] = replace(page, title_zh=chinese.title, body_zh=chinese.body)
