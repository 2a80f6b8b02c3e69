"""axe-core finds nothing to complain of on any kind of page, in any edition, by day or night, narrow or wide."""

from __future__ import annotations

from typing import Literal

import pytest
from driver import EDITIONS, Site, Visitors
from playwright.sync_api import Page

WIDTHS = (360, 1280)
#: Kinds that differ from another of the sample only in length; the Traditional article is the longest of all.
SAME = {"short article", "long article", "term with the longest name", "page of prose"}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

#: Start a check; it runs while the test starts the next window's.
START = """() => { setTimeout(() => {
  window.found = axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}});
}); }"""
RESULT = """async () => {
  while (!window.found) await new Promise(done => setTimeout(done, 5));
  const {violations} = await window.found;
  window.found = null;
  return violations.map(v => `${v.id}: ${v.nodes.length} times, first in ${v.nodes[0].html.slice(0, 200)}`
    + ` (${v.nodes[0].failureSummary.replace(/\\s+/g, ' ')})`);
}"""


def _check(pages: dict[int, Page], name: str) -> list[str]:
    """What axe finds in each window, in both schemes; the windows are checked at the same time."""
    found = []
    for scheme in SCHEMES:
        for page in pages.values():
            page.emulate_media(color_scheme=scheme)
            page.evaluate(START)
        for width, page in pages.items():
            found += [f"{name}, {width} pixels, {scheme}: {violation}" for violation in page.evaluate(RESULT)]
    return found


def _windows(visitors: Visitors, axe: str) -> dict[int, Page]:
    contexts = {width: visitors.context(width=width) for width in WIDTHS}
    for context in contexts.values():
        context.add_init_script(axe)
    return {width: context.new_page() for width, context in contexts.items()}


def _load(pages: dict[int, Page], url: str) -> None:
    for page in pages.values():
        page.goto(url)


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_violation_on_any_kind_of_page(site: Site, visitors: Visitors, axe: str, edition: str) -> None:
    """Names, roles, order, languages, contrast and targets are in order as far as a machine can tell."""
    pages, found = _windows(visitors, axe), []
    for kind in [kind for kind in site.kinds if kind not in SAME]:
        _load(pages, site.url(edition, kind))
        found += _check(pages, kind)
    if edition == "en":
        for path in site.roots:
            _load(pages, site.base + path)
            found += _check(pages, path or "chooser")
    assert found == []


@pytest.mark.parametrize("edition", ["en", "zh-hant"])
def test_no_violation_in_an_article_a_reader_is_using(site: Site, visitors: Visitors, axe: str, edition: str) -> None:
    """The same with an entry that was jumped to, a tooltip open and, in the English edition, pinyin over all words."""
    pages = _windows(visitors, axe)
    for page in pages.values():
        page.goto(site.url(edition, "article with figures"))
        slug = page.locator("a.term").first.get_attribute("data-term")
        page.goto(f"{site.url(edition, 'article with figures')}#term-{slug}")
        if edition == "en":
            page.locator("#pinyin-all").check()
        page.keyboard.press("Tab")
        page.locator("a.term").last.focus()
        assert page.locator("#tip").is_visible()
    assert _check(pages, "an article in use") == []
