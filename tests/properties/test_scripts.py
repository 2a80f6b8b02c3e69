"""Script conversion is stand-off: whatever it is given, nothing moves."""

from __future__ import annotations

from functools import cache

import opencc
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import STEADY, texts

from sitegen.config import TO_HANS, TO_HANT
from sitegen.zh.characters import dictionary, fold
from sitegen.zh.lexicon import Phrases
from sitegen.zh.people import names_in
from sitegen.zh.scripts import Converter, own_words
from sitegen.zh.words import SURE, words_of

CONFIGURATIONS = (*TO_HANT, *TO_HANS)
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
overrides = st.dictionaries(
    st.sampled_from(["发明", "干", "里面", "营商环境", "a"]), st.sampled_from(["發明", "乾", "裏面", "營商環境", "b"])
).map(lambda table: {source: target for source, target in table.items() if len(source) == len(target)})


@cache
def converter(name: str) -> Converter:
    return Converter(name)


@cache
def reference(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


@pytest.mark.parametrize("name", CONFIGURATIONS)
@STEADY
@given(texts | st.text(HAN))
def test_conversion_keeps_the_length(name: str, text: str) -> None:
    assert len(converter(name).convert(text)) == len(text)


@STEADY
@given(texts | st.text(HAN), overrides, st.sampled_from(CONFIGURATIONS))
def test_conversion_with_overrides_keeps_the_length(text: str, table: dict[str, str], name: str) -> None:
    assert len(Converter(name, table).convert(text)) == len(text)


@STEADY
@given(st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=["Cs"])), st.sampled_from(CONFIGURATIONS))
def test_what_is_not_chinese_stays(text: str, name: str) -> None:
    assert converter(name).convert(text) == text


@cache
def phrases() -> Phrases[str]:
    return Phrases({key: value for key, value in dictionary("STPhrases.txt").items() if len(key) > 1})


def cuts_words(text: str) -> bool:
    """Whether the library takes parts of different words for a phrase."""
    found = phrases().found(text, lambda start, end: True)
    return any(end - start < SURE and words_of(text).cut_by(start, end) for start, end, _ in found)


@pytest.mark.parametrize("name", CONFIGURATIONS)
@STEADY
@given(text=st.text(HAN, max_size=30) | texts)
def test_conversion_is_the_librarys_wherever_that_keeps_the_length(name: str, text: str) -> None:
    """The dictionaries are OpenCC's and so is every result that no word, rule, name or boundary of ours touches."""
    assume(not any(word in text for word in own_words()) and not names_in(text) and not cuts_words(text))
    expected = reference(name).convert(text)
    if len(expected) == len(text):
        assert converter(name).convert(text) == expected


@STEADY
@given(st.text(HAN, max_size=30))
def test_folding_is_the_same_before_and_after_it_is_folded(text: str) -> None:
    """A term folded twice still matches."""
    once = fold(text).text
    assert fold(once).text == once
