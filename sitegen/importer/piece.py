"""Text that knows where on the raw page each of its characters stood.

Every phase after decoding cuts, joins and drops pieces; none of them ever looks for a text on the page again.
That is what makes the ledger exact by construction. This module knows nothing about newspapers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: `(length, start, end)`: so many characters of the text come from `raw[start:end]` (code points, half-open).
#: Lengths agree but for entities (one character from several) and insertions (`start == end`).
Run = tuple[int, int, int]
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Drop:
    """A stretch of the raw page, `start` to `end`, that no article keeps, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A string and the runs of the raw page that it is made of, in order."""

    text: str = ""
    runs: tuple[Run, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def start(self) -> int:
        """The raw offset of the first character (0 for an empty piece)."""
        return self.runs[0][1] if self.runs else 0

    @property
    def end(self) -> int:
        """The raw offset after the last character."""
        return self.runs[-1][2] if self.runs else 0

    @property
    def ranges(self) -> list[Range]:
        """The raw ranges it covers, insertions left out."""
        return [(start, end) for _, start, end in self.runs if end > start]

    def cut(self, start: int, end: int | None = None) -> Piece:
        """`text[start:end]` with its runs; offsets are those of the text."""
        size = len(self.text)
        end = size if end is None else min(end, size)
        if start <= 0 and end == size:
            return self
        if start >= end:
            return Piece()
        return Piece(self.text[start:end], tuple(_sliced(self.runs, start, end)))

    def strip(self, chars: str | None = None) -> Piece:
        """Without the given characters (white space by default) at both ends."""
        left = len(self.text) - len(self.text.lstrip(chars))
        return self.cut(left, len(self.text.rstrip(chars)) if left < len(self.text) else left)

    def drop(self, reason: str) -> list[Drop]:
        """The whole piece, given up."""
        return [Drop(start, end, reason) for start, end in self.ranges]


def _sliced(runs: Iterable[Run], start: int, end: int) -> Iterable[Run]:
    """The runs of `text[start:end]`; an entity or an insertion is never split."""
    at = 0
    for length, first, last in runs:
        low, high = max(start - at, 0), min(end - at, length)
        if low < high:
            exact = length == last - first
            yield (high - low, first + low, first + high) if exact else (high - low, first, last)
        at += length
        if at >= end:
            return


def from_raw(raw: str, start: int, end: int) -> Piece:
    """`raw[start:end]` as a piece."""
    return Piece(raw[start:end], ((end - start, start, end),)) if end > start else Piece()


def inserted(text: str, at: int) -> Piece:
    """Text that the raw page does not have (a space between two headline lines, a mark of lost text)."""
    return Piece(text, ((len(text), at, at),))


def concat(pieces: Sequence[Piece]) -> Piece:
    """The pieces one after the other."""
    if len(pieces) == 1:
        return pieces[0]
    return Piece("".join(p.text for p in pieces), tuple(run for p in pieces for run in p.runs))


def remove(piece: Piece, spans: Sequence[Range]) -> tuple[Piece, list[Piece]]:
    """The piece without the given stretches of its text (sorted, disjoint), and those stretches."""
    kept: list[Piece] = []
    gone: list[Piece] = []
    at = 0
    for start, end in spans:
        kept.append(piece.cut(at, start))
        gone.append(piece.cut(start, end))
        at = end
    kept.append(piece.cut(at))
    return concat(kept), gone
