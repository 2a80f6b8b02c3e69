"""The account of a raw page: where every character went, and why.

Built from the raw ranges that drafts claim and phases dropped, never by looking for text again. Knows the shape of
`ledger.json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitegen.importer.draft import Draft
from sitegen.importer.piece import Drop, Piece

#: The reason for characters that no phase claimed: a bug of the importer, reported and never hidden.
UNPLACED = "not placed by the importer"
_FIELDS = ("title", "kicker", "subtitle", "column", "dateline")


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of `raw[start:end]`: part of an article's field, or dropped for a reason."""

    start: int
    end: int
    article: int = 0
    field: str = ""
    reason: str = ""

    def as_json(self) -> dict[str, object]:
        """The span as the contract writes it."""
        place: dict[str, object] = {"start": self.start, "end": self.end}
        if self.article:
            return {**place, "fate": "article", "article": self.article, "field": self.field}
        return {**place, "fate": "dropped", "reason": self.reason}


def claims(draft: Draft, number: int) -> Iterable[Fate]:
    """The raw ranges that a draft holds, field by field."""
    pieces: list[tuple[str, Piece]] = [(name, getattr(draft, name)) for name in _FIELDS]
    if draft.title_copied:
        pieces = pieces[1:]
    pieces += [("byline", piece) for piece in draft.words]
    pieces += [("caption" if b.kind == "caption" else "body", b.piece) for b in draft.blocks]
    for name, piece in pieces:
        for start, end in piece.ranges:
            yield Fate(start, end, number, name)


def account(raw: str, drafts: Sequence[Draft], drops: Iterable[Drop]) -> list[Fate]:
    """Every character of the raw text, in order, once."""
    fates = [fate for number, draft in enumerate(drafts, 1) for fate in claims(draft, number)]
    fates += [Fate(d.start, d.end, reason=d.reason) for d in drops]
    fates.sort(key=lambda f: (f.start, f.end))
    out: list[Fate] = []
    at = 0
    for fate in fates:
        start = max(fate.start, at)
        if start > at:
            _fill(raw, at, start, out)
        if fate.end > start:
            _add(out, Fate(start, fate.end, fate.article, fate.field, fate.reason))
            at = fate.end
    if at < len(raw):
        _fill(raw, at, len(raw), out)
    return out


def _fill(raw: str, start: int, end: int, out: list[Fate]) -> None:
    """A stretch nobody claimed: white space goes with what stands before it, anything else is reported."""
    rest = raw[start:end].strip()
    if rest and not rest.strip("\ufeff\u200b \t\r\n"):
        _add(out, Fate(start, end, reason="invisible character"))
    elif rest:
        _add(out, Fate(start, end, reason=UNPLACED))
    elif out:
        _add(out, Fate(start, end, out[-1].article, out[-1].field, out[-1].reason))
    else:
        _add(out, Fate(start, end, reason="white space"))


def _add(out: list[Fate], fate: Fate) -> None:
    """Append, merging with an equal neighbour."""
    last = out[-1] if out else None
    if (
        last
        and (last.article, last.field, last.reason) == (fate.article, fate.field, fate.reason)
        and last.end == fate.start
    ):
        out[-1] = Fate(last.start, fate.end, fate.article, fate.field, fate.reason)
    else:
        out.append(fate)


def unplaced(raw: str, fates: Iterable[Fate]) -> list[str]:
    """The texts that no phase claimed (empty unless the importer has a bug)."""
    return [raw[f.start : f.end] for f in fates if f.reason == UNPLACED]
