"""Columns printed out of order within one article, put back only where the words themselves say so.

Three kinds of evidence: a word cut in two whose halves stand apart (…录 … 音整理…); a stretch printed after the end
mark that begins in mid-sentence and fits one unfinished sentence alone; a last paragraph left open, where one line of
an indented page lacks its indent. Knows labelled lines; moves whole lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sitegen.importer import display, looks
from sitegen.importer.layout import Shape
from sitegen.importer.segment import Labelled
from sitegen.importer.words import straddles

#: A word of two characters at least runs over the break.
_SURE = 0.8


@dataclass(frozen=True, slots=True)
class Restored:
    """The lines in reading order; `why` says for each moved stretch what spoke for it."""

    lines: list[Labelled]
    why: tuple[str, ...] = ()


def restored(lines: Sequence[Labelled]) -> Restored:
    """The lines of an article in the order in which they read on, if that differs from the print and is certain."""
    texts = [i for i, line in enumerate(lines) if line.label in (looks.PARA, looks.JOIN)]
    if len(texts) < 3:
        return Restored(list(lines))
    links = _links(lines, texts) or _late_stretch(lines, texts) or _left_open(lines, texts)
    if not links:
        return Restored(list(lines))
    order = _chained(texts, links)
    out = list(lines)
    follows = {j: i for i, j in links.items()}
    for place, i in zip(texts, order, strict=True):
        out[place] = lines[i]
    for (_, a), (place, b) in pairwise(zip(texts, order, strict=True)):
        if follows.get(b) == a:
            out[place] = replace(out[place], label=looks.JOIN)
        elif b - 1 != a and out[place].label == looks.JOIN:
            out[place] = replace(out[place], label=looks.PARA)
    why = tuple(f"…{lines[i].shape.text[-6:]} goes on with {lines[j].shape.text[:6]}…" for i, j in links.items())
    return Restored(out, why)


def _links(lines: Sequence[Labelled], texts: Sequence[int]) -> dict[int, int]:
    """Which line goes on with which other than the next, by words cut in two; all of them or none."""
    after = dict(pairwise(texts))
    if all(i in after and _fits(lines, i, after[i]) for i in texts if _open(lines[i].shape)):
        return {}
    before = {j: i for i, j in after.items()}
    links = {i: j for i, j in _matched(lines, texts).items() if j != after.get(i)}
    if len(links) == 1 and not any(
        _begins_inside(lines[j].shape) or (_long(lines, i, j) and _open(lines[before[j]].shape))
        for i, j in links.items()
    ):
        return {}  # one word across a break may be chance
    links |= _left_over(lines, texts, links)
    # A line that loses its place behind another must have left a whole sentence there, or find its own place.
    whole = all(before[j] in links or not _open(lines[before[j]].shape) for j in links.values())
    loose = (after[i] for i in links if i in after and after[i] not in links.values())
    return links if whole and not any(_begins_inside(lines[j].shape) for j in loose) else {}


def _long(lines: Sequence[Labelled], i: int, j: int) -> bool:
    """Whether a word of more than two characters runs over the break."""
    return straddles(lines[i].shape.text, lines[j].shape.text) > _SURE


def _left_over(lines: Sequence[Labelled], texts: Sequence[int], links: dict[int, int]) -> dict[int, int]:
    """The one line that the links leave open goes on with the one stretch that is printed after the end mark."""
    before = {j: i for i, j in pairwise(texts)}
    left = (before[j] for j in links.values() if j in before and before[j] not in links)
    opened = [i for i in left if _open(lines[i].shape)]
    late = [j for i, j in pairwise(texts) if lines[i].shape.end_mark is not None and j not in links.values()]
    return {opened[0]: late[0]} if len(opened) == len(late) == 1 else {}


def _matched(lines: Sequence[Labelled], texts: Sequence[int]) -> dict[int, int]:
    """For each unfinished line the one line that goes on with its last word; none where two would."""
    options = {i: {j for j in texts[1:] if j != i and _fits(lines, i, j)} for i in texts if _open(lines[i].shape)}
    found: dict[int, int] = {}
    while single := next((i for i, js in options.items() if len(js) == 1), None):
        target = options.pop(single).pop()
        found[single] = target
        for js in options.values():
            js.discard(target)
    return found


def _late_stretch(lines: Sequence[Labelled], texts: Sequence[int]) -> dict[int, int]:
    """The links that put what is printed after the end mark into the one sentence that stops for it."""
    mark = next((n for n, i in enumerate(texts) if lines[i].shape.end_mark is not None), None)
    if mark is None or mark + 1 >= len(texts):
        return {}
    first, last = texts[mark + 1], texts[-1]
    if not _begins_inside(lines[first].shape):
        return {}
    inside = _open(lines[last].shape)
    places = [
        (a, b)
        for a, b in pairwise(texts[: mark + 1])
        if _open(lines[a].shape) and not _fits(lines, a, b) and _begins_inside(lines[b].shape) == inside
    ]
    if len(places) != 1:
        return {}
    before, behind = places[0]
    return {before: first, last: behind}


def _left_open(lines: Sequence[Labelled], texts: Sequence[int]) -> dict[int, int]:
    """The links that put a last paragraph which stops in mid-sentence before the one line that is no paragraph's first.

    Only on a page whose paragraphs are indented: there a line without an indent, after a full stop, goes on with
    something printed elsewhere.
    """
    last = texts[-1]
    if not _open(lines[last].shape):
        return {}
    inside = [
        b
        for a, b in pairwise(texts)
        if lines[a].shape.end == "final" and lines[a].shape.body and _flush(lines[b].shape)
    ]
    indented = sum(not _flush(lines[i].shape) for i in texts)
    first = next((i for i in reversed(texts) if lines[i].label == looks.PARA and not _flush(lines[i].shape)), 0)
    if len(inside) != 1 or indented < 3 or inside[0] >= first:
        return {}
    return {texts[texts.index(inside[0]) - 1]: first, last: inside[0]}


def _flush(shape: Shape) -> bool:
    """Whether a line stands at the margin."""
    return shape.line.indent < 2


def _open(shape: Shape) -> bool:
    """Whether a line stops in mid-sentence."""
    return shape.end in ("open", "comma") and shape.closing is None and shape.end_mark is None


def _fits(lines: Sequence[Labelled], i: int, j: int) -> bool:
    return straddles(lines[i].shape.text, lines[j].shape.text) >= _SURE


def _begins_inside(shape: Shape) -> bool:
    """Whether a line cannot begin a sentence: a particle, a mark, or a scrap before the first comma (线、烘干线,)."""
    if shape.opening is not None or display.FRESH.match(shape.text) or display.DATED.match(shape.text):
        return False
    return display.cannot_begin(shape.text) or 0 < shape.text.find(",") <= 3


def _chained(texts: Sequence[int], links: dict[int, int]) -> list[int]:
    """The text lines with every linked pair together; stretches without a link keep the order of the print."""
    starts = {texts[0], *links.values()}
    starts.update(b for a, b in pairwise(texts) if a in links)
    stretches: dict[int, list[int]] = {}
    for i in texts:
        if i in starts:
            stretches[i] = []
            at = i
        stretches[at].append(i)
    targets = set(links.values())
    out: list[int] = []
    left = dict(stretches)
    start: int | None = texts[0]
    while left:
        if start is None or start not in left:
            start = next((s for s in left if s not in targets), next(iter(left)))
        stretch = left.pop(start)
        out += stretch
        start = links.get(stretch[-1])
    return out
