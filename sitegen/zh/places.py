"""Which place a name means: 开发区 is a different zone in each city.

A name in a text means a place by itself (name, alias), or only because of where the text is at home (a local
name: 开发区, 全区, 我市). The home decides, never the name alone; what stays undecided is not linked but
reported. Names that are part of a longer name (a company, a school, a street, a title in 《》) are not places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sitegen.model import Place
from sitegen.zh.characters import fold
from sitegen.zh.lexicon import Entry, Lexicon, Match
from sitegen.zh.words import tag, words_of

_CITY_KINDS = frozenset({"city", "municipality"})

# What follows a place name when the name is the head of an organisation's own name: a gap without punctuation or
# function words, then the kind of organisation. A verb or noun of the sentence in the gap ends the name.
_GAP = r"(?:有(?=限)|[^\s，。、；：！？,.;:!?“”‘’《》〈〉()（）〔〕\x00的了和与及在对为将等到由从把是有各])"
_COMPANY = re.compile(rf"({_GAP}{{0,14}}?)(?:公司|集团|商会|研究院|研究所|报社|日报|晚报)")
_SCHOOL = re.compile(rf"({_GAP}{{0,8}}?)(?:(?:大学|中学|小学)(?!生)|学院|学校|幼儿园|高中)")
_SENTENCE_WORD = re.compile(
    "引进|组织|举办|开展|建设|计划|支持|帮助|联合|依托|推动|对接|走访|拜访|成立|召开|协调|督促|检查|鼓励|扶持|邀请|"
    "签约|落户|入驻|打造|实施|出台|聘请|委托|投资|新增|拥有|现有|累计|推荐|表彰|奖励|帮扶|领导|主要|相关|负责人|企业|"
    "干部|群众|人员|辖区|全部|所有|多所|多家|通过|进一步|积极|全面|大力|首家|首个|加强|加快|规划|改造|新建|扩建|续建"
)
_STREET = re.compile(
    rf"{_GAP}{{1,3}}?(?:大道|大街)|[东南西北中一二三四五六七八九十]?(?:路|街|大道|大街)(?!道|灯|线|径|况|段|口)"
)
_SENTENCE = re.compile("[^。！？]+")
#: The kinds of place that a generic word can stand for.
_KINDS: Mapping[str, frozenset[str]] = {
    "区": frozenset({"district", "development-zone", "high-tech-zone"}),
    "市": frozenset({"city", "county-city", "municipality"}),
    "县": frozenset({"county"}),
    "镇": frozenset({"town"}),
    "乡": frozenset({"township"}),
    "村": frozenset({"village"}),
}
_HOLE = "\x00"
#: Another, unknown city's zone (某某市开发区), not our city's (市开发区, 全市开发区).
_OTHERS = re.compile(r"[县州省]\Z|[\u3400-\u9fff](?<![我全本该由在和与向对是到])市\Z")
_TITLE = re.compile(r"《[^《》]*》")


@dataclass(frozen=True, slots=True)
class Name:
    """What a string may mean: a place, and whether only in a text from the same city."""

    place: str
    local: bool


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """A name that could be several places and has no evidence for one: offsets as in a mark."""

    start: int
    end: int
    candidates: tuple[str, ...]


class Gazetteer:
    """All places of the archive, and the decision which of them a name means."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = places
        self._lexicon = Lexicon(_entries(places))

    def ancestors(self, place_id: str) -> tuple[str, ...]:
        """A place and the places it lies in, innermost first; stops at an unknown parent or a loop."""
        chain: list[str] = []
        while place_id in self._places and place_id not in chain:
            chain.append(place_id)
            place_id = self._places[place_id].parent
        return tuple(chain)

    def city(self, place_id: str) -> str:
        """The prefecture-level city (or municipality) a place lies in or is; '' for a province."""
        return self._cities.get(place_id, "")

    def find(
        self, folded: str, home: str, overrides: Mapping[str, str]
    ) -> tuple[list[tuple[int, int, str]], list[Doubt]]:
        """Place marks and doubts in a folded text of an article at home in `home`; offsets in that text."""
        spans = [match.span() for match in _TITLE.finditer(folded)]
        forced = {fold(name).text: place for name, place in overrides.items()}
        marks: list[tuple[int, int, str]] = []
        doubts: list[Doubt] = []
        previous: tuple[int, str] = (-1, "")
        for start, end, matches in _grouped(self._lexicon.matches(folded)):
            if any(first <= start < last for first, last in spans):
                continue
            name = folded[start:end]
            candidates = self._candidates(matches, folded, start, home, previous)
            if name[0] == "该" and candidates:
                candidates = self._antecedents(folded, start, name[1:], marks, candidates)
            target = forced.get(name) or (candidates[0] if len(candidates) == 1 else "")
            if target:
                previous = (end, target)
            if _part_of_a_name(folded, end) and name not in forced:
                continue
            if target:
                marks.append((start, end, target))
            elif candidates:
                doubts.append(Doubt(start, end, tuple(candidates)))
        return marks, doubts

    def _candidates(
        self, matches: list[Match[Name]], folded: str, start: int, home: str, previous: tuple[int, str]
    ) -> list[str]:
        """The places a name may mean, narrowed as far as the evidence goes."""
        anywhere = sorted({match.entry.value.place for match in matches if not match.entry.value.local})
        local = sorted({match.entry.value.place for match in matches if match.entry.value.local})
        owned = previous[1] and folded[previous[0] : start] in ("", "的")  # 郑州|高新区: the name before says whose.
        if anywhere:
            inside = [place for place in anywhere if owned and previous[1] in self.ancestors(place)[1:]]
            return inside if len(inside) == 1 else self._narrow(anywhere, home)
        if owned:
            owner = previous[1]
            return self._in_city(local, owner) if self.city(owner) != self.city(home) else self._local(local, home)
        if _OTHERS.search(folded, 0, start):
            return []
        return self._local(local, home)

    def _antecedents(
        self, folded: str, start: int, generic: str, marks: Sequence[tuple[int, int, str]], home: list[str]
    ) -> list[str]:
        """What 该区 (该市, 该县, ...) refers back to: the places of that kind in the last sentence that names one.

        `home` where none is named; nothing where one is named that the archive does not know.
        """
        kinds = _KINDS.get(generic, frozenset())
        for sentence in reversed(list(_SENTENCE.finditer(folded, 0, start))):
            first, last = sentence.span()
            named = [m for m in marks if first <= m[0] < last]
            unmarked = "".join(
                _HOLE if any(m[0] <= at < m[1] for m in named) else folded[at] for at in range(first, last)
            )
            if _names_another(words_of(unmarked).words, generic):
                return []
            known = [m[2] for m in named if m[2] in self._places and self._places[m[2]].kind in kinds]
            if known:
                return list(dict.fromkeys(known))
        return home

    def _local(self, candidates: list[str], home: str) -> list[str]:
        """Local names mean the home itself, else what it lies in, else the only one in its city."""
        chain = [place for place in self.ancestors(home) if place in candidates]
        return chain[:1] or self._in_city(candidates, home)

    def _in_city(self, candidates: list[str], place: str) -> list[str]:
        city = self.city(place)
        return [candidate for candidate in candidates if city and self.city(candidate) == city]

    def _narrow(self, candidates: list[str], home: str) -> list[str]:
        """Of places that share a name anywhere: the one nearest to home, if one is nearer than the rest."""
        if len(candidates) == 1:
            return candidates
        chain = self.ancestors(home)
        shared = {c: len(set(self.ancestors(c)) & set(chain)) for c in candidates}
        nearest = max(shared.values())
        best = [c for c in candidates if shared[c] == nearest]
        return best if len(best) == 1 and nearest else candidates

    @cached_property
    def _cities(self) -> dict[str, str]:
        return {
            place: next((p for p in self.ancestors(place) if self._places[p].kind in _CITY_KINDS), "")
            for place in self._places
        }


def _entries(places: Mapping[str, Place]) -> Iterator[Entry[Name]]:
    for place in places.values():
        guards = tuple(fold(text).text for text in place.not_in)
        names = dict.fromkeys(fold(name).text for name in (place.name, place.official_name, *place.aliases))
        for name in names:
            yield Entry(name, Name(place.id, local=False), guards)
        for name in dict.fromkeys(fold(name).text for name in place.local_names):
            if name not in names:
                yield Entry(name, Name(place.id, local=True), guards)


def _grouped(matches: list[Match[Name]]) -> Iterator[tuple[int, int, list[Match[Name]]]]:
    """Leftmost-longest spans with every entry that matches exactly there."""
    end = 0
    index = 0
    while index < len(matches):
        first = matches[index]
        same = [m for m in matches[index:] if (m.start, m.end) == (first.start, first.end)]
        if first.start >= end:
            yield first.start, first.end, same
            end = first.end
        index += len(same)


def _names_another(words: Sequence[str], generic: str) -> bool:
    """Whether one of the words, with the one before it, is the name of a place of a kind (区, 县, ...)."""
    for before, word in zip(("", *words), words, strict=False):
        name = before if word == generic else word
        if word.endswith(generic) and len(name) > 1 and tag(name)[:2] in _PROPER:
            return True
    return False


#: The tags of places' and people's names: the dictionary takes an unknown district for either.
_PROPER = ("ns", "nr")


def _part_of_a_name(folded: str, end: int) -> bool:
    """Whether the place is the first part of a company's, school's or street's own name."""
    if _STREET.match(folded, end):
        return True
    for pattern in (_COMPANY, _SCHOOL):
        match = pattern.match(folded, end)
        if match and not _SENTENCE_WORD.search(match[1]):
            return True
    return False
