"""Every term and place in a block of Chinese text, as stand-off marks.

Matching happens in the folded text (script, width, case and quotation marks ignored); offsets come back in the
printed text. Nothing is found inside links, code, `-{...}-` or forced marks, nor across their edges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from sitegen.digest import digest
from sitegen.model import Block, Document, Mark, Place, Style, Term
from sitegen.zh.characters import Folded, fold
from sitegen.zh.lexicon import Entry, Lexicon, leftmost_longest
from sitegen.zh.places import Doubt, Gazetteer

_CLOSED = frozenset({"code", "link", "lock", "mark", "note"})
#: No place links in headings and headlines (editorial policy); their terms are listed.
_HEADINGS = frozenset({"heading"})
_HOLE = "\x00"
#: Addresses and markup that stand in the text as they are.
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s，。、；：）)》”]+|</?[A-Za-z][^<>]*>")
_QUOTE_PAIRS = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"))


@dataclass(frozen=True, slots=True)
class Context:
    """What an article says about its own marks: home place, terms to skip, senses and places fixed by hand."""

    home: str = ""
    skip: frozenset[str] = frozenset()
    sense: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Annotation:
    """The marks of one block, sorted by start, and the place names left undecided."""

    marks: tuple[Mark, ...] = ()
    doubts: tuple[Doubt, ...] = ()


class Annotator:
    """Finds the archive's terms and places in text. Built once for a set of terms and places."""

    def __init__(self, terms: Iterable[Term], places: Mapping[str, Place]) -> None:
        self._entries = [entry for term in terms for entry in _term_entries(term)]
        self._terms = Lexicon(self._entries)
        self._gazetteer = Gazetteer(places)
        named = [replace(p, profile=Document(), profile_zh=Document(), spans={}, path="") for p in places.values()]
        #: Of everything that marks depend on but the text and its context.
        self.digest = digest(repr(self._entries), repr(named))

    def block(self, block: Block, context: Context) -> Annotation:
        """The marks of a block; place names are looked for only outside headings."""
        open_text = _with_holes(block.text, block.styles)
        folded = fold(open_text)
        marks = [*_forced(block.styles), *self._term_marks(open_text, folded, context)]
        doubts: list[Doubt] = []
        if block.kind not in _HEADINGS:
            found, undecided = self._gazetteer.find(folded.text, context.home, context.places)
            marks += [Mark(*folded.span(start, end), "place", target) for start, end, target in found]
            doubts = [Doubt(*folded.span(d.start, d.end), d.candidates) for d in undecided]
        return Annotation(tuple(sorted(marks)), tuple(doubts))

    def losers(self, block: Block, context: Context) -> Iterable[tuple[int, int, str, str]]:
        """Terms found in a block that are not marked: offsets, the term, and the term that won ("" if none did)."""
        open_text = _with_holes(block.text, block.styles)
        folded = fold(open_text)
        won = [mark for mark in self.block(block, context).marks if mark.kind == "term"]
        for match in self._every.matches(folded.text):
            start, end = whole_quotes(open_text, *folded.span(match.start, match.end))
            over = next((mark for mark in won if mark.start < end and start < mark.end), None)
            if over is None or over.target != match.entry.value:
                yield start, end, match.entry.value, over.target if over else ""

    @cached_property
    def _every(self) -> Lexicon[str]:
        """The terms without the strings that guard them."""
        return Lexicon(Entry(entry.pattern, entry.value) for entry in self._entries)

    def _term_marks(self, text: str, folded: Folded, context: Context) -> Iterable[Mark]:
        matches = [m for m in self._terms.matches(folded.text) if m.entry.value not in context.skip]
        chosen = {fold(form).text: slug for form, slug in context.sense.items()}
        matches = [m for m in matches if chosen.get(m.entry.pattern, m.entry.value) == m.entry.value]
        for match in leftmost_longest(matches):
            start, end = whole_quotes(text, *folded.span(match.start, match.end))
            yield Mark(start, end, "term", match.entry.value)


def whole_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """A span that holds one half of a pair of quotation marks, with the other half if that stands at its edge.

    `五星”支部` after an opening mark becomes `“五星”支部`.
    """
    for opening, closing in _QUOTE_PAIRS:
        inside = text[start:end]
        surplus = inside.count(closing) - inside.count(opening)
        if surplus == 1 and text[start - 1 : start] == opening:
            start -= 1
        elif surplus == -1 and text[end : end + 1] == closing:
            end += 1
    return start, end


def _term_entries(term: Term) -> Iterable[Entry[str]]:
    guards = tuple(fold(text).text for text in term.not_in)
    for form in dict.fromkeys(fold(text).text for text in (term.term, term.hant, *term.forms)):
        yield Entry(form, term.id, guards)


def _forced(styles: Iterable[Style]) -> Iterable[Mark]:
    for style in styles:
        if style.kind == "mark":
            target = style.value.rstrip("|")
            if target.startswith("place:"):
                yield Mark(style.start, style.end, "place", target.removeprefix("place:"))
            else:
                yield Mark(style.start, style.end, "term", target)


def _with_holes(text: str, styles: Iterable[Style]) -> str:
    """The text with everything closed to matching turned into holes; the same length."""
    text = _ADDRESS.sub(lambda found: _HOLE * len(found[0]), text)
    for style in styles:
        if style.kind in _CLOSED:
            text = text[: style.start] + _HOLE * (style.end - style.start) + text[style.end :]
    return text
