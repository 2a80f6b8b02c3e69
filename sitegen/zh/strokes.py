"""Strokes of a character as the Traditional script counts them: the order of dictionaries for its readers.

The table is made from Unicode's Han database; its first line says how. 艹 and 辶 count four strokes, 阝 three.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def strokes(char: str) -> int:
    """How many strokes a character of the block U+4E00 to U+9FFF has; 0 for any other character."""
    return _table().get(char, 0)


@cache
def _table() -> dict[str, int]:
    """Every character's strokes; a line of the file is a count and the characters that have it."""
    lines = files("sitegen.zh").joinpath("strokes.txt").read_text("utf-8").splitlines()[1:]
    return {char: int(count) for count, _, chars in (line.partition(" ") for line in lines) for char in chars}
