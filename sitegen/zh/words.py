"""Where the words of a running text are, and of what kind: the one thing that no list of phrases can know.

Words are the most probable path through jieba's dictionary (word frequencies; no guessing of unknown words, which stay
single characters). Knows nothing of terms, readings or scripts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sitegen.text import han_run
from sitegen.zh.characters import simplified

if TYPE_CHECKING:
    from rjieba import Jieba

#: A phrase of so many characters is no accident, wherever it stands.
SURE = 4
#: The tags of people's names and of their parts.
_NAMES = ("nr", "nrt", "nrfg")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text in order: together they are the text, in Simplified characters.

    `starts` are their offsets in code points; `inside[i]` is 1 where a word of several characters runs over `i`.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    inside: bytes

    def cut_by(self, start: int, end: int) -> bool:
        """Whether the stretch from `start` to `end` is made of parts of words, so that it is none itself.

        The beginning or the end of a longer word of the dictionary may be one.
        """
        if not (self.inside[start] or self.inside[end]):
            return False
        return 0 in self.inside[start + 1 : end] or bool(self.inside[start] and self.inside[end])

    def has_alone(self, start: int, end: int, chars: frozenset[str]) -> bool:
        """Whether one of `chars` stands as a word by itself among the several words from `start` to `end`."""
        first = self.index(start)
        if len(self.words[first]) >= end - start:
            return False
        for number in range(first, len(self.words)):
            if self.starts[number] >= end:
                return False
            if self.words[number] in chars:
                return True
        return False

    def index(self, offset: int) -> int:
        """Which word the character at `offset` belongs to."""
        return bisect_right(self.starts, offset) - 1


@lru_cache(maxsize=256)
def words_of(text: str) -> Words:
    """The words of `text`, which may be in either script."""
    words = tuple(_jieba().cut(simplified(text), hmm=False))
    starts = []
    inside = bytearray(len(text) + 1)
    at = 0
    for word in words:
        starts.append(at)
        size = len(word)
        if size > 1:
            inside[at + 1 : at + size] = b"\1" * (size - 1)
        at += size
    return Words(words, tuple(starts), bytes(inside))


#: Digits that are read one by one, and the generic part of a place's name, which is a word by itself.
_DIGITS = frozenset("〇零一二三四五六七八九")
_NUMERALS = _DIGITS | frozenset("十百千万亿半几两数多第")
_GENERIC = frozenset("省市县区州盟旗镇乡村")
#: What a measure stands behind, and measures that make no word of another meaning with it (not 一起, 三角).
_COUNTS = frozenset("一二三四五六七八九十两几")
_MEASURES = frozenset("类圈个只条位名件种场次年日天岁张台辆间座栋户匹棵株朵颗粒项款篇封首幅页吨亩元倍")
_LARGE, _UNITS = frozenset("百千万亿"), frozenset("元吨亩")
#: Verbs whose object is a word by itself, though the dictionary has both as one (打电话).
_VERBS = frozenset("打做量系讲写走搞为")
#: Characters that as words by themselves join no other one: numerals, function words.
APART = _NUMERALS | frozenset("县为的地得和与及在从被把将不没也都就才再又很更最太各每该本这那此")
_SUFFIXES = frozenset("着了过们")
#: The numbers from 11 to 99 are one word (GB/T 16159-2012, 6.1.5).
_TENS = re.compile("[一二三四五六七八九几]十[一二三四五六七八九]?|十[一二三四五六七八九几]")


def orthographic(words: Words) -> list[int]:
    """Where the words begin as pinyin writes them (GB/T 16159-2012).

    Compounds of the dictionary come apart (5.3, 6.2); 着, 了, 过 after a verb and 们 after a noun belong to it (6.1.1,
    6.1.2), but 了 before a stop is a particle of the sentence.
    """
    starts: list[int] = []
    for number, (word, start) in enumerate(zip(words.words, words.starts, strict=True)):
        if word in _SUFFIXES and _is_suffix(words, number):
            continue
        if len(word) == 1:
            starts.append(start)
        else:
            starts += [start + at for at in _parts(word)]
    text = "".join(words.words)
    tens = {at for found in _TENS.finditer(text) for at in range(found.start() + 1, found.end())}
    return [at for at in starts if at not in tens] if tens else starts


def _is_suffix(words: Words, number: int) -> bool:
    """Whether a word is written together with the one before it."""
    word = words.words[number]
    if number == 0:
        return False
    before = tag(words.words[number - 1])[:1]
    if word == "们":
        return before in "nr"
    ends = word == "了" and (number + 1 == len(words.words) or not han_run.match(words.words[number + 1]))
    return before == "v" and not ends


@lru_cache(maxsize=1 << 14)
def _parts(word: str) -> tuple[int, ...]:
    """Where the written words inside a word of the dictionary begin."""
    size = len(word)
    if size > 1 and _DIGITS.issuperset(word[:-1] if word[-1] in "年月日" and size > 2 else word):
        return tuple(range(size))
    if word[-1] in _GENERIC and tag(word) == "ns" and size > 2:
        return (0, size - 1)
    if size < SURE - 1:
        if word[-1] == "县" and tag(word) in (*_NAMES, "ns", "x"):
            return (0, 1)
        counted = (word[0] in _COUNTS and word[1] in _MEASURES) or (word[0] in _LARGE and word[1] in _UNITS)
        return (0, 1) if counted else (0,)
    if tag(word) == "m" and word[-1] not in _NUMERALS and _NUMERALS.issuperset(word[:-1]):
        return (0, size - 1)
    if size < SURE:
        if word[1] == "得" and tag(word) == "l":
            return (0, 1, 2)
        return (0, 1) if word[0] in _VERBS and tag(word[1:]) in ("n", "r") else (0,)
    if tag(word)[0] not in "ilm":
        for at in (2, 3):
            if is_word(word[:at]) and (is_word(word[at:]) or _parts(word[at:]) != (0,)):
                return (0, *(at + part for part in _parts(word[at:])))
    return (0,)


@lru_cache(maxsize=1 << 16)
def tag(word: str) -> str:
    """The usual part of speech of a Simplified word in jieba's dictionary (after ICTCLAS: n noun, v verb, a adjective,
    d adverb, p preposition, u particle, m numeral); "x" for what is no word of it."""
    found = _jieba().tag(word, hmm=False)
    return found[0][1] if len(found) == 1 else "x"


def is_word(text: str) -> bool:
    """Whether `text`, in either script, is one word of the dictionary and no person's name."""
    return len(text) > 1 and tag(simplified(text)) not in (*_NAMES, "x")


@cache
def _jieba() -> Jieba:
    from rjieba import Jieba  # takes a tenth of a second, which a build that finds its results remembered saves

    return Jieba()
