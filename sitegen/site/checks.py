"""Everything that can be wrong between files: one function a check, all run, all reported together.

A check takes the assembled site and yields diagnostics. To add one, write the function and name it in CHECKS.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from sitegen.diagnostics import Diagnostic, Span, did_you_mean, error, warning
from sitegen.digest import Memo, at_once, digest
from sitegen.model import Article, Block, Document, Place, Term
from sitegen.site.assemble import Site, article_blocks
from sitegen.site.renderings import renders
from sitegen.text import count_han
from sitegen.zh.characters import fold
from sitegen.zh.pinyin import align

Check = Callable[[Site], Iterable[Diagnostic]]


def check(site: Site, remember: Memo = at_once) -> list[Diagnostic]:
    """Every problem between the files of an archive, sorted by place.

    `remember` may know what was wrong with a translation whose text, Chinese and terms are the same.
    """
    found = {diagnostic for function in CHECKS for diagnostic in function(site)}
    translated = [article for article in site.articles.values() if site.translation(article.id)]
    said = {
        term.id: digest(repr((term.english, term.literal, term.official, term.parts))) for term in site.terms.values()
    }
    keys = [_rendering_key(site, article, said) for article in translated]
    for problems in remember("renderings", partial(renderings, site), translated, keys):
        found.update(problems)
    return sorted(found)


def _rendering_key(site: Site, article: Article, said: Mapping[str, str]) -> str:
    translation, files = site.translation(article.id), site.content.digests
    assert translation is not None
    marks = repr([(block, found.marks) for block, found in site.annotations[article.id].items()])
    terms = (slug + said[slug] for slug in site.terms_of(article.id))
    return digest(files.get(article.path, ""), files.get(translation.path, ""), marks, *terms)


# -- references


def article_references(site: Site) -> Iterator[Diagnostic]:
    """Papers, districts, places and terms that an article's front matter names must exist."""
    for article in site.content.articles.values():
        yield from _missing(article.paper, site.papers, article.span("paper"), "newspaper", "papers")
        yield from _missing(article.district, site.places, article.span("district"), "place", "places")
        for place in article.places.values():
            yield from _missing(place, site.places, article.span("places"), "place", "places")
        for term in [*article.skip, *article.sense.values()]:
            yield from _missing(term, site.terms, article.span("terms"), "term", "glossary")


def place_references(site: Site) -> Iterator[Diagnostic]:
    """Parents and look-alikes of a place must exist, and no place may lie in itself."""
    for place in site.places.values():
        span = place.spans.get
        if place.parent:
            at = span("parent", Span(place.path))
            yield from _missing(place.parent, site.places, at, "place", "places")
            if place.id in site.gazetteer.ancestors(place.parent):
                yield error("place-loop", at, f"'{place.id}' lies in itself", "correct 'parent'")
        for other in place.not_to_confuse:
            at = span("not_to_confuse", Span(place.path))
            yield from _missing(other, site.places, at, "place", "places")


def term_references(site: Site) -> Iterator[Diagnostic]:
    """Terms that a gloss points to must exist."""
    for term in site.terms.values():
        for other in term.see_also:
            at = term.spans.get("see_also", Span(term.path))
            yield from _missing(other, site.terms, at, "term", "glossary")


def paper_references(site: Site) -> Iterator[Diagnostic]:
    """A newspaper's place must exist; so must the paper and place of a raw page."""
    for paper in site.papers.values():
        at = paper.spans.get("place", Span(paper.path))
        yield from _missing(paper.place, site.places, at, "place", "places")
    for page in site.content.raw_pages.values():
        if page.paper:
            yield from _missing(page.paper, site.papers, page.spans["paper"], "newspaper", "papers")
        if page.place:
            yield from _missing(page.place, site.places, page.spans["place"], "place", "places")


def forced_marks(site: Site) -> Iterator[Diagnostic]:
    """What `[[...]]` names must exist, wherever it stands."""
    for document in _documents(site):
        for block in document.blocks:
            for style in block.styles:
                if style.kind != "mark":
                    continue
                target = style.value.removesuffix("|")
                span = block.span(style.start, style.end)
                if target.startswith("place:"):
                    yield from _missing(target.removeprefix("place:"), site.places, span, "place", "places")
                else:
                    yield from _missing(target, site.terms, span, "term", "glossary")


def _missing(name: str, table: Mapping[str, object], span: Span, kind: str, folder: str) -> Iterator[Diagnostic]:
    if name and name not in table:
        close = did_you_mean(name, table) if table else ""
        hint = close if close.startswith("did") else f"add content/{folder}/{name}.md or correct the name"
        yield error(f"unknown-{kind}", span, f"there is no {kind} '{name}'", hint)


def _documents(site: Site) -> Iterator[Document]:
    for article in site.content.articles.values():
        yield article.body
    for translation in site.content.translations.values():
        yield translation.body
    for term in site.terms.values():
        yield from (term.gloss, term.gloss_zh)
    for place in site.places.values():
        yield from (place.profile, place.profile_zh)
    for paper in site.papers.values():
        yield from (paper.profile, paper.profile_zh)
    for page in site.pages.values():
        yield page.body
        if page.body_zh:
            yield page.body_zh


# -- names


def shared_forms(site: Site) -> Iterator[Diagnostic]:
    """Two glosses for one string: every article that has it must say which it means."""
    by_form: dict[str, list[str]] = defaultdict(list)
    for term in site.terms.values():
        for form in {fold(text).text for text in (term.term, *term.forms)}:
            by_form[form].append(term.id)
    for form, ids in by_form.items():
        for first, second in itertools.pairwise(ids):
            message = f"'{form}' is a form of both '{first}' and '{second}'"
            hint = "say which is meant in each article: terms: {sense: {" + form + ": slug}}"
            other = Span(site.terms[first].path)
            yield warning("shared-form", Span(site.terms[second].path), message, hint, other)


def doubtful_places(site: Site) -> Iterator[Diagnostic]:
    """A name that could be two places and has no evidence is not linked."""
    for article_id, blocks in site.annotations.items():
        for block in article_blocks(site.articles[article_id]):
            for doubt in blocks[block.id].doubts:
                name = block.text[doubt.start : doubt.end]
                message = f"'{name}' could be {' or '.join(doubt.candidates)}"
                hint = f"decide in the front matter: places: {{{name}: {doubt.candidates[0]}}}"
                yield warning("doubtful-place", block.span(doubt.start, doubt.end), message, hint)


def headword_pinyin(site: Site) -> Iterator[Diagnostic]:
    """The pinyin of a headword has a syllable for each of its characters, and one that the character can have."""
    entries: list[tuple[Term | Place, str]] = [(term, term.term) for term in site.terms.values()]
    entries += [(place, place.name) for place in site.places.values()]
    for entry, name in entries:
        if entry.pinyin != "TODO" and count_han(name) and not align(name, 0, len(name), entry.pinyin):
            message = f"'{entry.pinyin}' does not read '{name}' character by character"
            hint = "write every syllable, words apart, with its tone mark; no sandhi"
            yield warning("bad-pinyin", entry.spans.get("pinyin", Span(entry.path)), message, hint)


# -- translations


def translations(site: Site) -> Iterator[Diagnostic]:
    """A translation has its article, the same blocks, and was made from the text as it stands."""
    for translation in site.content.translations.values():
        article = site.content.articles.get(translation.article)
        if article is None:
            message = "there is no Chinese article beside this translation"
            hint = f"add {translation.path.removesuffix('.en.md')}.md or rename the translation"
            yield error("translation-alone", Span(translation.path), message, hint)
            continue
        if translation.source_digest and translation.source_digest != article.body_digest:
            message = "the Chinese has changed since this translation was made"
            hint = f"read it again, then write source_digest: {article.body_digest}"
            at = translation.spans.get("source_digest", Span(translation.path))
            yield warning("stale-translation", at, message, hint, Span(article.path))
        yield from _alignment(article, translation.body)


def renderings(site: Site, article: Article) -> list[Diagnostic]:
    """A translation should say each term of a block as the glossary does."""
    found: list[Diagnostic] = []
    translation = site.translation(article.id)
    if translation is None or len(translation.body.blocks) != len(article.body.blocks):
        return found
    for block, english in zip(article.body.blocks, translation.body.blocks, strict=True):
        marked = {mark.target: mark for mark in site.marks(article.id, block.id) if mark.kind == "term"}
        for slug, mark in marked.items():
            term = site.terms.get(slug)
            if term and not renders(term, english.text):
                text = block.text[mark.start : mark.end]
                message = f"'{text}' is not rendered here as the glossary has it: {term.english}"
                hint = f"use that rendering, or add the one you need to 'official' in {term.path}"
                place = block.span(mark.start, mark.end)
                found.append(warning("term-not-rendered", english.span(), message, hint, place))
    return found


def _alignment(article: Article, english: Document) -> Iterator[Diagnostic]:
    ours, theirs = article.body.blocks, english.blocks
    for block, other in zip(ours, theirs, strict=False):
        if block.kind != other.kind:
            message = f"block {other.id} is a {other.kind}, the Chinese has a {block.kind} there"
            hint = "keep the same number and kind of blocks as the Chinese"
            yield error("misaligned", other.span(), message, hint, block.span())
            return
    if len(ours) != len(theirs):
        message = f"the translation has {len(theirs)} blocks, the Chinese {len(ours)}"
        last: Block = theirs[min(len(ours), len(theirs)) - 1] if theirs else ours[0]
        yield error("misaligned", last.span(), message, "a paragraph is missing or cut in two")


# -- raw pages and prose pages


def raw_pages(site: Site) -> Iterator[Diagnostic]:
    """An article's lines must exist on its raw page."""
    lengths = {page: data.count(b"\n") + 1 for page, data in site.content.raw_texts.items()}
    for article in site.content.articles.values():
        if article.raw is None:
            continue
        if article.raw.page not in lengths:
            known = did_you_mean(article.raw.page, lengths) if lengths else ""
            message = f"there is no raw page '{article.raw.page}'"
            yield error("unknown-raw-page", article.span("raw"), message, known)
        elif max(last for _, last in article.raw.lines) > lengths[article.raw.page]:
            message = f"the raw page ends at line {lengths[article.raw.page]}"
            yield error("bad-lines", article.span("raw"), message, "correct 'lines'")
    for page in site.content.raw_pages.values():
        if page.id not in lengths:
            message = "there is no raw page beside this file"
            yield error("raw-alone", Span(page.path), message, f"add {page.path[:-5]}.txt")


def prose_pages(site: Site) -> Iterator[Diagnostic]:
    """Pages of prose are there in both languages."""
    for page in site.pages.values():
        if page.body_zh is None:
            hint = f"add {page.path.removesuffix('.md')}.zh.md"
            yield warning("page-in-one-language", Span(page.path), "the page has no Chinese version", hint)


CHECKS: tuple[Check, ...] = (
    article_references,
    place_references,
    term_references,
    paper_references,
    forced_marks,
    shared_forms,
    doubtful_places,
    headword_pinyin,
    translations,
    raw_pages,
    prose_pages,
)
