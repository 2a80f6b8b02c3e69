"""The glossary in the order of Traditional dictionaries, in every edition."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.report import Report
from sitegen.zh.strokes import strokes


@pytest.mark.parametrize(
    ("edition", "heading"), [("en", r"(\d+) strokes?"), ("zh-hans", r"(\d+)画"), ("zh-hant", r"(\d+)畫")]
)
def test_terms_are_in_the_order_of_their_strokes(shipped: tuple[Report, Path], edition: str, heading: str) -> None:
    """Headings rise; below each are the terms whose first Traditional character has so many; none is lost."""
    _, folder = shipped
    page = (folder / edition / "glossary/by-strokes/index.html").read_text("utf-8")
    whole = (folder / edition / "glossary/index.html").read_text("utf-8")
    other, *parts = re.split(r'<h2 id="letter-\d+">', page)[1:]
    counts = [int(match[1]) for part in parts if (match := re.match(heading, part))]
    assert other.startswith("#")
    assert counts == sorted(set(counts))
    assert len(counts) == len(parts) > 10
    words = re.compile(r'class="headword"[^>]*>(?:<span[^>]*>)?([^<]+)')
    if edition == "zh-hant":
        for count, part in zip(counts, parts, strict=True):
            assert {strokes(word[0]) for word in words.findall(part)} == {count}
    assert sorted(words.findall(page)) == sorted(words.findall(whole))
    assert 'by-strokes/" aria-current="page"' in page
    assert "by-strokes/" in whole
