"""The display of punctuation changes punctuation alone."""

from __future__ import annotations

from hypothesis import given
from strategies import STEADY, texts

from sitegen.text import smart_quotes
from sitegen.zh.typography import display_punctuation, quotation_marks

FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
CORNERS = {"“": "「", "”": "」", "‘": "『", "’": "』"}


@STEADY
@given(texts)
def test_display_keeps_the_length_and_every_other_character(text: str) -> None:
    """A half-width mark stays or becomes its own full-width form; nothing else changes."""
    shown = display_punctuation(text)
    assert len(shown) == len(text)
    assert all(new in (old, FULL.get(old)) for old, new in zip(text, shown, strict=True))


@STEADY
@given(texts)
def test_text_without_chinese_is_shown_as_it_is(text: str) -> None:
    latin = "".join(char for char in text if char.isascii())
    assert display_punctuation(latin) == latin


@STEADY
@given(texts)
def test_quotation_marks_change_in_traditional_and_nothing_else_does(text: str) -> None:
    assert quotation_marks(text, "hans") == text
    assert quotation_marks(text, "hant") == "".join(CORNERS.get(char, char) for char in text)


@STEADY
@given(texts)
def test_smart_quotes_keep_the_length_and_leave_none_straight(text: str) -> None:
    shown = smart_quotes(text)
    assert len(shown) == len(text)
    assert not {'"', "'"} & set(shown)
    assert all(old == new or old in "\"'" for old, new in zip(text, shown, strict=True))
