"""Simplified and Traditional: converting printed text, and folding text so that both compare equal.

The dictionaries are OpenCC's, read from opencc-python-reimplemented; the archive's own overrides stand on top.
Every conversion here keeps the length of the text (a converter that would not is refused), so that marks and
pinyin, which are stand-off, fit every edition. The vocabulary-swapping configurations (s2twp, tw2sp) never do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from sitegen.text import fold_width
from sitegen.zh.lexicon import Entry, Lexicon, Replacer

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
    table = _fold_table()
    chars: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        if char not in QUOTES:
            chars.append(table.get(char) or fold_width(char).lower()[:1])
            offsets.append(offset)
    return Folded("".join(chars), tuple(offsets))


class Converter:
    """One direction of script conversion: OpenCC's configuration `name` with overrides on top."""

    def __init__(self, name: str, overrides: Mapping[str, str] | None = None) -> None:
        self._chain = _chain(name)
        self._overrides = Lexicon(Entry(source, target) for source, target in (overrides or {}).items())

    def convert(self, text: str) -> str:
        """`text` in the other script; the same length."""
        converted = text
        for replacer in self._chain:
            converted = replacer.replace(converted)
        if len(converted) != len(text):  # A phrase whose lengths differ: convert character by character.
            converted = "".join(self._char(char) for char in text)
        for match in self._overrides.longest(text):
            converted = converted[: match.start] + match.entry.value + converted[match.end :]
        return converted

    def _char(self, char: str) -> str:
        out = char
        for replacer in self._chain:
            out = replacer.replace(out)
        return out[:1] or char


@cache
def _chain(name: str) -> tuple[Replacer, ...]:
    """The dictionaries of one OpenCC configuration, a replacer for each step of its chain."""
    config = json.loads(_opencc("config", f"{name}.json").read_text("utf-8"))
    steps: list[Replacer] = []
    for step in config["conversion_chain"]:
        table: dict[str, str] = {}
        for file in reversed(_dictionary_files(step["dict"])):
            table |= _dictionary(file)
        steps.append(Replacer(table))
    return tuple(steps)


def _dictionary_files(spec: Mapping[str, object]) -> list[str]:
    if spec["type"] == "group":
        parts = spec["dicts"]
        assert isinstance(parts, list)
        return [file for part in parts for file in _dictionary_files(part)]
    return [str(spec["file"])]


@cache
def _dictionary(file: str) -> dict[str, str]:
    """An OpenCC text dictionary: key, tab, candidates separated by spaces, of which the first is taken."""
    table = {}
    for line in _opencc("dictionary", file).read_text("utf-8").splitlines():
        key, _, values = line.strip().partition("\t")
        if values:
            table[key] = values.split(" ")[0]
    return table


@cache
def _fold_table() -> Mapping[str, str]:
    variants = {char: base for char, base in _dictionary("TWVariantsRev.txt").items() if len(char) == 1}
    simplified = {char: to for char, to in _dictionary("TSCharacters.txt").items() if len(to) == 1}
    # A Taiwan variant folds through the standard Traditional form, so that 裡, 裏 and 里 all meet in 里.
    table = {**{char: simplified.get(base, base) for char, base in variants.items()}, **simplified}
    # OpenCC leaves 著 to its phrases (著名, but 着力); for comparing, both are one.
    return {**table, "著": "着"}


def _opencc(*parts: str) -> Traversable:
    return files("opencc").joinpath(*parts)
