"""What the browser tests share: the served archive, a page of every kind in it, and contexts that stay offline."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request, Response

PREFIX = "/sub/"
#: The code of each edition and the language its pages say they are in.
EDITIONS = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
ARTICLES = ("short article", "long article", "Traditional article", "article with figures")
_ELSEWHERE = re.compile(r"^(?!http://127\.0\.0\.1[:/])(?!data:)(?!about:)")


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder below `/sub/` and nothing else."""

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(PREFIX) if path.startswith(PREFIX) else "not-below-the-prefix"
        return super().translate_path("/" + inside)

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file; a browser that left before the end is no fault."""
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class's name)
        """Say nothing."""


@dataclass(frozen=True)
class Site:
    """The shipped archive as a browser sees it."""

    base: str
    tree: dict[str, bytes]
    #: Kind of page -> its path in an edition; the chooser and the root's own pages are in `roots`.
    kinds: dict[str, str]
    roots: tuple[str, ...] = ("", "404.html")

    def url(self, edition: str, kind: str) -> str:
        """The address of a page of this kind."""
        return f"{self.base}{edition}/{self.kinds[kind]}"

    def html(self, path: str) -> str:
        """The page at a path as published."""
        return self.tree[path + "index.html" if path == "" or path.endswith("/") else path].decode()


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every published file."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def kinds_of(tree: dict[str, bytes]) -> dict[str, str]:
    """A page of every kind, the most demanding one where there are many; paths are the same in every edition."""
    english = {
        path.removeprefix("en/").removesuffix("index.html"): data.decode()
        for path, data in tree.items()
        if path.startswith("en/") and path.endswith(".html")
    }

    def most(inside: str, score: Callable[[str], int]) -> str:
        pattern = re.compile(inside)
        return max(sorted(path for path in english if pattern.fullmatch(path)), key=lambda path: score(english[path]))

    article = r"articles/[^/]+/[^/]+/"
    return {
        "home": "",
        "short article": most(article, lambda html: -len(html)),
        "long article": most(article, lambda html: len(html) if '<h1 id="title" lang="zh-Hans">' in html else 0),
        "Traditional article": most(article, lambda html: len(html) if '<h1 id="title" lang="zh-Hant">' in html else 0),
        "article with figures": most(article, lambda html: -len(html) if html.count("<figure") > 1 else -(10**9)),
        "glossary": "glossary/",
        "term with most uses": most(r"glossary/[^/]+/", lambda html: html.count("<li lang=")),
        "term with the longest name": most(r"glossary/[^/]+/", _heading_length),
        "districts": "districts/",
        "district": most(r"districts/[^/]+/", len),
        "papers": "papers/",
        "paper": most(r"papers/[^/]+/", len),
        "dates": "dates/",
        "compare": "compare/",
        "glossary by category": "glossary/by-category/",
        "glossary by strokes": "glossary/by-strokes/",
        "page of prose": most(r"(about|contribute|how-to-read|rights)/", len),
        "page with code": most(r"(about|contribute|how-to-read|rights)/", lambda html: html.count("<pre")),
        "404": "404.html",
    }


def _heading_length(html: str) -> int:
    match = re.search(r"<h1>(.*?)</h1>", html, re.S)
    assert match is not None
    return len(re.sub(r"<[^>]+>", "", match[1]))


@dataclass
class Visitors:
    """Browser contexts for one test; what they asked of other hosts and what went wrong in them is kept."""

    browser: Browser
    elsewhere: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def context(self, *, width: int = 1280, height: int = 800, **options: Any) -> BrowserContext:
        """A new context; the browser reaches no other host, and what asks for one is noted."""
        options = {"viewport": {"width": width, "height": height}, "reduced_motion": "reduce", **options}
        context = self.browser.new_context(**options)
        context.set_default_timeout(10_000)
        context.on("request", self._note_request)
        context.on("response", self._note_response)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        self._contexts.append(context)
        return context

    def page(self, **options: Any) -> Page:
        """A page in a new context."""
        return self.context(**options).new_page()

    def close(self) -> None:
        """Close what is open."""
        for context in self._contexts:
            context.close()

    def _note_request(self, request: Request) -> None:
        if _ELSEWHERE.match(request.url):
            self.elsewhere.append(request.url)

    def _note_response(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status} {response.url}")
