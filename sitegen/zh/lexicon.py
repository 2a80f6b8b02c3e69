"""The one engine: leftmost-longest search for many strings at once, with guards.

Terms, places, script conversion and pinyin are the same operation over different entries. Matching is by
Aho-Corasick automaton (`ahocorasick_rs`), in time linear in the text, however many entries there are.
This module knows neither what an entry means nor how text is folded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Entry(Generic[V]):
    """A string to find, what it stands for, and longer strings inside which it must not be found."""

    pattern: str
    value: V
    not_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Match(Generic[V]):
    """`text[start:end]` is `entry.pattern`; offsets in code points."""

    start: int
    end: int
    entry: Entry[V]


class Lexicon(Generic[V]):
    """A set of entries that can be searched for in a text.

    Several entries may share a pattern; `matches` then reports each. Empty patterns are ignored.
    """

    def __init__(self, entries: Iterable[Entry[V]]) -> None:
        self._by_pattern: dict[str, list[Entry[V]]] = {}
        guards: set[str] = set()
        for entry in entries:
            if entry.pattern:
                self._by_pattern.setdefault(entry.pattern, []).append(entry)
                guards.update(guard for guard in entry.not_in if guard)
        self._patterns = list(dict.fromkeys([*self._by_pattern, *sorted(guards)]))
        self._automaton = AhoCorasick(self._patterns) if self._patterns else None

    def matches(self, text: str) -> list[Match[V]]:
        """Every entry's every unguarded occurrence, overlapping ones too, sorted by start, longest first."""
        if self._automaton is None:
            return []
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        guarded: dict[str, list[tuple[int, int]]] = {}
        for index, start, end in found:
            guarded.setdefault(self._patterns[index], []).append((start, end))
        result = [
            Match(start, end, entry)
            for index, start, end in found
            for entry in self._by_pattern.get(self._patterns[index], ())
            if not _inside(start, end, entry.not_in, guarded)
        ]
        result.sort(key=lambda match: (match.start, -match.end))
        return result

    def longest(self, text: str) -> list[Match[V]]:
        """The matches that remain when, from left to right, the longest at each place wins."""
        return leftmost_longest(self.matches(text))


def leftmost_longest(matches: Sequence[Match[V]]) -> list[Match[V]]:
    """Of matches sorted by start and then longest first, those that do not overlap an earlier winner."""
    winners: list[Match[V]] = []
    end = 0
    for match in matches:
        if match.start >= end:
            winners.append(match)
            end = match.end
    return winners


#: Whether what stands from one offset to another may be taken for a phrase.
Allowed: TypeAlias = Callable[[int, int], bool]


class Phrases(Generic[V]):
    """A dictionary of phrases for running text: tens of thousands of strings, leftmost and then longest."""

    def __init__(self, table: Mapping[str, V]) -> None:
        self._table = dict(table)
        self._values = list(table.values())
        self._automaton = (
            AhoCorasick(list(table), MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
            if table
            else None
        )

    def found(self, text: str, allowed: Allowed) -> Iterator[tuple[int, int, V]]:
        """The phrases in `text` as start, end and value, without those for which `allowed(start, end)` is false.

        Where one is not allowed, shorter ones that begin there are tried, and the search begins again behind it.
        """
        base = 0
        while self._automaton and base < len(text):
            for index, start, end in self._automaton.find_matches_as_indexes(text[base:] if base else text):
                start, end = base + start, base + end
                if allowed(start, end):
                    yield start, end, self._values[index]
                    continue
                ends = (stop for stop in range(end - 1, start + 1, -1) if text[start:stop] in self._table)
                stop = next((stop for stop in ends if allowed(start, stop)), 0)
                if stop:
                    yield start, stop, self._table[text[start:stop]]
                base = stop or start + 1
                break
            else:
                return


class Replacer:
    """Replacement of strings by strings: phrases first, then the single characters between them."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._chars = str.maketrans({key: value for key, value in table.items() if len(key) == 1})
        self._phrases = Phrases({key: value for key, value in table.items() if len(key) > 1})

    def covered(self, text: str, allowed: Allowed) -> frozenset[int]:
        """The offsets that a phrase decides."""
        return frozenset(at for start, end, _ in self._phrases.found(text, allowed) for at in range(start, end))

    def replace(self, text: str, allowed: Allowed | None = None) -> str:
        """`text` in the other form; a phrase for which `allowed(start, end)` is false is no phrase."""
        out: list[str] = []
        at = 0
        for start, end, value in self._phrases.found(text, allowed or _any):
            out.append(text[at:start].translate(self._chars))
            out.append(value)
            at = end
        out.append(text[at:].translate(self._chars))
        return "".join(out)


def _any(start: int, end: int) -> bool:
    """Every phrase is allowed."""
    return True


def _inside(start: int, end: int, guards: Iterable[str], found: Mapping[str, list[tuple[int, int]]]) -> bool:
    return any(first <= start and end <= last for guard in guards for first, last in found.get(guard, ()) if guard)
