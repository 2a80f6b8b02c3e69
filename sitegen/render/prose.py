"""The archive's own prose (glosses, profiles, pages) as HTML: English or Chinese, with links to terms and places."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from sitegen.model import Block, Close, Document, Image, Node, Open
from sitegen.render.edition import Edition
from sitegen.render.html import LINK, Wrap, chinese_wraps, element, inline, style_wraps
from sitegen.text import smart_quotes

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|[/#?]", re.I)
_BLOCK_TAGS = {"paragraph": "p", "verse": "p", "item": "p", "quote": "p", "caption": "figcaption"}
_ATTRS = {"start", "style"}


def prose(document: Document, lang: str, edition: Edition) -> Markup:
    """A document in `lang` (`en` or `zh`) on a page of an edition; Chinese is shown in the edition's script."""
    return Markup("\n").join(_node(node, lang, edition) for node in document.nodes)


def _node(node: Node, lang: str, edition: Edition) -> Markup:
    if isinstance(node, Open):
        return Markup(element(node.tag, {k: v for k, v in node.attrs if k in _ATTRS}))
    if isinstance(node, Close):
        return Markup("" if node.tag == "hr" else f"</{node.tag}>")
    if isinstance(node, Image):
        return Markup(element("img", {"src": node.src, "alt": node.alt, "loading": "lazy"}))
    if node.kind == "code":
        return Markup("<pre><code>") + node.text + Markup("</code></pre>")
    body = prose_inline(node, lang, edition)
    if node.kind == "cell":
        return body
    tag = f"h{min(node.level, 6)}" if node.kind == "heading" else _BLOCK_TAGS.get(node.kind, "p")
    return Markup(f"<{tag}>") + body + Markup(f"</{tag}>")


def prose_inline(block: Block, lang: str, edition: Edition) -> Markup:
    """The running text of one block of prose."""
    if lang == "zh":
        return inline(edition.prose(block), [*_links(block, edition), *style_wraps(block.styles)])
    chinese = chinese_wraps(block.text, "zh-Hans")
    return inline(_english(block), [*_links(block, edition), *style_wraps(block.styles), *chinese])


def _english(block: Block) -> str:
    """The text with curly quotation marks, except in code."""
    text = smart_quotes(block.text)
    for style in block.styles:
        if style.kind == "code":
            text = text[: style.start] + block.text[style.start : style.end] + text[style.end :]
    return text


def _links(block: Block, edition: Edition) -> Iterable[Wrap]:
    for style in block.styles:
        if style.kind == "link":
            yield Wrap(style.start, style.end, LINK, element("a", {"href": address(style.value, edition)}), "</a>")
        elif style.kind == "mark":
            target = style.value.removesuffix("|")
            place = target.removeprefix("place:")
            kind, slug = ("place", place) if place != target else ("term", target)
            folder = "districts" if kind == "place" else "glossary"
            attrs = {"class": f"{kind}-link", "href": edition.url(f"{folder}/{slug}/")}
            yield Wrap(style.start, style.end, LINK, element("a", attrs), "</a>")


def address(href: str, edition: Edition) -> str:
    """A link's address: a path without a scheme or leading slash is one of the edition's pages."""
    return href if not href or _ADDRESS.match(href) else edition.url(href)
