"""Where the words of a running text are, and of what kind: the one thing that no list of phrases can know.

Words are the most probable path through jieba's dictionary (word frequencies; no guessing of unknown words, which stay
single characters). Knows nothing of terms, readings or scripts.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache

from rjieba import Jieba

from sitegen.zh.characters import simplified

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
        """Whether the stretch from `start` to `end` is made of parts of different words, so that it is none itself."""
        return bool(self.inside[start] or self.inside[end]) and 0 in self.inside[start + 1 : end]

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
    return Jieba()
