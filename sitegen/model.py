"""The nouns of the archive as frozen values: what a newspaper, an article, a term, a place are.

These are the values *as read* from files. They hold no HTML, no neighbours and no links to each other:
references are ids. What a value means within the whole archive is the business of `site`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sitegen.diagnostics import Span
from sitegen.edtf import Edtf

EDITIONS = ("en", "zh-hans", "zh-hant")
SCRIPTS = ("hans", "hant")
ROLES = ("reporter", "correspondent", "photographer", "author", "editor")
GENRES = ("report", "brief", "feature", "photo", "commentary", "notice", "interview", "roundup")
CATEGORIES = (
    "slogan", "party", "discipline", "governance", "organ", "office", "economy", "industry", "project",
    "campaign", "safety", "environment", "welfare", "health", "education", "rural", "region", "newspaper",
    "law", "society",
)  # fmt: skip
LEVELS = ("centre", "province", "city", "district")
PLACE_KINDS = (
    "province", "municipality", "city", "county-city", "county", "district", "development-zone",
    "high-tech-zone", "subdistrict", "town", "township", "village", "community",
)  # fmt: skip
TERM_STATUSES = ("stub", "draft", "reviewed", "contested")
TRANSLATION_STATUSES = ("draft", "reviewed")
RIGHTS_DISPLAYS = ("full", "excerpt", "metadata")

#: The longest first paragraph of a gloss, in characters: what a tooltip can show at a glance.
TOOLTIP_LIMIT = 240
#: How an editor marks words that the raw page lost (the contract's editorial policy).
LOST_TEXT = "〔此处疑有缺文〕"

StyleKind = Literal["em", "strong", "code", "link", "mark", "lock", "note"]
BlockKind = Literal["paragraph", "verse", "heading", "caption", "item", "quote", "cell", "code", "html"]
MarkKind = Literal["term", "place"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of a block's text is set: `start` to `end` in code points.

    `value` is the address of a link, the target of a forced mark (`slug` or `place:slug`), else empty.
    """

    start: int
    end: int
    kind: StyleKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of running text: one string, with everything about it stood off by offset.

    `text` holds no markup; a hard line break is "\\n". `origins` maps text back to the file: from
    `offset` on, the text comes from `line:col` (1-based, code points).
    """

    id: str
    kind: BlockKind
    text: str
    styles: tuple[Style, ...] = ()
    level: int = 0
    path: str = ""
    origins: tuple[tuple[int, int, int], ...] = ()

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where `text[start:end]` stands in the file."""
        if not self.origins:
            return Span(self.path)
        at, line, col = max((o for o in self.origins if o[0] <= start), default=self.origins[0])
        column = col + start - at
        return Span(self.path, line, column, column + (end - start) if end else 0)


@dataclass(frozen=True, slots=True)
class Open:
    """The start of a container element around blocks (`figure`, `ul`, `table`, `blockquote` ...)."""

    tag: str
    attrs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Close:
    """The end of the container that was opened last."""

    tag: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that stands as a block of its own; `src` is as written."""

    src: str
    alt: str


Node = Block | Open | Close | Image


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed Markdown text: its blocks in order, with the containers around them."""

    nodes: tuple[Node, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Only the blocks, in reading order."""
        return tuple(node for node in self.nodes if isinstance(node, Block))

    @property
    def first_paragraph(self) -> Block | None:
        """The paragraph that a tooltip shows."""
        return next((block for block in self.blocks if block.kind == "paragraph"), None)


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A term or place found in a block: `start` to `end` in code points of the block's text."""

    start: int
    end: int
    kind: MarkKind
    target: str


@dataclass(frozen=True, slots=True)
class Credit:
    """One person in a byline and what they did."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class RawLines:
    """Where an article stands on its raw page: 1-based inclusive line ranges, in reading order."""

    page: str
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of a raw page that is in no article: `start` to `end` in code points of the decoded page, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class LedgerEdit:
    """One repair of an article (1-based on its page): what was done where, why, and by whom ("" is the importer)."""

    article: int
    block: int
    kind: str
    why: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What became of a raw page: its encoding, what was dropped, and what was repaired."""

    encoding: str
    dropped: tuple[Dropped, ...]
    edits: tuple[LedgerEdit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One item of a newspaper page, as printed and corrected. `id` is `<page>/<nn>-<slug>`."""

    id: str
    path: str
    title: str
    paper: str
    district: str
    date: Edtf
    body: Document
    kicker: str = ""
    subtitle: str = ""
    column: str = ""
    dateline: str = ""
    title_en: str = ""
    summary_en: str = ""
    genre: str = "report"
    date_evidence: str = ""
    page: str = ""
    byline: tuple[Credit, ...] = ()
    script: str = "hans"
    raw: RawLines | None = None
    skip: frozenset[str] = frozenset()
    sense: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    scripts: Mapping[str, str] = field(default_factory=dict)
    rights: str = ""
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    draft: bool = False
    body_digest: str = ""
    spans: Mapping[str, Span] = field(default_factory=dict)

    @property
    def page_id(self) -> str:
        """The raw page it was cut from: the folder it lies in."""
        return self.id.rpartition("/")[0]

    def span(self, key: str) -> Span:
        """Where a front matter key is written, else the file."""
        return self.spans.get(key, Span(self.path))


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The English of an article, block by block. `article` is the article's id."""

    article: str
    path: str
    title: str
    body: Document
    kicker: str = ""
    subtitle: str = ""
    status: str = "draft"
    translator: str = ""
    source_digest: str = ""
    spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendering:
    """An English rendering with the document that uses it."""

    english: str
    source: str


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that a numeric term counts, in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One gloss. `id` is its slug; `term` is the Simplified headword."""

    id: str
    path: str
    term: str
    pinyin: str
    english: str
    category: str
    gloss: Document
    gloss_zh: Document
    hant: str = ""
    forms: tuple[str, ...] = ()
    literal: str = ""
    official: tuple[Rendering, ...] = ()
    avoid: tuple[str, ...] = ()
    level: str = ""
    parts: tuple[Part, ...] = ()
    not_in: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    status: str = "draft"
    spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place. `local_names` mean it only in a text whose home is in the same city."""

    id: str
    path: str
    name: str
    name_en: str
    pinyin: str
    kind: str
    profile: Document
    profile_zh: Document
    hant: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    local_names: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    not_to_confuse: tuple[str, ...] = ()
    coordinates: tuple[float, float] | None = None
    official_name: str = ""
    sources: tuple[str, ...] = ()
    spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rights:
    """Who owns a newspaper's text, on what ground it is shown, and how much of it."""

    status: str = ""
    holder: str = ""
    basis: str = ""
    display: str = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One newspaper or news site."""

    id: str
    path: str
    name: str
    name_en: str
    place: str
    rights: Rights
    profile: Document
    profile_zh: Document
    url: str = ""
    spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPage:
    """A newspaper page exactly as received, with what is known about it. `text` is the decoded file."""

    id: str
    path: str
    paper: str = ""
    place: str = ""
    date: Edtf | None = None
    date_evidence: str = ""
    script: str = "hans"
    rights: str = ""
    notes: str = ""
    spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of prose about the archive (about, how to read). `chinese` is its Chinese counterpart."""

    id: str
    path: str
    title: str
    body: Document
    title_zh: str = ""
    body_zh: Document | None = None
