"""Whether a translation says a term as the glossary does.

Compared are word stems, in any order and with anything between them: "attracts investment" renders "attract
investment". Knows English words, not which block translates which.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import snowballstemmer

from sitegen.model import Term

_WORD = re.compile(r"[a-z0-9]+")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_ABBREVIATION = re.compile(r"\(([A-Z]{2,})\)")
_ALTERNATIVES = re.compile(r"\s*;\s*|\s+/\s+")
#: Words that a rendering may lose or gain in a sentence.
_SMALL = frozenset(
    "a an and as at by for from in into of on or s that the their to with".split()  # noqa: SIM905
)


def renders(term: Term, english: str) -> bool:
    """Whether one of the term's renderings (preferred, literal or official, or its parts) stands in an English text."""
    found = _stems(english)
    return any(_stems(rendering) <= found for rendering in _renderings(term))


def _renderings(term: Term) -> list[str]:
    whole = [term.english, term.literal, *(official.english for official in term.official)]
    whole.append(" ".join(part.en for part in term.parts))
    ways = [way for text in whole for way in _ALTERNATIVES.split(text) if way]
    return [*ways, *(_IN_BRACKETS.sub(" ", way) for way in ways), *_ABBREVIATION.findall(" ".join(whole))]


@cache
def _stemmer() -> Any:
    """The Porter2 stemmer for English (https://snowballstem.org/algorithms/english/stemmer.html)."""
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    """The stems of the words that carry the meaning of a text."""
    words = set(_WORD.findall(text.lower().replace("’", "'"))) - _SMALL
    return frozenset(map(_stem, words))


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))
