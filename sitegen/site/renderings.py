"""Whether a translation says a term as the glossary does.

Compared are word stems, in any order and with anything between them: "attracts investment" renders "attract
investment". Knows English words, not which block translates which.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.model import Term

_WORD = re.compile(r"[a-z0-9]+")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_ALTERNATIVES = re.compile(r"\s*;\s*|\s+/\s+")
#: Words that a rendering may lose or gain in a sentence.
_SMALL = frozenset(
    "a an and as at by for from in into of on or s that the their to with".split()  # noqa: SIM905
)
#: Endings that do not change which word it is; the longest first.
_ENDINGS = (
    "ising",
    "ised",
    "ises",
    "ise",
    "ations",
    "ation",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "es",
    "ed",
    "er",
    "s",
    "y",
    "e",
)
#: Letters that must remain of a word.
_STEM = 3


def renders(term: Term, english: str) -> bool:
    """Whether one of the term's renderings (preferred or official) stands in an English text."""
    found = _stems(english)
    return any(_stems(rendering) <= found for rendering in _renderings(term))


def _renderings(term: Term) -> list[str]:
    whole = [term.english, *(official.english for official in term.official)]
    parts = [part for text in whole for part in _ALTERNATIVES.split(text)]
    return [*parts, *(_IN_BRACKETS.sub(" ", part) for part in parts), *re.findall(r"\(([A-Z]{2,})\)", " ".join(whole))]


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    """The stems of the words that carry the meaning of a text."""
    words = (word for word in _WORD.findall(text.lower().replace("’", "'")) if word not in _SMALL)
    return frozenset(map(_stem, words))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word.removesuffix(ending)
    return word
