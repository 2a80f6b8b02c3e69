"""The readings are pypinyin's wherever the generator's own words and rules say nothing."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st
from pypinyin import pinyin
from pypinyin.constants import PHRASES_DICT
from pypinyin.seg.mmseg import seg
from strategies import STEADY, texts

from sitegen.text import han_run
from sitegen.zh.heteronyms import PARTICLES, RULES, words
from sitegen.zh.people import names_in
from sitegen.zh.pinyin import Romanizer
from sitegen.zh.words import SURE, words_of

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
READER = Romanizer()
PHRASES = st.lists(st.sampled_from(sorted(PHRASES_DICT)), max_size=6).map("".join)
OWN = frozenset([*words(), *(rule.char for rule in RULES), *PARTICLES, "一", "不"])


def cuts_words(text: str) -> bool:
    """Whether the library takes parts of different words for a phrase."""
    at = 0
    for phrase in seg.cut(text):
        if 1 < len(phrase) < SURE and words_of(text).cut_by(at, at + len(phrase)):
            return True
        at += len(phrase)
    return False


@STEADY
@given(text=PHRASES | st.text(HAN, max_size=30) | texts)
def test_a_text_is_read_as_the_library_reads_it(text: str) -> None:
    """The phrase table is pypinyin's and so is every result that no word, rule, name or boundary of ours touches."""
    assume(not any(word in text for word in OWN) and not names_in(text))
    assume(not any(cuts_words(run[0]) for run in han_run.finditer(text)))
    for run in han_run.finditer(text):
        expected = [options[0] for options in pinyin(run[0])]
        assert [syllable for word in READER.words(run[0]) for syllable in word.syllables] == expected
