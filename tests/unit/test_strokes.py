"""Stroke counts, against dictionaries of the Traditional script."""

from __future__ import annotations

from importlib.resources import files

import pytest

from sitegen.zh.strokes import strokes


@pytest.mark.parametrize(
    ("char", "count"),
    [("一", 1), ("丁", 2), ("八", 2), ("人", 2), ("三", 3), ("五", 4), ("招", 8), ("商", 11), ("開", 12),
     ("園", 13), ("農", 13), ("樹", 16), ("龍", 16), ("體", 23), ("灣", 25),
     # Where Simplified print counts one stroke less: 艹, 辶, 阝, 廴, also inside a character.
     ("萬", 13), ("落", 13), ("通", 11), ("違", 13), ("防", 7), ("鄭", 15), ("建", 9),
     ("護", 21), ("警", 20), ("營", 17)],
)  # fmt: skip
def test_strokes_of_traditional_characters(char: str, count: int) -> None:
    """Counts as a dictionary for readers of the Traditional script gives them."""
    assert strokes(char) == count


@pytest.mark.parametrize("text", ["", "A", "5", "，", "萬萬"])
def test_what_is_no_character_of_the_block_has_no_strokes(text: str) -> None:
    """Such terms stand in a group of their own."""
    assert strokes(text) == 0


def test_the_table_has_every_character_of_the_block_once_and_names_its_source() -> None:
    """20,992 characters, and a first line that says where they come from and under which licence."""
    first, *lines = files("sitegen.zh").joinpath("strokes.txt").read_text("utf-8").splitlines()
    assert "Unicode" in first
    assert "licence" in first
    chars = "".join(line.partition(" ")[2] for line in lines)
    assert len(chars) == len(set(chars)) == 0x9FFF - 0x4E00 + 1
