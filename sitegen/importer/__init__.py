"""Raw newspaper pages to Markdown article drafts, with an account of every character.

`cut` is the pure core; `import_page` reads a raw page, writes its drafts and reports. Nothing here prints or exits.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitegen.diagnostics import Diagnostic, Span, error, warning
from sitegen.importer import writer
from sitegen.importer.decode import Decoded, binary_kind, decoded
from sitegen.importer.district import district_of, districts_of
from sitegen.importer.draft import Draft, Facts, markdown
from sitegen.importer.page import Cut, cut, has_chinese
from sitegen.importer.writer import Written

__all__ = ["Cut", "Draft", "Facts", "ImportOptions", "ImportReport", "cut", "import_page"]

#: More than a newspaper page can be; a bigger file is something else.
MAX_BYTES = 16 * 1024 * 1024
_HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the person importing knows about the page; empty means "see the page's own .toml or text"."""

    paper: str = ""
    place: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of one raw page: the numbers of the table, the files, and what a person should look at."""

    raw: Path
    page: str
    folder: Path
    encoding: str = ""
    articles: int = 0
    joins: int = 0
    doubts: int = 0
    dropped: int = 0
    titles: tuple[str, ...] = ()
    files: Written = field(default_factory=Written)
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the page was imported."""
        return not any(d.is_error for d in self.diagnostics)


def import_page(path: Path, out: Path, options: ImportOptions = ImportOptions()) -> ImportReport:
    """Import one raw page into `out/<page>/`; on any error nothing is written."""
    page = _page_id(path)
    report = ImportReport(path, page, out / page)
    problem, data = _read(path)
    if problem:
        return ImportReport(path, page, out / page, diagnostics=(problem,))
    source = decoded(data)
    span = Span(path.as_posix())
    if not has_chinese(source.text):
        found = error(
            "import-no-chinese", span, "there is no Chinese text in this file", "is it the right file, and whole?"
        )
        return ImportReport(path, page, out / page, source.encoding, diagnostics=(found,))
    facts, notes = _facts(path, options)
    html_page = True if path.suffix.lower() in _HTML_SUFFIXES else None
    result = cut(source.text, html_page=html_page, facts=facts, page=page)
    if not result.drafts:
        found = error(
            "import-no-article", span, "no article was found on this page", "everything on it looks like site furniture"
        )
        return ImportReport(path, page, out / page, source.encoding, diagnostics=(*notes, found))
    nearby = districts_of(out.parent / "places", facts.place)
    for draft in result.drafts:
        draft.district = district_of(draft, nearby)
    try:
        files = writer.write(report.folder, _named(result), _ledger(path, data, source, result))
    except OSError as exc:
        found = error("import-write", Span(report.folder.as_posix()), f"cannot write: {exc.strerror or exc}")
        return ImportReport(path, page, out / page, source.encoding, diagnostics=(*notes, found))
    return _report(report, source, result, files, notes)


def _page_id(path: Path) -> str:
    """The folder a page's articles go to: its file name without suffix, safe as a folder."""
    name = path.name
    stem = name[: -len(path.suffix)] if path.suffix else name
    return re.sub(r"[\s/\\:*?\"<>|]+", "-", stem).strip("-.") or "page"


def _read(path: Path) -> tuple[Diagnostic | None, bytes]:
    """The bytes of a raw page, or why there are none."""
    span = Span(path.as_posix())
    try:
        if path.is_dir():
            return error("import-not-a-file", span, "this is a folder", "name the raw pages in it, one by one"), b""
        size = path.stat().st_size
        if size > MAX_BYTES:
            hint = "split it into one file a newspaper page"
            return error("import-too-big", span, f"{size / 1e6:.0f} MB is more than one newspaper page", hint), b""
        data = path.read_bytes()
    except OSError as exc:
        return error("import-unreadable", span, f"cannot read: {exc.strerror or exc}"), b""
    if not data.strip():
        return error("import-empty", span, "the file is empty"), b""
    kind = binary_kind(data)
    if kind:
        return error("import-binary", span, f"this is {kind}, not text", "export its text first"), b""
    return None, data


def _facts(path: Path, options: ImportOptions) -> tuple[Facts, list[Diagnostic]]:
    """What is known about the page: the options first, then the .toml beside it."""
    known: dict[str, Any] = {}
    notes: list[Diagnostic] = []
    beside = path.with_suffix(".toml")
    if beside.is_file():
        try:
            known = tomllib.loads(beside.read_text("utf-8"))
        except (OSError, ValueError) as exc:
            notes.append(warning("import-bad-toml", Span(beside.as_posix()), f"not used: {exc}"))
    get = {key: str(known.get(key, "")) for key in ("paper", "place", "date", "date_evidence", "script")}
    evidence = get["date_evidence"] if not options.date or options.date == get["date"] else ""
    return Facts(
        options.paper or get["paper"],
        options.place or get["place"],
        options.date or get["date"],
        evidence,
        get["script"],
    ), notes


def _named(result: Cut) -> list[tuple[str, str]]:
    """File names and texts of the drafts."""
    return [
        (f"{number:02d}-{slug(draft.title.text)}.md", markdown(draft, result.facts))
        for number, draft in enumerate(result.drafts, 1)
    ]


def slug(title: str) -> str:
    """Up to four pinyin syllables of a headline, ASCII."""
    from pypinyin import lazy_pinyin  # a large dictionary, loaded only to name files

    words = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(title[:40], errors="default")).lower())
    return "-".join(words[:4])[:48].strip("-") or "untitled"


def _ledger(path: Path, data: bytes, source: Decoded, result: Cut) -> dict[str, Any]:
    """The ledger as the contract writes it, but for `articles`."""
    edits = [
        {"article": number, "block": edit.block, "kind": edit.kind, "why": edit.why}
        for number, draft in enumerate(result.drafts, 1)
        for edit in draft.edits
    ]
    return {
        "raw": path.name,
        "encoding": source.encoding,
        "sha256": hashlib.sha256(data).hexdigest(),
        "spans": [span.as_json() for span in result.spans],
        "edits": edits,
    }


def _report(
    report: ImportReport, source: Decoded, result: Cut, files: Written, notes: Sequence[Diagnostic]
) -> ImportReport:
    span = Span(report.raw.as_posix())
    found = [*notes, *(warning("import-undecodable", span, note) for note in source.notes)]
    found += [
        warning("import-unplaced", span, f"characters found no place: {text[:30]!r}", "please report this page")
        for text in result.unplaced
    ]
    for name in files.kept:
        path = (report.folder / name).as_posix()
        message = "was edited since it was imported; kept as it is"
        hint = f"compare it with {name.removesuffix('.md')}.new.md, then delete that file"
        found.append(warning("import-kept", Span(path), message, hint))
    doubts = sum(len(d.doubts) + sum(len(b.doubts) for b in d.blocks) for d in result.drafts)
    return ImportReport(
        report.raw,
        report.page,
        report.folder,
        source.encoding,
        len(result.drafts),
        result.joins,
        doubts,
        sum(s.end - s.start for s in result.spans if s.reason),
        tuple(d.title.text for d in result.drafts),
        files,
        tuple(found),
    )
