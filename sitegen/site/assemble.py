"""The whole archive as one value: articles with their marks, who uses which term, what stands beside what.

Everything is computed once, from values; nothing is read from disk and nothing is rendered here.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from sitegen.digest import Memo, at_once, digest
from sitegen.model import Article, Block, Document, Mark, Page, Paper, Place, Term, Translation
from sitegen.read.content import Content
from sitegen.zh.annotate import Annotation, Annotator, Context
from sitegen.zh.places import Gazetteer
from sitegen.zh.scripts import Converter, archive_converter

#: How many articles of other districts a page offers as using the same terms.
RELATED_LIMIT = 6
#: Among how many they are chosen, about.
RELATED_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class Use:
    """One occurrence of a term: `start` to `end` of a block of an article."""

    article: str
    block: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Related:
    """An article of another district and the terms it shares, the rarest first."""

    article: str
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Site:
    """The archive, assembled. Mappings are in the order pages list them in."""

    content: Content
    articles: Mapping[str, Article]
    annotations: Mapping[str, Mapping[str, Annotation]]
    #: The texts of every article in the other script: article -> text as printed -> text converted.
    conversions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __reduce__(self) -> tuple[type[Site], tuple[object, ...]]:
        """To another process goes what it was made of; the rest is found again there."""
        return Site, (self.content, self.articles, self.annotations, self.conversions)

    @property
    def terms(self) -> Mapping[str, Term]:
        """Every gloss by slug."""
        return self.content.terms

    @property
    def places(self) -> Mapping[str, Place]:
        """Every place by id."""
        return self.content.places

    @property
    def papers(self) -> Mapping[str, Paper]:
        """Every newspaper by id."""
        return self.content.papers

    @property
    def pages(self) -> Mapping[str, Page]:
        """Every page of prose by id."""
        return self.content.pages

    def translation(self, article: str) -> Translation | None:
        """An article's English, if it has one."""
        return self.content.translations.get(article)

    def marks(self, article: str, block: str) -> tuple[Mark, ...]:
        """The marks of one block, sorted by start."""
        annotation = self.annotations[article].get(block)
        return annotation.marks if annotation else ()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Where places lie."""
        return Gazetteer(self.places)

    @cached_property
    def term_uses(self) -> Mapping[str, tuple[Use, ...]]:
        """Every use of every term, in the order of the articles and of reading."""
        uses: dict[str, list[Use]] = defaultdict(list)
        for article_id, block_id, mark in self._all_marks():
            if mark.kind == "term":
                uses[mark.target].append(Use(article_id, block_id, mark.start, mark.end))
        return {term: tuple(found) for term, found in uses.items()}

    @cached_property
    def articles_by_place(self) -> Mapping[str, tuple[str, ...]]:
        """The articles about each place, those about places inside it included."""
        result: dict[str, list[str]] = defaultdict(list)
        for article in self.articles.values():
            for place in self.gazetteer.ancestors(article.district):
                result[place].append(article.id)
        return {place: tuple(ids) for place, ids in result.items()}

    @cached_property
    def mentions(self) -> Mapping[str, tuple[str, ...]]:
        """The articles that name each place."""
        result: dict[str, dict[str, None]] = defaultdict(dict)
        for article_id, _, mark in self._all_marks():
            if mark.kind == "place":
                result[mark.target][article_id] = None
        return {place: tuple(ids) for place, ids in result.items()}

    def neighbours(self, article_id: str) -> tuple[str | None, str | None]:
        """The articles before and after on the same printed page."""
        page = self.articles_by_page[self.articles[article_id].page_id]
        at = page.index(article_id)
        return (page[at - 1] if at else None), (page[at + 1] if at + 1 < len(page) else None)

    def number_on_page(self, article_id: str) -> int:
        """Which item of its raw page an article is, from 1: the number its file name begins with; 0 without one."""
        number = article_id.rpartition("/")[2].partition("-")[0]
        return int(number) if number.isdigit() else 0

    @cached_property
    def articles_by_page(self) -> Mapping[str, tuple[str, ...]]:
        """The articles of each raw page in printed order."""
        result: dict[str, list[str]] = defaultdict(list)
        for article_id in sorted(self.articles):
            result[self.articles[article_id].page_id].append(article_id)
        return {page: tuple(ids) for page, ids in result.items()}

    def terms_of(self, article_id: str) -> tuple[str, ...]:
        """The terms of an article in the order of their first use."""
        return tuple(self._term_counts[article_id])

    def related(self, article_id: str) -> tuple[Related, ...]:
        """Articles of other districts that use the same terms, the most telling overlap first.

        A shared term counts for log(N / articles that use it): what every article says relates none. Looked at are the
        articles that use one of the article's rarest terms, rarest first, until there are enough to choose from, so
        that an article costs the same in an archive of any size.
        """
        own = self._term_counts[article_id]
        district = self.articles[article_id].district
        candidates: dict[str, None] = {}
        for term in sorted(own, key=lambda t: (-self._weight[t], t)):
            if len(candidates) >= RELATED_CANDIDATES:
                break
            candidates |= dict.fromkeys(self._articles_with[term][: RELATED_CANDIDATES * 2])
        scored = []
        for other in candidates:
            if self.articles[other].district != district:
                terms = self._term_counts[other]
                shared = sorted(own.keys() & terms.keys(), key=lambda t: (-self._weight[t], t))
                score = sum(self._weight[term] for term in shared)
                if score > 0:
                    scored.append((-score, other, Related(other, tuple(shared))))
        return tuple(related for _, _, related in sorted(scored)[:RELATED_LIMIT])

    @cached_property
    def _articles_with(self) -> Mapping[str, tuple[str, ...]]:
        """The articles that use each term, newest first."""
        found: dict[str, list[str]] = defaultdict(list)
        for article, terms in self._term_counts.items():
            for term in terms:
                found[term].append(article)
        return {term: tuple(articles) for term, articles in found.items()}

    @cached_property
    def _weight(self) -> Mapping[str, float]:
        used_by = Counter(term for terms in self._term_counts.values() for term in terms)
        return {term: math.log(len(self.articles) / count) for term, count in used_by.items()}

    @cached_property
    def _term_counts(self) -> Mapping[str, Mapping[str, int]]:
        counts: dict[str, Counter[str]] = {article: Counter() for article in self.articles}
        for article, _, mark in self._all_marks():
            if mark.kind == "term" and mark.target in self.terms:
                counts[article][mark.target] += 1
        return counts

    def _all_marks(self) -> Iterable[tuple[str, str, Mark]]:
        for article, blocks in self.annotations.items():
            for block, annotation in blocks.items():
                for mark in annotation.marks:
                    yield article, block, mark


def assemble(content: Content, *, drafts: bool = False, remember: Memo = at_once) -> Site:
    """The site that a content folder makes. `drafts` includes the articles that say `draft: true`.

    `remember` may know the marks of an article whose text, glossary and places are the same.
    """
    chosen = [article for article in content.articles.values() if drafts or not article.draft]
    chosen.sort(key=lambda article: article.id)
    # Newest pages first, printed order within a page.
    chosen.sort(key=lambda article: article.date.earliest, reverse=True)
    filled = [with_headwords(article, content) for article in chosen]
    annotator = Annotator(content.terms.values(), content.places)
    keys = [digest(annotator.digest, article.id, content.digests.get(article.path, "")) for article in filled]
    marks = remember("annotate", partial(annotate_article, annotator=annotator), filled, keys)
    annotations = {article.id: found for article, found in zip(filled, marks, strict=True)}
    texts = remember("convert", _Conversion(content), filled, _conversion_keys(content, filled))
    conversions = {article.id: found for article, found in zip(filled, texts, strict=True)}
    return Site(content, {article.id: article for article in filled}, annotations, conversions)


class _Conversion:
    """Converts the texts of articles to the script that each was not printed in."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._converters: dict[tuple[str, tuple[tuple[str, str], ...]], Converter] = {}

    def __call__(self, article: Article) -> dict[str, str]:
        target = "hans" if article.script == "hant" else "hant"
        key = target, tuple(sorted(article.scripts.items()))
        if key not in self._converters:
            self._converters[key] = archive_converter(target, self._content.config, self._content.scripts, key[1])
        return {block.text: self._converters[key].convert(block.text) for block in article_blocks(article)}


def _conversion_keys(content: Content, articles: Iterable[Article]) -> list[str]:
    rules = digest(content.config.to_hant, content.config.to_hans, repr(content.scripts))
    return [digest(rules, article.id, content.digests.get(article.path, "")) for article in articles]


def with_headwords(article: Article, content: Content) -> Article:
    """The article with every bare `[[target]]` showing the Chinese name of its target."""
    return replace(article, body=fill_headwords(article.body, _chinese_headword(content, article.script)))


def annotate_article(article: Article, annotator: Annotator) -> dict[str, Annotation]:
    """The marks of every block of an article, headline first, by block id."""
    context = context_of(article)
    return {block.id: annotator.block(block, context) for block in article_blocks(article)}


def context_of(article: Article) -> Context:
    """What an article says about its own marks."""
    return Context(article.district, article.skip, article.sense, article.places)


def article_blocks(article: Article) -> tuple[Block, ...]:
    """An article's headline parts as blocks (ids are the front matter keys) and the blocks of its body."""
    headline = tuple(
        Block(key, "heading", text, path=article.path, origins=_value_origin(article, key))
        for key in ("kicker", "title", "subtitle")
        if (text := getattr(article, key))
    )
    return headline + article.body.blocks


def _value_origin(article: Article, key: str) -> tuple[tuple[int, int, int], ...]:
    """Where the value of a front matter key begins: after the key, a colon and a space."""
    span = article.span(key)
    return ((0, span.line, span.end_col + 2),) if span.line else ()


def fill_headwords(document: Document, headword: Callable[[str], str]) -> Document:
    """The document with every bare `[[target]]` showing what `headword` says for its target ('' = as written)."""
    return Document(tuple(_filled(node, headword) if isinstance(node, Block) else node for node in document.nodes))


def _filled(block: Block, headword: Callable[[str], str]) -> Block:
    swaps = [
        (style.start, style.end, word)
        for style in block.styles
        if style.kind == "mark" and style.value.endswith("|") and (word := headword(style.value[:-1]))
    ]
    if not swaps:
        return block

    def moved(offset: int) -> int:
        return offset + sum(len(word) - (end - start) for start, end, word in swaps if end <= offset)

    text = block.text
    for start, end, word in reversed(swaps):
        text = text[:start] + word + text[end:]
    styles = tuple(replace(style, start=moved(style.start), end=moved(style.end)) for style in block.styles)
    return replace(block, text=text, styles=styles)


def _chinese_headword(content: Content, script: str) -> Callable[[str], str]:
    def headword(target: str) -> str:
        place = content.places.get(target.removeprefix("place:"))
        if target.startswith("place:"):
            return ((place.hant if script == "hant" else "") or place.name) if place else ""
        term = content.terms.get(target)
        return ((term.hant if script == "hant" else "") or term.term) if term else ""

    return headword
