"""The reference pages: home, glossary, terms, places, newspapers, dates, prose, chooser. One function a page kind."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from markupsafe import Markup

from sitegen.model import Page, Term
from sitegen.render.cards import Cards
from sitegen.render.edition import Edition
from sitegen.render.figures import bars, places_map, time_line
from sitegen.render.html import Text, json_ld
from sitegen.render.prose import prose
from sitegen.render.views import (
    Alternate,
    Bar,
    Choice,
    ChooserView,
    CompareCell,
    CompareView,
    Contributor,
    DatesView,
    DistrictsView,
    DistrictView,
    GlossaryView,
    Group,
    Head,
    HomeView,
    Link,
    Month,
    NotFoundView,
    OfficialRendering,
    PageView,
    PaperCard,
    PapersView,
    PaperView,
    PrintedPage,
    Snippet,
    TermCard,
    TermUses,
    TermView,
)  # fmt: skip
from sitegen.site.assemble import Use, article_blocks
from sitegen.zh.strokes import strokes

#: Characters of text on each side of a term in its list of uses.
CONTEXT = 20
#: How many articles and slogans the home page shows.
HOME_LATEST = 8
HOME_SLOGANS = 12
#: How many terms a district's page calls telling, how many the comparison lists, and how many shades it has.
TELLING = 12
COMPARED = 80
LEVELS = 4


def home(cards: Cards) -> HomeView:
    """An edition's front page."""
    site, edition = cards.site, cards.edition
    title = site_title(edition)
    articles, terms, places = site.articles(), site.terms(), site.places()
    districts = sorted(
        {site.article_card(article).district for article in articles},
        key=lambda place: (-site.place_card(place).articles, place),
    )
    slogans = [cards.counted(term) for term in terms if site.term_card(term).category in ("slogan", "campaign")]
    slogans.sort(key=lambda card: (-card.count, card.sort))
    return HomeView(
        head=cards.head(title, "", description=site_description(edition)),
        start=cards.articles(_start_here(cards)),
        latest=cards.articles(articles[:HOME_LATEST]),
        districts=tuple(cards.place_node(place) for place in districts),
        map=places_map(cards),
        slogans=tuple(card for card in slogans[:HOME_SLOGANS] if card.count),
        articles=len(articles),
        terms=len(terms),
        places=len(places),
    )


def _start_here(cards: Cards) -> list[str]:
    """The article richest in terms of each of three districts: what the archive does best, seen at once."""
    site = cards.site
    best: dict[str, str] = {}
    for article in sorted(site.articles(), key=lambda article: (-len(site.terms_of(article)), article)):
        best.setdefault(site.article_card(article).district, article)
    return list(best.values())[:3]


def site_title(edition: Edition) -> Text:
    """The archive's name in the edition's language."""
    titles = edition.config.titles
    if edition.code in titles:
        return Text(titles[edition.code], edition.lang, edition.lang)
    if edition.script and "zh-hans" in titles:
        return edition.chinese(titles["zh-hans"])
    return edition.english(next(iter(titles.values()), ""))


def site_description(edition: Edition) -> str:
    """What the archive is, in a sentence of the edition's language."""
    descriptions = edition.config.descriptions
    if edition.code not in descriptions and edition.script:
        return str(edition.chinese(descriptions.get("zh-hans", "")))
    return descriptions.get(edition.code, "")


def glossary(cards: Cards) -> GlossaryView:
    """All terms by the first letter of their pinyin."""
    edition = cards.edition
    terms = _all_terms(cards)
    data = json_ld(
        {
            "@type": "DefinedTermSet",
            "name": edition.t("glossary"),
            "url": edition.absolute("glossary/"),
            "hasDefinedTerm": [{"@type": "DefinedTerm", "name": str(card.term), "url": card.url} for card in terms],
        }
    )
    return _index(cards, "pinyin", "", groupby(terms, key=lambda card: _initial(card.sort)), data)


def glossary_by_english(cards: Cards) -> GlossaryView:
    """All terms by their preferred English, articles and brackets aside."""
    terms = sorted(_all_terms(cards), key=lambda card: _english_key(str(card.english)))
    groups = groupby(terms, key=lambda card: _initial(_english_key(str(card.english))))
    return _index(cards, "by-english", "by-english/", groups)


def glossary_by_category(cards: Cards) -> GlossaryView:
    """All terms by what they are about."""
    terms = sorted(_all_terms(cards), key=lambda card: card.category)
    return _index(cards, "by-category", "by-category/", groupby(terms, key=lambda card: card.category))


def glossary_by_strokes(cards: Cards) -> GlossaryView:
    """All terms in the order of Traditional dictionaries: by the strokes of the first character, then of the next."""
    edition = cards.edition

    def key(term: str) -> tuple[tuple[int, str], ...]:
        facts = cards.site.term_card(term)
        hant = facts.hant or edition.convert(facts.term, "hans", "hant")
        return tuple((strokes(char), char) for char in hant)

    def heading(count: int) -> str:
        return edition.t("strokes" if count > 1 else "stroke", n=count) if count else "#"

    listed = [(heading(key(term)[0][0]), cards.counted(term)) for term in sorted(cards.site.terms(), key=key)]
    groups = ((title, [card for _, card in group]) for title, group in groupby(listed, key=lambda pair: pair[0]))
    return replace(_index(cards, "by-strokes", "by-strokes/", groups), note=edition.t("strokes_note"))


def _index(
    cards: Cards, order: str, path: str, groups: Iterable[tuple[str, Iterable[TermCard]]], data: Markup | None = None
) -> GlossaryView:
    edition = cards.edition
    listed = tuple(
        Group(f"{number}", Text(title, edition.lang, edition.lang), tuple(group))
        for number, (title, group) in enumerate(groups, 1)
    )
    title = Text(edition.t("glossary"), edition.lang, edition.lang)
    orders = (("pinyin", ""), *((order, f"{order}/") for order in ("by-english", "by-category", "by-strokes")))
    return GlossaryView(
        head=cards.head(title, f"glossary/{path}", json_ld=data or Markup()),
        groups=listed,
        orders=tuple(
            (edition.t(f"order_{o.replace('-', '_')}"), edition.url(f"glossary/{p}"), o == order) for o, p in orders
        ),
        count=sum(len(group.cards) for group in listed),
    )


def _all_terms(cards: Cards) -> list[TermCard]:
    return sorted((cards.counted(term) for term in cards.site.terms()), key=lambda card: (card.sort, card.url))


_UNSORTED = re.compile(r"^[\W_]*(?:(?:the|a|an|to|be)\s+)?[\W_]*", re.IGNORECASE)


def _english_key(english: str) -> str:
    """What a rendering is sorted by: its first word that carries meaning."""
    return _UNSORTED.sub("", english).lower()


def _initial(sort: str) -> str:
    return sort[:1].upper() if sort[:1].isalpha() else "#"


def term(cards: Cards, term_id: str) -> TermView:
    """A term's own page."""
    site, edition = cards.site, cards.edition
    value = site.term(term_id)
    card = cards.term(term_id)
    path = f"glossary/{term_id}/"
    title = card.english if edition.code == "en" else card.term
    gloss = str(card.gloss)
    return TermView(
        head=cards.head(title, path, description=gloss, json_ld=_defined_term(value, edition, path), source=value.path),
        card=card,
        term=edition.chinese(value.term, hant=value.hant),
        other_script=_other_script(edition, value.term, value.hant),
        status=edition.t(f"status_{value.status}"),
        level=edition.t(f"level_{value.level}") if value.level else "",
        literal=edition.english(value.literal),
        official=tuple(
            OfficialRendering(edition.english(r.english), edition.english(r.source)) for r in value.official
        ),
        avoid=tuple(edition.english(text) for text in value.avoid),
        forms=tuple(edition.chinese(form) for form in value.forms),
        parts=tuple((edition.chinese(part.zh), edition.english(part.en)) for part in value.parts),
        gloss=prose(value.gloss, "en", edition),
        gloss_zh=prose(value.gloss_zh, "zh", edition),
        see_also=tuple(cards.term(other) for other in value.see_also),
        sources=tuple(edition.english(source) for source in value.sources),
        uses=tuple(_uses(cards, term_id)),
        by_district=_by_district(cards, term_id),
        by_year=_by_year(cards, term_id),
    )


def _by_district(cards: Cards, term_id: str) -> tuple[Bar, ...]:
    links = ((cards.place_link(place), count) for place, count in cards.site.uses_by_district(term_id))
    return bars((link.text, link.url, count) for link, count in links)


def _by_year(cards: Cards, term_id: str) -> tuple[Bar, ...]:
    """Every year of the archive, so that the years without a use show."""
    lang = cards.edition.lang
    return bars((Text(year, lang, lang), "", count) for year, count in cards.site.uses_by_year(term_id))


def _other_script(edition: Edition, simplified: str, traditional: str) -> Text:
    """The headword in the script that the edition does not show it in; empty if it is the same."""
    hant = traditional or edition.convert(simplified, "hans", "hant")
    if hant == simplified:
        return Text("", "", "")
    if edition.script == "hant":
        return Text(simplified, "zh-Hans", edition.lang)
    return Text(hant, "zh-Hant", edition.lang)


def _defined_term(value: Term, edition: Edition, path: str) -> Markup:
    first = value.gloss.first_paragraph
    return json_ld(
        {
            "@type": "DefinedTerm",
            "name": value.term,
            "alternateName": [value.english, *value.forms],
            "termCode": value.id,
            "description": first.text if first else "",
            "inDefinedTermSet": edition.absolute("glossary/"),
            "url": edition.absolute(path),
        }
    )


def _uses(cards: Cards, term_id: str) -> Iterable[TermUses]:
    site = cards.site
    for article_id, group in groupby(site.uses(term_id), key=lambda use: use.article):
        quotable = site.paper_card(site.article_card(article_id).paper).display != "metadata"
        snippets = tuple(_snippet(cards, use) for use in group if quotable)
        yield TermUses(cards.article(article_id), snippets)


def _snippet(cards: Cards, use: Use) -> Snippet:
    edition = cards.edition
    article = cards.site.article(use.article)
    block = next(block for block in article_blocks(article) if block.id == use.block)
    text = edition.shown(article, block.text, block.styles).replace("\n", " ")
    anchor = "title" if use.block in ("kicker", "title", "subtitle") else use.block
    return Snippet(
        url=edition.url(f"articles/{article.id}/#{anchor}"),
        before=("…" if use.start > CONTEXT else "") + text[max(0, use.start - CONTEXT) : use.start],
        word=text[use.start : use.end],
        after=text[use.end : use.end + CONTEXT] + ("…" if use.end + CONTEXT < len(text) else ""),
        lang=edition.article_lang(article),
    )


def districts(cards: Cards) -> DistrictsView:
    """All places, each below the one it lies in."""
    title = Text(cards.edition.t("districts"), cards.edition.lang, cards.edition.lang)
    return DistrictsView(head=cards.head(title, "districts/"), places=cards.children(""))


def district(cards: Cards, place_id: str) -> DistrictView:
    """A place's own page."""
    site, edition = cards.site, cards.edition
    place = site.place(place_id)
    path = f"districts/{place_id}/"
    about = site.articles_of(place_id)
    first = place.profile.first_paragraph if edition.code == "en" else place.profile_zh.first_paragraph
    data: dict[str, object] = {
        "@type": "Place",
        "name": place.name,
        "alternateName": place.name_en,
        "url": edition.absolute(path),
    }
    if place.coordinates:
        latitude, longitude = place.coordinates
        data |= {"geo": {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}}
    return DistrictView(
        head=cards.head(
            cards.place_name(place),
            path,
            description=first.text if first else "",
            json_ld=json_ld(data),
            source=place.path,
        ),
        name=edition.chinese(place.name, hant=place.hant),
        other_script=_other_script(edition, place.name, place.hant),
        name_en=edition.english(place.name_en),
        pinyin=place.pinyin,
        kind=edition.t("kind_" + place.kind.replace("-", "_")),
        path=tuple(cards.place_link(p) for p in reversed(site.ancestors(place_id)[1:])),
        official_name=edition.chinese(place.official_name),
        aliases=tuple(edition.chinese(name) for name in place.aliases),
        local_names=tuple(edition.chinese(name) for name in place.local_names),
        coordinates=f"{place.coordinates[0]:.2f}, {place.coordinates[1]:.2f}" if place.coordinates else "",
        profile=prose(place.profile, "en", edition),
        profile_zh=prose(place.profile_zh, "zh", edition),
        children=cards.children(place_id),
        not_to_confuse=tuple(cards.place_link(other) for other in place.not_to_confuse),
        articles=cards.articles(about),
        mentions=cards.articles(a for a in site.mentions(place_id) if a not in about),
        terms=_top_terms(cards, about),
        telling=tuple(cards.counted(slug) for slug in site.telling(place_id, TELLING)),
        people=_people(cards, place_id),
        map=places_map(cards, place_id),
        time=time_line(cards, about),
        papers=tuple(map(cards.paper_link, site.papers_of(place_id))),
        sources=tuple(edition.english(source) for source in place.sources),
    )


def _people(cards: Cards, place_id: str) -> tuple[Contributor, ...]:
    """Who is named in the bylines, those of most articles first."""
    edition = cards.edition
    return tuple(
        Contributor(edition.chinese(name), " · ".join(edition.t(f"role_{role}") for role in roles), count)
        for name, roles, count in cards.site.people(place_id)
    )


def compare(cards: Cards) -> CompareView:
    """Terms by districts, as a table whose cells are the darker the more often a district uses a term."""
    edition = cards.edition
    places, compared = cards.site.comparison(COMPARED)
    most = max((rate for _, cells in compared for _, rate in cells), default=0.0)
    rows = tuple((cards.term(slug), tuple(_cell(*cell, most) for cell in cells)) for slug, cells in compared)
    title = Text(edition.t("compare"), edition.lang, edition.lang)
    telling = ((cards.place_link(p), tuple(map(cards.term, cards.site.telling(p, TELLING)))) for p in places)
    return CompareView(
        head=cards.head(title, "compare/"),
        districts=tuple(cards.place_link(place) for place in places),
        rows=rows,
        telling=tuple((link, terms) for link, terms in telling if terms),
    )


def _cell(count: int, rate: float, most: float) -> CompareCell:
    level = math.ceil(LEVELS * math.sqrt(rate / most)) if count else 0
    return CompareCell(count, f"{rate:.1f}" if count else "", level)


def _top_terms(cards: Cards, articles: Iterable[str]) -> tuple[TermCard, ...]:
    """The terms that most of these articles use."""
    counts: dict[str, int] = {}
    for article in articles:
        for slug in cards.site.terms_of(article):
            counts[slug] = counts.get(slug, 0) + 1
    best = sorted(counts, key=lambda slug: (-counts[slug], cards.term(slug).sort))
    return tuple(cards.counted(slug) for slug in best[:20])


def papers(cards: Cards) -> PapersView:
    """All newspapers."""
    title = Text(cards.edition.t("papers"), cards.edition.lang, cards.edition.lang)
    return PapersView(
        head=cards.head(title, "papers/"), papers=tuple(_paper_card(cards, paper) for paper in cards.site.papers())
    )


def _paper_card(cards: Cards, paper_id: str) -> PaperCard:
    paper = cards.site.paper_card(paper_id)
    link = Link(cards.edition.url(f"papers/{paper_id}/"), cards.edition.chinese(paper.name))
    return PaperCard(link, cards.edition.english(paper.name_en), cards.place_link(paper.place), paper.articles)


def paper(cards: Cards, paper_id: str) -> PaperView:
    """A newspaper's own page, with the pages of it that the archive holds."""
    site, edition = cards.site, cards.edition
    value = site.paper(paper_id)
    rights = (("holder", value.rights.holder), ("status", value.rights.status), ("basis", value.rights.basis))
    pages = [
        PrintedPage(page, cards.date(site.article_card(ids[0]).date), cards.articles(ids))
        for page, ids in site.printed_pages(paper_id)
    ]
    return PaperView(
        head=cards.head(cards.paper_link(paper_id).text, f"papers/{paper_id}/", source=value.path),
        card=_paper_card(cards, paper_id),
        web=value.url,
        profile=prose(value.profile, "en", edition),
        profile_zh=prose(value.profile_zh, "zh", edition),
        rights=tuple((edition.t(f"rights_{key}"), edition.english(text)) for key, text in rights if text),
        pages=tuple(pages),
    )


def dates(cards: Cards) -> DatesView:
    """All articles by date, newest first."""
    title = Text(cards.edition.t("dates"), cards.edition.lang, cards.edition.lang)
    groups = groupby(cards.site.articles(), key=lambda article: cards.site.article_card(article).date)
    months = tuple(Month(cards.date(date), cards.articles(group)) for date, group in groups)
    return DatesView(head=cards.head(title, "dates/"), months=months)


def page(cards: Cards, page_id: str) -> PageView:
    """A page of prose; a page without a Chinese version shows the English in every edition."""
    value = cards.site.page(page_id)
    title, body = _page_text(value, cards.edition)
    return PageView(head=cards.head(title, f"{page_id}/", source=value.path), title=title, body=body)


def _page_text(value: Page, edition: Edition) -> tuple[Text, Markup]:
    if edition.script and value.body_zh is not None:
        return edition.chinese(value.title_zh), prose(value.body_zh, "zh", edition)
    body = prose(value.body, "en", edition)
    if edition.lang != "en":
        body = Markup('<div lang="en">') + body + Markup("</div>")
    return edition.english(value.title), body


def not_found(cards: Cards) -> NotFoundView:
    """The page for an address that does not exist."""
    return NotFoundView(head=Head(title=Text(cards.edition.t("not_found"), cards.edition.lang, cards.edition.lang)))


def chooser(every: dict[str, Cards]) -> ChooserView:
    """The page at `/`: which edition?"""
    first = next(iter(every.values()))
    title = site_title(first.edition)
    choices = tuple(_choice(alternate, every[alternate.edition].edition) for alternate in first.alternates(""))
    return ChooserView(
        head=Head(title=title, description=site_description(first.edition), alternates=first.alternates("")),
        choices=choices,
    )


def _choice(alternate: Alternate, edition: Edition) -> Choice:
    return Choice(alternate, edition.t("edition_name"), str(site_title(edition)), site_description(edition))
