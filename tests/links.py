"""Finds links of a published site that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit


class _Page(HTMLParser):
    """The addresses a page links to and the ids it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value is not None:
                self.links.append(value)
            elif name == "id" and value is not None:
                self.ids.append(value)


def broken_links(tree: Mapping[str, bytes], prefix: str) -> list[str]:
    """`page -> link` for every internal link without a target; `prefix` is the path the site is served below."""
    pages = {path: _Page(data.decode()) for path, data in tree.items() if path.endswith(".html")}
    broken = []
    for path, page in pages.items():
        base = "http://site" + prefix + re.sub(r"index\.html$", "", path)
        for link in page.links:
            url = urlsplit(urljoin(base, link))
            if url.netloc != "site":
                continue
            target = unquote(url.path)
            name = target.removeprefix(prefix) if target.startswith(prefix) else None
            if name is not None and (name == "" or name.endswith("/")):
                name += "index.html"
            if name is None or name not in tree:
                broken.append(f"{path} -> {link}")
            elif url.fragment and name in pages and url.fragment not in pages[name].ids:
                broken.append(f"{path} -> {link} (no such anchor)")
    return broken


def duplicate_ids(tree: Mapping[str, bytes]) -> list[str]:
    """`page#id` for every id that a page has twice."""
    found = []
    for path, data in tree.items():
        if path.endswith(".html"):
            ids = _Page(data.decode()).ids
            found += [f"{path}#{name}" for name in sorted(set(ids)) if ids.count(name) > 1]
    return found
