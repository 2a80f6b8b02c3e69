"""Which part of a web page is the article: the deepest element that still holds nearly all running text.

What lies outside it is furniture, but for the headline and what stands between it and the text. Knows elements and the
lines in them, not how they were read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sitegen.importer import furniture
from sitegen.importer.lines import HEADLINE_TAGS, Line

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: How much of the running text the article must hold.
_KEEP_SHARE = 0.85
_PROSE = re.compile(r"[\u3400-\u9fff].*[,。;、!?]")


@dataclass(slots=True)
class Element:
    """An element: its parent by number, whether it surrounds the article, its classes, how much prose it holds.

    `right` says that it is set to the right.
    """

    name: str
    parent: int
    furniture: bool = False
    labels: str = ""
    prose: int = 0
    paragraphs: int = 0
    children: list[int] = field(default_factory=list)
    right: bool = False


@dataclass(slots=True)
class Found:
    """A line with the element it stands in and how many of its characters are links."""

    line: Line
    element: int
    linked: int

    @property
    def is_prose(self) -> bool:
        """Whether it reads as running text and not as a link."""
        text = self.line.flat
        return len(text) >= 20 and self.linked * 3 < len(text) and bool(_PROSE.search(text))

    @property
    def is_link(self) -> bool:
        """Whether it is nothing but a link."""
        size = len(self.line.flat)
        return self.linked >= size * 0.8 and size < 40 and not self.is_prose and self.line.tag not in HEADINGS


def reasons(elements: Sequence[Element], lines: Sequence[Found], title: str) -> list[str]:
    """Why each line is no part of the article; nothing for those that are. `title` is the page's own."""
    inside = _inside(elements, lines)
    sites = _site_names(lines, title)
    out: list[str] = []
    started = headed = False
    for found in lines:
        within, surrounding = _where(elements, found.element, inside)
        if surrounding or found.is_link or (found.line.tag in HEADINGS and found.line.piece.text in sites):
            out.append("site navigation")
            continue
        heading = found.line.tag in HEADLINE_TAGS and not started
        headed = headed or (heading and len(found.line.piece.text) >= 6 and found.line.piece.text in title)
        beside = headed and not started and len(found.line.flat) <= 60
        out.append("" if within or heading or beside else "outside the article")
        started = started or (within and found.line.tag not in HEADINGS)
    return out


_SEPARATOR = re.compile(r"\s*[_|—–-]+\s*")


def _site_names(lines: Sequence[Found], title: str) -> frozenset[str]:
    """The parts of a page's title beside its longest, if that is a heading of the page: names of site and section."""
    parts = [part for part in _SEPARATOR.split(title.strip()) if part]
    longest = max(parts, key=len, default="")
    if not any(f.line.tag in HEADINGS and f.line.piece.text == longest for f in lines):
        return frozenset()
    return frozenset(parts) - {longest}


def _where(elements: Sequence[Element], at: int, inside: frozenset[int]) -> tuple[bool, bool]:
    """Whether an element lies in the article, and whether it or one around it is furniture."""
    surrounding = False
    while at >= 0:
        if at in inside:
            return True, surrounding
        surrounding = surrounding or elements[at].furniture
        at = elements[at].parent
    return False, surrounding


def _inside(elements: Sequence[Element], lines: Sequence[Found]) -> frozenset[int]:
    """The element of the article, with others beside it that have its very class (a page of several texts)."""
    _count(elements, lines)
    path = _path(elements)
    node = path[-1]
    if not _has_heading(elements, lines):
        node = next((n for n in reversed(path[1:]) if _is_headed(elements, lines, n)), node)
    twins = {
        c
        for c in (elements[elements[node].parent].children if node else [])
        if elements[node].labels and elements[c].labels == elements[node].labels and not elements[c].furniture
    }
    return frozenset({node} | twins)


def _count(elements: Sequence[Element], lines: Sequence[Found]) -> None:
    """Add up the prose of each element; that of furniture and of hidden copies does not count."""
    for found in lines:
        if not found.is_prose or _where(elements, found.element, frozenset())[1]:
            continue
        at = found.element
        while at >= 0:
            elements[at].prose += len(found.line.flat)
            elements[at].paragraphs += 1
            at = elements[at].parent


def _path(elements: Sequence[Element]) -> list[int]:
    """The elements, from the root on, that hold nearly all running text."""
    path = [0]
    wanted = elements[0].prose * _KEEP_SHARE
    while wanted:
        node = next((c for c in elements[path[-1]].children if elements[c].prose >= wanted), -1)
        if node < 0 or elements[node].name in ("p", "li"):
            break
        if elements[node].name == "td" and elements[node].paragraphs < 2:
            break
        path.append(node)
    return path


def _has_heading(elements: Sequence[Element], lines: Sequence[Found]) -> bool:
    """Whether the page marks a headline as one."""
    return any(f.line.tag in HEADLINE_TAGS and not _where(elements, f.element, frozenset())[1] for f in lines)


def _is_headed(elements: Sequence[Element], lines: Sequence[Found], node: int) -> bool:
    """Whether an element begins with a short line that may be a headline."""
    for found in lines:
        within, surrounding = _where(elements, found.element, frozenset({node}))
        if not within or surrounding or found.is_link:
            continue
        if found.is_prose:
            return False
        if 4 <= len(found.line.flat) <= 40 and not furniture.reason(found.line):
            return True
    return False
