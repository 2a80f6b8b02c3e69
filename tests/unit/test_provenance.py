"""The provenance panel: lines of the raw page, what was left out, and repairs that lead to their block."""

from __future__ import annotations

from harness import ROOT

from sitegen.build import read_only
from sitegen.model import Block
from sitegen.render.edition import Edition
from sitegen.render.provenance import provenance
from sitegen.render.theme import Theme
from sitegen.site.assemble import assemble
from sitegen.site.facets import Reader

SITE = assemble(read_only(ROOT / "content"))
EDITION = Edition(
    "en",
    SITE.content.config,
    SITE.content.scripts,
    Theme((ROOT / "themes/gazette",)).strings("en"),
)


def test_a_repair_leads_to_the_block_that_holds_the_joined_words() -> None:
    """`block` counts headings too, the ids of paragraphs do not."""
    found = 0
    for article in SITE.articles.values():
        panel = provenance(Reader(SITE), article, EDITION)
        if panel is None:
            continue
        ids = {node.id: node for node in article.body.nodes if isinstance(node, Block)}
        for repair in panel.repairs:
            assert repair.block == "title" or repair.block in ids
            if "sentence is not finished: …" in repair.why and repair.block != "title":
                joined = repair.why.split("…")[1].replace(" + ", "")
                found += joined in ids[repair.block].text
    assert found > 10


def test_the_raw_lines_are_those_the_article_names() -> None:
    """Every line between the first and the last, as printed."""
    article = SITE.articles["zhumadian-2022-09/01-sige-jujiao"]
    panel = provenance(Reader(SITE), article, EDITION)
    assert panel is not None
    assert article.raw is not None
    first, last = article.raw.lines[0]
    assert [line.number for line in panel.lines] == list(range(first, last + 1))
    assert "四个聚焦" in "".join(line.text for line in panel.lines[:4])
