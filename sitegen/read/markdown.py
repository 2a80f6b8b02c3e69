"""Markdown to blocks: one string a block, with styles, forced marks and file positions stood off by offset.

CommonMark by markdown-it-py, with four changes that Chinese needs:

* a line break inside a paragraph leaves no space beside a Han character;
* `**“双招双引”同发力。**围绕` is bold: Chinese punctuation does not count as punctuation in the flanking rule,
  and a Han character beside a delimiter counts as a boundary (the "CJK-friendly emphasis" amendment);
* `[[slug]]`, `[[slug|text]]`, `[[place:id|text]]` force a mark, `-{text}-` forbids any mark or conversion;
* every block knows which line and column of the file each of its characters came from.

Raw HTML is text and HTML comments are nothing. This module does not know which terms or places exist.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.model import Block, BlockKind, Close, Document, Image, Node, Open, Style, StyleKind
from sitegen.text import is_cjk, join_lines

_LEAF_KINDS: dict[str, BlockKind] = {
    "paragraph_open": "paragraph", "heading_open": "heading", "th_open": "cell", "td_open": "cell",
}  # fmt: skip
_ID_LETTERS: dict[BlockKind, str] = {"heading": "h", "caption": "f", "cell": "c", "code": "k"}
_STYLE_TAGS: dict[str, StyleKind] = {"em": "em", "strong": "strong", "a": "link"}
_WIKI_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
_LOCK = re.compile(r"-\{(.+?)\}-", re.S)
_TARGET = re.compile(r"(?:place:)?[a-z0-9][a-z0-9-]*(?:/[a-z0-9-]+)*")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_NOTE = re.compile(r"〔[^〔〕\n]*〕")


def parse_markdown(text: str, path: str, first_line: int = 1) -> tuple[Document, list[Diagnostic]]:
    """The blocks of a Markdown text that starts at `first_line` of the file `path`."""
    reader = _Reader(path, first_line, text.split("\n"))
    reader.read(_parser().parse(text))
    return Document(tuple(reader.nodes)), reader.found


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False}).enable("table")
    md.use(container_plugin, "figure")
    md.inline.ruler.at("emphasis", _emphasis)
    md.inline.ruler.before("link", "wiki_link", _wiki_link)
    md.inline.ruler.before("emphasis", "lock", _lock)
    md.inline.ruler.before("autolink", "comment", _comment)
    md.block.ruler.before("fence", "comment", _comment_block, {"alt": ["paragraph", "blockquote", "list"]})
    return md


# -- inline rules


def _emphasis(state: StateInline, silent: bool) -> bool:
    """CommonMark's emphasis rule with the CJK-friendly flanking test."""
    marker = state.src[state.pos]
    if silent or marker not in "_*":
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[end] if end < state.posMax else " "
    left, right = _opens(before, after), _opens(after, before)
    can_open = left and (marker == "*" or not right or _is_punctuation(before))
    can_close = right and (marker == "*" or not left or _is_punctuation(after))
    for _ in range(end - state.pos):
        token = state.push("text", "", 0)
        token.content = marker
        index = len(state.tokens) - 1
        length = end - state.pos
        state.delimiters.append(Delimiter(ord(marker), length, index, -1, can_open, can_close))
    state.pos = end
    return True


def _opens(outside: str, inside: str) -> bool:
    """Whether a delimiter run with these neighbours may open (mirror the arguments: close) emphasis."""
    if inside.isspace():
        return False
    return not _is_punctuation(inside) or outside.isspace() or _is_punctuation(outside) or is_cjk(outside)


def _is_punctuation(char: str) -> bool:
    return not is_cjk(char) and unicodedata.category(char)[0] in "PS"


def _wiki_link(state: StateInline, silent: bool) -> bool:
    match = _WIKI_LINK.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("wiki_link", "", 0)
        token.content = (match[2] or match[1]).strip()
        token.info = match[1].strip()
        token.meta = {"at": state.pos, "text_at": match.start(2 if match[2] else 1), "bare": match[2] is None}
    state.pos = match.end()
    return True


def _lock(state: StateInline, silent: bool) -> bool:
    match = _LOCK.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("lock", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _comment(state: StateInline, silent: bool) -> bool:
    match = _COMMENT.match(state.src, state.pos, state.posMax)
    if match:
        state.pos = match.end()
    return bool(match)


def _comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A comment that begins a line and ends one, blank lines inside it included."""
    match = _COMMENT.match(state.src, state.bMarks[start] + state.tShift[start])
    if not match or state.src[match.end() :].partition("\n")[0].strip():
        return False
    if not silent:
        state.line = start + match[0].count("\n") + 1
    return True


# -- tokens to blocks


@dataclass
class _Reader:
    """Walks markdown-it's tokens once and collects nodes and diagnostics."""

    path: str
    first_line: int
    lines: list[str]
    nodes: list[Node] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    containers: list[str] = field(default_factory=list)

    def read(self, tokens: list[Token]) -> None:
        kind: BlockKind = "paragraph"
        level = 0
        for token in tokens:
            if token.type == "inline":
                self._leaf(token, kind, level)
            elif token.type in _LEAF_KINDS:
                kind = _LEAF_KINDS[token.type]
                level = int(token.tag[1]) if kind == "heading" else 0
                if kind == "cell":
                    self._open(token, token.tag)
            elif token.type in ("th_close", "td_close"):
                self._close(token.tag)
            elif token.type in ("fence", "code_block"):
                line = (token.map or [0])[0]
                origins = ((0, self.first_line + line, 1),)
                self._add(Block(self._next_id("code"), "code", token.content, (), 0, self.path, origins))
            elif token.type == "hr":
                self.nodes += [Open("hr"), Close("hr")]
            elif token.type in ("paragraph_close", "heading_close"):
                pass
            elif token.nesting == 1:
                self._open(token, "figure" if token.type == "container_figure_open" else token.tag)
            elif token.nesting == -1:
                self._close("figure" if token.type == "container_figure_close" else token.tag)

    def _open(self, token: Token, tag: str) -> None:
        attrs = tuple((str(k), str(v)) for k, v in token.attrs.items())
        self.nodes.append(Open(tag, attrs))
        self.containers.append(tag)

    def _close(self, tag: str) -> None:
        self.nodes.append(Close(tag))
        self.containers.pop()

    def _leaf(self, token: Token, kind: BlockKind, level: int) -> None:
        children = token.children or []
        images = [child for child in children if child.type == "image"]
        if images and all(c.type in ("image", "softbreak") or not c.content.strip() for c in children):
            for image in images:
                self._figure(image, token)
            return
        for image in images:
            message = "a picture stands in the middle of a text"
            span = self._content_span(token, token.content.find("!["))
            self.found.append(error("inline-image", span, message, "give it a paragraph of its own"))
            image.type, image.content = "text", ""
        if kind == "paragraph":
            if "figure" in self.containers:
                kind = "caption"
            elif "li" in self.containers:
                kind = "item"
            elif "blockquote" in self.containers:
                kind = "quote"
            elif any(child.type == "hardbreak" for child in children):
                kind = "verse"
        if any(child.content.strip() for child in children):
            self._add(self._block(token, children, kind, level))

    def _figure(self, image: Token, token: Token) -> None:
        src, alt = str(image.attrGet("src") or ""), image.content
        inside = "figure" in self.containers
        if not inside:
            self.nodes.append(Open("figure"))
        self.nodes.append(Image(src, alt))
        caption = str(image.attrGet("title") or "")
        if caption:
            line = self.first_line + (token.map or [0])[0]
            col = max(self.lines[line - self.first_line].find(caption), 0) + 1
            self._add(Block(self._next_id("caption"), "caption", caption, (), 0, self.path, ((0, line, col),)))
        if not inside:
            self.nodes.append(Close("figure"))

    def _add(self, block: Block) -> None:
        self.nodes.append(block)

    def _next_id(self, kind: BlockKind) -> str:
        letter = _ID_LETTERS.get(kind, "p")
        self.counts[letter] = self.counts.get(letter, 0) + 1
        return f"{letter}{self.counts[letter]}"

    def _content_span(self, token: Token, at: int, size: int = 0) -> Span:
        line, col = self._content_positions(token)[max(at, 0)]
        return Span(self.path, line, col, col + size if size else 0)

    def _block(self, token: Token, children: list[Token], kind: BlockKind, level: int) -> Block:
        inline = _Inline(token.content)
        for index, child in enumerate(children):
            if child.type == "softbreak":
                inline.soft_break(next((c.content for c in children[index + 1 :] if c.content), ""))
            elif child.type == "wiki_link" and not _TARGET.fullmatch(child.info):
                self._bad_mark(child, token)
                inline.put(child.content, child.meta["text_at"])
            else:
                inline.read(child)
        styles = inline.styles + [Style(m.start(), m.end(), "note") for m in _NOTE.finditer(inline.text)]
        origins = tuple(_origins(inline.places, self._content_positions(token)))
        in_order = tuple(sorted(styles, key=lambda s: (s.start, -s.end, s.kind)))
        return Block(self._next_id(kind), kind, inline.text, in_order, level, self.path, origins)

    def _bad_mark(self, child: Token, parent: Token) -> None:
        span = self._content_span(parent, child.meta["at"], len(child.info) + 4)
        hint = "write [[slug]], [[slug|text]] or [[place:id|text]] with the name of the file"
        self.found.append(error("bad-mark", span, f"'{child.info}' is not the name of a term or place", hint))

    def _content_positions(self, token: Token) -> list[tuple[int, int]]:
        """The line and column in the file of each character of an inline token's content."""
        start, end = token.map or (0, 1)
        positions: list[tuple[int, int]] = []
        contents = token.content.split("\n")
        row = start
        for content in contents:
            while row < min(end, len(self.lines)) - 1 and content not in self.lines[row]:
                row += 1
            line = self.lines[row] if row < len(self.lines) else ""
            col = max(line.find(content), 0)
            # One position more than there are characters: the line break at the end.
            positions += [(self.first_line + row, col + i + 1) for i in range(len(content) + 1)]
            row += 1 if token.type == "inline" and len(contents) > 1 else 0
        return positions


@dataclass
class _Inline:
    """The text, styles and places of one block, put together from inline tokens.

    markdown-it gives text tokens no positions; text is what is left of `content` when the markup is gone, so each
    character is looked for from where the last one was found. `places` has, for every character of `text`, its index
    in `content`, or -1 for one that is not there (an entity).
    """

    content: str
    text: str = ""
    styles: list[Style] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    at: int = 0
    opened: list[tuple[int, str, str]] = field(default_factory=list)

    def read(self, token: Token) -> None:
        """Take one token."""
        start = len(self.text)
        if token.type in ("text", "text_special"):
            self.put(token.content)
        elif token.type == "hardbreak":
            self.put("\n")
        elif token.type in ("code_inline", "lock"):
            self.put(token.content)
            self._style(start, "code" if token.type == "code_inline" else "lock")
        elif token.type == "wiki_link":
            self.put(token.content, token.meta["text_at"])
            self._style(start, "mark", token.info + ("|" if token.meta["bare"] else ""))
        elif token.nesting == 1 and token.tag in _STYLE_TAGS:
            self.opened.append((start, token.tag, str(token.attrGet("href") or "")))
        elif token.nesting == -1 and self.opened and self.opened[-1][1] == token.tag:
            first, tag, href = self.opened.pop()
            self._style(first, _STYLE_TAGS[tag], href)
            if href and self.content.startswith("](", self.at):
                self.at = self.content.find(")", self.at) + 1

    def soft_break(self, following: str) -> None:
        """A line break inside a paragraph: nothing beside Chinese, else a space."""
        end = self.content.find("\n", self.at)
        space = join_lines(self.text, following)
        self.text += space
        self.places += [end] * len(space)
        self.at = max(self.at, end + 1)

    def put(self, text: str, at: int | None = None) -> None:
        """Add text that stands at or after `at` of the content."""
        self.at = self.at if at is None else at
        for char in text:
            found = self.content.find(char, self.at)
            self.places.append(found)
            self.at = found + 1 if found >= 0 else self.at
        self.text += text

    def _style(self, start: int, kind: StyleKind, value: str = "") -> None:
        if start < len(self.text):
            self.styles.append(Style(start, len(self.text), kind, value))


def _origins(places: Sequence[int], positions: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """The offsets at which a text stops following the file column by column, each with its line and column."""
    expected: tuple[int, int] | None = None
    for offset, place in enumerate(places):
        if place < 0:
            expected = None
            continue
        here = positions[place]
        if here != expected:
            yield (offset, *here)
        expected = (here[0], here[1] + 1)
