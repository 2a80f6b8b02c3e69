"""Whole archives without a disk: the starter's files in memory with some replaced, and what its pages show."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from sitegen.config import shipped_theme
from sitegen.diagnostics import Diagnostic
from sitegen.engine.files import Tree
from sitegen.read.content import read_content
from sitegen.render.article import ArticlePage
from sitegen.render.cards import Cards
from sitegen.render.edition import Edition
from sitegen.render.theme import find_theme
from sitegen.render.views import ArticleView
from sitegen.scaffold import init
from sitegen.site.assemble import Site, assemble
from sitegen.site.facets import Reader
from sitegen.zh.pinyin import Romanizer

ARTICLE = "shili-2024-05/01-youhua-yingshang-huanjing"
ARTICLE_FILE = f"articles/{ARTICLE}.md"
TRANSLATION_FILE = f"articles/{ARTICLE}.en.md"


@cache
def starter() -> Mapping[str, bytes]:
    """The content that `sitegen init` makes, by path below the content folder."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        init(Path(folder))
        return dict(Tree(Path(folder) / "content"))


def read(files: Mapping[str, str]) -> tuple[Site, list[Diagnostic]]:
    """The starter with `files` laid over it, assembled, and what its readers found."""
    overlay = {path: text.encode() for path, text in files.items()}
    content, found = read_content({**starter(), **overlay}, "content")
    return assemble(content), found


def article_site(body: str, *, front: str = "", script: str = "hans", files: Mapping[str, str] | None = None) -> Site:
    """The starter with another body in its one article, which has no translation; `front` adds keys."""
    head, _, _ = starter()[ARTICLE_FILE].decode().removeprefix("---\n").partition("---\n")
    head = head.replace("script: hans", f"script: {script}")
    article = f"---\n{head}{front}---\n\n{body}\n"
    overlay = {path: text.encode() for path, text in (files or {}).items()}
    content, found = read_content({**starter(), ARTICLE_FILE: article.encode(), **overlay}, "content")
    assert not [d for d in found if d.is_error], [str(d) for d in found]
    del content.translations[ARTICLE]
    return assemble(content)


def edition(site: Site, code: str) -> Edition:
    """One edition of a site, in the default theme's words."""
    theme = find_theme("gazette", shipped_theme().parent.parent)
    assert theme is not None
    return Edition(code, site.content.config, site.content.scripts, theme.strings(code))


def article_view(site: Site, code: str) -> ArticleView:
    """The article's page in an edition."""
    romanizer = Romanizer(site.content.readings) if code == "en" else None
    return ArticlePage(site.articles[ARTICLE], Cards(Reader(site), edition(site, code)), romanizer).view()


def body_html(site: Site, code: str = "en") -> str:
    """The HTML of the article's Chinese body in an edition."""
    return "".join(str(unit.chinese) for unit in article_view(site, code).units)


def strip_html(markup: str) -> str:
    """The characters a romanizer reads: no pinyin, no tags, entities resolved, `<br>` a line break."""
    plain = re.sub(r"<rp>.*?</rp>|<rt[ >].*?</rt>", "", markup)
    plain = re.sub(r"<br>\n", "\n", plain)
    return html.unescape(re.sub(r"<[^>]*>", "", plain))


class _Nesting(HTMLParser):
    """Follows the elements of a piece of HTML; `ok` is false if one is closed that is not the innermost."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ok = True
        self.link_in_link = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.link_in_link |= tag == "a" and "a" in self.open
        if tag not in ("br", "img", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.ok &= bool(self.open) and self.open.pop() == tag


def nests(html: str) -> bool:
    """Whether every element is closed, in the right order, and no link holds a link."""
    page = _Nesting(html)
    return page.ok and not page.open and not page.link_in_link
