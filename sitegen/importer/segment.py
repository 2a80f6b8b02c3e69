"""The grammar of a page: what each line is, decided for the whole page at once.

Every reading of a line has a score (how it looks) and every step from one line to the next has another (what may follow
what); the best path through the page wins. A state also knows how far the running article is signed, because a byline or
an end mark is the strongest sign of where articles begin and end. Weights are in units of "one clear sign".
Knows nothing about raw offsets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from sitegen.importer import layout
from sitegen.importer.layout import Shape
from sitegen.importer.words import straddles

KICKER, TITLE, MORE, SUBTITLE, BYLINE, HEAD, PARA, JOIN, CAPTION, CREDIT, VERSE, SIGN = (
    "kicker", "title", "more", "subtitle", "byline", "head", "para", "join", "caption", "credit", "verse", "sign",
)  # fmt: skip
#: How far an article is signed: not yet, at its head, at its end (closed); or this is a lead above its own headline.
UNSIGNED, SIGNED, CLOSED, LEAD, LED = range(5)
HEADLINES = frozenset((KICKER, TITLE, MORE, SUBTITLE))
BODY = frozenset((PARA, JOIN, VERSE, SIGN, CAPTION, CREDIT, HEAD))
#: What leaving an article costs: unsigned ones are unusual, closed ones want to be left.
_LEAVING = {UNSIGNED: -1.0, SIGNED: 0.0, CLOSED: 1.5, LED: 1.0}
NEVER = -50.0


@dataclass(frozen=True, slots=True)
class Page:
    """What holds for a whole page: the usual gap between lines, indents, whether anything is signed, no gaps at all."""

    gap: float
    indented: bool
    signed: bool
    flush: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line with its label; `status` is that of its article after it, `margin` how clear the decision was."""

    shape: Shape
    label: str
    status: int


def page_facts(shapes: Sequence[Shape]) -> Page:
    """Measure the habits of a page."""
    body = [s for s in shapes if s.body and s.opening is None]
    gaps = [s.line.gap for s in shapes[1:]]
    indents = sum(s.line.indent > 1 for s in shapes if s.body)
    total = sum(s.body for s in shapes)
    return Page(
        median(gaps) if gaps else 0,
        total > 2 and indents >= 0.5 * total,
        any(s.credits or s.opening or s.closing for s in shapes) or not body,
        flush=sum(g > 0 for g in gaps) <= 0.1 * len(gaps),
    )


def label(shapes: Sequence[Shape]) -> list[Labelled]:
    """The best reading of a page."""
    if not shapes:
        return []
    page = page_facts(shapes)
    verse = _verse_lines(shapes)
    pairs = _pairs(shapes)
    alike = _alike(shapes)
    leads = _lead_lines(shapes)
    paths: dict[tuple[str, int], float] = {("start", CLOSED): 0.0}
    history: list[dict[tuple[str, int], tuple[str, int]]] = []
    for i, shape in enumerate(shapes):
        before = shapes[i - 1] if i else None
        after = shapes[i + 1] if i + 1 < len(shapes) else None
        readings = dict(_readings(shape, before, after, page, verse=verse[i], alike=alike[i], pairs=pairs))
        best: dict[tuple[str, int], float] = {}
        origin: dict[tuple[str, int], tuple[str, int]] = {}
        for state, score in paths.items():
            for name, looks in readings.items():
                for status, step in _steps(state, name, shape, before, page, lead=leads[i]):
                    total = score + looks + step
                    key = (name, status)
                    if total > best.get(key, NEVER * 1e6):
                        best[key] = total
                        origin[key] = state
        history.append(origin)
        top = max(best.values())
        paths = {k: v for k, v in best.items() if v > top - 14}
    return _path(shapes, paths, history)


def _path(
    shapes: Sequence[Shape], paths: dict[tuple[str, int], float], history: list[dict[tuple[str, int], tuple[str, int]]]
) -> list[Labelled]:
    state = max(paths, key=lambda k: paths[k] + _ending(k))
    out: list[Labelled] = []
    for i in range(len(shapes) - 1, -1, -1):
        out.append(Labelled(shapes[i], *state))
        state = history[i][state]
    return out[::-1]


def _ending(state: tuple[str, int]) -> float:
    """What ending the page in a state costs."""
    name, status = state
    return (-8.0 if name in HEADLINES or name == HEAD else 0.0) + _LEAVING.get(status, -6.0)


# --- how a line looks -------------------------------------------------------------------------------------------------


def _readings(
    shape: Shape, before: Shape | None, after: Shape | None, page: Page, *, verse: int, alike: bool, pairs: frozenset[str]
) -> Iterator[tuple[str, float]]:
    """The labels a line may have, with how much it looks like each."""
    if shape.credits is not None:
        yield (CREDIT if shape.credits.roles == {"photographer"} else BYLINE), 2.0
        return
    if before is not None and before.credits is None:
        joined = join_score(before, shape, page, alike=alike, pairs=pairs) - 2.0 * max(0, verse - 1)
        if joined > -4.0:
            yield JOIN, joined
    caption = caption_score(shape, after)
    if caption > 0:
        yield CAPTION, caption
    if verse == 2:
        yield VERSE, 4.0
        return
    if verse:
        yield VERSE, 1.2
    if shape.body:
        yield PARA, 1.0 - min(layout.broken(shape.text[:1]), 1.0) - (1.5 if caption > 1 else 0.0) - 1.5 * shape.starts_mid
        if shape.dash and shape.size <= 50:
            yield SUBTITLE, 1.0
        return
    onward = 0.0 if alike or " " in shape.text else _runs_on(shape, after, pairs)
    yield from _display_readings(shape, after, page, verse=verse, alike=alike, onward=onward)


def _display_readings(
    shape: Shape, after: Shape | None, page: Page, *, verse: int, alike: bool, onward: float
) -> Iterator[tuple[str, float]]:
    """The labels of a short line; `onward` is how surely the next line goes on with it."""
    text, tag = shape.text, shape.line.tag
    wide = min(1.6, 0.8 * max(0.0, shape.line.gap - page.gap))
    if shape.dash:
        yield SUBTITLE, 3.0 if shape.size <= 50 else 0.0
    if shape.date_only:
        yield SIGN, 3.0
        return
    if after is not None and after.date_only and not layout.has_verb(text[-2:]) and shape.size <= 25:
        yield SIGN, 3.0
    if shape.signature is not None:
        yield BYLINE, 0.8
    headline = layout.headline_score(text, tag) - (0.8 if alike else 0.0) - (3.0 if shape.qa and shape.end != "open" else 0.0)
    lists = after is not None and after.item and bool(layout.BRIEFS.fullmatch(text))
    yield TITLE, headline + wide + 1.5 * lists - 2.0 * onward
    yield MORE, headline * 0.5 - (2.0 if verse else 0.0)
    yield HEAD, layout.section_score(text, tag) + (1.2 if alike else 0.0) - 0.7 * wide - 2.0 * onward
    yield KICKER, layout.kicker_score(text, tag) + wide
    yield PARA, _short_paragraph(shape) + 2.0 * onward


def _runs_on(shape: Shape, after: Shape | None, pairs: frozenset[str]) -> float:
    """0 to 1: how surely the next line goes on with the sentence of this one."""
    if after is None or not after.body or after.opening or shape.end not in ("open", "comma") or after.item or after.qa:
        return 0.0
    if after.starts_mid:
        return 1.0
    stub = 0.4 if 0 < after.text.find(",") <= 3 and shape.size > 12 else 0.0
    return max(straddles(shape.text, after.text), 0.5 * (shape.text[-1:] + after.text[:1] in pairs), stub)


def _short_paragraph(shape: Shape) -> float:
    """How much a short line without a full stop reads like running text."""
    score = -2.0 + 0.9 * min(3, sum(shape.text.count(c) for c in ",;")) + 4.0 * shape.qa + 1.2 * shape.item
    score += 2.5 if shape.end in ("colon", "final") else 1.0 if shape.end == "comma" else 0.0
    score += (1.2 if shape.size > 28 else 0.0) + 0.6 * max(0, shape.text.count("、") - 1)
    return score - 2.0 * shape.starts_mid + 0.4 * (shape.line.indent > 1)


def caption_score(shape: Shape, after: Shape | None) -> float:
    """How much a line reads like the text under a picture."""
    score = 2.2 if shape.caption else 0.0
    score += 2.5 if shape.line.tag == "caption" else 0.0
    score += 2.2 if shape.photo_credit else 0.0
    followed = after is not None and after.credits is not None and after.credits.roles == {"photographer"}
    score += 1.6 if followed and shape.end == "final" and shape.size < 220 else 0.0
    return score if shape.opening is None else 0.0


def join_score(before: Shape, shape: Shape, page: Page, *, alike: bool = False, pairs: frozenset[str] = frozenset()) -> float:
    """How much a line goes on in the middle of the sentence before it."""
    if shape.opening is not None or shape.date_only or before.end_mark or before.closing:
        return NEVER
    if shape.dash or shape.qa:
        return NEVER
    score = {"final": -3.5, "comma": 2.5, "open": 1.5, "colon": -0.5, "semi": 0.5}[before.end]
    if before.end == "open":
        known = straddles(before.text, shape.text)
        score += 2.0 * max(known, 0.6 * (before.text[-1:] + shape.text[:1] in pairs))
        score += 0.5 if before.size > 40 else 0.0
    if before.end == "final" and shape.line.flat[:1] in ",。、;!?”’」』)》:":
        score += 7.0
    score += 2.0 if shape.starts_mid and before.end != "final" else 0.0
    score -= 3.0 if shape.item and before.end in ("semi", "colon", "final") else 0.0
    score -= 2.0 if shape.caption else 0.0
    score -= 1.5 if before.end == "open" and layout.FRESH.match(shape.text) else 0.0
    if not shape.body and shape.end == "open" and not layout.broken(shape.text):
        score -= 4.5 if alike else 2.5
    if page.indented:
        score += -2.5 if shape.line.indent > 1 else 1.0 if before.end != "final" else 4.5 if shape.body and before.body else 0.0
    return score


# --- what may follow what ---------------------------------------------------------------------------------------------


def _steps(
    state: tuple[str, int], name: str, shape: Shape, before: Shape | None, page: Page, *, lead: bool
) -> Iterator[tuple[int, float]]:
    """The statuses a label can lead to from a state, with the score of the step."""
    prev, status = state
    if status in (LEAD, LED) and prev not in HEADLINES:
        yield from _in_lead(prev, status, name, shape)
        return
    if name in HEADLINES:
        yield from _into_headline(prev, status, name, close=shape.line.gap == 0 and page.gap >= 1)
    elif name in (BYLINE, CREDIT):
        yield from _into_credit(prev, status, name, shape)
    elif name == JOIN:
        if prev in (PARA, JOIN, CAPTION, SIGN):
            yield _after_text(status, shape), 0.0 if prev != SIGN else -4.0
    else:
        score = _into_text(prev, status, name, shape, page) - _unfinished(prev, before, name)
        if score > NEVER:
            yield _after_text(_opened(status, shape, prev), shape), score + _signing(status, shape, prev)
        if lead and name == PARA:
            yield (LED if shape.closing else LEAD), _leave(prev, status) - 0.5


def _in_lead(prev: str, status: int, name: str, shape: Shape) -> Iterator[tuple[int, float]]:
    """A lead goes on until its byline; then only its headline may follow."""
    if status == LEAD and name == JOIN:
        yield (LED if shape.closing else LEAD), 0.0
    if status == LED and name in (KICKER, TITLE):
        yield SIGNED, 1.0


def _leave(prev: str, status: int) -> float:
    """Ending the running article here; impossible within a headline or right after one."""
    if prev == "start":
        return 0.0
    if prev in HEADLINES or prev == HEAD:
        return NEVER
    return _LEAVING.get(status, 0.0)


def _into_headline(prev: str, status: int, name: str, *, close: bool) -> Iterator[tuple[int, float]]:
    inside = {
        (KICKER, KICKER): -0.5, (KICKER, TITLE): 0.5, (TITLE, MORE): -0.6, (TITLE, SUBTITLE): 0.5, (MORE, SUBTITLE): 0.3,
        (MORE, MORE): -1.5, (SUBTITLE, SUBTITLE): -1.0, (BYLINE, SUBTITLE): -1.0,
    }  # fmt: skip
    if (prev, name) in inside:
        # Lines set closer together than anything else on the page are one headline.
        together = 0.0 if not close else 2.0 if (prev, name) == (TITLE, MORE) else -1.5 if name == TITLE else 0.0
        yield status, inside[prev, name] + together
    if name in (KICKER, TITLE) and prev not in HEADLINES:
        if prev == BYLINE and status != CLOSED:
            return
        score = _leave(prev, status)
        if score > NEVER:
            yield UNSIGNED, score
    if name == SUBTITLE and prev in BODY:
        yield status, -3.0


def _into_credit(prev: str, status: int, name: str, shape: Shape) -> Iterator[tuple[int, float]]:
    signed_by_role = shape.credits is not None
    if name == CREDIT:
        if prev in (CAPTION, PARA, JOIN, CREDIT, HEAD, VERSE):
            if status == UNSIGNED and prev in (PARA, JOIN):
                yield SIGNED, 1.0
            yield status, 1.5 if prev == CAPTION else 0.0
        elif prev in HEADLINES or prev == BYLINE:
            yield (SIGNED if prev in HEADLINES else status), -0.5
        return
    if prev in (TITLE, MORE, SUBTITLE):
        yield (CLOSED if shape.end_mark else SIGNED), 2.0 if signed_by_role else 1.4
    elif prev == BYLINE:
        yield status, 0.5 if signed_by_role else -1.0
    elif prev in BODY and prev != HEAD:
        cost = {UNSIGNED: 1.5, SIGNED: -2.0, CLOSED: -1.5}[status]
        bare = 0.0 if signed_by_role else 0.3 if prev == VERSE else 2.0
        yield CLOSED, cost - bare
    elif prev == "start":
        yield SIGNED, -3.0


def _into_text(prev: str, status: int, name: str, shape: Shape, page: Page) -> float:
    """Paragraphs, heads, captions, verse and signatures after what came before."""
    opening = shape.opening is not None
    if name == HEAD:
        if prev in (KICKER, "start"):
            return NEVER
        if prev in (TITLE, MORE, SUBTITLE):
            return -0.3 if status == SIGNED else -2.5
        return {HEAD: -2.0, BYLINE: -0.5 if status == SIGNED else -4.0, CREDIT: -0.5}.get(prev, 0.0) - 4.0 * (status == CLOSED)
    if prev == KICKER:
        return -6.0
    if name == CAPTION:
        return {"start": -0.5, HEAD: -1.5}.get(prev, 0.0)
    if name == SIGN:
        return -1.0 if prev in HEADLINES or prev == "start" else 0.0
    if prev == "start":
        return -1.5 if opening else -3.0
    if opening:
        if prev in (TITLE, MORE, SUBTITLE):
            return 2.5
        return 0.0 if prev == BYLINE and status == SIGNED else -4.5
    if name == VERSE:
        if prev == BYLINE and status == SIGNED:
            return 1.0
        if prev == VERSE:
            return 0.8
        return -1.0 if prev in HEADLINES else -3.5 if status == CLOSED else 0.0
    if prev in (TITLE, MORE, SUBTITLE):
        return -0.2 if status == SIGNED else -2.0 if page.signed else -0.6
    return -3.5 if status == CLOSED and prev not in (CAPTION, CREDIT) and not shape.item else 0.0


def _opened(status: int, shape: Shape, prev: str) -> int:
    """The status after a dateline: signed if it names someone."""
    if shape.opening is not None and status in (UNSIGNED, CLOSED):
        return SIGNED if shape.opening.people else UNSIGNED
    return status


def _after_text(status: int, shape: Shape) -> int:
    """The status after a line of text: an end mark, a byline or a date at the foot closes the article."""
    if shape.date_only or shape.end_mark is not None or (shape.closing is not None and not shape.photo_credit):
        return CLOSED
    return status


def _signing(status: int, shape: Shape, prev: str) -> float:
    """A byline at the end of a paragraph: welcome where none was, odd where there was one."""
    if shape.closing is None or shape.photo_credit:
        return 0.0
    if shape.item:
        return 0.0
    return {UNSIGNED: 1.5, SIGNED: -1.5, CLOSED: -1.5}.get(status, 0.0)


def _unfinished(prev: str, before: Shape | None, name: str) -> float:
    """What it costs to begin something new where a sentence was left open."""
    if before is None or prev not in (PARA, JOIN) or before.closing or before.end_mark:
        return 0.0
    if before.end == "open":
        return 2.5 if before.size > 20 else 1.0
    return {"comma": 3.0, "semi": 0.3}.get(before.end, 0.0)


# --- facts about runs of lines ----------------------------------------------------------------------------------------


def _pairs(shapes: Sequence[Shape]) -> frozenset[str]:
    """Pairs of neighbouring characters on the page: a break inside a word often cuts one that stands elsewhere too."""
    if not any(s.end == "open" and s.body for s in shapes):
        return frozenset()
    text = "\n".join(s.text for s in shapes)[:60_000]
    return frozenset(map("".join, zip(text, text[1:], strict=False)))


def _verse_lines(shapes: Sequence[Shape]) -> list[int]:
    """How surely each line stands in a stanza: 0 not, 1 short lines set close together, 2 all of one length."""
    out = [0] * len(shapes)
    start = 0
    for i in range(1, len(shapes) + 1):
        if i == len(shapes) or not _could_be_verse(shapes[i]) or not _could_be_verse(shapes[i - 1]):
            _mark_stanzas(shapes, start, i, out)
            start = i
    return out


def _mark_stanzas(shapes: Sequence[Shape], start: int, end: int, out: list[int]) -> None:
    """Within a run of short lines, those between two wider gaps are stanzas or single lines (a poem's title).

    Where no gap sets anything apart, the first and last lines of a run may be heads of articles; those between are sure.
    """
    if end - start < 4:
        return
    gaps = [shape.line.gap for shape in shapes[start + 1 : end]]
    first = start
    for i in range(start + 1, end + 1):
        if i == end or shapes[i].line.gap > min(gaps):
            if i - first >= 3:
                out[first:i] = [1] * (i - first)
                low, high = (first, i) if len(set(gaps)) > 1 and i - first >= 4 else (first + 3, i - 4)
                out[low:high] = [2] * max(0, high - low)
            first = i
    _mark_regular(shapes, start, end, out)


def _mark_regular(shapes: Sequence[Shape], start: int, end: int, out: list[int]) -> None:
    """Four or more lines of the same length with a stop at each end are regular verse."""
    first = start
    for i in range(start, end + 1):
        if i < end and shapes[i].size == shapes[first].size and shapes[i].text[-1:] in ",。;!?、":
            continue
        if i - first >= 4:
            out[first:i] = [2] * (i - first)
        first = i if i < end and shapes[i].text[-1:] in ",。;!?、" else i + 1


def _could_be_verse(shape: Shape) -> bool:
    plain = shape.credits is None and shape.opening is None and shape.closing is None
    return plain and not (shape.caption or shape.date_only or shape.dash or shape.qa or shape.item) and 2 <= shape.size <= 20


def _alike(shapes: Sequence[Shape]) -> list[bool]:
    """Whether a short line is built like another short line before a paragraph on the page (parallel section heads)."""
    out = [False] * len(shapes)
    seen: dict[tuple[str, object], list[int]] = {}
    for i, shape in enumerate(shapes):
        after = shapes[i + 1] if i + 1 < len(shapes) else None
        if shape.display and shape.size >= 4 and after is not None and after.body and after.opening is None:
            for key in (("begins", shape.text[:2]), ("ends", shape.text[-2:]), ("length", (shape.size, " " in shape.text))):
                seen.setdefault(key, []).append(i)
    for rows in seen.values():
        if len(rows) > 1:
            for i in rows:
                out[i] = True
    return out


def _lead_lines(shapes: Sequence[Shape]) -> list[bool]:
    """Whether a paragraph that begins here ends in a byline right above a short line (a lead above its headline)."""
    out = [False] * len(shapes)
    for i in range(len(shapes) - 2, -1, -1):
        shape, after = shapes[i], shapes[i + 1]
        signed = shape.closing is not None and not shape.photo_credit and not shape.end_mark and shape.end == "final"
        out[i] = shape.body and shape.opening is None and not shape.item and ((signed and after.display) or (shape.end in ("open", "comma") and not shape.closing and out[i + 1]))
    return out
