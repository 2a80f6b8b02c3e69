"""The article page: Chinese with marks and pinyin, English aligned beside it, the terms as visible entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import TypeVar

from markupsafe import Markup

from sitegen.model import Article, Block, Close, Document, Image, Mark, Node, Open, Translation
from sitegen.render.cards import Cards, english_date
from sitegen.render.cite import Source, citations
from sitegen.render.html import LINK, Ruby, Text, Wrap, element, inline, json_ld, ruby, style_wraps
from sitegen.render.prose import address, prose_inline
from sitegen.render.provenance import provenance
from sitegen.render.views import ArticleView, CreditLine, Link, RelatedCard, TermEntry, Unit
from sitegen.site.assemble import article_blocks
from sitegen.site.audit import misconverted
from sitegen.zh.pinyin import Romanizer, Word, align

T = TypeVar("T")

_TAGS = {"paragraph": "p", "verse": "p", "item": "p", "quote": "p", "caption": "figcaption"}
#: How many blocks of a text are shown when only an excerpt may be.
EXCERPT = 1
#: Characters of Chinese in a page's description: about two lines of a search result.
DESCRIPTION = 90
_ROLE_ORDER = ("author", "reporter", "correspondent", "photographer", "editor")


@dataclass
class _Linker:
    """Decides which occurrence of a target is a link: the first in a section, on the page, or each."""

    policy: str
    seen: set[tuple[str, str]] = field(default_factory=set)
    ever: set[str] = field(default_factory=set)

    def section(self) -> None:
        """A new section begins."""
        if self.policy == "section":
            self.seen.clear()

    def links(self, mark: Mark) -> bool:
        """Whether this occurrence is shown as a link."""
        key = (mark.kind, mark.target)
        if self.policy != "all" and key in self.seen:
            return False
        self.seen.add(key)
        return True

    def first_anchor(self, slug: str) -> str | None:
        """The id of the first link to a term on the page: where its entry points back to."""
        if slug in self.ever:
            return None
        self.ever.add(slug)
        return f"use-{slug}"


class ArticlePage:
    """Builds one article's view in one edition."""

    def __init__(self, article: Article, cards: Cards, romanizer: Romanizer | None) -> None:
        self.article = article
        self.cards = cards
        self.site = cards.site
        self.edition = cards.edition
        self.romanizer = romanizer
        self.linker = _Linker(self.site.config.links)

    def view(self) -> ArticleView:
        """The page."""
        article, edition = self.article, self.edition
        translation = self.site.translation(article.id)
        before, after = self.site.neighbours(article.id)
        headline = {b.id: self._headline(b) for b in article_blocks(article)[:3] if not b.level}
        units = _allowed(self._units(translation), self._display)
        paper = self.site.paper(article.paper)
        city = self.site.city(article.district)
        title = edition.of_article(article, article.title)
        title_en = edition.english(self.site.article_card(article.id).title_en)
        shown = title_en if edition.code == "en" and title_en else title
        path = f"articles/{article.id}/"
        return ArticleView(
            head=self.cards.head(
                shown, path, description=self._description(), json_ld=self._json_ld(path), source=article.path
            ),
            lang=edition.article_lang(article),
            kicker=headline.get("kicker", Markup()),
            title=headline["title"],
            subtitle=headline.get("subtitle", Markup()),
            kicker_en=edition.english(translation.kicker if translation else ""),
            title_en=title_en,
            subtitle_en=edition.english(translation.subtitle if translation else ""),
            summary=edition.english(article.summary_en),
            column=edition.of_article(article, article.column),
            dateline=edition.of_article(article, article.dateline),
            byline=self._byline(),
            date=self.cards.date(article.date),
            date_evidence=edition.english(article.date_evidence),
            paper=self.cards.paper_link(article.paper),
            district=self.cards.place_link(article.district),
            city=self.cards.place_link(city) if city and city != article.district else None,
            genre=edition.t(f"genre_{article.genre}"),
            script_note=self._script_note(),
            translation_note=self._translation_note(translation),
            translation_source=translation.path if translation else "",
            translator=translation.translator if translation else "",
            units=units,
            entries=tuple(self._entries()),
            has_english=translation is not None,
            previous=self.cards.article(before) if before else None,
            following=self.cards.article(after) if after else None,
            related=tuple(
                RelatedCard(self.cards.article(r.article), tuple(self._entry_link(t) for t in r.terms[:6]))
                for r in self.site.related(article.id)
            ),
            rights=article.rights or paper.rights.basis,
            withheld="" if self._display == "full" else edition.t(f"withheld_{self._display}"),
            printed_page=article.page,
            tags=tuple(edition.of_article(article, tag) for tag in article.tags),
            raw=_raw_lines(article),
            raw_url=self._repository_url(f"content/raw/{article.raw.page}.txt") if article.raw else "",
            provenance=provenance(self.site, article, edition),
            citations=citations(self._source(path)),
        )

    # -- text

    def _headline(self, block: Block) -> Markup:
        text = self.edition.shown(self.article, block.text, ())
        return inline(text, (), self._ruby(block, ()))

    def _units(self, translation: Translation | None) -> Iterable[Unit]:
        ours = _top_level(self.article.body)
        theirs = _top_level(translation.body) if translation else []
        for index, nodes in enumerate(ours):
            chinese = Markup("").join(self._node(node) for node in nodes)
            matching = theirs[index] if index < len(theirs) else []
            yield Unit(chinese, Markup("").join(self._english(node) for node in matching))

    def _node(self, node: Node) -> Markup:
        if isinstance(node, Block):
            return self._block(node)
        return _container(node)

    def _block(self, block: Block) -> Markup:
        if block.kind == "heading":
            self.linker.section()
        text = self.edition.shown(self.article, block.text, block.styles)
        marks = self.site.marks(self.article.id, block.id)
        body = inline(text, self._inline(block, marks), self._ruby(block, marks))
        if block.kind == "cell":
            return body
        tag = f"h{min(block.level, 6)}" if block.kind == "heading" else _TAGS.get(block.kind, "p")
        attrs = {"id": block.id, "lang": self.edition.article_lang(self.article)}
        if block.kind == "verse":
            attrs["class"] = "verse"
        link = Markup()
        if tag in ("p", "figcaption"):
            label = self.edition.t("paragraph_link")
            attrs_of_link = {
                "class": "permalink",
                "href": f"#{block.id}",
                "aria-label": label,
                "lang": self.edition.lang,
            }
            link = Markup(element("a", attrs_of_link)) + Markup("</a>")
        return Markup(element(tag, attrs)) + body + link + Markup(f"</{tag}>")

    def _inline(self, block: Block, marks: Sequence[Mark]) -> Iterable[Wrap]:
        yield from style_wraps(block.styles)
        for style in block.styles:
            if style.kind == "link":
                href = address(style.value, self.edition)
                yield Wrap(style.start, style.end, LINK, element("a", {"href": href}), "</a>")
        if block.kind == "heading":
            return
        for mark in _outermost(marks):
            if mark.kind == "term":
                yield self._term_wrap(mark)
            else:
                yield self._place_wrap(mark)

    def _term_wrap(self, mark: Mark) -> Wrap:
        slug = mark.target
        if not self.linker.links(mark):
            return Wrap(mark.start, mark.end, LINK, element("span", {"class": "again", "data-term": slug}), "</span>")
        attrs = {"class": "term", "id": self.linker.first_anchor(slug), "data-term": slug, "href": f"#term-{slug}"}
        return Wrap(mark.start, mark.end, LINK, element("a", attrs), "</a>")

    def _place_wrap(self, mark: Mark) -> Wrap:
        if not self.linker.links(mark):
            attrs = {"class": "again", "data-place": mark.target}
            return Wrap(mark.start, mark.end, LINK, element("span", attrs), "</span>")
        href = self.edition.url(f"districts/{mark.target}/")
        attrs = {"class": "place", "data-place": mark.target, "href": href}
        return Wrap(mark.start, mark.end, LINK, element("a", attrs), "</a>")

    def _ruby(self, block: Block, marks: Sequence[Mark]) -> Sequence[Ruby]:
        if self.romanizer is None:
            return ()
        simplified = self.edition.converted(self.article, block.text, "hans")
        edges = {e for m in marks for e in (m.start, m.end)} | {e for s in block.styles for e in (s.start, s.end)}
        shown = _outermost(marks)
        known = [word for mark in shown for word in self._known(simplified, mark)]
        key = {at for mark in marks for at in range(mark.start, mark.end)}
        words = self.romanizer.words(simplified, self.article.readings, known)
        return [ruby(w.start, w.end, w.reading, key=w.start in key) for w in _cut(words, sorted(edges))]

    def _known(self, simplified: str, mark: Mark) -> tuple[Word, ...]:
        """How a gloss or a place's file reads the marked words, if they are its headword."""
        is_term = mark.kind == "term"
        entry = self.site.term_card(mark.target) if is_term else self.site.place_card(mark.target)
        return align(simplified, mark.start, mark.end, entry.pinyin)

    def _english(self, node: Node) -> Markup:
        if not isinstance(node, Block):
            return _container(node)
        body = prose_inline(node, "en", self.edition)
        if node.kind == "cell":
            return body
        # The Chinese heading is the section's heading; its English stands beside it as text.
        tag = _TAGS.get(node.kind, "p")
        css = node.kind if node.kind in ("heading", "verse") else None
        lang = "en" if self.edition.lang != "en" else None
        return Markup(element(tag, {"class": css, "lang": lang})) + body + Markup(f"</{tag}>")

    # -- lists and notes

    def _byline(self) -> tuple[CreditLine, ...]:
        lines = []
        for role in _ROLE_ORDER:
            names = tuple(self._person(c.name) for c in self.article.byline if c.role == role)
            if names:
                lines.append(CreditLine(self.edition.t(f"role_{role}"), names))
        return tuple(lines)

    def _person(self, name: str) -> Text:
        return self.edition.of_article(self.article, name)

    def _entries(self) -> Iterable[TermEntry]:
        whole = self._display == "full"
        shown = (slug for slug in self.site.terms_of(self.article.id) if whole or slug in self.linker.ever)
        order = sorted(shown, key=lambda slug: self.cards.term(slug).sort)
        first_block = {
            mark.target: block
            for block, annotation in reversed(list(self.site.annotations(self.article.id).items()))
            for mark in annotation.marks
        }
        for slug in order:
            term, card = self.site.term_card(slug), self.cards.term(slug)
            linked = slug in self.linker.ever
            block = first_block[slug]
            yield TermEntry(
                slug=slug,
                url=card.url,
                term=card.term,
                hant=Text(term.hant, "zh-Hant", self.edition.lang) if not self.edition.script else Text("", "", ""),
                pinyin=card.pinyin,
                english=card.english,
                gloss=card.gloss,
                gloss_other=card.gloss_other,
                back=f"use-{slug}" if linked else block if block[0] in "phfc" and block[1:].isdigit() else "title",
                source=term.path,
            )

    def _entry_link(self, slug: str) -> Link:
        card = self.cards.term(slug)
        return Link(card.url, card.term)

    def _description(self) -> str:
        """What search engines show: the English summary, or how the article begins."""
        first = self.article.body.first_paragraph
        if self.edition.code == "en" or first is None or not _allowed([first], self._display):
            return self.article.summary_en
        return self.edition.shown(self.article, first.text, first.styles)[:DESCRIPTION]

    @property
    def _display(self) -> str:
        return self.site.paper_card(self.article.paper).display

    def _script_note(self) -> str:
        shown = self.edition.script or self.article.script
        key = f"script_{self.article.script}"
        note = self.edition.t(key if shown == self.article.script else f"{key}_converted")
        wrong = misconverted(self.article, self.edition.config)
        return note + self.edition.t("script_misconverted", count=wrong) if wrong else note

    def _translation_note(self, translation: Translation | None) -> str:
        if translation is None:
            return self.edition.t("translation_none")
        if translation.source_digest and translation.source_digest != self.article.body_digest:
            return self.edition.t("translation_stale")
        return self.edition.t(f"translation_{translation.status}")

    def _repository_url(self, path: str) -> str:
        repository = self.site.config.repository
        return f"{repository}/blob/main/{path}" if repository else ""

    def _source(self, path: str) -> Source:
        article, paper = self.article, self.site.paper_card(self.article.paper)
        return Source(
            id=article.id,
            authors=tuple(credit.name for credit in article.byline if credit.role != "editor"),
            title=article.title,
            title_en=self.site.article_card(article.id).title_en,
            paper=paper.name,
            paper_en=paper.name_en,
            date=article.date,
            shown_date=english_date(article.date),
            url=self.edition.absolute(path),
        )

    def _json_ld(self, path: str) -> Markup:
        article = self.article
        paper = self.site.paper_card(article.paper)
        place = self.site.place_card(article.district)
        return json_ld(
            {
                "@type": "NewsArticle",
                "headline": article.title,
                "alternativeHeadline": self.site.article_card(article.id).title_en,
                "inLanguage": {"hans": "zh-Hans", "hant": "zh-Hant"}[article.script],
                "datePublished": article.date.iso,
                "author": [{"@type": "Person", "name": credit.name} for credit in article.byline],
                "isPartOf": {"@type": "Newspaper", "name": paper.name},
                "contentLocation": {"@type": "Place", "name": place.name},
                "description": self._description(),
                "url": self.edition.absolute(path),
            }
        )


def _outermost(marks: Sequence[Mark]) -> list[Mark]:
    """The marks a page can show: a link cannot hold a link, so of two that overlap the longer stays."""
    chosen: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start - m.end, m.kind == "place", m.start)):
        if not any(other.start < mark.end and mark.start < other.end for other in chosen):
            chosen.append(mark)
    return sorted(chosen)


def _allowed(parts: Iterable[T], display: str) -> tuple[T, ...]:
    """What the newspaper's rights let the page show of a text's parts: all, the opening one, or none."""
    return tuple(islice(parts, {"full": None, "excerpt": EXCERPT, "metadata": 0}[display]))


def _cut(words: Iterable[Word], edges: Sequence[int]) -> Iterable[Word]:
    """The words, cut where a mark or style begins or ends inside one; `edges` are in order."""
    at = 0
    for word in words:
        start, end, syllables = word
        while at < len(edges) and edges[at] <= start:
            at += 1
        if at == len(edges) or edges[at] >= end or len(syllables) != end - start:
            yield word
            continue
        inner = [edge for edge in edges[at:] if edge < end]
        for first, last in pairwise([start, *inner, end]):
            yield Word(first, last, syllables[first - start : last - start])


def _top_level(document: Document) -> list[list[Node]]:
    """A document cut into its outermost units: a block alone, or a container with all it holds."""
    units: list[list[Node]] = []
    depth = 0
    for node in document.nodes:
        if depth == 0:
            units.append([])
        units[-1].append(node)
        if isinstance(node, Open):
            depth += 1
        elif isinstance(node, Close):
            depth -= 1
    return units


def _container(node: Open | Close | Image) -> Markup:
    if isinstance(node, Open):
        return Markup(element(node.tag, dict(node.attrs)))
    if isinstance(node, Close):
        return Markup("" if node.tag == "hr" else f"</{node.tag}>")
    # A picture is published beside the article's folder, as it lies beside the article's file.
    src = node.src if "://" in node.src or node.src.startswith("/") else f"../{node.src}"
    return Markup(element("img", {"src": src, "alt": node.alt, "loading": "lazy"}))


def _raw_lines(article: Article) -> str:
    if article.raw is None:
        return ""
    return ", ".join(f"{a}-{b}" if a != b else str(a) for a, b in article.raw.lines)
