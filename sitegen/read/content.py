"""The files of a `content/` folder to one value: which reader reads which path, and what every id is.

A file's path is its id, so this is the one module that knows the folder's layout. It gets bytes and opens
nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from sitegen.config import Config, parse_config
from sitegen.diagnostics import Diagnostic, Span, error, warning
from sitegen.digest import Memo, at_once, digest
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
    raw_texts: Mapping[str, bytes] = field(default_factory=dict)
    ledgers: dict[str, Ledger] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    readings: dict[str, str] = field(default_factory=dict)
    scripts: dict[str, dict[str, str]] = field(default_factory=lambda: {"s2t": {}, "t2s": {}})
    unglossed: dict[str, str] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    #: The digest of every file that a value was read from, by the value's path; of a raw page, by its id.
    digests: dict[str, str] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one file says: the table of `Content` it belongs to ("" for none), its id, its value, its problems."""

    table: str
    id: str
    value: Any
    found: tuple[Diagnostic, ...]


class Part(Mapping[str, bytes]):
    """Some of the files under other names; their bytes are read when asked for."""

    def __init__(self, files: Mapping[str, bytes], names: Mapping[str, str]) -> None:
        self._files, self._names = files, names

    def __getitem__(self, name: str) -> bytes:
        return self._files[self._names[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __reduce__(self) -> tuple[type[dict[str, bytes]], tuple[dict[str, bytes]]]:
        """Where it is sent, the files may not be."""
        return dict, (dict(self),)


def read_content(files: Mapping[str, bytes], root: str, remember: Memo = at_once) -> tuple[Content, list[Diagnostic]]:
    """The content in `files` (path below the content folder -> bytes); messages name paths below `root`.

    `remember` may know what a file with the same path and bytes said before.
    """
    fingerprint = getattr(files, "digest", None) or (lambda name: digest(files[name]))
    content = Content()
    found: list[Diagnostic] = []
    pictures, raw, texts = {}, {}, []
    for name in sorted(files):
        if PICTURE.fullmatch(name):
            pictures[name] = name
        elif name.startswith("raw/") and not name.endswith(".toml"):
            page = name.removeprefix("raw/").rpartition(".")[0]
            raw[page] = name
            content.digests[page] = fingerprint(name)
        else:
            texts.append(name)
            content.digests[f"{root}/{name}"] = fingerprint(name)
    content.pictures, content.raw_texts = Part(files, pictures), Part(files, raw)
    keys = [digest(root, name, content.digests[f"{root}/{name}"]) for name in texts]
    for parsed in remember("read", partial(_parsed, files, root), texts, keys):
        found += parsed.found
        if parsed.id:
            getattr(content, parsed.table)[parsed.id] = parsed.value
        elif parsed.table:
            setattr(content, parsed.table, parsed.value)
    _pair_pages(content, found)
    if "site.toml" not in files:
        hint = "make it with a [title]; every key is in docs/content.md"
        found.append(warning("no-site-toml", Span(f"{root}/site.toml"), "the archive has no settings file", hint))
    return content, found


#: Files of which there is one, and the field of `Content` that each is.
_SINGLE: dict[str, tuple[Callable[[str, str], tuple[Any, list[Diagnostic]]], str]] = {
    "site.toml": (parse_config, "config"),
    "readings.toml": (read_readings, "readings"),
    "scripts.toml": (read_scripts, "scripts"),
    "unglossed.toml": (read_unglossed, "unglossed"),
}


def _parsed(files: Mapping[str, bytes], root: str, name: str) -> Parsed:
    path = f"{root}/{name}"
    text, problems = decode_text(files[name], path)
    if text is None:
        return Parsed("", "", None, tuple(problems))
    if name in _SINGLE:
        read_one, table = _SINGLE[name]
        value, problems = read_one(text, path)
        return Parsed(table, "", value, tuple(problems))
    for pattern, read, table in _FILES:
        match = re.fullmatch(pattern, name)
        if match:
            value, problems = read(text, path, match[1])
            everything = (*problems, *_open_questions(text, path))
            return Parsed(table, match[1], value, everything) if value is not None else Parsed("", "", None, everything)
    return Parsed("", "", None, () if _SILENT.fullmatch(name) else (_stray(name, path),))


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
