"""How much of the archive is explained: uses of a term, coverage of its slogans, and which gloss to write next.

Candidates are what the newspapers themselves set apart (quotation marks), what counts something (三管三必须), and what
keeps coming back in several articles. Nothing here decides what deserves a gloss; people do.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sitegen.model import Block
from sitegen.site.assemble import Site, article_blocks
from sitegen.text import HAN, count_han
from sitegen.zh.characters import Folded, fold
from sitegen.zh.lexicon import Entry, Lexicon
from sitegen.zh.words import Words, tag, words_of

_QUOTED = re.compile(f"[“「『‘]([{HAN}0-9+、·]{{2,20}})[”」』’]")
_NUMBER = "一二两三四五六七八九十百双"
#: Phrases built on numbers: N个…, the same number twice (一村一品), numbers in a row (一重四防五大领域).
_NUMERIC = (
    re.compile(f"(?<![第{_NUMBER}])[{_NUMBER[1:]}]个[{HAN}]{{2}}"),
    re.compile(f"(?<![第{_NUMBER}])([{_NUMBER}])(?![{_NUMBER}])[{HAN}]{{1,2}}\\1[{HAN}]{{1,2}}"),
)
#: Characters of the shortest of these (一村一品).
_SHORTEST = 4
#: Lengths of the word sequences that `suggest` looks at, in characters, and in how many articles they must stand.
_SEQUENCE_LENGTHS = range(4, 9)
_SEQUENCE_ARTICLES = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """One use of a string: `start` to `end` of a block's text, with the text on either side."""

    article: str
    block: str
    start: int
    end: int
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may want a gloss: how often it stands in how many articles, and what it was noticed for.

    `why_not` is the editors' reason to leave it without one (`unglossed.toml`).
    """

    phrase: str
    kind: str
    count: int
    articles: tuple[str, ...]
    glossed: bool
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much is glossed: Han characters in all and under term marks, terms used, and every slogan noticed."""

    han: int
    marked: int
    terms: int
    unused: tuple[str, ...]
    slogans: tuple[Candidate, ...]

    @property
    def open(self) -> tuple[Candidate, ...]:
        """The slogans without a gloss that nobody has decided to leave without one."""
        return tuple(candidate for candidate in self.slogans if not candidate.glossed and not candidate.why_not)

    @property
    def deliberate(self) -> tuple[Candidate, ...]:
        """The slogans that are left without a gloss on purpose."""
        return tuple(candidate for candidate in self.slogans if not candidate.glossed and candidate.why_not)


def hits(site: Site, phrase: str, *, context: int = 16) -> list[Hit]:
    """Every use of a term (by slug, with all its forms) or of any string, in the order of the articles."""
    term = site.terms.get(phrase)
    forms = (term.term, term.hant, *term.forms) if term else (phrase,)
    lexicon = Lexicon(Entry(form, form) for form in dict.fromkeys(fold(form).text for form in forms))
    found = []
    for article, block, folded in _folded_blocks(site):
        for match in lexicon.longest(folded.text):
            start, end = folded.span(match.start, match.end)
            before, after = block.text[max(0, start - context) : start], block.text[end : end + context]
            found.append(Hit(article, block.id, start, end, before, block.text[start:end], after))
    return found


def coverage(site: Site) -> Coverage:
    """How much of the archive is glossed, and which of its slogans are."""
    han = marked = 0
    for article in site.articles.values():
        for block in article_blocks(article):
            han += count_han(block.text)
            covered = {o for m in site.marks(article.id, block.id) if m.kind == "term" for o in range(m.start, m.end)}
            marked += sum(count_han(block.text[offset]) for offset in covered)
    unused = tuple(sorted(term for term in site.terms if term not in site.term_uses))
    slogans = sorted(_slogans(site), key=lambda c: (-c.count, c.phrase))
    return Coverage(han, marked, len(site.terms), unused, tuple(slogans))


def suggest(site: Site, limit: int = 40) -> list[Candidate]:
    """The phrases without a gloss that most want one: slogans first by weight, then what keeps coming back."""
    candidates = [c for c in _slogans(site) if not c.glossed and not c.why_not]
    noticed = {c.phrase for c in candidates}
    candidates += [c for c in _sequences(site) if not any(c.phrase in other or other in c.phrase for other in noticed)]
    candidates.sort(key=lambda c: (-_weight(c), c.phrase))
    return candidates[:limit]


def _weight(candidate: Candidate) -> float:
    """Uses, spread over articles, and a bonus for what the paper itself sets apart."""
    return len(candidate.articles) * 2 + candidate.count + {"quoted": 4, "numeric": 3}.get(candidate.kind, 0)


def _slogans(site: Site) -> Iterator[Candidate]:
    """Every quoted and every numeric phrase of the archive, with whether all its uses lie under a term mark."""
    uses: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    kinds: dict[str, str] = {}
    for article, block, folded in _folded_blocks(site):
        covered = {o for m in site.marks(article, block.id) if m.kind == "term" for o in range(m.start, m.end)}
        for kind, start, end in _noticed(block.text, folded):
            phrase = fold(block.text[start:end]).text
            kinds.setdefault(phrase, kind)
            uses[phrase].append((article, any(offset in covered for offset in range(start, end))))
    reasons = {fold(phrase).text: why for phrase, why in site.content.unglossed.items()}
    for phrase, found in uses.items():
        articles = tuple(dict.fromkeys(article for article, _ in found))
        yield Candidate(
            phrase, kinds[phrase], len(found), articles, all(glossed for _, glossed in found), reasons.get(phrase, "")
        )


def _noticed(text: str, folded: Folded) -> Iterator[tuple[str, int, int]]:
    for match in _QUOTED.finditer(text):
        yield "quoted", match.start(1), match.end(1)
    words = words_of(folded.text)
    for pattern in _NUMERIC:
        for match in pattern.finditer(folded.text):
            start, end = match.span()
            stops = (stop for stop in range(end, start + _SHORTEST - 1, -1) if _is_phrase(words, start, stop))
            if stop := next(stops, 0):
                yield "numeric", *folded.span(start, stop)


def _is_phrase(words: Words, start: int, end: int) -> bool:
    """Whether the stretch cuts no word in two and does not end with a preposition, a particle or a conjunction."""
    return not words.cut_by(start, end) and tag(words.words[words.index(end - 1)])[0] not in "puc"


def _sequences(site: Site) -> Iterator[Candidate]:
    """Character sequences outside every mark that stand in several articles and in no longer such sequence."""
    where: dict[str, Counter[str]] = defaultdict(Counter)
    for article, block, folded in _folded_blocks(site):
        marked = [(mark.start, mark.end) for mark in site.marks(article, block.id)]
        marked += [(style.start, style.end) for style in block.styles]
        for run in _unmarked_runs(folded, marked):
            for size in _SEQUENCE_LENGTHS:
                for at in range(len(run) - size + 1):
                    where[run[at : at + size]][article] += 1
    common = {s: c for s, c in where.items() if len(c) >= _SEQUENCE_ARTICLES}
    for sequence, counts in common.items():
        if not _inside_another(sequence, counts, common):
            yield Candidate(sequence, "recurring", counts.total(), tuple(counts), glossed=False)


def _unmarked_runs(folded: Folded, marked: Iterable[tuple[int, int]]) -> list[str]:
    spans = list(marked)
    text = "".join(
        " " if any(start <= offset < end for start, end in spans) else char
        for char, offset in zip(folded.text, folded.offsets, strict=True)
    )
    return re.findall(f"[{HAN}]{{4,}}", text)


def _inside_another(sequence: str, counts: Counter[str], common: Mapping[str, Counter[str]]) -> bool:
    """Whether a sequence one character longer stands in as many articles: then that is the phrase."""
    return any(
        len(other) == len(sequence) + 1 and sequence in other and len(found) >= len(counts)
        for other, found in common.items()
    )


def _folded_blocks(site: Site) -> Iterator[tuple[str, Block, Folded]]:
    for article in site.articles.values():
        for block in article_blocks(article):
            yield article.id, block, fold(block.text)
