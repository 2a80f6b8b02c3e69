"""The readings are pypinyin's wherever the generator's own words and rules say nothing."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st
from pypinyin import pinyin
from pypinyin.constants import PHRASES_DICT
from strategies import STEADY, texts

from sitegen.text import han_run
from sitegen.zh.heteronyms import RULES, false_words, words
from sitegen.zh.pinyin import Reader

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
READER = Reader()
PHRASES = st.lists(st.sampled_from(sorted(PHRASES_DICT)), max_size=6).map("".join)
OWN = frozenset([*words(), *false_words(), *(rule.char for rule in RULES), "一", "不"])


@STEADY
@given(text=PHRASES | st.text(HAN, max_size=30) | texts)
def test_a_text_is_read_as_the_library_reads_it(text: str) -> None:
    """The phrase table is pypinyin's and so is every result that nothing of ours touches."""
    assume(not any(word in text for word in OWN))
    for run in han_run.finditer(text):
        expected = [options[0] for options in pinyin(run[0])]
        assert [syllable for word in READER.words(run[0]) for syllable in word.syllables] == expected
