"""Single characters of both scripts: folding text so that Simplified and Traditional compare equal.

The tables are OpenCC's, read from opencc-python-reimplemented. Knows no words: those are `scripts` and `words`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from sitegen.text import fold_width

#: Quotation marks carry no meaning of their own inside a term: “五星”支部 is 五星支部.
QUOTES = frozenset("“”‘’「」『』\"'")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made comparable, and for each of its characters the offset in the text it was made from."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the original text of `self.text[start:end]`, which must not be empty."""
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> Folded:
    """`text` in Simplified characters, half-width and lower case, without quotation marks."""
    offsets = tuple(at for at, char in enumerate(text) if char not in QUOTES)
    return Folded(text.translate(_folding()), offsets)


#: 著 stays in 著名 and 专著; before these it is 着, and otherwise only its word can say.
_ZHE = re.compile("著(?=[力手重眼陆火急凉])")


def simplified(text: str) -> str:
    """`text` with each character in its Simplified form, by itself; the same length."""
    return _ZHE.sub("着", text.translate(_simplifying()))


@cache
def dictionary(file: str) -> dict[str, str]:
    """An OpenCC text dictionary: key, tab, candidates separated by spaces, of which the first is taken."""
    table = {}
    for line in opencc_file("dictionary", file).read_text("utf-8").splitlines():
        key, _, values = line.strip().partition("\t")
        if values:
            table[key] = values.split(" ")[0]
    return table


class _ByCharacter(dict[int, str | None]):
    """A table for `str.translate` that works out what a character becomes when it first meets it."""

    def __init__(self, to: Callable[[str], str | None]) -> None:
        super().__init__()
        self._to = to

    def __missing__(self, code: int) -> str | None:
        return self.setdefault(code, self._to(chr(code)))


@cache
def _simplifying() -> _ByCharacter:
    table = {char: to for char, to in _fold_table().items() if char != "著"}
    return _ByCharacter(lambda char: table.get(char, char))


@cache
def _folding() -> _ByCharacter:
    table = _fold_table()
    return _ByCharacter(lambda char: None if char in QUOTES else table.get(char) or fold_width(char).lower()[:1])


@cache
def _fold_table() -> Mapping[str, str]:
    variants = {char: base for char, base in dictionary("TWVariantsRev.txt").items() if len(char) == 1}
    simplified = {char: to for char, to in dictionary("TSCharacters.txt").items() if len(to) == 1}
    # A Taiwan variant folds through the standard Traditional form, so that 裡, 裏 and 里 all meet in 里.
    table = {**{char: simplified.get(base, base) for char, base in variants.items()}, **simplified}
    # OpenCC leaves 著 to its phrases (著名, but 着力); for comparing, both are one. 么 and 抬 are Simplified already.
    return {**table, "著": "着", "么": "么", "麽": "么", "抬": "抬", "擡": "抬"}


def opencc_file(*parts: str) -> Traversable:
    """A file of the package that ships OpenCC's data: its folder and name."""
    return files("opencc").joinpath(*parts)
