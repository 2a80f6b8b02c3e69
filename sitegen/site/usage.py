"""Who uses which term how often: counts by district and by year, and what sets a district apart.

Counts are uses in the articles at home in a district; rates are uses in 1,000 Han characters of them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sitegen.site.assemble import Site, article_blocks
from sitegen.text import count_han

#: Log-likelihood above which a difference is no accident at the level of 5 % (chi-square, one degree of freedom).
SIGNIFICANT = 3.84


@dataclass(frozen=True)
class Usage:
    """The uses of every term, counted."""

    site: Site

    @cached_property
    def districts(self) -> tuple[str, ...]:
        """The places that are the home of an article, the one with most articles first."""
        homes = Counter(article.district for article in self.site.articles.values())
        return tuple(sorted(homes, key=lambda place: (-homes[place], place)))

    @cached_property
    def han(self) -> Mapping[str, int]:
        """Han characters of each district's articles, headlines included."""
        totals: Counter[str] = Counter()
        for article in self.site.articles.values():
            totals[article.district] += sum(count_han(block.text) for block in article_blocks(article))
        return totals

    @cached_property
    def by_district(self) -> Mapping[str, Counter[str]]:
        """For each term its uses in each district."""
        return self._counted(lambda article: self.site.articles[article].district)

    @cached_property
    def by_year(self) -> Mapping[str, Counter[str]]:
        """For each term its uses in each year."""
        return self._counted(lambda article: f"{self.site.articles[article].date.year:04d}")

    def _counted(self, key: Callable[[str], str]) -> Mapping[str, Counter[str]]:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for term, uses in self.site.term_uses.items():
            for use in uses:
                counts[term][key(use.article)] += 1
        return counts

    def rate(self, term: str, district: str) -> float:
        """Uses of a term in 1,000 Han characters of a district's articles."""
        return 1000 * self.by_district[term][district] / max(self.han[district], 1)

    def telling(self, district: str, limit: int) -> tuple[str, ...]:
        """The terms that a district uses more than all others do, the most telling first.

        Ranked by log-likelihood (Dunning 1993, as in Rayson and Garside 2000) against the other districts together.
        """
        here, rest = self.han[district], sum(self.han.values()) - self.han[district]
        if not rest:
            return ()
        scored = []
        for term, counts in self.by_district.items():
            ours, theirs = counts[district], counts.total() - counts[district]
            score = log_likelihood(ours, theirs, here, rest)
            if ours > 1 and ours / here > theirs / rest and score >= SIGNIFICANT:
                scored.append((-score, term))
        return tuple(term for _, term in sorted(scored)[:limit])

    def shared(self, terms: Iterable[str], limit: int) -> tuple[str, ...]:
        """Of `terms`, those that most districts use, then those used most."""
        counts = self.by_district
        spread = sorted(terms, key=lambda term: (-len(counts[term]), -counts[term].total(), term))
        return tuple(term for term in spread if len(counts[term]) > 1)[:limit]


def log_likelihood(ours: int, theirs: int, here: int, rest: int) -> float:
    """How surprising it is that something stands `ours` times in `here` and `theirs` times in `rest` characters."""
    expected = (here * (ours + theirs) / (here + rest), rest * (ours + theirs) / (here + rest))
    return 2 * sum(n * math.log(n / e) for n, e in zip((ours, theirs), expected, strict=True) if n)
