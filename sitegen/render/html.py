"""Stand-off text to HTML: the only place where markup comes into being outside templates.

A block is one string with wraps (start, end, tags) that may overlap; overlapping inline elements are cut so that
they nest, lower ranks outside. Everything that is not markup is escaped here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from sitegen.model import Block, Style
from sitegen.text import chinese_runs

#: Ranks of inline elements: a link is never cut by emphasis.
LINK, STYLE = 0, 1

_STYLE_TAGS = {"em": ("<em>", "</em>"), "strong": ("<strong>", "</strong>"), "code": ("<code>", "</code>")}


@dataclass(frozen=True, slots=True)
class Wrap:
    """An inline element around `start` to `end` of a text."""

    start: int
    end: int
    rank: int
    opening: str
    closing: str


class Ruby(NamedTuple):
    """A word of Han characters with its pinyin: `start` to `end`, and what stands before and after the characters."""

    start: int
    end: int
    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Text:
    """A short text with its language; shows as itself, in a `lang` span where the page's language differs."""

    text: str
    lang: str
    page_lang: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    def __html__(self) -> str:
        if self.lang == self.page_lang or not self.text:
            return _quoted(self.text)
        return f'<span lang="{self.lang}">{_quoted(self.text)}</span>'


def element(tag: str, attrs: Mapping[str, str | None]) -> str:
    """An opening tag; attributes that are None are left out."""
    shown = "".join(f' {name}="{_quoted(value)}"' for name, value in attrs.items() if value is not None)
    return f"<{tag}{shown}>"


def _quoted(text: str) -> str:
    """Text as HTML, line breaks kept; looked at first, because nearly all of it needs nothing."""
    return str(escape(text)) if _SPECIAL.search(text) else text


def inline(text: str, wraps: Iterable[Wrap], words: Sequence[Ruby] = ()) -> Markup:
    """`text` escaped, with elements around it; line breaks become `<br>`.

    `words` stand in order, and no wrap begins or ends inside one.
    """
    order = sorted((wrap for wrap in wraps if wrap.start < wrap.end), key=_from_left)
    edges = sorted({0, len(text), *(w.start for w in order), *(w.end for w in order)})
    out: list[str] = []
    stack: list[Wrap] = []
    coming = at = 0
    for start, end in pairwise(edges):
        wanted = [wrap for wrap in stack if wrap.end > start]
        opened = coming
        while coming < len(order) and order[coming].start <= start:
            wanted.append(order[coming])
            coming += 1
        if coming > opened:
            wanted.sort(key=_order)
        keep = 0
        while keep < len(stack) and keep < len(wanted) and stack[keep] is wanted[keep]:
            keep += 1
        out += [wrap.closing for wrap in reversed(stack[keep:])]
        out += [wrap.opening for wrap in wanted[keep:]]
        stack = wanted
        while at < len(words) and words[at].end <= end:
            word = words[at]
            out += (_escaped(text[start : word.start]), word.opening, text[word.start : word.end], word.closing)
            start, at = word.end, at + 1
        out.append(_escaped(text[start:end]))
    out += [wrap.closing for wrap in reversed(stack)]
    return Markup("".join(out))


_SPECIAL = re.compile("[&<>\"'\n]")


def _escaped(text: str) -> str:
    """Text as HTML, line breaks as `<br>`."""
    return _quoted(text).replace("\n", "<br>\n") if _SPECIAL.search(text) else text


def _from_left(wrap: Wrap) -> int:
    return wrap.start


def _order(wrap: Wrap) -> tuple[int, int, int]:
    return (wrap.rank, wrap.start, -wrap.end)


def style_wraps(styles: Iterable[Style]) -> Iterable[Wrap]:
    """Emphasis, code and editorial notes as inline elements (links and marks are the caller's business)."""
    for style in styles:
        if style.kind in _STYLE_TAGS:
            yield Wrap(style.start, style.end, STYLE, *_STYLE_TAGS[style.kind])
        elif style.kind == "note":
            yield Wrap(style.start, style.end, STYLE, '<span class="note">', "</span>")


def ruby(start: int, end: int, reading: str, *, key: bool) -> Ruby:
    """A word with its pinyin; `key` words (in terms and names) can be shown without the others."""
    return Ruby(start, end, '<ruby class="key">' if key else "<ruby>", _reading(reading))


@lru_cache(maxsize=1 << 15)
def _reading(reading: str) -> str:
    return f'<rp>(</rp><rt lang="zh-Latn-pinyin">{escape(reading)}</rt><rp>)</rp></ruby>'


def chinese_wraps(text: str, lang: str) -> Iterable[Wrap]:
    """`lang` spans around the Chinese in a text of another language."""
    for start, end in chinese_runs(text):
        yield Wrap(start, end, STYLE, element("span", {"lang": lang}), "</span>")


def plain(blocks: Sequence[Block]) -> str:
    """The text of blocks without any markup."""
    return "\n\n".join(block.text for block in blocks)


def json_ld(value: Mapping[str, object]) -> Markup:
    """A JSON-LD script element; nothing in a value can end it."""
    data = json.dumps({"@context": "https://schema.org", **value}, ensure_ascii=False, indent=None)
    safe = data.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(f'<script type="application/ld+json">{safe}</script>')
