"""Simplified and Traditional: converting printed text, and folding text so that both compare equal.

The dictionaries are OpenCC's, read from opencc-python-reimplemented; the archive's own overrides stand on top.
Every conversion here keeps the length of the text (a converter that would not is refused), so that marks and
pinyin, which are stand-off, fit every edition. The vocabulary-swapping configurations (s2twp, tw2sp) never do.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from sitegen.text import fold_width
from sitegen.zh.heteronyms import ROLE
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


def simplified(text: str) -> str:
    """`text` with each character in its Simplified form, by itself; the same length."""
    return text.translate(_simplifying())


class Converter:
    """One direction of script conversion: OpenCC's configuration `name` with overrides on top."""

    def __init__(self, name: str, overrides: Mapping[str, str] | None = None) -> None:
        self._chain = _chain(name)
        self._rules = name.startswith("s2")
        self._overrides = Lexicon(Entry(source, target) for source, target in (overrides or {}).items())

    def convert(self, text: str) -> str:
        """`text` in the other script; the same length."""
        converted = self._chain[0].replace(text)
        if self._rules and len(converted) == len(text):
            converted = _by_rule(text, converted)
        for replacer in self._chain[1:]:
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


#: Where a character that no word decides takes another form: (character, form, before, after), the first match wins.
#: 里 after a noun is "in"; as a measure or a place it stays. 后 is "queen" only after a ruler's title. Surnames stay.
_RULES: tuple[tuple[str, str, re.Pattern[str], re.Pattern[str]], ...] = (
    ("里", "里", re.compile("[公华英海市平方千万百十数几一二三四五六七八九两半余多邻乡故]$"), re.compile("")),
    ("里", "裏", re.compile("[\u3400-\u9fff]$"), re.compile("(?![程长巷弄坊约屯])")),
    ("后", "後", re.compile("[^皇太王母影天妃歌视]$"), re.compile("(?!妃|宫|土)")),
    *((char, char, re.compile(f"(?:{ROLE})[:：]?$"), re.compile("[\u3400-\u9fff]")) for char in "余范岳朴郁曲沈丰种仇"),
    *((char, char, re.compile("(?:姓|小|老)?$"), re.compile("某|姓")) for char in "余范岳朴郁"),
)
_RULED = re.compile("[" + "".join({rule[0] for rule in _RULES}) + "]")


def _by_rule(text: str, converted: str) -> str:
    """Decide by context the characters that the dictionary converted by themselves or not at all."""
    for match in _RULED.finditer(text):
        at = match.start()
        for own, form, before, after in _RULES:
            if match[0] == own and before.search(text[max(0, at - 6) : at]) and after.match(text[at + 1 : at + 4]):
                converted = converted[:at] + form + converted[at + 1 :]
                break
    return converted


@cache
def _chain(name: str) -> tuple[Replacer, ...]:
    """The dictionaries of one OpenCC configuration, a replacer for each step of its chain."""
    config = json.loads(_opencc("config", f"{name}.json").read_text("utf-8"))
    steps: list[Replacer] = []
    for step in config["conversion_chain"]:
        table: dict[str, str] = {}
        for file in reversed(_dictionary_files(step["dict"])):
            table |= _dictionary(file)
        if name.startswith("s2") and not steps:
            table = _corrected(table)
        steps.append(Replacer(table))
    return tuple(steps)


def _corrected(table: Mapping[str, str]) -> dict[str, str]:
    """OpenCC's Simplified-to-Traditional table with our own general words and without its false ones."""
    data = _own_data()
    kept = {key: value for key, value in table.items() if key not in data["false"]}
    kept.update(data["words"])
    kept.update(data["characters"])
    return kept


@cache
def _own_data() -> dict[str, Any]:
    data: dict[str, Any] = tomllib.loads(files("sitegen.zh").joinpath("scripts.toml").read_text("utf-8"))
    return data


def own_words() -> frozenset[str]:
    """Every string of which we say something OpenCC does not: where the two may differ."""
    data = _own_data()
    return frozenset([*data["false"], *data["words"], *data["characters"], *(rule[0] for rule in _RULES)])


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
def _simplifying() -> Mapping[int, str]:
    return str.maketrans(dict(_fold_table()))


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
