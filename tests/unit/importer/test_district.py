"""The district of an article: its own words first, and only districts of the page's own city."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.importer.district import district_of, districts_of
from sitegen.importer.draft import Block, Draft
from sitegen.importer.piece import Piece

PLACE = (
    "---\nname: {name}\nname_en: x\npinyin: x\nkind: {kind}\nparent: {parent}\n"
    "local_names: [{local}]\nnot_in: [国家高新区]\n---\n"
)


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """Two zones of one city and one of another."""
    for stem, name, parent, local in (
        ("jia-kaifaqu", "甲开发区", "jia", "开发区, 该区"),
        ("jia-gaoxinqu", "甲高新区", "jia", "高新区, 该区"),
        ("yi-gaoxinqu", "乙高新区", "yi", "高新区"),
    ):
        text = PLACE.format(name=name, kind="development-zone", parent=parent, local=local)
        (tmp_path / f"{stem}.md").write_text(text, "utf-8")
    return tmp_path


def draft(title: str, body: str) -> Draft:
    """An article of one paragraph."""
    return Draft(title=Piece(title), blocks=[Block("paragraph", Piece(body))])


def test_only_the_city_of_the_page_is_looked_at(places: Path) -> None:
    """高新区 in a text of one city never means that of another."""
    assert [d.id for d in districts_of(places, "jia-kaifaqu")] == ["jia-gaoxinqu", "jia-kaifaqu"]
    assert districts_of(places, "") == []
    assert districts_of(places / "none", "jia-kaifaqu") == []


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("开展技能培训", "日前,高新区举办培训,开发区派人参加。", "jia-gaoxinqu"),
        ("开发区举办培训", "日前,高新区派人参加。", "jia-kaifaqu"),
        ("入选国家高新区名单", "该区将加快建设。", ""),
    ],
)
def test_the_first_district_named_is_the_article_s(places: Path, title: str, body: str, expected: str) -> None:
    """Headline before text; longer words and anaphors name no district."""
    assert district_of(draft(title, body), districts_of(places, "jia-kaifaqu")) == expected
