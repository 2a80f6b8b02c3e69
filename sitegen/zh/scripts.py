"""Simplified and Traditional: converting printed text.

The dictionaries are OpenCC's, read from opencc-python-reimplemented; the archive's own overrides stand on top.
Every conversion here keeps the length of the text (a converter that would not is refused), so that marks and
pinyin, which are stand-off, fit every edition. The vocabulary-swapping configurations (s2twp, tw2sp) never do.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from sitegen.config import Config
from sitegen.zh.characters import dictionary, opencc_file
from sitegen.zh.heteronyms import decide
from sitegen.zh.lexicon import Allowed, Entry, Lexicon, Replacer
from sitegen.zh.people import names_in
from sitegen.zh.pinyin import Doubtful, phrase_around
from sitegen.zh.words import SURE, words_of


class Converter:
    """One direction of script conversion: OpenCC's configuration `name` with overrides on top."""

    def __init__(self, name: str, overrides: Mapping[str, str] | None = None) -> None:
        self._chain = _chain(name)
        self._rules = name.startswith("s2")
        self._overrides = Lexicon(Entry(source, target) for source, target in (overrides or {}).items())

    def convert(self, text: str) -> str:
        """`text` in the other script; the same length."""
        converted = self._chain[0].replace(text, _whole_words(text) if self._rules else None)
        if self._rules and len(converted) == len(text):
            converted = self._names(text, _by_rule(text, converted))
        for replacer in self._chain[1:]:
            converted = replacer.replace(converted)
        if len(converted) != len(text):  # A phrase whose lengths differ: convert character by character.
            converted = "".join(self._char(char) for char in text)
        for match in self._overrides.longest(text):
            converted = converted[: match.start] + match.entry.value + converted[match.end :]
        return converted

    def _names(self, text: str, converted: str) -> str:
        """People's names character by character: no phrase runs through a name, and many a surname keeps its form."""
        for start, end in names_in(text):
            name = "".join(c if c in _KEPT_IN_NAMES else self._chain[0].replace(c) for c in text[start:end])
            converted = converted[:start] + name + converted[end:]
        return converted

    def covered(self, text: str) -> frozenset[int]:
        """The offsets that a phrase of the dictionaries or an override decides."""
        phrases = self._chain[0].covered(text, _whole_words(text))
        own = (at for match in self._overrides.longest(text) for at in range(match.start, match.end))
        return phrases | frozenset(own)

    def one(self, form: str) -> str:
        """A standard Traditional form as this configuration writes it, by itself."""
        return self.standard(self._chain[0].replace(form) if form in _forms() else form)

    def standard(self, form: str) -> str:
        """A Traditional form as this configuration writes it."""
        for replacer in self._chain[1:]:
            form = replacer.replace(form)
        return form

    def _char(self, char: str) -> str:
        out = char
        for replacer in self._chain:
            out = replacer.replace(out)
        return out[:1] or char


def archive_converter(
    target: str,
    config: Config,
    scripts: Mapping[str, Mapping[str, str]],
    own: Iterable[tuple[str, str]] = (),
) -> Converter:
    """The conversion to the script `target` (`hant` or `hans`) with an archive's corrections (`scripts.toml`) and an
    article's `own`, which are written from Simplified to Traditional."""
    if target == "hant":
        return Converter(config.to_hant, {**scripts["s2t"], **dict(own)})
    return Converter(config.to_hans, {**scripts["t2s"], **{hant: hans for hans, hant in own}})


def _whole_words(text: str) -> Allowed:
    """Phrases that cut no word in two (监察干部 holds 察干, but not as a word), and our own."""
    cuts, own = words_of(text).cut_by, _own_data()["words"]
    return lambda start, end: end - start >= SURE or not cuts(start, end) or text[start:end] in own


def doubtful_forms(converter: Converter, text: str) -> Iterator[Doubtful]:
    """The characters of a Simplified `text` with several Traditional forms that no phrase and no override decides."""
    words, converted, covered = words_of(text), converter.convert(text), converter.covered(text)
    named = {at for start, end in names_in(text) for at in range(start, end)}
    for at, char in enumerate(text):
        options = {converter.one(form) for form in _forms().get(char, ())}
        if len(options) < 2 or at in covered:
            continue
        ruled = _RULED.match(char) and converted[at] != converter.one(char)
        why = "a person's name" if at in named else "a rule" if ruled else "the usual form"
        start, end = phrase_around(words, text, at)
        others = tuple(sorted(options - {converted[at]}))
        yield Doubtful(at, converted[at], others, why, text[start:end], converted[start:end])


def misconversions(text: str, to_hans: Converter, to_hant: Converter) -> Iterator[tuple[int, str]]:
    """Where Traditional print has a form that its word does not take: offset and the form it takes.

    A page converted by machine shows it: 幹 for dry, 于 for 於. Compared are the printed form and what the text becomes
    on its way to Simplified and back; forms of one standard and another (裏, 裡) are the same.
    """
    plain = to_hans.convert(text)
    again = to_hant.convert(plain)
    same = {at for start, end in names_in(plain) for at in range(start, end)}
    same.update(at for note in _NOTE.finditer(text) for at in range(*note.span()))
    for at, (printed, proposed) in enumerate(zip(text, again, strict=True)):
        if at not in same and to_hant.standard(printed) != to_hant.standard(proposed):
            yield at, proposed


#: What an editor wrote into the text.
_NOTE = re.compile("〔[^〔〕]*〕")


@cache
def _forms() -> Mapping[str, tuple[str, ...]]:
    """The Traditional forms of the Simplified characters that have several, as far as words take them."""
    counts: dict[str, Counter[str]] = {}
    for phrase, form in dictionary("STPhrases.txt").items():
        if len(phrase) == len(form):
            for char, to in zip(phrase, form, strict=True):
                counts.setdefault(char, Counter())[to] += 1
    table = {
        char: tuple(to for to, n in c.most_common() if n >= _COMMON_TIMES and n >= _COMMON_SHARE * c.total())
        for char, c in counts.items()
    }
    return {char: forms for char, forms in table.items() if len(forms) > 1}


#: How often, among the phrases with a character, a form must stand to be called common.
_COMMON_SHARE, _COMMON_TIMES = 0.03, 3


#: Characters that in a name keep the form that in a word they may lose (于 and 於, 余 and 餘, 志 and 誌).
_KEPT_IN_NAMES = frozenset("党于余范岳朴郁丰种仇沈曲谷姜卜后涂志梁松里岩干几党万才布占秋升周征台")


#: Where a character that no word decides takes another form: (character, form, before, after), the first match wins.
#: 里 after a noun is "in"; as a measure or a place it stays. 后 is "queen" only after a ruler's title. Surnames stay.
_RULES: tuple[tuple[str, str, re.Pattern[str], re.Pattern[str]], ...] = (
    *(
        ("面", "麵", re.compile(f"(?:{before})$"), re.compile(after))
        for before, after in (("[碗袋斤盘两]", "(?![积子向包])"), ("[鱼吃煮擀揉拌]|方便|刀削|热干", "(?![积子向])"))
    ),
    ("姜", "薑", re.compile("[葱蒜和、]$"), re.compile("[、蒜葱片丝末块]")),
    ("冲", "沖", re.compile(""), re.compile("[泡洗茶刷凉]|上(?:滚|开|热)")),
    ("系", "係", re.compile("[均确纯实皆]$"), re.compile("")),
    ("里", "里", re.compile("[公华英海平方千万百十数几一二三四五六七八九两半余多邻乡故]$"), re.compile("")),
    ("里", "里", re.compile(""), re.compile("[程长巷弄坊约屯海昂氏德斯]|村(?![里外])")),
    ("里", "裏", re.compile("[\u3400-\u9fff]$"), re.compile("")),
    ("出", "齣", re.compile("[这那一每几两该本此全整]$"), re.compile("(?:好|大|老|新|小|重头|折子|压轴)?(?:戏|闹?剧)")),
    ("后", "後", re.compile("[^皇太王母影天妃歌视]$"), re.compile("(?!妃|宫|土)")),
    *((char, char, re.compile("(?:姓|小|老)$"), re.compile("")) for char in "余范岳朴郁于"),
)
#: Characters that stand alone and whose form follows from how they are read.
_BY_READING = {("干", "gān"): "乾", ("干", "gàn"): "幹", ("只", "zhī"): "隻", ("只", "zhǐ"): "只"}
_RULED = re.compile("[" + "".join(sorted({rule[0] for rule in _RULES} | {char for char, _ in _BY_READING})) + "]")


def _by_rule(text: str, converted: str) -> str:
    """Decide by context the characters that the dictionary converted by themselves or not at all."""
    words = words_of(text)
    for match in _RULED.finditer(text):
        at = match.start()
        alone = len(words.words[words.index(at)]) == 1
        form = _BY_READING.get((match[0], decide(text, at, words))) if alone else None
        if form and not _in_phrase(text, at):
            converted = converted[:at] + form + converted[at + 1 :]
            continue
        for own, form, before, after in _RULES:
            if match[0] == own and before.search(text[max(0, at - 6) : at]) and after.match(text[at + 1 : at + 4]):
                converted = converted[:at] + form + converted[at + 1 :]
                break
    return converted


def _in_phrase(text: str, at: int) -> bool:
    """Whether one of our own words holds the character at `at`."""
    own = _own_data()["words"]
    return any(text[first:last] in own for first in range(max(0, at - 3), at + 1) for last in range(at + 1, at + 4))


@cache
def _chain(name: str) -> tuple[Replacer, ...]:
    """The dictionaries of one OpenCC configuration, a replacer for each step of its chain."""
    config = json.loads(opencc_file("config", f"{name}.json").read_text("utf-8"))
    steps: list[Replacer] = []
    for step in config["conversion_chain"]:
        table: dict[str, str] = {}
        for file in reversed(_dictionary_files(step["dict"])):
            table |= dictionary(file)
        if name.startswith("s2") and not steps:
            table = _corrected(table)
        steps.append(Replacer(table))
    return tuple(steps)


def _corrected(table: Mapping[str, str]) -> dict[str, str]:
    """OpenCC's Simplified-to-Traditional table with our own general words and without its false ones."""
    data = _own_data()
    kept = {key: value for key, value in table.items() if key not in data["false"]}
    kept.update(data["common"])
    kept.update(data["words"])
    kept.update(data["characters"])
    return {key: value.translate(_STANDARD) for key, value in kept.items()}


#: Forms that OpenCC's phrases use and the standard has as variants of another (MOE, table of variant characters).
_STANDARD = str.maketrans("賬巖絃孃", "帳岩弦娘")


@cache
def _own_data() -> dict[str, Any]:
    data: dict[str, Any] = tomllib.loads(files("sitegen.zh").joinpath("scripts.toml").read_text("utf-8"))
    return data


def own_words() -> frozenset[str]:
    """Every string of which we say something OpenCC does not: where the two may differ."""
    data = _own_data()
    return frozenset(
        [*data["false"], *data["words"], *data["common"], *data["characters"], *(rule[0] for rule in _RULES)]
    )


def _dictionary_files(spec: Mapping[str, object]) -> list[str]:
    if spec["type"] == "group":
        parts = spec["dicts"]
        assert isinstance(parts, list)
        return [file for part in parts for file in _dictionary_files(part)]
    return [str(spec["file"])]
