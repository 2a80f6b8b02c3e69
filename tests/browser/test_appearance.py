"""Colours by day and by night, and on paper."""

from __future__ import annotations

import re
from typing import Any

import pytest
from driver import EDITIONS, Site, Visitors
from playwright.sync_api import Page

#: Colour of the first shown element that matches, and the first opaque ground under it.
COLOURS = """css => {
  const element = [...document.querySelectorAll(css)].find(e => e.getClientRects().length);
  if (!element) return null;
  let ground = element;
  const bare = e => /^(transparent|rgba\\(.*, 0\\))$/.test(getComputedStyle(e).backgroundColor);
  while (bare(ground) && ground.parentElement) ground = ground.parentElement;
  return {colour: getComputedStyle(element).color, ground: getComputedStyle(ground).backgroundColor};
}"""
SHOWN = "css => [...document.querySelectorAll(css)].filter(e => e.getClientRects().length).length"

#: Page -> what to measure on it: text, faint text, links.
MEASURED = {
    "home": ("main .lead", "main .meta", "main h3 a", ".pinyin", ".colophon p", ".colophon a", ".site-name"),
    "long article": (
        "main .text p",
        ".facts",
        ".facts a",
        "a.term",
        "a.place",
        ".gloss.other",
        "#terms .entry-links a",
        ".site-name a",
        ".segments label",
        ".segments label:has(:checked)",
    ),
    "article with figures": ("main figcaption",),
    "term with most uses": ("main .prose p", ".prose.other", "main .meta", "main h3 a", "mark", "dt", "dd"),
    "district": ("main .prose p", ".kind", ".uses", "main h3 a"),
}


def _luminance(colour: str) -> float:
    channels = [int(c) / 255 for c in re.findall(r"\d+", colour)[:3]]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_the_guidelines_say() -> None:
    """The measure that the next test relies on."""
    assert _contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == pytest.approx(21)
    assert _contrast("rgb(118, 118, 118)", "rgb(255, 255, 255)") == pytest.approx(4.54, abs=0.01)


def test_text_is_legible_by_day_and_by_night(site: Site, visitors: Visitors) -> None:
    """The two schemes differ, and text, faint text and links have a contrast of at least 4.5 in both."""
    page = visitors.page()
    grounds: dict[str, set[str]] = {"light": set(), "dark": set()}
    low, measured = [], set()
    for edition in EDITIONS:
        for kind, selectors in MEASURED.items():
            page.goto(site.url(edition, kind))
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                grounds[scheme].add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                for css in ("body", *selectors):
                    found: dict[str, str] | None = page.evaluate(COLOURS, css)
                    if found is None:
                        continue
                    measured.add(css)
                    if (ratio := _contrast(found["colour"], found["ground"])) < 4.5:
                        low.append(f"{edition} {kind} {scheme} {css}: {ratio:.2f}")
    assert low == []
    assert measured == {"body", *(css for selectors in MEASURED.values() for css in selectors)}
    assert len(grounds["light"]) == len(grounds["dark"]) == 1
    (light,), (dark,) = grounds["light"], grounds["dark"]
    assert _luminance(light) > 0.8
    assert _luminance(dark) < 0.05


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_article_prints_without_what_only_a_screen_needs(site: Site, visitors: Visitors, edition: str) -> None:
    """On paper there is no navigation and no reading bar, but the text and the terms; a PDF can be made."""
    page = visitors.page()
    page.goto(site.url(edition, "long article"))
    navigation = ".masthead nav, nav, .reading-bar, form, .skip, #terms a.back"
    assert page.evaluate(SHOWN, navigation) > 0
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN, navigation) == 0
    assert page.evaluate(SHOWN, "#terms") == 1
    entries = page.locator("#terms .entry").count()
    assert page.evaluate(SHOWN, "#terms .entry .gloss:not(.other)") == entries > 0
    assert page.evaluate(SHOWN, ".text p[id]") == page.locator(".text p[id]").count() > 0
    assert page.pdf().startswith(b"%PDF-")


def test_an_article_prints_on_a4_with_its_address_and_its_terms_as_notes(site: Site, visitors: Visitors) -> None:
    """Pages are A4; notes are smaller than the text, run on in a line and in one language; nothing is left to click."""
    page = visitors.page(width=680)
    page.goto(site.url("en", "long article"))
    assert page.evaluate(SHOWN, ".address") == 0
    page.emulate_media(media="print")
    assert page.locator(".address").inner_text() == page.evaluate("document.querySelector('[rel=canonical]').href")
    size = "css => parseFloat(getComputedStyle(document.querySelector(css)).fontSize)"
    assert page.evaluate(size, "#terms .gloss") < page.evaluate(size, ".text p")
    entry = page.locator("#terms .entry").first
    head, gloss = (
        entry.locator(css).evaluate("e => getComputedStyle(e).display") for css in (".entry-head", ".gloss >> nth=0")
    )
    assert head == gloss == "inline"
    screen = ".gloss.other, .entry-links, .permalink, .reading-bar, details, .related, .neighbours, .colophon ul"
    assert page.evaluate(SHOWN, screen) == 0
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    assert len(boxes) > 1
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {(595, 842)}


def test_what_was_chosen_in_the_reading_bar_shows_in_forced_colours(site: Site, visitors: Visitors) -> None:
    """Where the system sets the colours, the chosen state still differs from the others."""
    page = visitors.page(forced_colors="active")
    page.goto(site.url("en", "long article"))
    chosen = page.locator(".segments label:has(:checked)").evaluate_all(
        "labels => labels.map(label => getComputedStyle(label).backgroundColor)"
    )
    others = page.locator(".segments label:not(:has(:checked))").evaluate_all(
        "labels => labels.map(label => getComputedStyle(label).backgroundColor)"
    )
    assert len(chosen) == 3
    assert not set(chosen) & set(others)


def test_a_dark_screen_prints_dark_on_white(site: Site, visitors: Visitors) -> None:
    """A reader of the dark scheme gets the colours of paper on paper."""
    page = visitors.page(color_scheme="dark")
    page.goto(site.url("en", "Traditional article"))
    page.emulate_media(media="print")
    for css in ("body", ".headline .column, .headline .kicker, .facts", ".facts a", ".text p", ".gloss", ".pinyin"):
        found: dict[str, Any] = page.evaluate(COLOURS, css)
        assert found["ground"] == "rgb(255, 255, 255)", css
        assert _contrast(found["colour"], found["ground"]) >= 4.5, css
    _no_panel(page)


def _no_panel(page: Page) -> None:
    """Figures stand on paper too."""
    assert page.evaluate(COLOURS, "figcaption")["ground"] == "rgb(255, 255, 255)"
