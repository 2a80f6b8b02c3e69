"""Whether a line break cuts a word in two: the one thing about breaks that only a dictionary knows.

Knows words, nothing about lines or articles.
"""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1)
def _lexicon() -> frozenset[str]:
    """Words of two to four characters (pypinyin's phrase table, loaded when the first break is doubtful)."""
    from pypinyin.constants import PHRASES_DICT

    return frozenset(word for word in PHRASES_DICT if 2 <= len(word) <= 4)


@lru_cache(maxsize=8192)
def _straddles(left: str, right: str) -> float:
    words = _lexicon()
    best = 0.0
    for before in (1, 2, 3):
        for after in (1, 2, 3):
            word = left[-before:] + right[:after]
            if before + after <= 4 and len(word) == before + after and word in words:
                best = max(best, 0.5 if len(word) == 2 else 1.0)
    return best


def straddles(before: str, after: str) -> float:
    """0 to 1: how surely a known word stands across the break between two texts."""
    return _straddles(before[-3:], after[:3])
