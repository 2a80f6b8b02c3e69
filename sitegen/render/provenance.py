"""Where an article comes from: its lines of the raw page, what was dropped between them, what was repaired and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from sitegen.model import Article, Dropped, Ledger
from sitegen.render.edition import Edition
from sitegen.render.views import DroppedView, Provenance, RawLine, Repair
from sitegen.site.facets import Reader

#: Reasons for drops that tell a reader nothing: white space, and the words of a byline whose names are in the byline.
_PLAIN = frozenset({"white space", "stray space", "indent", "byline wording", "line break", "invisible character"})


def provenance(site: Reader, article: Article, edition: Edition) -> Provenance | None:
    """The panel for an article whose page has a ledger and whose text may be shown in full; else None."""
    origin = site.origin(article.id)
    if article.raw is None or origin is None or site.paper_card(article.paper).display != "full":
        return None
    ledger, text = origin.ledger, origin.text
    lang = {"hans": "zh-Hans", "hant": "zh-Hant"}[article.script]
    lines = text.split("\n")
    blocks = article.body.blocks
    return Provenance(
        lang=lang,
        lines=tuple(
            RawLine(n, lines[n - 1].strip("\r\ufeff"))
            for first, last in article.raw.lines
            for n in range(first, min(last, len(lines)) + 1)
        ),
        dropped=tuple(
            DroppedView(text[d.start : d.end].strip(), edition.named("dropped", d.reason))
            for d in _between(text, ledger, article)
        ),
        repairs=tuple(
            Repair(
                edition.named("repair", edit.kind),
                blocks[edit.block - 1].id if 0 < edit.block <= len(blocks) else "title",
                edit.why,
                edition.t("by_editor" if edit.by else "by_importer"),
            )
            for edit in ledger.edits
            if edit.article == origin.number
        ),
    )


def _between(text: str, ledger: Ledger, article: Article) -> Iterator[Dropped]:
    """What was dropped from the article's own lines."""
    starts = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]
    assert article.raw is not None
    for drop in ledger.dropped:
        line = bisect_right(starts, drop.start)
        inside = any(first <= line <= last for first, last in article.raw.lines)
        if inside and drop.reason not in _PLAIN and text[drop.start : drop.end].strip():
            yield drop
