"""How much each line looks like each thing it may be: the first half of the grammar.

Weights are in units of "one clear sign"; one function a kind of sign. Knows a line, its neighbours and its page, not
the article it will belong to.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.importer import display
from sitegen.importer.context import Context
from sitegen.importer.layout import Shape
from sitegen.importer.lines import HEADLINE_TAGS
from sitegen.importer.signatures import CUT_BYLINE
from sitegen.importer.words import hangs, straddles

#: What a line can be.
KICKER, TITLE, MORE, SUBTITLE, BYLINE, HEAD, PARA, JOIN, CAPTION, CREDIT, VERSE, SIGN = (
    "kicker", "title", "more", "subtitle", "byline", "head", "para", "join", "caption", "credit", "verse", "sign",
)  # fmt: skip
#: How the headline of a document goes on after the office's name.
_ABOUT = ("关于", "關於")
#: Characters of the longest headline that is believed, and only right above a byline.
_LONGEST_HEADLINE = 64
#: A reading that must not be.
NEVER = -50.0


def readings(shape: Shape, at: Context) -> Iterator[tuple[str, float]]:
    """The labels a line may have, with how much it looks like each."""
    before, after, verse = at.before, at.after, at.verse
    if shape.credits is not None:
        yield (CREDIT if shape.credits.roles == {"photographer"} else BYLINE), 2.0
        return
    if shape.size == 0 and shape.end_mark is not None:  # an end mark that slipped to a line of its own
        yield JOIN, 6.0
        yield PARA, 0.0
        return
    if at.row:
        yield PARA, 3.0
        return
    if before is not None and before.credits is None:
        joined = join_score(shape, at) - 2.0 * max(0, verse - 1)
        if joined > -4.0:
            yield JOIN, joined
    caption = caption_score(shape, after)
    if before is not None and before.end == "comma" and shape.text[:1] not in "图圖":
        caption = 0.0
    if caption > 0:
        yield CAPTION, caption
    if verse == 2:
        yield VERSE, 4.0
        return
    if verse:
        yield VERSE, 1.0
    if shape.body:
        yield (
            PARA,
            1.0 - min(display.broken(shape.text[:1]), 1.0) - (1.5 if caption > 1 else 0.0) - 1.5 * shape.starts_mid,
        )
        if shape.dash and shape.size <= 50:
            yield SUBTITLE, 1.0
        if shape.end == "open" and shape.size <= _LONGEST_HEADLINE and after is not None and after.credits is not None:
            yield TITLE, 1.5
        return
    alike = at.alike and not display.FRESH.match(shape.text) and not display.is_open(shape.text)
    onward = 0.0 if alike or " " in shape.text else _runs_on(shape, after, at.pairs)
    yield from _display_readings(shape, at, alike=alike, onward=onward)


def _display_readings(shape: Shape, at: Context, *, alike: bool, onward: float) -> Iterator[tuple[str, float]]:
    """The labels of a short line; `onward` is how surely the next line goes on with it."""
    level = _level(shape, at, alike=alike)
    after, page, verse = at.after, at.page, at.verse
    text, tag = shape.text, shape.line.tag
    wide = min(1.6, 0.8 * max(0.0, shape.line.gap - page.gap))
    if shape.dash:
        yield SUBTITLE, 3.0 if shape.size <= 50 else 0.0
    if shape.date_only:
        # A chronicle, not the foot of a notice.
        signed = at.before is not None and bool(display.PLACE_END.search(at.before.text)) and not at.before.body
        dated = after is not None and after.body and after.opening is None and not signed
        yield (HEAD if dated else SIGN), 3.0
        return
    if display.CHAPTER.match(text) and not alike and _under_serial(at.before):
        yield SUBTITLE, 3.0  # the chapter of a serial; those of a document come in numbers
    if at.signs:
        yield SIGN, 3.0
    if shape.bracketed and shape.head_mark and shape.size <= 5:  # the number of a poem or a section
        yield HEAD, 3.0
        return
    if shape.numbered:  # the number of a document
        yield SUBTITLE, 3.0
        return
    if shape.bracketed:  # a remark on the headline above it or on the list before it
        listed = after is not None and after.row
        yield SUBTITLE, 1.0
        yield PARA, 3.0 if listed or display.PASSED.search(shape.text) else 0.5
        return
    if shape.signature is not None:
        yield BYLINE, 0.8 if shape.line.tag != "right" else 2.0
    # On a page with real headings, bold lines are section heads.
    bold = tag in ("strong", "h3", "h4") and page.headings and not at.above_verse
    headline = (
        display.headline_score(text, "" if bold else tag)
        - (0.8 if alike else 0.0)
        - (3.0 if shape.qa and shape.end != "open" else 0.0)
    )
    likely = (
        -1.0 * (at.page.tagged and not tag) + announces(shape, after) + 1.5 * (at.above_verse and shape.size < 4)
    )  # a poem may be called by one word
    likely -= 3.0 * bool(display.BOX.fullmatch(text))
    yield TITLE, headline + wide + likely - 2.0 * onward - 1.4 * level
    yield MORE, headline * 0.5 - (2.0 if verse else 0.0) + _second_line(shape, at) - 0.7 * level
    yield (
        HEAD,
        display.section_score(text, tag)
        + 1.0 * bold
        - 1.5 * (shape.signature is not None)
        - 2.5 * _one_of_items(shape, at.before)
        - 0.8 * (announces(shape, after) > 0)
        + 2.0 * at.suite
        + (1.2 if alike else 0.0)
        + 1.5 * (alike and after is not None and after.qa)
        + 6.0 * bool(display.BOX.fullmatch(text))
        + (1.8 if alike and "," in text else 0.0)
        - 0.7 * wide
        - 1.2 * (not alike and not tag and _breaks_off(shape, at))
        - 2.0 * onward
        - (0.5 + 0.08 * max(0, shape.size - 10)) * level,
    )
    yield KICKER, display.kicker_score(text, tag) + wide + _above_headline(shape, after)
    yield PARA, _short_paragraph(shape, at) + 2.0 * onward + 1.0 * level


def _breaks_off(shape: Shape, at: Context) -> bool:
    """Whether a few characters without a verb, on a page of broken columns, are rather the beginning of a sentence."""
    stub = shape.size <= 9 and not _whole(shape) and not shape.head_mark
    return at.page.broken and stub and at.after is not None and not display.FRESH.match(at.after.text)


def announces(shape: Shape, after: Shape | None) -> float:
    """How much a short line reads like the headline of what needs no byline: a table, a list of briefs, a letter."""
    if after is None or shape.end == "colon" or "," in shape.text:
        return 0.0
    if after.row and not shape.row:
        return 2.0
    if display.SALUTATION.match(after.text):
        return 1.5
    if display.BRIEFS.fullmatch(shape.text):
        return 1.5 if after.item or after.bullet else -4.0 if after.display and not after.row else 0.0
    return (3.0 if shape.size < 4 else 1.0) if after.bullet and not shape.bullet else 0.0


def _whole(shape: Shape) -> bool:
    """Whether a short line reads as a phrase by itself and not as the beginning of a sentence."""
    return shape.display and shape.size <= 20 and "," not in shape.text and display.has_verb(shape.text)


def _under_serial(before: Shape | None) -> bool:
    """Whether the line above can be the title of a serial and not that of a document."""
    return before is not None and before.display and not display.names_a_kind(before.text)


def _above_headline(shape: Shape, after: Shape | None) -> float:
    """How the next line shows a kicker: it is set larger; but an office above 关于 is half of a document's headline."""
    if after is None or not after.display:
        return 0.0
    larger = not shape.line.tag and after.line.tag in (*HEADLINE_TAGS, "h3", "strong") and after.line.gap <= 1
    document = after.text.startswith(_ABOUT) and display.PLACE_END.search(shape.text)
    fact = after.line.gap == 0 and bool(display.PLACE_FIRST.match(after.text))
    name = bool(display.PLACE_END.search(shape.text)) or display.is_column(shape.text)
    return 1.5 * larger - 4.0 * bool(document) - 1.0 * (fact and shape.size >= 7 and not name)


def _second_line(shape: Shape, at: Context) -> float:
    """How a short line stands to the one above it, if both are headlines: not set larger; a couplet under a slogan."""
    before = at.before
    if before is None or not before.display:
        return 0.0
    larger = bool(shape.line.tag) and not before.line.tag
    of_office = bool(display.PLACE_END.search(before.text)) and shape.text.startswith(_ABOUT)
    even = abs(shape.size - before.size) <= 1 and shape.size >= 6 and shape.line.gap == 0
    cut = bool(display.BREAKS_OFF.search(before.text)) and before.text.endswith("的")
    couplet = " " in shape.text and " " not in before.text
    return 0.8 * couplet - 2.0 * larger + 4.0 * of_office + 0.6 * even + 3.0 * cut


def _level(shape: Shape, at: Context, *, alike: bool) -> float:
    """1 for a short line indented like the paragraphs of a page whose headlines are not, -1 for one that is not."""
    if not at.page.heads_flush or alike:
        return 0.0
    return 1.0 if shape.line.indent > 1 else -0.8


def _indent_says(shape: Shape, before: Shape) -> float:
    """On a page of indented paragraphs: an indent begins one, its absence goes on even after a full stop."""
    if shape.line.indent > 1:
        return -2.5 if before.end == "final" else -0.5
    if before.end != "final":
        return 1.0
    return 4.5 if shape.body and before.body else 0.0


def _one_of_items(shape: Shape, before: Shape | None) -> bool:
    """Whether the item before was a paragraph, so that this one is no section head either."""
    return shape.item and before is not None and before.item and before.body


def _runs_on(shape: Shape, after: Shape | None, pairs: frozenset[str]) -> float:
    """0 to 1: how surely the next line goes on with the sentence of this one."""
    if after is None or not after.body or after.opening or shape.end not in ("open", "comma") or after.item or after.qa:
        return 0.0
    if display.HANGS_OPEN.search(shape.text):
        return 0.8
    if after.starts_mid or display.is_open(shape.text) or display.HANGING.match(after.text):
        return 1.0
    stub = 0.4 if 0 < after.text.find(",") <= 3 and shape.size > 12 else 0.0
    if hangs(shape.text):
        return 0.7
    return max(straddles(shape.text, after.text), 0.5 * (shape.text[-1:] + after.text[:1] in pairs), stub)


def _short_paragraph(shape: Shape, at: Context) -> float:
    """How much a short line without a full stop reads like running text."""
    score = -2.0 + 0.9 * min(3, sum(shape.text.count(c) for c in ",;")) + 4.0 * shape.qa + 1.2 * shape.item
    asks = shape.text[-1:] in "?!"
    score += (
        2.5 if shape.end == "colon" or (shape.end == "final" and not asks) else 1.0 if shape.end == "comma" else 0.0
    )
    score += (2.0 if shape.asked_inside else 0.0) + (3.0 if display.RHETORIC.match(shape.text) else 0.0)
    score += 4.0 * at.listed
    score += 5.0 if display.PROVIDED.fullmatch(shape.text) and at.under_row else 0.0
    score += 4.5 if display.CONTACT.search(shape.text) else 0.0
    score += (1.2 if shape.size > 28 else 0.0) + 0.6 * max(0, shape.text.count("、") - 1)
    fresh = display.FRESH.match(shape.text) and shape.text[0] not in "“「在"
    score += (1.8 if "," in shape.text else 1.0) if fresh else 0.0
    return score - 2.0 * shape.starts_mid + 0.4 * (shape.line.indent > 1)


def caption_score(shape: Shape, after: Shape | None) -> float:
    """How much a line reads like the text under a picture."""
    score = 2.2 if shape.caption else 0.0
    score += 2.5 if shape.line.tag == "caption" else 0.0
    score += 2.2 if shape.photo_credit else 0.0
    followed = after is not None and after.credits is not None and after.credits.roles == {"photographer"}
    score += 1.6 if followed and shape.end == "final" and shape.size < 220 else 0.0
    return score if shape.opening is None else 0.0


def join_score(shape: Shape, at: Context) -> float:
    """How much a line goes on in the middle of the sentence before it."""
    before, page = at.before, at.page
    if (
        before is None
        or shape.opening is not None
        or shape.date_only
        or before.end_mark
        or before.closing
        or at.under_row
    ):
        return NEVER
    if shape.dash or shape.qa or at.listed or display.CALLS.match(shape.text) or display.CALLS.match(before.text):
        return NEVER
    score = {"final": -3.5, "comma": 2.5, "open": 1.5, "colon": -0.5, "semi": 0.5}[before.end]
    if before.end == "open":
        known = straddles(before.text, shape.text)
        score += 2.0 * max(known, 0.6 * (before.text[-1:] + shape.text[:1] in at.pairs))
        score += 0.5 if before.size > 40 else -0.5 if _whole(before) else 0.0
        score += 1.2 if display.HANGING.match(shape.text) or display.is_open(before.text) else 0.0
    if before.end == "open" and CUT_BYLINE.search(before.text):
        score += 4.0
    if before.end == "final" and shape.line.flat[:1] in ",。、;!?”’」』)》:":
        score += 7.0
    score += 2.0 if shape.starts_mid and before.end != "final" else 0.0
    score -= (
        3.0
        if shape.item or shape.bullet or shape.bracketed or (before.row and page.gap == 0 and shape.line.gap == 0)
        else 0.0
    )
    score -= 2.0 if shape.caption else 0.0
    score -= 2.5 if at.pictured and display.DATED.match(shape.text) else 0.0
    score -= 1.5 if before.end == "open" and display.FRESH.match(shape.text) else 0.0
    if not shape.body and shape.end == "open" and not display.broken(shape.text):
        # A whole short line between two long ones is a head, unless a word runs over the break.
        whole = at.alike or (shape.size <= 20 and _runs_on(shape, at.after, at.pairs) < 0.5)
        inside = page.heads_flush and shape.line.indent > 1
        score -= 0.5 if inside else 5.0 if whole else 2.5
    if page.indented:
        score += _indent_says(shape, before)
    return score
