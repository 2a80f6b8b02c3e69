"""A saved web page as lines: markup and what surrounds the article become drops, entities single characters.

No library gives the offset of every character, so the tokens are found here by one pattern. What is the article and
what surrounds it is decided in `content`. Knows HTML, not newspapers.
"""

from __future__ import annotations

import html as entities
import re
from dataclasses import replace

from sitegen.importer.content import HEADINGS, Element, Found, reasons
from sitegen.importer.lines import BREAK, HEADLINE_TAGS, Line, Lines, edges, line_of
from sitegen.importer.piece import Drop, Piece, concat, inserted

_TOKEN = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?][a-zA-Z][^>]*>)"
    r"|<(?P<hidden>script|style|noscript|template|svg|iframe|select|textarea|object|video|audio|title)\b[^>]*>.*?(?:</(?P=hidden)\s*>|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?P<attrs>(?:\s[^<>]*)?/?)>"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});)",
    re.S | re.I,
)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.S | re.I)
_LOOKS = re.compile(r"<!doctype html|<html\b|<body\b|<head\b|<div\b[^>]*>|<article\b", re.I)
_LEFTOVER = re.compile(
    r"</?(?:p|br|div|span|strong|b|i|u|em|font|a|img|h[1-6]|table|tbody|tr|td|ul|ol|li|center|o:p|section|blockquote)\b[^<>]{0,300}>"
    r"|&(?:nbsp|[lr][ds]quo|mdash|hellip|middot|amp|lt|gt|quot|emsp|ensp|times|bull|#\d{2,6});",
    re.I,
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol "
        "option p pre section summary table tbody td tfoot th thead title tr ul",
    )
)
_VOID = frozenset(re.findall(r"\w+", "area base br col embed hr img input link meta param source track wbr"))
_TABLE = frozenset(("table", "tbody", "tr", "td"))
_FURNITURE_TAGS = frozenset(("nav", "footer", "aside", "form", "button", "menu"))
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|foot\w*|footer|crumbs?|breadcrumbs?|sidebar|share\w*|social|related\w*|recommend\w*|comments?|copyright|"
    r"toolbar|tools?|pager|pagination|prev|next|hot|rank\w*|login|search\w*|ads?|advert\w*|\w*banner|qrcode|tags?|links?)(?:$|[\s_-])",
    re.I,
)
#: Classes and made-up elements that say headline (公众号, 方正 and other publishing systems).
_TITLE_NAMES = re.compile(r"(?:^|[\s_-])(?:\w*title|headline|tit|bt|biaoti|font01)(?:$|[\s_-])", re.I)
_SUBTITLE_NAMES = re.compile(
    r"sub|pre|yin|kicker|column|lanmu|fu|second|small|author|source|info|site|page|node|list|more|related|nav", re.I
)
_RIGHT = re.compile(r"align\s*[=:]\s*[\"']?\s*right", re.I)
_ATTR = re.compile(r"""\b(?:class|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
#: The longest row of a table that is looked for.
_MOST_CELLS = 12
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|\shidden(?:[\s=>]|$)", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")


def _is_block(name: str) -> bool:
    """Whether an element begins a line; those a publishing system made up (`founder-title`) do too."""
    return name in _BLOCKS or "-" in name


def looks_like_html(text: str) -> bool:
    """Whether a text is a whole web page, whatever its file is called."""
    return bool(_LOOKS.search(text, 0, 20_000)) and "<" in text


def has_leftovers(text: str) -> bool:
    """Whether a plain text has tags or entities left in it."""
    return ("<" in text or "&" in text) and bool(_LEFTOVER.search(text))


class _Reader:
    """Walks the tokens once, keeping the open elements and the line that is being put together."""

    def __init__(self, raw: str, *, hard_breaks: bool) -> None:
        self.raw = raw
        self.hard = hard_breaks
        self.elements = [Element("root", -1)]
        self.stack = [0]
        self.found: list[Found] = []
        self.drops: list[Drop] = []
        self.parts: list[Piece] = []
        self.links = self.bold = self.linked = self.strong = 0
        self.spans: list[bool] = []
        self.gap = 0
        self.breaks = 0
        self.image = False
        self.heading = ""

    def read(self) -> None:
        """Every token and the text between them."""
        at = 0
        for match in _TOKEN.finditer(self.raw):
            self._text(at, match.start())
            at = match.end()
            if match["entity"]:
                self._entity(match)
            elif match["name"]:
                self.drops.append(Drop(match.start(), match.end(), "markup"))
                self._tag(match["name"].lower(), match["attrs"], closing=bool(match["close"]))
            else:
                reason = "page title" if (match["hidden"] or "").lower() == "title" else "markup"
                self.drops.append(Drop(match.start(), match.end(), reason))
        self._text(at, len(self.raw))
        self._flush()

    def _text(self, start: int, end: int) -> None:
        if start >= end:
            return
        if not self.hard:
            self._add(Piece(self.raw[start:end], ((end - start, start, end),)))
            return
        for number, (a, b) in enumerate(_breaks(self.raw, start, end)):
            if number:
                self._flush()
            self._add(Piece(self.raw[a:b], ((b - a, a, b),)))

    def _entity(self, match: re.Match[str]) -> None:
        text = entities.unescape(match[0])
        self._add(Piece(text, ((len(text), match.start(), match.end()),)))

    def _add(self, piece: Piece) -> None:
        if not piece.text:
            return
        self.parts.append(piece)
        size = len(piece.text.strip())
        self.linked += size if self.links else 0
        self.strong += size if self.bold else 0

    def _flush(self, *, wanted: bool = False) -> None:
        """End the line; an empty one counts as a blank line if the page asked for it."""
        piece = concat(self.parts) if self.parts else Piece()
        self.parts = []
        piece = piece if self.hard else _collapsed(piece)
        start, end = edges(piece.text)
        self.drops += [*piece.cut(0, start).drop("indent"), *piece.cut(max(start, end)).drop("indent")]
        line = line_of(piece, gap=self.gap)
        if line is None:
            self.gap += wanted or self.hard
        else:
            tag = self.heading or self._set_off() or ("strong" if self.strong >= len(line.piece.text) * 0.9 else "")
            if any(self.elements[i].name == "figcaption" for i in self.stack) or (self.image and not tag):
                tag = "caption"
            line = Line(line.piece, line.flat, self.gap, line.indent, tag)
            self.found.append(Found(line, self.stack[-1], self.linked))
            self.gap = 0
            self.image = False
        self.linked = self.strong = 0

    def _set_off(self) -> str:
        """How the innermost element sets its line off: as a headline by its class, or to the right like a signature."""
        element = self.elements[self.stack[-1]]
        if _TITLE_NAMES.search(f"{element.name} {element.labels}") and not _SUBTITLE_NAMES.search(element.labels):
            return "title"
        return "right" if element.right else ""

    def _tag(self, name: str, attrs: str, *, closing: bool) -> None:
        if name == "br":
            self._flush(wanted=True)
        elif _is_block(name):
            self._flush()
            if not self.hard:
                self.gap = max(self.gap, 1)
            # The cell below a picture in a table still stands under it.
            self.image = self.image and name in _TABLE and not (closing and name == "table")
        if name == "img":
            self.image = True
        if name in ("a", "b", "strong"):
            step = -1 if closing else 1
            if name == "a":
                self.links = max(0, self.links + step)
            else:
                self.bold = max(0, self.bold + step)
        if name == "span":
            self._span(attrs, closing=closing)
        if name in HEADINGS:
            self.heading = "" if closing else name
        if _is_block(name) and name not in _VOID:
            self._close(name) if closing else self._open(name, attrs)

    def _span(self, attrs: str, *, closing: bool) -> None:
        """A span may be bold by its style; its end ends that."""
        if not closing:
            self.spans.append(bool(_BOLD.search(attrs)))
            self.bold += self.spans[-1]
        elif self.spans:
            self.bold = max(0, self.bold - self.spans.pop())

    def _open(self, name: str, attrs: str) -> None:
        if name in ("p", "li", "tr", "td", "th", "dd", "dt") or name in HEADINGS:
            self._close("p")
        if name in ("li", "tr", "td", "th", "dd", "dt") and self.elements[self.stack[-1]].name == name:
            self._close(name)
        labels = " ".join(next((g for g in m.groups() if g), "") for m in _ATTR.finditer(attrs))
        furniture = name in _FURNITURE_TAGS or bool(labels and _FURNITURE_NAMES.search(labels))
        furniture = furniture or bool(_HIDDEN.search(attrs))
        right = bool(_RIGHT.search(attrs))
        self.elements.append(Element(name, self.stack[-1], furniture, labels, right=right))
        index = len(self.elements) - 1
        self.elements[self.stack[-1]].children.append(index)
        if len(self.stack) < 400:
            self.stack.append(index)

    def _close(self, name: str) -> None:
        if name == "tr":
            self._end_row()
        for depth in range(len(self.stack) - 1, max(0, len(self.stack) - 40), -1):
            if self.elements[self.stack[depth]].name == name:
                del self.stack[depth:]
                return

    def _end_row(self) -> None:
        """Put the short cells of a table's row on one line."""
        row = next((i for i in reversed(self.stack) if self.elements[i].name == "tr"), 0)
        cells = [f for f in self.found[-_MOST_CELLS:] if row and self.elements[f.element].parent == row]
        alone = len({f.element for f in cells}) == len(cells) and cells == self.found[-len(cells) :]
        if len(cells) < 2 or not alone or any(_is_long(f) for f in cells):
            return
        parts = [cells[0].line.piece]
        for found in cells[1:]:
            parts += [inserted(" ", found.line.piece.start), found.line.piece]
        merged = Found(cells[0].line.with_piece(concat(parts)), row, sum(f.linked for f in cells))
        self.found[-len(cells) :] = [merged]


def _is_long(found: Found) -> bool:
    """Whether a cell is more than an entry of a table."""
    return len(found.line.flat) > 16 or bool(found.line.tag) or "。" in found.line.flat


def _breaks(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of `raw[start:end]` as raw offsets."""
    out, at = [], start
    for match in BREAK.finditer(raw, start, end):
        out.append((at, match.start()))
        at = match.end()
    out.append((at, end))
    return out


def _collapsed(piece: Piece) -> Piece:
    """Runs of white space with a line break in them as HTML shows them: one space, none beside Chinese."""
    if "\n" not in piece.text and "\r" not in piece.text:
        return piece
    parts: list[Piece] = []
    at = 0
    for match in _SPACES.finditer(piece.text):
        if "\n" not in match[0] and "\r" not in match[0]:
            continue
        parts.append(piece.cut(at, match.start()))
        around = piece.text[max(0, match.start() - 1) : match.start()] + piece.text[match.end() : match.end() + 1]
        if around.isascii():
            parts.append(Piece(" ", ((1, *_raw_range(piece, match.start(), match.end())),)))
        at = match.end()
    parts.append(piece.cut(at))
    return concat([p for p in parts if p] or [Piece()])


def _raw_range(piece: Piece, start: int, end: int) -> tuple[int, int]:
    part = piece.cut(start, end)
    return part.start, part.end


def html_lines(raw: str, *, hard_breaks: bool = False) -> Lines:
    """The lines of a page with markup; `hard_breaks` for plain text in which some tags were left over."""
    reader = _Reader(raw, hard_breaks=hard_breaks)
    reader.read()
    out = Lines(drops=reader.drops)
    match = _TITLE.search(raw) if not hard_breaks else None
    out.title = entities.unescape(match[1]).strip() if match else ""
    if hard_breaks:
        out.lines = [f.line for f in reader.found]
        return out
    for found, reason in zip(reader.found, reasons(reader.elements, reader.found, out.title), strict=True):
        if reason:
            out.drops += found.line.piece.drop(reason)
        else:
            out.lines.append(found.line)
    _mark_headline(out)
    return out


def _mark_headline(out: Lines) -> None:
    """The first line that the page's own title repeats is its headline, if no heading is."""
    for i, line in enumerate(out.lines):
        if line.tag in HEADLINE_TAGS:
            return
        if 6 <= len(line.piece.text) <= 60 and line.piece.text in out.title:
            out.lines[i] = replace(line, tag="h1")
            return
