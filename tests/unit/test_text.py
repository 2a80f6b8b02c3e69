"""Pure functions about characters."""

from __future__ import annotations

import pytest

from sitegen.text import (
    chinese_runs,
    count_han,
    fold_width,
    is_cjk,
    join_lines,
    smart_quotes,
    strip_tones,
)


@pytest.mark.parametrize("char", [*"营〇驿㐀𠮷，。、《》（）！：；？「」【】", "\uf900", "\u3000"[:0] + "～"])
def test_chinese_characters_and_punctuation_are_chinese(char: str) -> None:
    assert is_cjk(char)


@pytest.mark.parametrize("char", [*"a1 ,.!%", "“", "…", "·", "—", "é", "あ"])
def test_shared_and_other_characters_are_not_chinese_by_themselves(char: str) -> None:
    """Quotation marks and dashes are the same characters in English, and kana are not Han."""
    assert not is_cjk(char)


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("会议", "要求", ""),
        ("会议，", "要求", ""),
        ("会议", "CCD", ""),
        ("CCD", "会议", ""),
        ("business", "environment", " "),
        ("GDP,", "which", " "),
        ("他说“干！”", "“好！”", ""),
        ("双招”", "“双引”同发力", ""),
        ("word”", "“word", " "),
        ("", "要求", ""),
        ("会议", "", ""),
    ],
)
def test_a_line_break_stands_for_a_space_only_between_words_of_letters(before: str, after: str, between: str) -> None:
    assert join_lines(before, after) == between


def test_han_characters_are_counted_and_nothing_else() -> None:
    assert count_han("2023年，GDP增长“𠮷”〇；あ。") == 5
    assert count_han("") == 0


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("the 开发区 said", ["开发区"]),
        ("“双招双引” means", ["双招双引"]),
        ("the 12345热线 and 一岗双责", ["热线", "一岗双责"]),
        ("say “三夏”、“三秋” here", ["三夏”、“三秋"]),
        ("in 2023年 it", ["年"]),
        ("《意见》 is", ["意见》"]),
        ("五比五看, 三查", ["五比五看", "三查"]),
        ("plain English", []),
    ],
)
def test_runs_of_chinese_in_english_are_found_without_the_quotation_marks_around_them(
    text: str, runs: list[str]
) -> None:
    assert [text[start:end] for start, end in chinese_runs(text)] == runs


@pytest.mark.parametrize(
    ("char", "folded"), [("Ａ", "A"), ("９", "9"), ("，", ","), ("\u3000", " "), ("开", "开"), ("a", "a")]
)
def test_full_width_forms_fold_to_ascii(char: str, folded: str) -> None:
    assert fold_width(char) == folded


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('He said "yes".', "He said “yes”."),
        ("the city's plan", "the city’s plan"),
        ("'five stars' and \"four\"", "‘five stars’ and “four”"),
        ('("in brackets")', "(“in brackets”)"),
        ("\"'nested' here\"", "“‘nested’ here”"),
        ("“already”", "“already”"),
        ("", ""),
    ],
)
def test_straight_quotation_marks_become_curly(text: str, shown: str) -> None:
    assert smart_quotes(text) == shown
    assert len(smart_quotes(text)) == len(text)


@pytest.mark.parametrize(
    ("pinyin", "plain"),
    [
        ("yíngshāng huánjìng", "yingshang huanjing"),
        ("nǚ’ér", "nv’er"),
        ("Lǜ", "Lv"),
        ("lüè", "lve"),
        ("Xī’ān", "Xi’an"),
        ("ḿ ń ê̄", "m n e"),
    ],
)
def test_pinyin_without_tones_is_what_people_type(pinyin: str, plain: str) -> None:
    assert strip_tones(pinyin) == plain
