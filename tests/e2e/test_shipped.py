"""The archive of this repository, as published below a path."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from harness import ROOT
from links import broken_links, duplicate_ids

from sitegen.report import Report

EDITIONS = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
Shipped = tuple[Report, Path]

# How many items each printed page has, counted on the raw pages by hand.
ITEMS = {
    "zhumadian-2022-09": 8,
    "pingdingshan-2023-02": 10,
    "zhengzhou-2018-11": 5,
    "zhumadian-2015": 1,
    "zhoukou-2023-01": 9,
}


def _tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_archive_builds_without_an_error_or_warning(shipped: Shipped) -> None:
    report, _ = shipped
    assert [str(d) for d in report.diagnostics] == []


def test_every_article_of_the_five_pages_is_there_in_three_editions(shipped: Shipped) -> None:
    _, output = shipped
    for edition in EDITIONS:
        pages = Counter(path.parent.parent.name for path in output.glob(f"{edition}/articles/*/*/index.html"))
        assert pages == ITEMS


def test_every_internal_link_and_anchor_works_and_no_id_stands_twice(shipped: Shipped) -> None:
    tree = _tree(shipped[1])
    assert broken_links(tree, "/sub/") == []
    assert duplicate_ids(tree) == []


def test_nothing_is_loaded_from_another_host(shipped: Shipped) -> None:
    """Only links that a reader follows may leave the site: no script, style, picture or font does."""
    _, output = shipped
    for path in output.rglob("*.html"):
        html = path.read_text("utf-8")
        for tag in re.findall(r"<(?:script|img|iframe|source|video|audio)\b[^>]*>", html):
            assert not re.search(r'src="(?:https?:)?//', tag), (path, tag)
        for tag in re.findall(r"<link\b[^>]*>", html):
            if 'rel="stylesheet"' in tag or 'rel="icon"' in tag:
                assert 'href="/sub/' in tag, (path, tag)
    for path in output.glob("assets/*.css"):
        assert "@import" not in path.read_text("utf-8")
        assert "url(" not in path.read_text("utf-8")


def test_every_page_names_its_language_and_its_counterparts_and_they_name_it(shipped: Shipped) -> None:
    """hreflang is reciprocal: each page lists all editions of itself, x-default included."""
    _, output = shipped
    for path in output.glob("en/**/index.html"):
        rest = path.relative_to(output / "en").as_posix().removesuffix("index.html")
        links = set()
        for edition, lang in EDITIONS.items():
            html = (output / edition / rest / "index.html").read_text("utf-8")
            assert f'<html lang="{lang}">' in html
            links.add(frozenset(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html)))
            assert f'<link rel="canonical" href="http://127.0.0.1/sub/{edition}/{rest}">' in html
        assert len(links) == 1, rest
        expected = {(lang, f"http://127.0.0.1/sub/{edition}/{rest}") for edition, lang in EDITIONS.items()}
        assert expected < next(iter(links))
        assert {name for name, _ in next(iter(links))} == {*EDITIONS.values(), "x-default"}


def test_development_zone_means_another_place_in_each_city(shipped: Shipped) -> None:
    """The same two words 开发区 lead to Zhumadian's zone on its page and to Zhoukou's on its page."""
    _, output = shipped
    for page, zone in (
        ("zhumadian-2022-09/01-sige-jujiao", "zhumadian"),
        ("zhoukou-2023-01/01-ningxin-juli", "zhoukou"),
    ):
        html = (output / f"zh-hans/articles/{page}/index.html").read_text("utf-8")
        targets = set(re.findall(r'<a class="place" data-place="([^"]+)" href="[^"]+">开发区</a>', html))
        assert targets == {f"{zone}-kaifaqu"}


def test_every_term_link_has_its_entry_and_every_entry_its_way_back(shipped: Shipped) -> None:
    _, output = shipped
    for path in output.glob("*/articles/*/*/index.html"):
        html = path.read_text("utf-8")
        linked = re.findall(r'<a class="term"[^>]* data-term="([^"]+)" href="#term-\1">', html)
        entries = re.findall(r'<div class="entry" id="term-([^"]+)"', html)
        assert set(linked) <= set(entries), path
        assert len(re.findall(r'class="back" href="#', html)) == len(entries), path


def test_the_traditional_edition_converts_simplified_articles_and_leaves_traditional_ones(shipped: Shipped) -> None:
    _, output = shipped
    converted = (output / "zh-hant/articles/zhumadian-2022-09/03-wuchang-xianxue/index.html").read_text("utf-8")
    assert "無償獻血" in converted
    printed = (output / "zh-hant/articles/zhumadian-2015/01-zengchuang-kaifang-zhaoshang/index.html").read_text("utf-8")
    assert "占目標任務" in printed  # the page's own form, not 佔
    simplified = (output / "zh-hans/articles/zhumadian-2015/01-zengchuang-kaifang-zhaoshang/index.html").read_text(
        "utf-8"
    )
    assert "占目标任务" in simplified


def test_the_editor_s_notes_in_a_traditional_article_are_in_the_script_around_them(shipped: Shipped) -> None:
    """Notes are written in Simplified characters in every article; a reader of Traditional ones sees those."""
    _, output = shipped
    for edition, note in (("zh-hans", "此处疑有缺文"), ("zh-hant", "此處疑有缺文")):
        page = output / edition / "articles/zhumadian-2015/01-zengchuang-kaifang-zhaoshang/index.html"
        shown = set(re.findall("〔(此[^〕]*)〕", page.read_text("utf-8").partition('<details class="provenance">')[0]))
        assert shown == {note}, edition


def test_the_ledger_of_every_page_covers_its_raw_text_from_end_to_end() -> None:
    """Spans run from 0 to the end with no gap and no overlap, and name every article of the page."""
    for page, items in ITEMS.items():
        raw = (ROOT / f"content/raw/{page}.txt").read_bytes()
        ledger = json.loads((ROOT / f"content/articles/{page}/ledger.json").read_text("utf-8"))
        at = 0
        for span in ledger["spans"]:
            assert span["start"] == at, (page, span)
            assert span["fate"] == "article" or span["reason"], (page, span)
            at = span["end"]
        assert at == len(raw.decode(ledger["encoding"]))
        assert {span["article"] for span in ledger["spans"] if span["fate"] == "article"} == set(range(1, items + 1))
