"""Every page fits the window, says its language, and leads only to pages that exist on this site."""

from __future__ import annotations

import gzip
import re

import pytest
from driver import ARTICLES, EDITIONS, PREFIX, Site, Visitors
from links import broken_links, duplicate_ids

WIDTHS = (320, 360, 768, 1280)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_the_sample_has_every_kind_of_page(site: Site) -> None:
    """No kind of page escapes the tests of this folder because nobody added it to the sample."""

    def kind(html: str) -> str:
        match = re.search(r'<body class="([^"]*)"', html)
        assert match is not None
        return match[1]

    published = {kind(data.decode()) for path, data in site.tree.items() if path.endswith(".html")}
    sampled = {kind(site.html(f"en/{path}")) for path in site.kinds.values()} | {kind(site.html(p)) for p in site.roots}
    assert sampled == published
    assert site.html("en/" + site.kinds["Traditional article"]).count('<h1 id="title" lang="zh-Hant">') == 1
    assert site.html("en/" + site.kinds["article with figures"]).count("<figure") > 1


def test_every_internal_link_leads_to_a_page_and_an_anchor(site: Site) -> None:
    """No link of the whole site is broken."""
    assert broken_links(site.tree, PREFIX) == []


def test_no_page_has_an_id_twice(site: Site) -> None:
    """An anchor is one place."""
    assert duplicate_ids(site.tree) == []


def test_every_page_says_its_edition_s_language(site: Site) -> None:
    """`<html lang>` is right on every published page."""
    wrong = []
    for path, data in site.tree.items():
        if path.endswith(".html"):
            lang = EDITIONS.get(path.partition("/")[0], "en")
            if f'<html lang="{lang}">' not in data.decode():
                wrong.append(path)
    assert wrong == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_page_scrolls_sideways_or_asks_another_host(site: Site, visitors: Visitors, edition: str) -> None:
    """Every kind of page loads from this site alone and fits windows of 320 to 1280 pixels, pinyin or not."""
    page = visitors.page()
    wide = []

    def measure(name: str, *widths: int) -> None:
        for width in widths or WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if over := page.evaluate(OVERFLOW):
                wide.append(f"{name} at {width}: {over} pixels too wide")

    for kind in site.kinds:
        page.goto(site.url(edition, kind))
        measure(kind)
        if edition == "en" and kind in ARTICLES:
            page.locator("#pinyin-all").check()
            measure(f"{kind} with pinyin", 320, 1280)
    if edition == "en":
        for path in site.roots:
            page.goto(site.base + path)
            measure(path or "chooser")
    assert wide == []
    assert visitors.elsewhere == []


def test_the_language_switch_stays_on_the_page(site: Site, visitors: Visitors) -> None:
    """A reader changes the edition on an article and any other page, and comes back to where they were."""
    page = visitors.page()
    for kind in ("short article", "Traditional article", "home", "term with most uses"):
        page.goto(site.url("en", kind))
        for edition in ("zh-hans", "zh-hant", "en"):
            lang = EDITIONS[edition]
            page.locator(f'.editions a[hreflang="{lang}"]').click()
            page.wait_for_url(site.url(edition, kind))
            assert page.locator("html").get_attribute("lang") == lang
            assert page.locator(".editions [aria-current]").get_attribute("hreflang") == lang


def test_the_navigation_says_where_the_reader_is(site: Site, visitors: Visitors) -> None:
    """The section of a page is marked as current, as the page itself or as what the page is in."""
    page = visitors.page()
    current = page.locator(".sections [aria-current]")
    for kind, label, value in (("glossary", "Glossary", "page"), ("term with most uses", "Glossary", "true")):
        page.goto(site.url("en", kind))
        assert current.all_inner_texts() == [label]
        assert current.get_attribute("aria-current") == value
    page.goto(site.url("en", "home"))
    assert current.count() == 0


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_longest_article_is_light(site: Site, edition: str) -> None:
    """With everything it needs, compressed as servers do: at most 60 KB, at most 6 KB of it script."""

    def weight(path: str) -> int:
        return len(gzip.compress(site.tree[path], 6))

    folder = f"{edition}/articles/"
    longest = max((p for p in site.tree if p.startswith(folder) and p.endswith(".html")), key=weight)
    needed = {
        path.removeprefix(PREFIX) for path in re.findall(r'(?:src|href)="([^"]+\.(?:js|css))"', site.html(longest))
    }
    assert {path.rpartition(".")[2] for path in needed} == {"js", "css"}
    script = sum(weight(path) for path in needed if path.endswith(".js"))
    assert script <= 6 * 1024
    assert weight(longest) + sum(map(weight, needed)) <= 60 * 1024


def test_the_chooser_leads_to_each_edition(site: Site, visitors: Visitors) -> None:
    """The root page offers every edition in its own language."""
    page = visitors.page()
    for edition, lang in EDITIONS.items():
        page.goto(site.base)
        page.locator(f'.choices a[hreflang="{lang}"]').click()
        page.wait_for_url(site.url(edition, "home"))
        assert page.locator("html").get_attribute("lang") == lang


def test_a_request_to_another_host_is_refused_and_noticed(site: Site, visitors: Visitors) -> None:
    """The guard that the other tests rely on works."""
    page = visitors.page()
    page.goto(site.url("en", "404"))
    answer = page.evaluate("fetch('http://elsewhere.invalid/x').then(() => 'answered', () => 'refused')")
    assert answer == "refused"
    assert visitors.elsewhere == ["http://elsewhere.invalid/x"]
    visitors.elsewhere.clear()
