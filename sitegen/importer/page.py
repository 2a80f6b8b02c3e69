"""The pure core: the text of one raw page to drafts and the account of every character.

Runs the phases in order and does nothing else. No disk, no printing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sitegen.importer import clean, context, furniture, html, layout, ledger, segment, wrap
from sitegen.importer.assemble import Group, assemble
from sitegen.importer.draft import Draft, Facts
from sitegen.importer.ledger import Fate
from sitegen.importer.lines import Lines, plain_lines
from sitegen.importer.piece import Drop, Piece
from sitegen.model import RawLines
from sitegen.text import count_han


@dataclass(frozen=True, slots=True)
class Cut:
    """A page cut into its articles; `spans` cover the text from 0 to its end."""

    drafts: tuple[Draft, ...]
    spans: tuple[Fate, ...]
    facts: Facts
    unplaced: tuple[str, ...] = ()
    joins: int = 0
    notes: tuple[str, ...] = field(default=())


_UNKNOWN = Facts()


def cut(text: str, *, html_page: bool | None = None, facts: Facts = _UNKNOWN, page: str = "") -> Cut:
    """Cut the decoded text of a page; `html_page` None means "see for yourself"."""
    found = _lines(text, html_page)
    lines, noise = clean.scrub(found.lines)
    cleared = furniture.clear(lines)
    lines, joined = wrap.unwrap(cleared.lines)
    if joined:  # what a line break had cut in two can only be cleaned now
        lines, more = clean.scrub(lines)
        noise += more
    shapes = layout.shapes(lines)
    made = assemble(segment.label(shapes), context.page_facts(shapes))
    drops = [*found.drops, *noise, *cleared.drops, *made.drops]
    for author, role in cleared.authors:
        drops += _credit(author, role, made.drafts)
    _place(text, made.drafts, made.groups, page)
    script = facts.script or _script(text)
    for draft in made.drafts:
        draft.script = script
    spans = ledger.account(text, made.drafts, drops)
    known = _facts(facts, cleared, script)
    joins = sum(e.kind.startswith("join") for d in made.drafts for e in d.edits)
    return Cut(tuple(made.drafts), tuple(spans), known, tuple(ledger.unplaced(text, spans)), joins + joined)


def _credit(author: Piece, role: str, drafts: Sequence[Draft]) -> list[Drop]:
    """Name the person that a record names, in the article whose headline stands above it, if that names nobody."""
    above = [draft for draft in drafts if draft.title and draft.title.start < author.start]
    found = max(above, key=lambda draft: draft.title.start, default=drafts[0] if len(drafts) == 1 else None)
    if found is None or any(c.role in ("author", "reporter") and c.name not in found.recorded for c in found.byline):
        return author.drop(furniture.RECORD)
    found.credit(author.text, role)
    found.recorded.add(author.text)
    found.words.append(author)
    return []


def _lines(text: str, html_page: bool | None) -> Lines:
    if html_page or (html_page is None and html.looks_like_html(text)):
        return html.html_lines(text)
    if html.has_leftovers(text):
        return html.html_lines(text, hard_breaks=True)
    return plain_lines(text)


def _facts(given: Facts, cleared: furniture.Cleared, script: str) -> Facts:
    """What was given, else what the page's own header says."""
    if given.date or not cleared.date:
        return Facts(given.paper, given.place, given.date, given.date_evidence, script)
    evidence = given.date_evidence or f"The page itself is dated {cleared.date_words}."
    return Facts(given.paper, given.place, cleared.date, evidence, script)


_HANT = frozenset(
    "個們來為國說時會對過發後種經學沒動還進樣開從實軍無與長機業將兩間問應戰頭體見產變總電數報場計資許統區書則聽達強難權設記類據邊張該萬術領確傳師觀讓識帶導爭運並於裡這關點"
)
_HANS = frozenset(
    "个们来为国说时会对过发后种经学没动还进样开从实军无与长机业将两间问应战头体见产变总电数报场计资许统区书则听达强难权设记类据边张该万术领确传师观让识带导争运并于里这关点"
)


def _script(text: str) -> str:
    """Whether the page is printed in Simplified or Traditional characters."""
    sample = text[:50_000]
    return "hant" if sum(map(_HANT.__contains__, sample)) > sum(map(_HANS.__contains__, sample)) else "hans"


def _place(text: str, drafts: Iterable[Draft], groups: Iterable[Group], page: str) -> None:
    """Write into each draft which lines of the raw page it comes from."""
    starts = [0, *(m.end() for m in re.finditer(r"\r\n|\n|\r", text))]
    filled = [n for n, (a, b) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), 1) if text[a:b].strip()]
    for draft, group in zip(drafts, groups, strict=True):
        numbers: set[int] = set()
        for line in group.lines:
            for start, end in line.shape.line.piece.ranges:
                numbers.update(range(bisect_right(starts, start), bisect_right(starts, max(start, end - 1)) + 1))
        draft.raw = RawLines(page, tuple(_ranges(sorted(numbers), filled)))


def _ranges(numbers: Sequence[int], filled: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Line numbers as ranges; blank lines between two of them do not break one."""
    if not numbers:
        return
    first = last = numbers[0]
    for number in numbers[1:]:
        if bisect_right(filled, number - 1) > bisect_right(filled, last):
            yield first, last
            first = number
        last = number
    yield first, last


def has_chinese(text: str) -> bool:
    """Whether there is anything to import."""
    return count_han(text) > 0
