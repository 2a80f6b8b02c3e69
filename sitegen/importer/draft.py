"""An article as the importer proposes it, and the Markdown file that says so.

Every text is a `Piece`, so the ledger can tell where each character went. Knows the format of articles, not how
they were found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sitegen.importer.piece import Piece
from sitegen.model import Credit, RawLines
from sitegen.read.frontmatter import dump

TODO = "TODO"


@dataclass(frozen=True, slots=True)
class Edit:
    """A decision about an article that a reader of the ledger may want to know; `block` 0 is its head."""

    block: int
    kind: str
    why: str


@dataclass(slots=True)
class Block:
    """A block of an article's body: `paragraph`, `heading`, `verse` or `caption`, with doubts about it."""

    kind: str
    piece: Piece
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """One item of a page. `words` are the pieces of names that the byline took from the text."""

    title: Piece = field(default_factory=Piece)
    kicker: Piece = field(default_factory=Piece)
    subtitle: Piece = field(default_factory=Piece)
    column: Piece = field(default_factory=Piece)
    dateline: Piece = field(default_factory=Piece)
    byline: list[Credit] = field(default_factory=list)
    words: list[Piece] = field(default_factory=list)
    recorded: set[str] = field(default_factory=set)
    blocks: list[Block] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    title_copied: bool = False
    genre: str = "report"
    script: str = "hans"
    district: str = ""
    raw: RawLines | None = None

    def credit(self, name: str, role: str) -> None:
        """Add a person to the byline, once a role."""
        credit = Credit(name, role)
        if credit not in self.byline:
            self.byline.append(credit)

    @property
    def wording(self) -> str:
        """The body without white space, in one row."""
        return "".join("".join(b.piece.text.split()) for b in self.blocks)

    @property
    def han(self) -> int:
        """Characters of the body."""
        return sum(len(b.piece.text) for b in self.blocks)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a whole page says about its articles: paper, place, date, why that date. Empty where unknown."""

    paper: str = ""
    place: str = ""
    date: str = ""
    date_evidence: str = ""
    script: str = ""


def markdown(draft: Draft, facts: Facts) -> str:
    """The file of a draft."""
    required = {"date": facts.date, "paper": facts.paper, "district": draft.district or facts.place}
    values: dict[str, object] = {
        "title": draft.title.text or TODO,
        "kicker": draft.kicker.text,
        "subtitle": draft.subtitle.text,
        "column": draft.column.text,
        "dateline": draft.dateline.text,
        "genre": draft.genre,
        "date": required["date"] or TODO,
        "date_evidence": facts.date_evidence,
        "paper": required["paper"] or TODO,
        "district": required["district"] or TODO,
        "byline": [{"name": c.name, "role": c.role} for c in draft.byline],
        "script": facts.script or draft.script,
        "raw": {"page": draft.raw.page, "lines": line_ranges(draft.raw)} if draft.raw else {},
    }
    todos = [*draft.doubts, *(HINTS[key] for key, value in required.items() if not value)]
    return _front(values, todos) + "\n" + body(draft)


HINTS = {
    "date": "when was this page printed? (date: 2022-09, with date_evidence)",
    "paper": "which paper is this? (the name of a file in papers/)",
    "district": "which place is the article about? (the name of a file in places/)",
}


def _front(values: Mapping[str, object], todos: Iterable[str]) -> str:
    """Front matter with the open questions as comments at its end."""
    text = dump(values)
    comments = "".join(f"# TODO: {todo}\n" for todo in todos)
    return text.removesuffix("---\n") + comments + "---\n"


def line_ranges(raw: RawLines) -> str:
    """`1,3-33`."""
    return ",".join(f"{a}-{b}" if b > a else str(a) for a, b in raw.lines)


def body(draft: Draft) -> str:
    """The blocks as Markdown."""
    out: list[str] = []
    verse: list[str] = []
    for block in draft.blocks:
        if block.kind != "verse" and verse:
            out.append("\\\n".join(verse))
            verse = []
        out += [f"<!-- TODO: {doubt.replace('--', '—')} -->" for doubt in block.doubts]
        text = escape(block.piece.text)
        if block.kind == "verse":
            verse.append(text)
        elif block.kind == "heading":
            out.append(f"## {text}")
        elif block.kind == "caption":
            out.append(f"::: figure\n{text}\n:::")
        else:
            out.append(text)
    if verse:
        out.append("\\\n".join(verse))
    return "\n\n".join(out) + "\n"


_INLINE = re.compile(r"([\\`*_<]|\[\[|-\{|\}-|\](?=\()|&(?=#?\w+;)|~~|\$\$)")
_LEADING = re.compile(r"^([#>+-]|:::|=|\|)(?=.?)|^(\d{1,9})([.)])(?=\s|$)")


def escape(text: str) -> str:
    """Text that Markdown would read as markup, made safe."""
    text = _INLINE.sub(lambda m: "".join("\\" + c if c in "\\`*_<[]{}&~$" else c for c in m[1]), " ".join(text.split()))
    return _LEADING.sub(lambda m: f"{m[2]}\\{m[3]}" if m[2] else "\\" + m[1], text)
