"""What a page may know of the site: small named facets, and a reader that notes which of them a page looked at.

A view gets a `Reader` and nothing else, so what it did not read cannot have changed it. A facet's name is its kind and
the ids it is about (`term-card:yingshang-huanjing`); its digest is that of its value. Knows no edition and no page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar, cast

from sitegen.config import Config
from sitegen.digest import digest
from sitegen.edtf import Edtf
from sitegen.model import Article, Block, Ledger, Mark, Page, Paper, Place, Term, Translation
from sitegen.site.assemble import Related, Site, Use
from sitegen.site.usage import Usage
from sitegen.zh.annotate import Annotation

P = ParamSpec("P")
T = TypeVar("T")

#: Kinds of facets that are dear to find, each with the one facet that all of the kind depend on alone.
GUARDS = {"related": "vocabulary"}
#: Between a facet's kind and its ids; no id has it.
_COLON = ":"
#: The digest of a facet that the site no longer has.
GONE = "gone"


class ArticleCard(NamedTuple):
    """What other pages say of an article."""

    id: str
    title: str
    title_en: str
    summary_en: str
    date: Edtf
    district: str
    genre: str
    script: str
    scripts: Mapping[str, str]
    paper: str
    authors: tuple[str, ...]
    aliases: tuple[str, ...]


class TermCard(NamedTuple):
    """What other pages say of a term: the first paragraphs of its gloss included, the rest not."""

    id: str
    path: str
    term: str
    hant: str
    pinyin: str
    english: str
    category: str
    gloss: Block | None
    gloss_zh: Block | None


class PlaceCard(NamedTuple):
    """What other pages say of a place; `articles` counts those about it and the places inside it."""

    id: str
    name: str
    hant: str
    name_en: str
    pinyin: str
    kind: str
    coordinates: tuple[float, float] | None
    articles: int


class PaperCard(NamedTuple):
    """What other pages say of a newspaper."""

    id: str
    name: str
    name_en: str
    place: str
    articles: int
    display: str


@dataclass(frozen=True)
class Origin:
    """The raw page of an article, as decoded lines, with what the import did to it."""

    ledger: Ledger
    text: str
    number: int


def facet(function: Callable[Concatenate[Reader, P], T]) -> Callable[Concatenate[Reader, P], T]:
    """A method of the reader whose calls are noted; inside another facet nothing is, for that one stands for it."""
    kind = function.__name__.replace("_", "-")

    def read(self: Reader, *ids: P.args, **none: P.kwargs) -> T:
        name = _COLON.join((kind, *map(str, ids)))
        if self._depth == 0:
            self.reads.add(name)
        if name not in self._values:
            self._depth += 1
            try:
                self._values[name] = function(self, *ids, **none)
            finally:
                self._depth -= 1
        return cast("T", self._values[name])

    return cast("Callable[Concatenate[Reader, P], T]", wraps(function)(read))


def _bare(block: Block | None) -> Block | None:
    """A block without where it stands in its file."""
    return replace(block, path="", origins=()) if block else None


class Reader:
    """The site as views see it. `reads` are the names of the facets read since it was last cleared."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._values: dict[str, Any] = {}
        self._depth = 0
        self.reads: set[str] = set()
        self.config: Config = site.content.config

    def digest(self, name: str) -> str:
        """The digest of a facet as it is now; `GONE` if the site has no such thing."""
        kind, *args = name.split(_COLON)
        try:
            if kind in _DIGESTS:
                return _DIGESTS[kind](self._site, *args)
            return digest(repr(getattr(self, kind.replace("-", "_"))(*args)))
        except (KeyError, AttributeError):
            return GONE

    # -- things by id, whole

    @facet
    def article(self, article: str) -> Article:
        """An article with all its text."""
        return self._site.articles[article]

    @facet
    def translation(self, article: str) -> Translation | None:
        """An article's English, if it has one."""
        return self._site.translation(article)

    @facet
    def annotations(self, article: str) -> Mapping[str, Annotation]:
        """The marks of every block of an article, by block id."""
        return self._site.annotations[article]

    def marks(self, article: str, block: str) -> tuple[Mark, ...]:
        """The marks of one block, sorted by start."""
        annotation = self.annotations(article).get(block)
        return annotation.marks if annotation else ()

    @facet
    def term(self, term: str) -> Term:
        """A term with its whole gloss."""
        return self._site.terms[term]

    @facet
    def place(self, place: str) -> Place:
        """A place with its profile."""
        return self._site.places[place]

    @facet
    def paper(self, paper: str) -> Paper:
        """A newspaper with its profile."""
        return self._site.papers[paper]

    @facet
    def page(self, page: str) -> Page:
        """A page of prose."""
        return self._site.pages[page]

    @facet
    def origin(self, article: str) -> Origin | None:
        """Where an article stands on its raw page, if the archive has that page and its ledger."""
        content, page = self._site.content, self._site.articles[article].page_id
        ledger, raw = content.ledgers.get(page), content.raw_texts.get(page)
        if ledger is None or raw is None:
            return None
        text = raw.decode(ledger.encoding, errors="replace")
        return Origin(ledger, text, self._site.number_on_page(article))

    # -- what others say of a thing

    @facet
    def article_card(self, article: str) -> ArticleCard:
        """An article in a list."""
        value, translation = self._site.articles[article], self._site.translation(article)
        return ArticleCard(
            id=article,
            title=value.title,
            title_en=translation.title if translation else value.title_en,
            summary_en=value.summary_en,
            date=value.date,
            district=value.district,
            genre=value.genre,
            script=value.script,
            scripts=dict(sorted(value.scripts.items())),
            paper=value.paper,
            authors=tuple(credit.name for credit in value.byline),
            aliases=value.aliases,
        )

    @facet
    def term_card(self, term: str) -> TermCard:
        """A term in a list or a tooltip."""
        value = self._site.terms[term]
        return TermCard(
            id=term,
            path=value.path,
            term=value.term,
            hant=value.hant,
            pinyin=value.pinyin,
            english=value.english,
            category=value.category,
            gloss=_bare(value.gloss.first_paragraph),
            gloss_zh=_bare(value.gloss_zh.first_paragraph),
        )

    @facet
    def place_card(self, place: str) -> PlaceCard:
        """A place in a list or on the map."""
        value = self._site.places[place]
        return PlaceCard(
            id=place,
            name=value.name,
            hant=value.hant,
            name_en=value.name_en,
            pinyin=value.pinyin,
            kind=value.kind,
            coordinates=value.coordinates,
            articles=len(self._site.articles_by_place.get(place, ())),
        )

    @facet
    def paper_card(self, paper: str) -> PaperCard:
        """A newspaper in a list."""
        value = self._site.papers[paper]
        count = self._articles_of_paper[paper]
        return PaperCard(paper, value.name, value.name_en, value.place, count, value.rights.display)

    @cached_property
    def _articles_of_paper(self) -> Counter[str]:
        return Counter(article.paper for article in self._site.articles.values())

    # -- which there are, in the order pages list them in

    @facet
    def articles(self) -> tuple[str, ...]:
        """Every article, newest pages first."""
        return tuple(self._site.articles)

    @facet
    def terms(self) -> tuple[str, ...]:
        """Every term."""
        return tuple(self._site.terms)

    @facet
    def places(self) -> tuple[str, ...]:
        """Every place."""
        return tuple(self._site.places)

    @facet
    def papers(self) -> tuple[str, ...]:
        """Every newspaper."""
        return tuple(self._site.papers)

    @facet
    def pages(self) -> tuple[str, ...]:
        """Every page of prose."""
        return tuple(self._site.pages)

    @facet
    def printed_pages(self, paper: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The raw pages of a newspaper, each with its articles in printed order."""
        pages = sorted(self._site.articles_by_page.items())
        return tuple((page, ids) for page, ids in pages if self._site.articles[ids[0]].paper == paper)

    @facet
    def papers_of(self, place: str) -> tuple[str, ...]:
        """The newspapers of a place."""
        return tuple(paper.id for paper in self._site.papers.values() if paper.place == place)

    # -- who is where, beside whom

    @facet
    def ancestors(self, place: str) -> tuple[str, ...]:
        """A place and those it lies in, from the inside out."""
        return tuple(self._site.gazetteer.ancestors(place))

    @facet
    def city(self, place: str) -> str:
        """The city a place lies in; "" if none is known."""
        return self._site.gazetteer.city(place) or ""

    @facet
    def children(self, parent: str) -> tuple[str, ...]:
        """The places directly inside a place ("" for the outermost)."""
        known = self._site.places
        return tuple(p.id for p in known.values() if (p.parent if p.parent in known else "") == parent)

    @facet
    def articles_of(self, place: str) -> tuple[str, ...]:
        """The articles about a place and the places inside it."""
        return self._site.articles_by_place.get(place, ())

    @facet
    def mentions(self, place: str) -> tuple[str, ...]:
        """The articles that name a place."""
        return self._site.mentions.get(place, ())

    @facet
    def neighbours(self, article: str) -> tuple[str, str]:
        """The articles before and after on the printed page; "" where there is none."""
        before, after = self._site.neighbours(article)
        return before or "", after or ""

    @facet
    def related(self, article: str) -> tuple[Related, ...]:
        """Articles of other districts that use the same terms."""
        return self._site.related(article)

    @facet
    def vocabulary(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Which article of which district uses which terms."""
        articles = self._site.articles.values()
        return tuple((article.id, article.district, self._site.terms_of(article.id)) for article in articles)

    # -- terms and their uses

    @facet
    def terms_of(self, article: str) -> tuple[str, ...]:
        """The terms of an article in the order of their first use."""
        return self._site.terms_of(article)

    @facet
    def uses(self, term: str) -> tuple[Use, ...]:
        """Every use of a term, in the order of the articles and of reading."""
        return self._site.term_uses.get(term, ())

    @facet
    def use_count(self, term: str) -> int:
        """How often the archive uses a term."""
        return len(self._site.term_uses.get(term, ()))

    @facet
    def uses_by_district(self, term: str) -> tuple[tuple[str, int], ...]:
        """Uses of a term in each district that has any, most first."""
        return tuple(self._usage.by_district.get(term, Counter[str]()).most_common())

    @facet
    def uses_by_year(self, term: str) -> tuple[tuple[str, int], ...]:
        """Uses of a term in every year of the archive; empty if there is none at all."""
        counts = self._usage.by_year.get(term)
        return tuple((year, counts[year]) for year in self._years) if counts else ()

    @facet
    def telling(self, place: str, limit: int | str) -> tuple[str, ...]:
        """The terms that a district uses more than the others do."""
        return self._usage.telling(place, int(limit))

    @facet
    def comparison(
        self, limit: int | str
    ) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[tuple[int, float], ...]], ...]]:
        """The districts, and the terms that most of them use, each with its uses and its rate in every district."""
        usage = self._usage
        rows = tuple(
            (term, tuple((usage.by_district[term][place], usage.rate(term, place)) for place in usage.districts))
            for term in usage.shared(usage.by_district, int(limit))
        )
        return usage.districts, rows

    @facet
    def years(self) -> tuple[int, int]:
        """The first and the last year of the archive; (0, 0) if it is empty."""
        found = [article.date.earliest.year for article in self._site.articles.values()]
        return (min(found), max(found)) if found else (0, 0)

    @facet
    def people(self, place: str) -> tuple[tuple[str, tuple[str, ...], int], ...]:
        """Who is named in the bylines of a place's articles: name, roles, how many articles; those of most first."""
        roles: dict[str, set[str]] = {}
        counts: Counter[str] = Counter()
        for article in map(self._site.articles.__getitem__, self.articles_of(place)):
            for credit in article.byline:
                roles.setdefault(credit.name, set()).add(credit.role)
            counts.update({credit.name for credit in article.byline})
        ranked = sorted(counts, key=lambda name: (-counts[name], name))
        return tuple((name, tuple(sorted(roles[name])), counts[name]) for name in ranked)

    @cached_property
    def _usage(self) -> Usage:
        return Usage(self._site)

    @cached_property
    def _years(self) -> tuple[str, ...]:
        return tuple(sorted({f"{article.date.year:04d}" for article in self._site.articles.values()}))


# -- digests of facets that are the content of files: far cheaper than those of their values


def _article(site: Site, id_: str) -> str:
    """The file, and the headwords that bare marks in it show."""
    value = site.articles[id_]
    shown = [block.text for block in value.body.blocks if any(style.kind == "mark" for style in block.styles)]
    return digest(site.content.digests.get(value.path, ""), *shown)


def _translation(site: Site, id_: str) -> str:
    value = site.translation(id_)
    return site.content.digests.get(value.path, "") if value else ""


def _annotations(site: Site, id_: str) -> str:
    """The marks; what was left undecided shows nowhere."""
    return digest(repr([(block, found.marks) for block, found in site.annotations[id_].items()]))


def _origin(site: Site, id_: str) -> str:
    folder = site.articles[id_].path.rpartition("/")[0]
    digests, page = site.content.digests, site.articles[id_].page_id
    return digest(digests.get(f"{folder}/ledger.json", ""), digests.get(page, ""))


def _page(site: Site, id_: str) -> str:
    path = site.pages[id_].path
    digests = site.content.digests
    return digest(digests.get(path, ""), digests.get(path.removesuffix(".md") + ".zh.md", ""))


_DIGESTS: dict[str, Callable[[Site, str], str]] = {
    "article": _article,
    "translation": _translation,
    "annotations": _annotations,
    "origin": _origin,
    "page": _page,
    "term": lambda site, id_: site.content.digests.get(site.terms[id_].path, ""),
    "place": lambda site, id_: site.content.digests.get(site.places[id_].path, ""),
    "paper": lambda site, id_: site.content.digests.get(site.papers[id_].path, ""),
}
