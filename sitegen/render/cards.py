"""The small things every page is made of: dates, links, article and term cards, alternates."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from functools import cached_property

from markupsafe import Markup

from sitegen.edtf import Edtf
from sitegen.model import Article, Place, Term
from sitegen.render.edition import LANGS, Edition
from sitegen.render.html import Text
from sitegen.render.views import Alternate, ArticleCard, Date, Head, Link, PlaceNode, TermCard
from sitegen.site.assemble import Site
from sitegen.site.usage import Usage
from sitegen.text import strip_tones

_QUALIFIERS = {"~": "approximate", "?": "uncertain", "%": "uncertain-approximate"}


def english_date(date: Edtf) -> str:
    """A date in English words, without its qualifier: 3 February 2023, spring 2023."""
    if date.precision == "season":
        return f"{_SEASONS[date.month]} {date.year}"
    month = calendar.month_name[date.month] if date.month else ""
    return " ".join(filter(None, (str(date.day or ""), month, str(date.year))))


_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


class Cards:
    """Makes the cards of one site in one edition."""

    def __init__(self, site: Site, edition: Edition) -> None:
        self.site = site
        self.edition = edition
        self._terms: dict[str, TermCard] = {}
        self._articles: dict[str, ArticleCard] = {}

    @cached_property
    def usage(self) -> Usage:
        """Who uses which term how often."""
        return Usage(self.site)

    # -- dates

    def date(self, date: Edtf) -> Date:
        """A date in the edition's language, with a note if it is not certain."""
        t = self.edition.t
        if self.edition.code == "en":
            text = english_date(date)
        else:
            text = f"{date.year}年"
            if date.precision == "season":
                text += t(f"season_{date.month}")
            elif date.month:
                text += f"{date.month}月" + (f"{date.day}日" if date.day else "")
        note = t("date_" + _QUALIFIERS[date.qualifier].replace("-", "_")) if date.qualifier else ""
        return Date(text, date.iso, note)

    # -- links and cards

    def article(self, article_id: str) -> ArticleCard:
        """An article's card."""
        if article_id not in self._articles:
            self._articles[article_id] = self._article(self.site.articles[article_id])
        return self._articles[article_id]

    def articles(self, ids: Iterable[str]) -> tuple[ArticleCard, ...]:
        """The cards of several articles."""
        return tuple(self.article(id_) for id_ in ids)

    def _article(self, article: Article) -> ArticleCard:
        english = self.edition.english
        return ArticleCard(
            url=self.edition.url(f"articles/{article.id}/"),
            title=self.edition.of_article(article, article.title),
            title_en=english(self.english_title(article)),
            summary=english(article.summary_en),
            date=self.date(article.date),
            district=self.place_link(article.district),
            genre=self.edition.t(f"genre_{article.genre}"),
        )

    def english_title(self, article: Article) -> str:
        """The translation's headline, else the one in the article's own front matter."""
        translation = self.site.translation(article.id)
        return translation.title if translation else article.title_en

    def place_name(self, place: Place) -> Text:
        """A place's name in the edition's language."""
        if self.edition.code == "en":
            return self.edition.english(place.name_en)
        return self.edition.chinese(place.name, hant=place.hant)

    def place_link(self, place_id: str) -> Link:
        """A link to a place's page, named in the edition's language."""
        place = self.site.places[place_id]
        return Link(self.edition.url(f"districts/{place_id}/"), self.place_name(place))

    def paper_link(self, paper_id: str) -> Link:
        """A link to a newspaper's page."""
        paper = self.site.papers[paper_id]
        is_english = self.edition.code == "en"
        name = self.edition.english(paper.name_en) if is_english else self.edition.chinese(paper.name)
        return Link(self.edition.url(f"papers/{paper_id}/"), name)

    def term(self, term_id: str) -> TermCard:
        """A term's card."""
        if term_id not in self._terms:
            self._terms[term_id] = self._term(self.site.terms[term_id])
        return self._terms[term_id]

    def _term(self, term: Term) -> TermCard:
        return TermCard(
            url=self.edition.url(f"glossary/{term.id}/"),
            term=self.edition.chinese(term.term, hant=term.hant),
            pinyin=term.pinyin,
            english=self.edition.english(term.english),
            gloss=self.gloss(term),
            category=self.edition.t(f"category_{term.category}"),
            count=len(self.site.term_uses.get(term.id, ())),
            sort=strip_tones(term.pinyin).lower(),
        )

    def gloss(self, term: Term, *, other: bool = False) -> Text:
        """A term's tooltip in the edition's language, or in the other one."""
        wants_english = (self.edition.code == "en") != other
        block = (term.gloss if wants_english else term.gloss_zh).first_paragraph
        if block is None:
            return self.edition.english("")
        if wants_english:
            return self.edition.english(block.text)
        return Text(self.edition.prose(block), self._prose_lang, self.edition.lang)

    @property
    def _prose_lang(self) -> str:
        return self.edition.lang if self.edition.script else "zh-Hans"

    @cached_property
    def tree(self) -> tuple[PlaceNode, ...]:
        """Every place below the one it lies in, by name in pinyin."""
        return self.children("")

    def children(self, parent: str) -> tuple[PlaceNode, ...]:
        """The places directly inside a place ('' for the outermost)."""
        places = self.site.places.values()
        inside = [p for p in places if (p.parent if p.parent in self.site.places else "") == parent]
        inside.sort(key=lambda place: strip_tones(place.pinyin).lower())
        return tuple(self.place_node(place) for place in inside)

    def place_node(self, place: Place) -> PlaceNode:
        """A place with everything inside it."""
        return PlaceNode(
            link=Link(self.edition.url(f"districts/{place.id}/"), self.edition.chinese(place.name, hant=place.hant)),
            name_en=self.edition.english(place.name_en),
            pinyin=place.pinyin,
            kind=self.edition.t("kind_" + place.kind.replace("-", "_")),
            count=len(self.site.articles_by_place.get(place.id, ())),
            children=self.children(place.id),
        )

    # -- heads

    def head(
        self, title: Text, path: str, *, description: str = "", json_ld: Markup | None = None, source: str = ""
    ) -> Head:
        """A page's head; `path` is below the edition and the same in all three."""
        return Head(
            title=title,
            description=description,
            alternates=self.alternates(path),
            json_ld=json_ld or Markup(),
            source=source,
        )

    def alternates(self, path: str) -> tuple[Alternate, ...]:
        """The same page in every edition."""
        config = self.site.content.config
        return tuple(
            Alternate(
                code,
                LANGS[code],
                f"{config.base_path}{code}/{path}",
                f"{config.base_url}{code}/{path}",
                code == self.edition.code,
            )
            for code in config.editions
        )
