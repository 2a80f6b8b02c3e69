"""Which lines stand in a poem: short lines in company, of one length, or under a headline that announces poems.

Knows shapes and the gaps between them, not labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.importer import display
from sitegen.importer.layout import Shape

_INNER_STOP = re.compile(r"[。!?][^”’」』]")


def verse_lines(shapes: Sequence[Shape], gap: float) -> list[int]:
    """How surely each line stands in a stanza: 0 not, 1 short lines set close together, 2 all of one length."""
    out = [0] * len(shapes)
    start = 0
    for i in range(1, len(shapes) + 1):
        if i == len(shapes) or not _one_run(shapes[i - 1], shapes[i]):
            _mark_stanzas(shapes, start, i, out, gap)
            start = i
    return out


def _one_run(before: Shape, shape: Shape) -> bool:
    """Whether two lines can stand in one stanza: both short, both indented or both not."""
    level = (before.line.indent > 1) == (shape.line.indent > 1)
    return level and _could_be_verse(before) and _could_be_verse(shape)


def _mark_stanzas(shapes: Sequence[Shape], start: int, end: int, out: list[int], gap: float) -> None:
    """Within a run of short lines, those between two wider gaps are stanzas or single lines (a poem's title).

    Where no gap sets anything apart, the first and last lines of a run may be heads of articles; others are sure.
    """
    if end - start < 4:
        return
    gaps = [shape.line.gap for shape in shapes[start + 1 : end]]
    breaks = sum(gap > min(gaps) for gap in gaps)
    least = 2 if breaks > 1 and end - start >= 6 else 6 if min(gaps) >= gap > 0 and not breaks else 3
    first = start
    for i in range(start + 1, end + 1):
        if i == end or shapes[i].line.gap > min(gaps):
            if i - first >= least:
                out[first:i] = [1] * (i - first)
                set_apart = (len(set(gaps)) > 1 or min(gaps) < gap) and i - first >= min(4, least + 1)
                low, high = (first, i) if set_apart else _surely_verse(shapes, first, i)
                if low < high:
                    out[low:high] = [2] * (high - low)
            first = i
    _mark_regular(shapes, start, end, out)
    if not breaks:
        _mark_announced(shapes, start, end, out)


def _surely_verse(shapes: Sequence[Shape], start: int, end: int) -> tuple[int, int]:
    """Where the verse of a run of short lines begins and ends: after its title and author, or up to its author.

    Without an author the first and last lines may be heads of articles.
    """
    names = [i for i in range(start, end) if shapes[i].signature]
    last = next((i for i in names if i >= end - 4 and i - start >= 5), None)
    if last is not None and not display.is_column(shapes[start].text):
        return start + 1, last
    return next((i + 1 for i in names if i <= start + 2), start + 3), end - 4


def _mark_regular(shapes: Sequence[Shape], start: int, end: int, out: list[int]) -> None:
    """Four or more lines of the same length with a stop at each end are regular verse."""
    first = start
    for i in range(start, end + 1):
        if i < end and shapes[i].size == shapes[first].size and shapes[i].text[-1:] in ",。;!?、":
            continue
        if i - first >= 4:
            out[start:end] = [0] * (end - start)  # what stands around it are its head and its author
            out[first:i] = [2] * (i - first)
        first = i if i < end and shapes[i].text[-1:] in ",。;!?、" else i + 1


def _mark_announced(shapes: Sequence[Shape], start: int, end: int, out: list[int]) -> None:
    """A run under a headline that announces more poems is nothing but verse; so is the next, under a short line."""
    first = start
    if start > 1 and shapes[start - 1].size <= 8 and out[start - 2] == 2 and _announced_before(shapes, start):
        out[start:end] = [2] * (end - start)
        return
    named = next((i for i in range(end - 1, max(end - 3, start + 3), -1) if shapes[i].signature), None)
    if named is not None:
        end = named - 1  # what stands above an author below is the next headline
    if display.FURTHER_POEMS.search(shapes[start].text):
        first = start + (2 if shapes[start + 1].signature else 1)
        out[start:first] = [0] * (first - start)
        out[first:end] = [2] * (end - first)


def _announced_before(shapes: Sequence[Shape], at: int) -> bool:
    """Whether a headline above, with nothing but short lines between, announces more poems than one."""
    for shape in reversed(shapes[max(0, at - 40) : at]):
        if shape.size > 20 or shape.body:
            return False
        if display.FURTHER_POEMS.search(shape.text):
            return True
    return False


def suites(shapes: Sequence[Shape], above_verse: Sequence[bool]) -> list[bool]:
    """Whether a short line above a stanza heads one of the further poems that a headline announces (外一首)."""
    out = [False] * len(shapes)
    left = 0
    for i, shape in enumerate(shapes):
        announced = display.FURTHER_POEMS.search(shape.text) if shape.display else None
        if announced:
            left = "一二三四五六七八九".find((announced[1] or announced[2] or "九").replace("两", "二")) + 1
        elif left and above_verse[i] and shape.display and shape.signature is None:
            out[i] = True
            left -= 1
    return out


def _could_be_verse(shape: Shape) -> bool:
    plain = shape.credits is None and shape.opening is None and shape.closing is None
    return (
        plain
        and not (shape.caption or shape.date_only or shape.dash or shape.qa or shape.item or shape.row)
        and 2 <= shape.size <= 20
        and not _INNER_STOP.search(shape.text)
    )
