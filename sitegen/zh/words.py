"""Where the words of a running text are, and of what kind: the one thing no list of phrases can know.

Words are the most probable path through jieba's dictionary (word frequencies; no guessing of unknown words, which stay
single characters). Knows nothing of terms, readings or scripts.
"""

from __future__ import annotations

from functools import cache

from rjieba import Jieba

from sitegen.zh.scripts import simplified


def tagged(text: str) -> list[tuple[str, str]]:
    """The words of `text`, in either script, which together are `simplified(text)`, each with its part of speech.

    Tags are those of jieba's dictionary (after ICTCLAS): n noun, v verb, a adjective, d adverb, m numeral, x none.
    """
    return _jieba().tag(simplified(text), hmm=False)


@cache
def _jieba() -> Jieba:
    return Jieba()


def is_word(text: str) -> bool:
    """Whether `text`, in either script, is one word of the dictionary and no person's name."""
    words = tagged(text)
    return len(words) == 1 and len(text) > 1 and words[0][1] not in _NAMES


#: The tags of people's names (and of their parts).
_NAMES = ("nr", "nrt", "nrfg")
