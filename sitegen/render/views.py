"""What a template gets: one frozen dataclass a page kind, everything decided, nothing to query.

Texts are `Text` (escaped, with their language); HTML is `Markup` and comes from `render.html` alone. Addresses are
ready to print.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from sitegen.render.html import Text


@dataclass(frozen=True, slots=True)
class Link:
    """An address and what to call it."""

    url: str
    text: Text


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in an edition: its language tag, address, name of the language in itself."""

    edition: str
    lang: str
    url: str
    absolute: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What every page says about itself."""

    title: Text
    description: str = ""
    alternates: tuple[Alternate, ...] = ()
    json_ld: Markup = field(default_factory=Markup)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A date for people and for machines; `note` says how certain it is."""

    text: str
    iso: str
    note: str


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article in a list."""

    url: str
    title: Text
    title_en: Text
    summary: Text
    date: Date
    district: Link
    genre: str


@dataclass(frozen=True, slots=True)
class TermCard:
    """A term in a list: `sort` is its toneless pinyin, `count` its uses in the archive where a page shows them."""

    url: str
    term: Text
    pinyin: str
    english: Text
    gloss: Text
    gloss_other: Text
    category: str
    sort: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term in an article's own list: the same content that a tooltip lifts."""

    slug: str
    url: str
    term: Text
    hant: Text
    pinyin: str
    english: Text
    gloss: Text
    gloss_other: Text
    back: str
    source: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A block (or figure, list, table) of an article: Chinese and, aligned with it, English."""

    chinese: Markup
    english: Markup


@dataclass(frozen=True, slots=True)
class CreditLine:
    """The people of one role."""

    role: str
    names: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class RelatedCard:
    """An article of another district and the terms it shares."""

    article: ArticleCard
    terms: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of a raw page: its number, from 1, and its text."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class DroppedView:
    """What an article's lines of the raw page hold that the article does not, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair: what was done, the block it was done to, why, and by whom."""

    kind: str
    block: str
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an article's text comes from."""

    lang: str
    lines: tuple[RawLine, ...]
    dropped: tuple[DroppedView, ...]
    repairs: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A way to cite a page: the name of the style or format, and the text."""

    style: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article page."""

    head: Head
    lang: str
    kicker: Markup
    title: Markup
    subtitle: Markup
    kicker_en: Text
    title_en: Text
    subtitle_en: Text
    summary: Text
    column: Text
    dateline: Text
    byline: tuple[CreditLine, ...]
    date: Date
    date_evidence: Text
    paper: Link
    district: Link
    city: Link | None
    genre: str
    script_note: str
    translation_note: str
    translation_source: str
    translator: str
    units: tuple[Unit, ...]
    entries: tuple[TermEntry, ...]
    has_english: bool
    previous: ArticleCard | None
    following: ArticleCard | None
    related: tuple[RelatedCard, ...]
    rights: str
    withheld: str
    printed_page: str
    tags: tuple[Text, ...]
    raw: str
    raw_url: str
    provenance: Provenance | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Snippet:
    """One use of a term in its line: text before, the word, text after."""

    url: str
    before: str
    word: str
    after: str
    lang: str


@dataclass(frozen=True, slots=True)
class TermUses:
    """The uses of a term in one article."""

    article: ArticleCard
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: what it counts, how often, and its length as a share (0 to 1) of the longest."""

    label: Text
    url: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place on a map: its position and that of its name, in the map's own units, from the upper left."""

    x: float
    y: float
    label_x: float
    label_y: float
    end: bool
    link: Link
    here: bool
    count: int


@dataclass(frozen=True, slots=True)
class MapView:
    """A schematic map: no borders, only where places lie to each other. Sizes in the map's own units."""

    width: int
    height: int
    points: tuple[MapPoint, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """An article on a time line: `x` from 0 (the archive's first day) to 1 (its last)."""

    x: float
    card: ArticleCard


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Articles along the years of the archive; `years` are (label, x)."""

    years: tuple[tuple[str, float], ...]
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Contributor:
    """Someone named in bylines, in which roles, and in how many articles."""

    name: Text
    roles: str
    count: int


@dataclass(frozen=True, slots=True)
class CompareCell:
    """Uses of a term in a district: how many, how many in 1,000 characters, and how dark (0 to 4)."""

    count: int
    rate: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareView:
    """Terms by districts."""

    head: Head
    districts: tuple[Link, ...]
    rows: tuple[tuple[TermCard, tuple[CompareCell, ...]], ...]
    telling: tuple[tuple[Link, tuple[TermCard, ...]], ...]


@dataclass(frozen=True, slots=True)
class OfficialRendering:
    """An official English rendering and its source."""

    english: Text
    source: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A term's own page."""

    head: Head
    card: TermCard
    term: Text
    other_script: Text
    status: str
    level: str
    literal: Text
    official: tuple[OfficialRendering, ...]
    avoid: tuple[Text, ...]
    forms: tuple[Text, ...]
    parts: tuple[tuple[Text, Text], ...]
    gloss: Markup
    gloss_zh: Markup
    see_also: tuple[TermCard, ...]
    sources: tuple[Text, ...]
    uses: tuple[TermUses, ...]
    by_district: tuple[Bar, ...]
    by_year: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A headed list of cards."""

    id: str
    title: Text
    cards: tuple[TermCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryView:
    """All terms in one order; `orders` are (name, address, whether it is this one), `note` explains the order."""

    head: Head
    groups: tuple[Group, ...]
    orders: tuple[tuple[str, str, bool], ...]
    count: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlaceNode:
    """A place in the tree of places, with those inside it."""

    link: Link
    name_en: Text
    pinyin: str
    kind: str
    count: int
    children: tuple[PlaceNode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictsView:
    """All places, each below the one it lies in."""

    head: Head
    places: tuple[PlaceNode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictView:
    """A place's own page."""

    head: Head
    name: Text
    other_script: Text
    name_en: Text
    pinyin: str
    kind: str
    path: tuple[Link, ...]
    official_name: Text
    aliases: tuple[Text, ...]
    local_names: tuple[Text, ...]
    coordinates: str
    profile: Markup
    profile_zh: Markup
    children: tuple[PlaceNode, ...]
    not_to_confuse: tuple[Link, ...]
    articles: tuple[ArticleCard, ...]
    mentions: tuple[ArticleCard, ...]
    terms: tuple[TermCard, ...]
    telling: tuple[TermCard, ...]
    people: tuple[Contributor, ...]
    map: MapView | None
    time: TimeLine | None
    papers: tuple[Link, ...]
    sources: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A newspaper in a list."""

    link: Link
    name_en: Text
    place: Link
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersView:
    """All newspapers."""

    head: Head
    papers: tuple[PaperCard, ...]


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A raw page with the articles cut from it."""

    id: str
    date: Date
    articles: tuple[ArticleCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A newspaper's own page."""

    head: Head
    card: PaperCard
    web: str
    profile: Markup
    profile_zh: Markup
    rights: tuple[tuple[str, Text], ...]
    pages: tuple[PrintedPage, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The articles of one date, newest first."""

    date: Date
    articles: tuple[ArticleCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesView:
    """All articles by date."""

    head: Head
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A page of prose."""

    head: Head
    title: Text
    body: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """An edition's front page."""

    head: Head
    start: tuple[ArticleCard, ...]
    latest: tuple[ArticleCard, ...]
    districts: tuple[PlaceNode, ...]
    map: MapView | None
    slogans: tuple[TermCard, ...]
    articles: int
    terms: int
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """The page for an address that does not exist."""

    head: Head


@dataclass(frozen=True, slots=True)
class Choice:
    """An edition on the chooser."""

    alternate: Alternate
    name: str
    title: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooserView:
    """The page at `/`."""

    head: Head
    choices: tuple[Choice, ...]
