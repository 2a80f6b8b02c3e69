"""Whether a line break cuts a word in two: the one thing about breaks that only a dictionary knows.

Knows words, nothing about lines or articles.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.zh.words import tagged

#: How much of a line is read on either side of its break: enough for the words there to be found as in their sentence.
_REACH = 12
_HAN_END = re.compile(r"[\u3400-\u9fff]+$")
_HAN_START = re.compile(r"[\u3400-\u9fff]+")


@lru_cache(maxsize=8192)
def _straddles(left: str, right: str) -> float:
    at = 0
    for word, _ in tagged(left + right):
        if at < len(left) < at + len(word):
            return 0.8 if len(word) == 2 else 1.0
        at += len(word)
    return 0.0


#: Parts of speech that no headline ends with: adverbs, prepositions, conjunctions (of two characters or more; single
#: ones are mistaken for parts of names).
_HANGING = frozenset("dpc")


@lru_cache(maxsize=8192)
def hangs(text: str) -> bool:
    """Whether a text ends with a word that wants another after it."""
    words = tagged(text[-_REACH:])
    return bool(words) and len(words[-1][0]) > 1 and words[-1][1] in _HANGING


def straddles(before: str, after: str) -> float:
    """0 to 1: how surely a known word stands across the break between two texts."""
    left, right = _HAN_END.search(before[-_REACH:]), _HAN_START.match(after[:_REACH])
    return _straddles(left[0], right[0]) if left and right else 0.0
