"""The grammar of a page: what each line is, decided for the whole page at once.

Every reading of a line has a score (`looks`) and every step from one line to the next has another (here: what may
follow what); the best path through the page wins. A state also knows how far the running article is signed, because a
byline or an end mark is the strongest sign of where articles begin and end. Knows nothing about raw offsets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.importer.context import Context, contexts
from sitegen.importer.display import BOX, names_a_kind
from sitegen.importer.layout import Shape
from sitegen.importer.looks import (
    BYLINE,
    CAPTION,
    CREDIT,
    HEAD,
    JOIN,
    KICKER,
    MORE,
    NEVER,
    PARA,
    SIGN,
    SUBTITLE,
    TITLE,
    VERSE,
    announces,
    readings,
)  # fmt: skip

#: A label and how far its article is signed.
State = tuple[str, int]
#: How far an article is signed: not yet, at its head, at its end (closed); or this is a lead above its own
#: headline; or a picture whose photographer is named.
UNSIGNED, SIGNED, CLOSED, LEAD, LED, PICTURED = range(6)
HEADLINES = frozenset((KICKER, TITLE, MORE, SUBTITLE))
BODY = frozenset((PARA, JOIN, VERSE, SIGN, CAPTION, CREDIT, HEAD))
#: What leaving an article costs: unsigned ones are unusual, closed ones want to be left.
_LEAVING = {UNSIGNED: -1.0, SIGNED: 0.0, CLOSED: 1.5, LED: 1.0, PICTURED: 0.5}


#: A path so far behind the best one never wins (no difference on several hundred test pages at 10).
_BEAM = 10.0


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line with its label; `status` is that of its article after it, `margin` how clear the decision was."""

    shape: Shape
    label: str
    status: int


def label(shapes: Sequence[Shape]) -> list[Labelled]:
    """The best reading of a page; a section head that is the only one of its article is rather a headline."""
    if not shapes:
        return []
    at = contexts(shapes)
    looks = [dict(readings(shape, here)) for shape, here in zip(shapes, at, strict=True)]
    found = _best(shapes, at, looks)
    done = 0
    for first, head, last in list(_lone_heads(found)):
        if first >= done and not at[head].alike:
            part = slice(first, last)
            without = [{k: v for k, v in look.items() if k != HEAD} for look in looks[head : head + 1]]
            again = _best(shapes[part], at[part], [*looks[first:head], *without, *looks[head + 1 : last]])
            if again[head - first].label == TITLE:
                found[part] = again
                done = last
    return found


def _lone_heads(labelled: Sequence[Labelled]) -> Iterator[tuple[int, int, int]]:
    """Lines read as the only section head of an article: its first line, the head, the end of the next article.

    The next one belongs to it: its first line may be the signature that the new headline's text was lacking.
    """
    starts = [i for i in range(1, len(labelled)) if _starts(labelled[i - 1], labelled[i])]
    bounds = [0, *starts, len(labelled), len(labelled)]
    for first, last, behind in zip(bounds, bounds[1:], bounds[2:], strict=False):
        heads = [i for i in range(first + 1, last) if labelled[i].label == HEAD]
        if len(heads) == 1 and _could_open(labelled[heads[0] - 1], labelled[heads[0]].shape):
            yield first, heads[0], behind


def _starts(before: Labelled, line: Labelled) -> bool:
    """Whether an article begins with a line."""
    return line.label in (KICKER, TITLE) and before.label not in HEADLINES


def _could_open(before: Labelled, shape: Shape) -> bool:
    """Whether an article can end above a line and another begin with it: the line is unmarked, the text whole."""
    plain = not shape.head_mark and not shape.line.tag and not shape.line.indent and shape.size >= 4
    whole = before.label in BODY and before.label != VERSE and before.shape.end == "final"
    return plain and whole and before.status in (SIGNED, CLOSED)


def _best(shapes: Sequence[Shape], at: Sequence[Context], readings_of: Sequence[Mapping[str, float]]) -> list[Labelled]:
    """The best path through the readings of some lines."""
    paths: dict[State, float] = {("start", CLOSED): 0.0}
    history: list[dict[State, State]] = []
    for shape, here, looks in zip(shapes, at, readings_of, strict=True):
        best: dict[State, float] = {}
        origin: dict[State, State] = {}
        for state, score in paths.items():
            for name, look in looks.items():
                for status, step in _steps(state, name, shape, here):
                    total = score + look + step
                    key = (name, status)
                    if total > best.get(key, NEVER * 1e6):
                        best[key] = total
                        origin[key] = state
        if not best:  # nothing fits (a page that begins with a byline): go on as if it began here
            name = max(looks, key=looks.__getitem__)
            best[name, CLOSED], origin[name, CLOSED] = max(paths.values()) + NEVER, max(paths, key=paths.__getitem__)
        history.append(origin)
        top = max(best.values())
        paths = {k: v for k, v in best.items() if v > top - _BEAM}
    return _path(shapes, paths, history)


def _path(shapes: Sequence[Shape], paths: dict[State, float], history: list[dict[State, State]]) -> list[Labelled]:
    state = max(paths, key=lambda k: paths[k] + _ending(k))
    out: list[Labelled] = []
    for i in range(len(shapes) - 1, -1, -1):
        out.append(Labelled(shapes[i], *state))
        state = history[i][state]
    return out[::-1]


def _ending(state: State) -> float:
    """What ending the page in a state costs."""
    name, status = state
    return (-8.0 if name in HEADLINES or name == HEAD else 0.0) + _LEAVING.get(status, -6.0)


def _steps(state: State, name: str, shape: Shape, at: Context) -> Iterator[tuple[int, float]]:
    """The statuses a label can lead to from a state, with the score of the step."""
    prev, status = state
    if status == PICTURED and name in (PARA, VERSE, BYLINE):
        status = UNSIGNED
    if status in (LEAD, LED) and prev not in HEADLINES:
        yield from _in_lead(prev, status, name, shape)
        return
    if name in HEADLINES:
        yield from _into_headline(prev, status, name, shape, at)
    elif name in (BYLINE, CREDIT):
        yield from _into_credit(prev, status, name, shape)
    elif name == JOIN:
        if prev in (PARA, JOIN, CAPTION, SIGN):
            again = status == CLOSED and at.before is not None and at.before.end == "final"
            yield _after_text(status, shape), _signing(status, shape) - 4.0 * (prev == SIGN) - 1.0 * again
    else:
        score = _into_text(prev, status, name, shape, at) - (0.0 if at.listed else _unfinished(prev, at.before))
        if score > NEVER:
            after = CLOSED if name == SIGN and shape.date_only else _after_text(_opened(status, shape), shape)
            if name == HEAD and status == CLOSED and BOX.fullmatch(shape.text):
                after = SIGNED
            yield after, score + _signing(status, shape)
        apart = status == CLOSED or (status == SIGNED and shape.line.gap >= at.page.gap + 2)
        if apart and name == PARA and at.pictured and prev in BODY:  # a picture without a headline
            wide = shape.line.gap >= at.page.gap + 2
            yield (PICTURED if shape.photo_credit else UNSIGNED), _leave(prev, status) - 1.0 + 1.5 * wide
        if at.lead and name == PARA:
            yield (LED if _signs(shape) else LEAD), _leave(prev, status) - 0.5


def _in_lead(prev: str, status: int, name: str, shape: Shape) -> Iterator[tuple[int, float]]:
    """A lead goes on until its byline; then only its headline may follow."""
    if status == LEAD and name == JOIN:
        yield (LED if _signs(shape) else LEAD), 0.0
    if status == LED and name == JOIN:
        yield LED, 0.0
    if status == LED and name in (KICKER, TITLE):
        yield SIGNED, 1.0


def _signs(shape: Shape) -> bool:
    """Whether a lead is signed with this line, at either end."""
    return shape.closing is not None or shape.opening is not None


def _leave(prev: str, status: int) -> float:
    """Ending the running article here; impossible within a headline or right after one."""
    if prev == "start":
        return 0.0
    if prev in HEADLINES or prev == HEAD:
        return NEVER
    return _LEAVING.get(status, 0.0)


def _into_headline(prev: str, status: int, name: str, shape: Shape, at: Context) -> Iterator[tuple[int, float]]:
    larger = bool(shape.line.tag) and at.before is not None and not at.before.line.tag
    close = shape.line.gap == 0 and at.page.gap >= 1 and not larger
    inside = {
        (KICKER, KICKER): -0.5, (KICKER, TITLE): 0.5, (TITLE, MORE): -0.6, (TITLE, SUBTITLE): 0.5,
        (MORE, SUBTITLE): 0.3,
        (MORE, MORE): -1.5, (SUBTITLE, SUBTITLE): -1.0, (BYLINE, SUBTITLE): -1.0,
    }  # fmt: skip
    if (prev, name) in inside:
        # Lines set closer together than anything else on the page are one headline.
        together = 0.0 if not close else 2.0 if (prev, name) == (TITLE, MORE) else -1.5 if prev == KICKER else 0.0
        yield status, inside[prev, name] + together
    if name in (KICKER, TITLE) and prev not in HEADLINES:
        if prev == BYLINE and status != CLOSED:
            return
        score = _leave(prev, status)
        if score > NEVER:
            # A notice or a list of briefs needs no byline.
            alone = name == TITLE and (names_a_kind(shape.text) or announces(shape, at.after) > 0)
            yield (SIGNED if alone else UNSIGNED), score
    if name == SUBTITLE and prev in BODY:
        yield status, -3.0


def _into_credit(prev: str, status: int, name: str, shape: Shape) -> Iterator[tuple[int, float]]:
    signed_by_role = shape.credits is not None
    if name == CREDIT:
        if prev in (CAPTION, PARA, JOIN, CREDIT, HEAD, VERSE):
            if status == UNSIGNED and prev in (PARA, JOIN):
                yield SIGNED, 1.0
            yield (PICTURED if status == UNSIGNED and prev == CAPTION else status), 1.5 if prev == CAPTION else 0.0
        elif prev in HEADLINES or prev == BYLINE:
            yield (SIGNED if prev in HEADLINES else status), -0.5
        return
    if prev in (TITLE, MORE, SUBTITLE):
        yield (CLOSED if shape.end_mark else SIGNED), 2.0 if signed_by_role else 1.4
    elif prev == BYLINE:
        yield status, 0.5 if signed_by_role else -1.0
    elif prev in BODY and prev != HEAD and shape.credits is not None and shape.credits.roles == {"editor"}:
        yield CLOSED, 0.5
    elif prev in BODY and prev != HEAD:
        cost = {UNSIGNED: 1.5, SIGNED: -2.0, CLOSED: -1.5}[status]
        bare = 0.0 if signed_by_role else 0.3 if prev == VERSE else 2.0
        yield CLOSED, cost - bare
    elif prev == "start":
        yield SIGNED, -3.0


def _into_text(prev: str, status: int, name: str, shape: Shape, at: Context) -> float:
    """Paragraphs, heads, captions, verse and signatures after what came before."""
    opening = shape.opening is not None
    if name == HEAD:
        if prev in (KICKER, "start"):
            return NEVER
        if BOX.fullmatch(shape.text):
            return 0.0
        if prev in (TITLE, MORE, SUBTITLE):
            return -0.3 if status == SIGNED else -2.5 if shape.head_mark or at.alike else -4.0
        if status == PICTURED:  # below a picture begins another article
            return -3.0
        return {HEAD: -2.0, BYLINE: -0.5 if status == SIGNED else -4.0, CREDIT: -0.5}.get(prev, 0.0) - 4.0 * (
            status == CLOSED
        )
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
            return 0.6
        return -1.0 if prev in HEADLINES else -3.5 if status == CLOSED else 0.0
    if prev in (TITLE, MORE, SUBTITLE):
        if at.pictured:
            return 0.3
        return -0.2 if status == SIGNED else -2.3 if at.page.signed else -0.6
    return -3.5 if status == CLOSED and prev not in (CAPTION, CREDIT) and not shape.item else 0.0


def _opened(status: int, shape: Shape) -> int:
    """The status after a dateline: signed if it names someone."""
    if shape.opening is not None and status in (UNSIGNED, CLOSED):
        return SIGNED if shape.opening.people else UNSIGNED
    return status


def _after_text(status: int, shape: Shape) -> int:
    """The status after a line of text: an end mark or a byline closes the article."""
    if shape.end_mark is not None or (shape.closing is not None and not shape.photo_credit):
        return CLOSED
    if shape.photo_credit and status == UNSIGNED:
        return PICTURED
    return status


def _signing(status: int, shape: Shape) -> float:
    """A byline at the end of a paragraph: welcome where none was, odd where there was one."""
    if shape.closing is None or shape.photo_credit:
        return 0.0
    if shape.item:
        return 0.0
    return {UNSIGNED: 1.5, SIGNED: -1.5, CLOSED: -1.5}.get(status, 0.0)


def _unfinished(prev: str, before: Shape | None) -> float:
    """What it costs to begin something new where a sentence was left open."""
    if before is None or prev not in (PARA, JOIN) or before.closing or before.end_mark or before.bracketed:
        return 0.0
    if before.end == "open":
        return 2.5 if before.size > 20 or "," in before.text else 1.0
    return {"comma": 3.0, "semi": 0.3}.get(before.end, 0.0)
