"""Every decision about a text that had an alternative, with its context and the override that would change it.

What a person reads through before trusting an archive: which reading, which character, which place, which term, and
why. Decisions that a whole word or a person made are not listed. Knows the site, not how it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sitegen.config import Config
from sitegen.diagnostics import Span
from sitegen.model import Article, Block
from sitegen.site.assemble import Site, article_blocks, context_of
from sitegen.zh.annotate import Annotator
from sitegen.zh.characters import fold
from sitegen.zh.pinyin import Romanizer, doubtful_readings
from sitegen.zh.scripts import Converter, doubtful_forms, misconversions

#: Characters of context on either side.
_CONTEXT = 8


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: where, on which text (with what stands around it), what was chosen, what else could have been.

    `why` says what decided; `override` is what to write in the article's front matter to decide otherwise.
    """

    span: Span
    article: str
    block: str
    before: str
    text: str
    after: str
    chosen: str
    others: tuple[str, ...]
    why: str
    override: str = ""


def _decision(
    article: Article,
    block: Block,
    start: int,
    end: int,
    *,
    chosen: str,
    others: tuple[str, ...],
    why: str,
    override: str = "",
) -> Decision:
    text = block.text
    return Decision(
        block.span(start, end),
        article.id,
        block.id,
        text[max(0, start - _CONTEXT) : start],
        text[start:end],
        text[end : end + _CONTEXT],
        chosen,
        others,
        why,
        override,
    )


def _blocks(site: Site) -> Iterator[tuple[Article, Block]]:
    for article in site.articles.values():
        for block in article_blocks(article):
            yield article, block


def pinyin(site: Site, config: Config) -> Iterator[Decision]:
    """Characters with several common readings that no word, term or override decides."""
    romanizer = Romanizer(site.content.readings)
    to_hans = Converter(config.to_hans)
    for article, block in _blocks(site):
        text = block.text if article.script == "hans" else to_hans.convert(block.text)
        settled = {at for mark in site.marks(article.id, block.id) for at in range(mark.start, mark.end)}
        for found in doubtful_readings(romanizer, text, article.readings):
            if found.at not in settled:
                override = f"readings: {{{found.phrase}: {found.whole}}}"
                yield _decision(
                    article, block, found.at, found.at + 1,
                    chosen=found.chosen, others=found.others, why=found.why, override=override,
                )  # fmt: skip


def script(site: Site, config: Config) -> Iterator[Decision]:
    """Characters with several Traditional forms that no word decides; in Traditional print, what looks misconverted."""
    to_hant, to_hans = Converter(config.to_hant), Converter(config.to_hans)
    for article, block in _blocks(site):
        if article.script == "hant":
            for at, proposed in misconversions(block.text, to_hans, to_hant):
                yield _decision(
                    article, block, at, at + 1,
                    chosen=block.text[at], others=(proposed,), why="as printed; looks misconverted",
                )  # fmt: skip
            continue
        for found in doubtful_forms(to_hant, block.text):
            override = f"scripts: {{{found.phrase}: {found.whole}}}"
            yield _decision(
                article, block, found.at, found.at + 1,
                chosen=found.chosen, others=found.others, why=found.why, override=override,
            )  # fmt: skip


def misconverted(article: Article, config: Config) -> int:
    """How many characters of an article printed in Traditional look as if a machine had converted them wrongly."""
    if article.script == "hans":
        return 0
    to_hant, to_hans = Converter(config.to_hant), Converter(config.to_hans)
    return sum(1 for block in article_blocks(article) for _ in misconversions(block.text, to_hans, to_hant))


def places(site: Site, config: Config) -> Iterator[Decision]:
    """Names that mean several places of the archive, and names left without a link."""
    named: dict[str, list[str]] = {}
    for place in site.places.values():
        for name in {fold(n).text for n in (place.name, *place.aliases, *place.local_names)}:
            named.setdefault(name, []).append(place.id)
    for article, block in _blocks(site):
        for mark in site.marks(article.id, block.id):
            text = block.text[mark.start : mark.end]
            others = tuple(sorted(p for p in named.get(fold(text).text, ()) if p != mark.target))
            if mark.kind == "place" and others:
                why = "places of the article" if text in article.places else f"home is {article.district}"
                override = f"places: {{{text}: {mark.target}}}"
                yield _decision(
                    article, block, mark.start, mark.end, chosen=mark.target, others=others, why=why, override=override
                )
        for doubt in site.annotations[article.id][block.id].doubts:
            text = block.text[doubt.start : doubt.end]
            yield _decision(
                article, block, doubt.start, doubt.end,
                chosen="no link", others=doubt.candidates, why="no evidence for one of them",
                override=f"places: {{{text}: {doubt.candidates[0]}}}",
            )  # fmt: skip


def terms(site: Site, config: Config) -> Iterator[Decision]:
    """Terms that another one, a longer string or the article itself kept from being marked."""
    annotator = Annotator(site.terms.values(), site.places)
    for article, block in _blocks(site):
        for start, end, slug, winner in annotator.losers(block, context_of(article)):
            yield _decision(
                article, block, start, end, chosen=winner or "no mark", others=(slug,),
                why="the longer or the earlier one wins" if winner else "not_in or terms.skip",
                override=f"terms: {{skip: [{winner}]}}" if winner else "",
            )  # fmt: skip


AUDITS: Mapping[str, Callable[[Site, Config], Iterator[Decision]]] = {
    "script": script,
    "pinyin": pinyin,
    "places": places,
    "terms": terms,
}
