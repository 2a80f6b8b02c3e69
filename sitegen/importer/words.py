"""Whether a line break cuts a word in two: the one thing about breaks that only a dictionary knows.

Knows words, nothing about lines or articles.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.zh.characters import simplified
from sitegen.zh.people import ends_with_surname
from sitegen.zh.words import tag, words_of

#: How much of a line is read on either side of its break: enough for the words there to be found as in their sentence.
_REACH = 12
_HAN_END = re.compile(r"[\u3400-\u9fff]+$")
_HAN_START = re.compile(r"[\u3400-\u9fff]+")


@lru_cache(maxsize=8192)
def _straddles(before: str, after: str) -> float:
    left, right = _HAN_END.search(before), _HAN_START.match(after)
    if not left or not right:
        return 0.0
    words = words_of(left[0] + right[0])
    if not words.inside[len(left[0])]:
        return 0.0
    return 0.8 if len(words.words[words.index(len(left[0]))]) == 2 else 1.0


#: Parts of speech that no headline ends with: adverbs, prepositions, conjunctions, numbers, measures (of two characters
#: or more; single ones are mistaken for parts of names).
_HANGING = frozenset("dpcmq")


def is_last_word(text: str, ending: str) -> bool:
    """Whether the `ending` of a text is a word (or a mark) by itself and not the last part of one (退还)."""
    return words_of(text[-_REACH:]).words[-1] == simplified(ending)


@lru_cache(maxsize=8192)
def hangs(text: str) -> bool:
    """Whether a text ends with a word that wants another after it, or with a surname that wants a name."""
    if ends_with_surname(text[-_REACH:]):
        return True
    last = words_of(text[-_REACH:]).words[-1:]
    return bool(last) and len(last[0]) > 1 and tag(last[0]) in _HANGING


def straddles(before: str, after: str) -> float:
    """0 to 1: how surely a known word stands across the break between two texts."""
    return _straddles(before[-_REACH:], after[:_REACH])
