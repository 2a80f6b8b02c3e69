"""What a line cannot say by itself: the habits of its page and the company it stands in.

Measured once for a page, before anything is decided. Knows shapes, not labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sitegen.importer import display
from sitegen.importer.layout import Shape
from sitegen.importer.lines import HEADLINE_TAGS
from sitegen.importer.verse import suites, verse_lines
from sitegen.importer.words import straddles


@dataclass(frozen=True, slots=True)
class Page:
    """What holds for a whole page: the usual gap between lines, indents, whether anything is signed, no gaps at all.

    `broken` says that its columns break off in mid-sentence, `tagged` that headlines are HTML headings.
    """

    gap: float
    indented: bool
    signed: bool
    flush: bool = False
    heads_flush: bool = False
    headings: bool = False
    broken: bool = False
    tagged: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """A line's neighbours and what the page says about it.

    `verse` is 0 for prose, 1 for a short line among short lines, 2 for a line of a stanza; `alike` says that other
    short lines are built like it; `lead` that it opens a lead above its own headline; `row` that it is one of several
    rows of a table; `signs` that it names an office above a date; `pictured` that it begins the text of a photo;
    `above_verse` that a stanza follows, `listed` that it is an entry of a list that a colon
    announces, `under_row` that the line before is such a row, `suite` that the
    poem it heads was announced above (外一首).
    """

    before: Shape | None
    after: Shape | None
    page: Page
    verse: int = 0
    alike: bool = False
    lead: bool = False
    row: bool = False
    signs: bool = False
    pictured: bool = False
    above_verse: bool = False
    listed: bool = False
    under_row: bool = False
    suite: bool = False
    pairs: frozenset[str] = frozenset()


def contexts(shapes: Sequence[Shape]) -> list[Context]:
    """The context of every line of a page."""
    page, pairs = page_facts(shapes), _pairs(shapes)
    pictured = _pictured(shapes)
    verse, alike, leads = verse_lines(shapes, page.gap), _alike(shapes), _lead_lines(shapes)
    above_verse = [v > 0 for v in [*verse[1:], 0]]
    suite = suites(shapes, above_verse)
    rows, signs, listed = _rows(shapes), _signs(shapes), _listed(shapes)
    neighbours = zip([None, *shapes[:-1]], [*shapes[1:], None], strict=True)
    return [
        Context(
            before,
            after,
            page,
            verse[i],
            alike[i],
            leads[i],
            rows[i],
            signs[i],
            pictured[i],
            above_verse[i],
            listed[i],
            i > 0 and rows[i - 1],
            suite[i],
            pairs,
        )
        for i, (before, after) in enumerate(neighbours)
    ]


def page_facts(shapes: Sequence[Shape]) -> Page:
    """Measure the habits of a page."""
    body = [s for s in shapes if s.body and s.opening is None]
    gaps = [s.line.gap for s in shapes[1:]]
    indents = sum(s.line.indent > 1 for s in shapes if s.body)
    total = sum(s.body for s in shapes)
    starts = [s for before, s in pairwise(shapes) if s.body and (before.end == "final" or not before.body)]
    begun = sum(s.line.indent > 1 for s in starts)
    return Page(
        median(gaps) if gaps else 0,
        total > 2 and indents >= 0.5 * total,
        any(s.credits or s.opening or s.closing for s in shapes) or not body,
        heads_flush=_heads_flush(shapes, begun >= 0.7 * len(starts) and len(starts) > 2),
        headings=any(s.line.tag in HEADLINE_TAGS for s in shapes) or _bold_is_inside(shapes),
        tagged=any(s.line.tag in HEADLINE_TAGS for s in shapes),
        broken=sum(s.end == "open" for s in body) >= max(2, 0.1 * len(body)),
        flush=sum(g > 0 for g in gaps) <= 0.1 * len(gaps),
    )


def _heads_flush(shapes: Sequence[Shape], indented: bool) -> bool:
    """Whether short lines stand at the margin of a page whose paragraphs are indented."""
    short = [s for s in shapes if s.display and s.size >= 4]
    return indented and len(short) > 1 and sum(s.line.indent < 2 for s in short) >= 0.5 * len(short)


def _pairs(shapes: Sequence[Shape]) -> frozenset[str]:
    """Pairs of neighbouring characters on the page: a break inside a word often cuts one that stands elsewhere too."""
    if not any(s.end == "open" and s.body for s in shapes):
        return frozenset()
    text = "\n".join(s.text for s in shapes)[:60_000]
    return frozenset(map("".join, pairwise(text)))


def _alike(shapes: Sequence[Shape]) -> list[bool]:
    """Whether a short line is built like another short line before a paragraph on the page (parallel section heads)."""
    out = [False] * len(shapes)
    under_picture = _under_picture(shapes)
    seen: dict[tuple[object, ...], list[int]] = {}
    article = 0
    for i, shape in enumerate(shapes):
        article += bool(
            shape.opening or shape.end_mark or shape.signature or _signed(shape)
        )  # what stands apart is not parallel
        after = shapes[i + 1] if i + 1 < len(shapes) else None
        if (
            shape.display
            and shape.signature is None
            and 4 <= shape.size <= 24
            and shape.text.count(",") <= 1
            and after is not None
            and (after.body or "," in after.text)
            and after.opening is None
            and not under_picture[i + 1]
            and straddles(shape.text, after.text) < 0.8
        ):
            for key in (
                ("begins", shape.text[:2]),
                ("ends", shape.text[-2:]),
                ("length", (shape.size, shape.size <= 14, " " in shape.text)),
                ("comma", (shape.text.find(",") >= 3 and shape.size - shape.text.find(",") > 3) or shape),
                ("labelled", shape.text.partition(":")[0][-2:] if ":" in shape.text else shape),
                ("colon", (shape.text.find(":"), shape.text.partition(":")[2][:1]) if ":" in shape.text else shape),
            ):
                if "," not in shape.text or key[0] == "comma":
                    seen.setdefault((article, *key), []).append(i)
    for rows in seen.values():
        if len(rows) > 1:
            for i in rows:
                out[i] = True
    return out


def _signed(shape: Shape) -> bool:
    """Whether a line names an author or reporter, other than of a picture."""
    named = shape.credits or shape.closing
    return named is not None and named.roles != {"photographer"}


_LABELLED = re.compile(r"[^:,。?!“]{1,14}:[^:。?!]{1,40}")


def _rows(shapes: Sequence[Shape]) -> list[bool]:
    """Whether a line is a row of a table, or an entry behind its label: built like one and not alone."""
    rows = [shape.row for shape in shapes]
    entries = [shape.display and bool(_LABELLED.fullmatch(shape.text)) for shape in shapes]
    return [
        (rows[i] and (_beside(rows, i) or shape.text.count(":") > 1)) or (entries[i] and _beside(entries, i))
        for i, shape in enumerate(shapes)
    ]


_FIGURE = re.compile(r"\d")


def _listed(shapes: Sequence[Shape]) -> list[bool]:
    """Whether a short line is one of the entries, all with figures or all with commas, that a colon announces."""
    out = [False] * len(shapes)
    for i in range(1, len(shapes)):
        before, shape = shapes[i - 1], shapes[i]
        entry = shape.size <= 40 and not shape.body and bool("," in shape.text or _FIGURE.search(shape.text))
        same = ("," in before.text) == ("," in shape.text)
        out[i] = entry and (before.end == "colon" or (out[i - 1] and same))
    return out


def _beside(marks: Sequence[bool], i: int) -> bool:
    """Whether a neighbour has the mark too."""
    return any(marks[max(0, i - 1) : i]) or any(marks[i + 1 : i + 2])


def _signs(shapes: Sequence[Shape]) -> list[bool]:
    """Whether a short line names the office (or, in a letter, the writer) that a date stands under."""
    out = [False] * len(shapes)
    for i in range(len(shapes) - 2, -1, -1):
        shape, after = shapes[i], shapes[i + 1]
        if shape.display and not shape.date_only and shape.size <= 25:
            office = bool(display.PLACE_END.search(shape.text))
            dated = after.date_only and (office or (shape.size <= 12 and i > 0 and shapes[i - 1].end == "final"))
            letter = i > 0 and shapes[i - 1].end == "final" and bool(display.LETTER_WRITER.search(shape.text))
            level = i > 0 and shapes[i - 1].end == "final" and shape.line.indent > 1 and shapes[i - 1].line.indent > 1
            out[i] = dated or letter or (office and (out[i + 1] or (level and after.line.indent < 2)))
    return out


def _pictured(shapes: Sequence[Shape]) -> list[bool]:
    """Whether the text that begins here, two sentences' lines at most, is signed by a photographer alone."""
    out = [False] * len(shapes)
    left = 0
    for i in range(len(shapes) - 1, -1, -1):
        shape = shapes[i]
        after = shapes[i + 1] if i + 1 < len(shapes) else None
        signed = shape.photo_credit or (
            after is not None and after.credits is not None and after.credits.roles == {"photographer"}
        )
        # 图为… stands under a picture of the story above.
        left = 0 if shape.caption and shape.text[:1] in "图圖▲△([" else 3 if signed else left - 1
        plain = shape.credits is None and shape.opening is None and (signed or shape.closing is None)
        out[i] = left > 0 and plain and (shape.body or shape.end in ("open", "comma"))
        left = left if plain else 0
    return out


def _under_picture(shapes: Sequence[Shape]) -> list[bool]:
    """Whether a line is the text under a picture or its beginning: signed by a photographer in the same paragraph."""
    out = [False] * (len(shapes) + 1)
    for i in range(len(shapes) - 1, -1, -1):
        shape = shapes[i]
        below = shapes[i + 1].credits if i + 1 < len(shapes) else None
        by_picture = below is not None and below.roles == {"photographer"}
        out[i] = shape.photo_credit or by_picture or (shape.end in ("open", "comma") and out[i + 1])
        out[i] = out[i] and (shape.body or "," in shape.text) and shape.opening is None
    return out


def _bold_is_inside(shapes: Sequence[Shape]) -> bool:
    """Whether headlines, which a byline follows, are set without a tag of their own: bold lines are then none."""
    signed = [a for a, b in pairwise(shapes) if a.display and (b.credits is not None or b.opening is not None)]
    return bool(signed) and all(not shape.line.tag for shape in signed)


def _lead_lines(shapes: Sequence[Shape]) -> list[bool]:
    """Whether a paragraph that begins here ends in a byline right above a short line (a lead above its headline)."""
    out = [False] * len(shapes)
    for i in range(len(shapes) - 2, -1, -1):
        shape = shapes[i]
        # A line that a column cut short may look like a headline; that it goes on in a lead makes it one's beginning.
        running = shape.body or (shape.end in ("open", "comma") and shape.text.count(",") > 0)
        out[i] = running and not shape.item and _opens_lead(shape, shapes[i + 1 : i + 3], goes_on=out[i + 1])
    return out


def _opens_lead(shape: Shape, rest: Sequence[Shape], *, goes_on: bool) -> bool:
    """Whether a paragraph is signed and stands right above a short line, or is the first part of one that does."""
    by_head = shape.opening is not None and shape.opening.dateline is not None
    by_tail = shape.closing is not None and not shape.photo_credit and shape.end_mark is None and shape.opening is None
    if (by_tail or by_head) and shape.end == "final" and rest[0].display:
        return True
    return shape.end in ("open", "comma") and shape.closing is None and (goes_on or (by_head and _ends_above(rest)))


def _ends_above(shapes: Sequence[Shape]) -> bool:
    """Whether a text goes on with one line that ends it, right above a short line."""
    return len(shapes) > 1 and shapes[0].body and shapes[0].end == "final" and shapes[1].display
