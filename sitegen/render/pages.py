"""A target to bytes: which function and which template make each kind of page, and what making it had read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sitegen.digest import digest
from sitegen.render import feeds, reference
from sitegen.render.article import ArticlePage
from sitegen.render.cards import Cards
from sitegen.render.edition import Edition
from sitegen.render.theme import Templates, Theme
from sitegen.site.assemble import Site
from sitegen.site.facets import Reader
from sitegen.site.plan import Target
from sitegen.zh.pinyin import Romanizer

#: Kind of page -> (view of the cards and an id, template).
_PAGES: dict[str, tuple[Callable[..., Any], str]] = {
    "home": (reference.home, "home.html"),
    "glossary": (reference.glossary, "glossary.html"),
    "glossary-by-english": (reference.glossary_by_english, "glossary.html"),
    "glossary-by-category": (reference.glossary_by_category, "glossary.html"),
    "glossary-by-strokes": (reference.glossary_by_strokes, "glossary.html"),
    "term": (reference.term, "term.html"),
    "districts": (reference.districts, "districts.html"),
    "district": (reference.district, "district.html"),
    "papers": (reference.papers, "papers.html"),
    "paper": (reference.paper, "paper.html"),
    "dates": (reference.dates, "dates.html"),
    "compare": (reference.compare, "compare.html"),
    "page": (reference.page, "page.html"),
    "not-found": (reference.not_found, "404.html"),
}


class Rendered(NamedTuple):
    """A file's bytes, the names of the facets that it shows, and the digests of those not told of before."""

    data: bytes
    reads: tuple[str, ...]
    digests: dict[str, str]


class Renderer:
    """Renders every target of a site with a theme. It can be sent to another process, where it is made again."""

    def __init__(self, site: Site, theme: Theme, targets: Sequence[Target]) -> None:
        config = site.content.config
        self._made_of = (site, theme, targets)
        self._site = Reader(site)
        self._theme = theme
        self._targets = targets
        self._templates = Templates(theme, config)
        self._strings = {code: theme.strings(code) for code in config.editions}
        self._cards = {
            code: Cards(self._site, Edition(code, config, site.content.scripts, strings))
            for code, strings in self._strings.items()
        }
        for cards in self._cards.values():
            cards.edition.conversions = site.conversions
        self._romanizer = Romanizer(site.content.readings)
        self._readings = (site.content.readings, site.content.scripts)
        self._told: set[str] = set()

    def __reduce__(self) -> tuple[type[Renderer], tuple[Any, ...]]:
        """Pictures stay here: they are no pages."""
        site, theme, targets = self._made_of
        return Renderer, (replace(site, content=replace(site.content, pictures={})), theme, targets)

    def render(self, target: Target) -> Rendered:
        """A file of text."""
        self._site.reads.clear()
        data = self._text(target).encode()
        reads = tuple(sorted(self._site.reads))
        new = {name: self.digest(name) for name in reads if name not in self._told}
        self._told.update(new)
        return Rendered(data, reads, new)

    def digest(self, facet: str) -> str:
        """The digest of a facet: of the site's, the theme's or the settings'."""
        kind, _, name = facet.partition(":")
        match kind:
            case "template":
                return self._templates.digest(name)
            case "strings":
                return digest(repr(sorted(self._strings.get(name, {}).items())))
            case "settings":
                return digest(repr(self._site.config), repr(self._readings))
            case "pages-there-are":
                return digest(repr(self._targets))
        return self._site.digest(facet)

    def assets(self) -> dict[str, bytes]:
        """The theme's assets by their published paths."""
        names = self._templates.asset_names
        return {f"assets/{names[name]}": data for name, data in self._theme.assets().items()}

    def _text(self, target: Target) -> str:
        config = self._site.config
        self._site.reads.add("settings")
        match target.kind:
            case "chooser":
                first = next(iter(self._cards.values()))
                self._site.reads.update(f"strings:{code}" for code in self._cards)
                return self._page("chooser.html", first, reference.chooser(self._cards))
            case "feed":
                self._site.reads.add(f"strings:{target.edition}")
                return feeds.atom(self._cards[target.edition])
            case "sitemap":
                self._site.reads.add("pages-there-are")
                return feeds.sitemap(config, self._targets)
            case "robots":
                return feeds.robots(config)
            case "headers":
                return feeds.headers(config)
            case "redirects":
                return feeds.redirects(self._site)
            case "article":
                cards = self._cards[target.edition]
                romanizer = self._romanizer if target.edition == "en" else None
                view = ArticlePage(self._site.article(target.id), cards, romanizer).view()
                return self._page("article.html", cards, view)
        function, template = _PAGES[target.kind]
        cards = self._cards[target.edition]
        return self._page(template, cards, function(cards, target.id) if target.id else function(cards))

    def _page(self, template: str, cards: Cards, view: object) -> str:
        self._site.reads.update((f"template:{template}", f"strings:{cards.edition.code}"))
        return self._templates.render(
            template,
            cards.edition,
            view=view,
            site_title=reference.site_title(cards.edition),
            site_description=reference.site_description(cards.edition),
            repository=self._site.config.repository,
            has_pages=frozenset(self._site.pages()),
        )
