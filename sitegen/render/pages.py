"""A target to bytes: which function and which template make each kind of page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sitegen.render import feeds, reference
from sitegen.render.article import ArticlePage
from sitegen.render.cards import Cards
from sitegen.render.edition import Edition
from sitegen.render.theme import Templates, Theme
from sitegen.site.assemble import Site
from sitegen.site.plan import Target
from sitegen.zh.pinyin import Reader

#: Kind of page -> (view of the cards and an id, template).
_PAGES: dict[str, tuple[Callable[..., Any], str]] = {
    "home": (reference.home, "home.html"),
    "glossary": (reference.glossary, "glossary.html"),
    "glossary-by-english": (reference.glossary_by_english, "glossary.html"),
    "glossary-by-category": (reference.glossary_by_category, "glossary.html"),
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


class Renderer:
    """Renders every target of a site with a theme."""

    def __init__(self, site: Site, theme: Theme, targets: Sequence[Target]) -> None:
        config = site.content.config
        self._site = site
        self._theme = theme
        self._targets = targets
        self._templates = Templates(theme, config)
        self._cards = {
            code: Cards(site, Edition(code, config, site.content.scripts, theme.strings(code)))
            for code in config.editions
        }
        self._reader = Reader(site.content.readings)

    def render(self, target: Target) -> bytes:
        """The file's bytes."""
        if target.kind == "picture":
            return self._site.content.pictures[target.id]
        return self._text(target).encode()

    def assets(self) -> dict[str, bytes]:
        """The theme's assets by their published paths."""
        names = self._templates.asset_names
        return {f"assets/{names[name]}": data for name, data in self._theme.assets().items()}

    def _text(self, target: Target) -> str:
        match target.kind:
            case "chooser":
                first = next(iter(self._cards.values()))
                return self._page("chooser.html", first, reference.chooser(self._cards))
            case "feed":
                return feeds.atom(self._cards[target.edition])
            case "sitemap":
                return feeds.sitemap(self._site, self._targets)
            case "robots":
                return feeds.robots(self._site)
            case "headers":
                return feeds.headers(self._site)
            case "redirects":
                return feeds.redirects(self._site)
            case "article":
                cards = self._cards[target.edition]
                reader = self._reader if target.edition == "en" else None
                view = ArticlePage(self._site.articles[target.id], cards, reader).view()
                return self._page("article.html", cards, view)
        function, template = _PAGES[target.kind]
        cards = self._cards[target.edition]
        return self._page(template, cards, function(cards, target.id) if target.id else function(cards))

    def _page(self, template: str, cards: Cards, view: object) -> str:
        config = self._site.content.config
        return self._templates.render(
            template,
            cards.edition,
            view=view,
            site_title=reference.site_title(cards.edition),
            site_description=reference.site_description(cards.edition),
            repository=config.repository,
            has_pages=frozenset(self._site.pages),
        )
