"""The small things every page is made of: dates, links, article and term cards, alternates."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from sitegen.edtf import Edtf
from sitegen.model import Place
from sitegen.render.edition import LANGS, Edition
from sitegen.render.html import Text
from sitegen.render.views import Alternate, ArticleCard, Date, Head, Link, PlaceNode, TermCard
from sitegen.site import facets
from sitegen.site.facets import Reader
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
    """Makes the cards of what a reader sees, in one edition."""

    def __init__(self, site: Reader, edition: Edition) -> None:
        self.site = site
        self.edition = edition
        self._terms: dict[str, TermCard] = {}
        self._articles: dict[str, ArticleCard] = {}
        self._places: dict[str, Link] = {}

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
        facts = self.site.article_card(article_id)
        district = self.place_link(facts.district)
        if article_id not in self._articles:
            self._articles[article_id] = self._article(facts, district)
        return self._articles[article_id]

    def articles(self, ids: Iterable[str]) -> tuple[ArticleCard, ...]:
        """The cards of several articles."""
        return tuple(self.article(id_) for id_ in ids)

    def _article(self, facts: facets.ArticleCard, district: Link) -> ArticleCard:
        english = self.edition.english
        return ArticleCard(
            url=self.edition.url(f"articles/{facts.id}/"),
            title=self.edition.of_article(facts, facts.title),
            title_en=english(facts.title_en),
            summary=english(facts.summary_en),
            date=self.date(facts.date),
            district=district,
            genre=self.edition.t(f"genre_{facts.genre}"),
        )

    def place_name(self, place: facets.PlaceCard | Place) -> Text:
        """A place's name in the edition's language."""
        if self.edition.code == "en":
            return self.edition.english(place.name_en)
        return self.edition.chinese(place.name, hant=place.hant)

    def place_link(self, place_id: str) -> Link:
        """A link to a place's page, named in the edition's language."""
        facts = self.site.place_card(place_id)
        if place_id not in self._places:
            self._places[place_id] = Link(self.edition.url(f"districts/{place_id}/"), self.place_name(facts))
        return self._places[place_id]

    def paper_link(self, paper_id: str) -> Link:
        """A link to a newspaper's page."""
        paper = self.site.paper_card(paper_id)
        is_english = self.edition.code == "en"
        name = self.edition.english(paper.name_en) if is_english else self.edition.chinese(paper.name)
        return Link(self.edition.url(f"papers/{paper_id}/"), name)

    def term(self, term_id: str) -> TermCard:
        """A term's card."""
        facts = self.site.term_card(term_id)
        if term_id not in self._terms:
            self._terms[term_id] = self._term(facts)
        return self._terms[term_id]

    def counted(self, term_id: str) -> TermCard:
        """A term's card with its uses: for pages that show them, which change with every new use."""
        return replace(self.term(term_id), count=self.site.use_count(term_id))

    def _term(self, facts: facets.TermCard) -> TermCard:
        return TermCard(
            url=self.edition.url(f"glossary/{facts.id}/"),
            term=self.edition.chinese(facts.term, hant=facts.hant),
            pinyin=facts.pinyin,
            english=self.edition.english(facts.english),
            gloss=self.gloss(facts),
            gloss_other=self.gloss(facts, other=True),
            category=self.edition.t(f"category_{facts.category}"),
            sort=strip_tones(facts.pinyin).lower(),
        )

    def gloss(self, term: facets.TermCard, *, other: bool = False) -> Text:
        """A term's tooltip in the edition's language, or in the other one."""
        wants_english = (self.edition.code == "en") != other
        block = term.gloss if wants_english else term.gloss_zh
        if block is None:
            return self.edition.english("")
        if wants_english:
            return self.edition.english(block.text)
        return Text(self.edition.prose(block), self._prose_lang, self.edition.lang)

    @property
    def _prose_lang(self) -> str:
        return self.edition.lang if self.edition.script else "zh-Hans"

    def children(self, parent: str) -> tuple[PlaceNode, ...]:
        """The places directly inside a place ('' for the outermost)."""
        nodes = [self.place_node(place) for place in self.site.children(parent)]
        return tuple(sorted(nodes, key=lambda node: strip_tones(node.pinyin).lower()))

    def place_node(self, place: str) -> PlaceNode:
        """A place with everything inside it."""
        facts = self.site.place_card(place)
        return PlaceNode(
            link=Link(self.edition.url(f"districts/{place}/"), self.edition.chinese(facts.name, hant=facts.hant)),
            name_en=self.edition.english(facts.name_en),
            pinyin=facts.pinyin,
            kind=self.edition.t("kind_" + facts.kind.replace("-", "_")),
            count=facts.articles,
            children=self.children(place),
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
        config = self.site.config
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
