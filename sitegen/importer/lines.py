"""A page as lines: text with its raw offsets, the blank lines before it, its indent, its markup.

Splits plain text; `html` does the same for markup. Knows nothing about what a line means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from sitegen.importer.flat import flat
from sitegen.importer.piece import Drop, Piece, from_raw

#: Tags of a headline: `title` is an element that only its class calls one.
HEADLINE_TAGS = ("h1", "h2", "title")
BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = "\ufeff\u200b"
_EDGES = re.compile(rf"[\s{_UNSEEN}]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, white space at its ends gone; `flat` has the same length as the piece's text.

    `gap` counts the blank lines before it, `indent` its leading spaces (an ideographic one is two), and `tag` is
    the HTML element that sets it off (`h1` to `h6`, `strong`, `caption`, `title`, `right` for an alignment), if any.
    """

    piece: Piece
    flat: str
    gap: int = 0
    indent: int = 0
    tag: str = ""

    def with_piece(self, piece: Piece) -> Line:
        """The same line with other text."""
        return replace(self, piece=piece, flat=flat(piece.text))


@dataclass(slots=True)
class Lines:
    """What a page came apart into: its lines, what was given up on the way, and what is known of the page."""

    lines: list[Line] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)
    title: str = ""


def edges(text: str) -> tuple[int, int]:
    """Where a text begins and ends without the white space (and invisible space) around it."""
    match = _EDGES.match(text)
    start = match.end() if match else 0
    end = len(text)
    while end > start and (text[end - 1].isspace() or text[end - 1] in _UNSEEN):
        end -= 1
    return start, end


def line_of(piece: Piece, *, gap: int = 0, tag: str = "") -> Line | None:
    """A line from unstripped text; None if nothing is left of it."""
    start, end = edges(piece.text)
    if start >= end:
        return None
    indent = sum(2 if c == "\u3000" else c not in _UNSEEN for c in piece.text[:start])
    kept = piece.cut(start, end)
    return Line(kept, flat(kept.text), gap, indent, tag)


def plain_lines(raw: str) -> Lines:
    """The lines of a plain text page."""
    out = Lines()
    gap = at = 0
    for match in BREAK.finditer(raw):
        line = line_of(from_raw(raw, at, match.start()), gap=gap)
        at = match.end()
        if line is None:
            gap += 1
        else:
            out.lines.append(line)
            gap = 0
    last = line_of(from_raw(raw, at, len(raw)), gap=gap)
    if last:
        out.lines.append(last)
    return out
