"""Hanyu Pinyin for running text, word by word, with the archive's readings on top.

The words and their readings are pypinyin's phrase and character tables, read as data; a word is the longest
phrase from the left. Syllables of one word are written together with an apostrophe where GB/T 16159-2012, 6.1
asks for one. Tones are the dictionary's: no sandhi of 一 and 不.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby, pairwise
from typing import NamedTuple

from sitegen.text import han_run, strip_tones
from sitegen.zh.heteronyms import PARTICLES, RULED, SURNAME_READINGS, certain, decide, neutral
from sitegen.zh.heteronyms import words as general_words
from sitegen.zh.lexicon import Allowed, Entry, Lexicon, Phrases
from sitegen.zh.people import names_in
from sitegen.zh.surnames import surname_length
from sitegen.zh.words import APART, SURE, Words, orthographic, words_of


class Word(NamedTuple):
    """A word of a text, `start` to `end` in code points, with one syllable for each of its characters."""

    start: int
    end: int
    syllables: tuple[str, ...]

    @property
    def reading(self) -> str:
        """The word's pinyin, written together."""
        return join_syllables(self.syllables)


class Romanizer:
    """Reads Simplified text aloud. `readings` maps words to syllables separated by spaces."""

    def __init__(self, readings: Mapping[str, str] | None = None) -> None:
        self._own = Lexicon(Entry(word, syllables(text)) for word, text in (readings or {}).items())

    def words(self, text: str, local: Mapping[str, str] | None = None, known: Iterable[Word] = ()) -> tuple[Word, ...]:
        """Every word of Han characters in `text`, in order.

        `known` words (a term's own pinyin) win over `local` readings, those over the archive's, those over people's
        names, those over the dictionary's.
        """
        fixed = self._fixed(text, local or {})
        for word in known:
            fixed = {s: v for s, v in fixed.items() if v[0] <= word.start or s >= word.end}
            fixed[word.start] = (word.end, word.syllables)
        for start, end in names_in(text):
            if all(v[0] <= start or s >= end for s, v in fixed.items()):
                fixed |= _name(text, start, end)
        words: list[Word] = []
        at = 0
        starts = orthographic(words_of(text))
        for start, (end, reading) in sorted(fixed.items()):
            words += _dictionary_words(text, at, start, starts)
            words.append(Word(start, end, reading))
            at = end
        words += _dictionary_words(text, at, len(text), starts)
        return tuple(words)

    def settled(self, text: str, local: Mapping[str, str]) -> frozenset[int]:
        """The offsets that the archive's or the article's own readings decide."""
        return frozenset(at for start, (end, _) in self._fixed(text, local).items() for at in range(start, end))

    def _fixed(self, text: str, local: Mapping[str, str]) -> dict[int, tuple[int, tuple[str, ...]]]:
        own = {match.start: (match.end, match.entry.value) for match in self._own.longest(text)}
        special = Lexicon(Entry(word, syllables(reading)) for word, reading in local.items())
        for match in special.longest(text):
            own = {s: v for s, v in own.items() if v[0] <= match.start or s >= match.end}
            own[match.start] = (match.end, match.entry.value)
        return own


def _name(text: str, start: int, end: int) -> dict[int, tuple[int, tuple[str, ...]]]:
    """A person's name as two words, surname and given name (GB/T 16159-2012, 6.2.1)."""
    size = surname_length(text[start:end])
    surname = SURNAME_READINGS.get(text[start : start + size], "")
    first = tuple(surname.split()) or tuple(_plain(char) for char in text[start : start + size])
    given = tuple(_plain(char) for char in text[start + size : end])
    words = {start: (start + size, first), start + size: (end, given)}
    return {at: word for at, word in words.items() if word[1]}


_IN_NAMES = {"少": "shào", "长": "cháng", "子": "zǐ", "朝": "zhāo", "乐": "lè", "行": "xíng", "重": "zhòng", "都": "dū"}


def _plain(char: str) -> str:
    """A character's usual reading in a name."""
    return _IN_NAMES.get(char) or _character_readings().get(char, "")


def _dictionary_words(text: str, start: int, end: int, starts: Sequence[int]) -> list[Word]:
    """The words of `text[start:end]`, read by the longest phrases that cut no word in two, then by rule.

    `starts` is where the words of the whole text begin as pinyin writes them.
    """
    if start >= end:
        return []
    words = words_of(text)
    usual = _character_readings()
    read = [usual.get(char, "") for char in text[start:end]]
    ruled = {found.start() for found in _RULED.finditer(text, start, end)}
    edges = set(starts[bisect_left(starts, start) : bisect_right(starts, end)])
    for first, last, reading in _phrases().found(text[start:end], _whole(words, text, start)):
        read[first:last] = reading
        first, last = start + first, start + last
        ruled.difference_update(range(first, last))
        if last - first < SURE:
            _join(edges, words, first, last)
    for at in ruled:
        read[at - start] = decide(text, at, words) or read[at - start]
    cuts = [start, *sorted(edge for edge in edges if start < edge < end), end]
    out: list[Word] = []
    for first, last in pairwise(cuts):
        syllables = read[first - start : last - start]
        if "" in syllables:
            out += _han_words(first, syllables)
        elif last - first > _PAIR and syllables[-1] == "de":  # a particle at the end of a phrase (悄悄地)
            out += (Word(first, last - 1, tuple(syllables[:-1])), Word(last - 1, last, ("de",)))
        else:
            out.append(Word(first, last, tuple(syllables)))
    return out


def _join(edges: set[int], words: Words, start: int, end: int) -> None:
    """Let a short phrase stand as a word: where it cuts one, and where two characters are none to the segmenter."""
    edges.update(edge for edge in (start, end) if words.inside[edge])
    if end - start == _PAIR and not words.inside[start + 1]:
        first = words.index(start)
        if APART.isdisjoint(words.words[first : first + 2]):
            edges.discard(start + 1)


_PAIR = 2
#: A character of which a rule speaks.
_RULED = re.compile(f"[{''.join(RULED)}]")


def _han_words(start: int, reading: Sequence[str]) -> Iterable[Word]:
    """What stands between characters that have no reading, as words."""
    at = 0
    for read, group in groupby(reading, bool):
        part = tuple(group)
        if read:
            yield Word(start + at, start + at + len(part), part)
        at += len(part)


def _whole(words: Words, text: str, base: int) -> Allowed:
    """Phrases made of whole words, or inside one; those of four characters are no accident, and ours are certain.

    A phrase that takes in a particle is none: whether 得 in 冻得直 belongs to a word is for the rules to say.
    """
    own = certain()

    def allowed(start: int, end: int) -> bool:
        if end - start >= SURE or text[base + start : base + end] in own:
            return True
        return not words.cut_by(base + start, base + end) and not words.has_alone(base + start, base + end, PARTICLES)

    return allowed


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A character whose reading or form no word decides: what was chosen, what else is common, and why.

    `phrase` is the word it stands in, with its neighbours if it is alone; an override is written for that.
    """

    at: int
    chosen: str
    others: tuple[str, ...]
    why: str
    phrase: str
    whole: str


def doubtful_readings(reader: Romanizer, text: str, local: Mapping[str, str]) -> Iterable[Doubtful]:
    """The characters of a Simplified `text` with several common readings that no phrase and no override decides."""
    words = words_of(text)
    read = {at: s for word in reader.words(text, local) for at, s in zip(range(*word[:2]), word[2], strict=True)}
    settled = set(reader.settled(text, local))
    for start, end, _ in _phrases().found(text, _whole(words, text, 0)):
        settled.update(range(start, end))
    named = {at for start, end in names_in(text) for at in range(start, end)}
    for at, char in enumerate(text):
        options = _common_readings(char)
        if len(options) < 2 or at not in read or at in settled or (char, read[at]) in _CLEAR:
            continue
        why = "a person's name" if at in named else "a rule" if decide(text, at, words) else "the usual reading"
        others = tuple(option for option in options if option != read[at])
        start, end = phrase_around(words, text, at)
        whole = " ".join(read.get(i, "") for i in range(start, end))
        yield Doubtful(at, read[at], others, why, text[start:end], whole)


def phrase_around(words: Words, text: str, at: int) -> tuple[int, int]:
    """The word at `at`, or, where that is a single character, that and its neighbours in the same run of Han."""
    number = words.index(at)
    first = last = number
    if len(words.words[number]) == 1:
        first -= number > 0 and bool(han_run.fullmatch(words.words[number - 1]))
        last += number + 1 < len(words.words) and bool(han_run.fullmatch(words.words[number + 1]))
    return words.starts[first], words.starts[last] + len(words.words[last])


#: Readings that no text leaves in doubt.
_CLEAR = frozenset(zip("的和把与被了将", ("de", "hé", "bǎ", "yǔ", "bèi", "le", "jiāng"), strict=True))
#: How often, among the phrases with a character, a reading must stand to be called common.
_COMMON_SHARE, _COMMON_TIMES = 0.04, 3


@cache
def _common_readings_table() -> Mapping[str, tuple[str, ...]]:
    table = json.loads(files("pypinyin").joinpath("phrases_dict.json").read_text("utf-8"))
    counts: dict[str, Counter[str]] = {}
    for word, reading in table.items():
        for char, syllable in zip(word, _without_sandhi(word, reading), strict=False):
            counts.setdefault(char, Counter())[syllable] += 1
    out = {}
    for char, counted in counts.items():
        total = sum(counted.values())
        common = [s for s, n in counted.most_common() if n >= _COMMON_TIMES and n >= _COMMON_SHARE * total]
        toned = [s for s in common if strip_tones(s) != s or char in PARTICLES]
        if len(toned) > 1:
            out[char] = tuple(toned)
    return out


def _common_readings(char: str) -> tuple[str, ...]:
    return _common_readings_table().get(char, ())


def align(text: str, start: int, end: int, pinyin: str) -> tuple[Word, ...]:
    """The words of `text[start:end]` as a headword's `pinyin` writes them; nothing if it does not fit.

    Each Han character takes the syllable that is one of its readings, tones aside; what is not Han (quotation marks
    inside a term) is passed over and ends a word.
    """
    words = _aligned(text[start:end], pinyin)
    return tuple(Word(start + word.start, start + word.end, word.syllables) for word in words)


@lru_cache(maxsize=1 << 13)
def _aligned(text: str, pinyin: str) -> tuple[Word, ...]:
    offsets = [offset for offset, char in enumerate(text) if han_run.match(char)]
    letters = [(char, strip_tones(char).lower()) for char in pinyin if char not in "'’"]
    groups = _take([text[offset] for offset in offsets], letters, 0)
    if groups is None:
        return ()
    words: list[Word] = []
    for offset, (syllable, begins) in zip(offsets, groups, strict=True):
        if words and not begins and words[-1].end == offset:
            words[-1] = Word(words[-1].start, offset + 1, (*words[-1].syllables, syllable))
        else:
            words.append(Word(offset, offset + 1, (syllable,)))
    return tuple(words)


def _take(chars: list[str], letters: list[tuple[str, str]], at: int) -> list[tuple[str, bool]] | None:
    """A syllable for each character from `letters[at:]`, and whether it begins a word; None if they do not fit."""
    begins = at == 0
    while at < len(letters) and not letters[at][1].isalpha():
        begins, at = True, at + 1
    if not chars:
        return [] if at == len(letters) else None
    for spelling in sorted(_spellings(chars[0]), key=len, reverse=True):
        size = len(spelling)
        if "".join(plain for _, plain in letters[at : at + size]) == spelling:
            rest = _take(chars[1:], letters, at + size)
            if rest is not None:
                return [("".join(char for char, _ in letters[at : at + size]), begins), *rest]
    return None


@cache
def _spellings(char: str) -> frozenset[str]:
    """The readings of a character without tones; 儿 may be the r of the word before it."""
    spellings = {strip_tones(reading) for reading in _all_readings().get(char, ())}
    return frozenset(spellings | {"r"} if char == "儿" else spellings)


def syllables(reading: str) -> tuple[str, ...]:
    """The syllables of a reading written with spaces."""
    return tuple(reading.split())


@lru_cache(maxsize=1 << 15)
def join_syllables(reading: tuple[str, ...]) -> str:
    """One word's syllables, with an apostrophe before a, e or o inside the word."""
    out = ""
    for syllable in reading:
        initial = unicodedata.normalize("NFD", syllable)[:1]
        out += "’" + syllable if out and initial in "aeo" else syllable
    return out


@cache
def _phrases() -> Phrases[tuple[str, ...]]:
    table = json.loads(files("pypinyin").joinpath("phrases_dict.json").read_text("utf-8"))
    words = {word: _toneless_end(word, _without_sandhi(word, reading)) for word, reading in table.items()}
    return Phrases(words | {word: syllables(reading) for word, reading in general_words().items()})


def _toneless_end(word: str, reading: tuple[str, ...]) -> tuple[str, ...]:
    """A longer phrase's reading with the neutral tone of the word it ends with (什么|时候)."""
    ending = neutral().get(word[-2:]) if len(word) > 2 and word[-1] != word[-2] else None
    return (*reading[:-1], ending.split()[-1]) if ending else reading


def _without_sandhi(word: str, reading: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """A phrase's first reading, with 一 and 不 in their own tones (GB/T 16159-2012, 7.1.1)."""
    plain = {"一": ("yī", {"yí", "yì"}), "不": ("bù", {"bú"})}
    out = []
    for char, options in zip(word, reading, strict=False):
        own, changed = plain.get(char, ("", set()))
        out.append(own if options[0] in changed else options[0])
    return tuple(out)


@cache
def _all_readings() -> Mapping[str, tuple[str, ...]]:
    table = json.loads(files("pypinyin").joinpath("pinyin_dict.json").read_text("utf-8"))
    return {chr(int(code)): tuple(options.split(",")) for code, options in table.items()}


@cache
def _character_readings() -> Mapping[str, str]:
    return {char: readings[0] for char, readings in _all_readings().items()}
