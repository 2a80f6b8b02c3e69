"""Terms: a link to a visible entry without a script, the same entry beside the term with one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from driver import ARTICLES, EDITIONS, Site, Visitors
from playwright.sync_api import BrowserContext, Locator, Page

#: Every term link of a page: its target's existence and size, and the anchor its entry points back to.
TERM_LINKS = """() => [...document.querySelectorAll('a.term')].map(a => {
  const entry = document.getElementById(a.getAttribute('href').slice(1));
  const back = entry && entry.querySelector('a.back');
  const target = back && document.getElementById(back.getAttribute('href').slice(1));
  return {slug: a.dataset.term, href: a.getAttribute('href'), inside: !!(entry && entry.closest('section#terms')),
    visible: !!entry && entry.checkVisibility() && entry.getBoundingClientRect().height > 0,
    back: !!target && target.getClientRects().length > 0};
})"""

#: Each term at the top, in the middle and at the bottom of the window: where its tooltip opens and what it says.
PLACES = """() => [...document.querySelectorAll('a.term')].flatMap(link => ['start', 'center', 'end'].map(block => {
  document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}));
  link.scrollIntoView({block, behavior: 'instant'});
  link.blur();
  link.focus({preventScroll: true});
  const words = element => element.innerText.replace('↩', '').replace(/\\s+/g, ' ').trim();
  const tip = document.getElementById('tip'), entry = document.getElementById(link.hash.slice(1));
  return {name: `${link.dataset.term} at ${block}`, tip: tip.getBoundingClientRect().toJSON(),
    lines: [...link.getClientRects()].map(line => line.toJSON()), cut: tip.scrollHeight > tip.clientHeight,
    same: block !== 'center' || words(tip) === words(entry)};
}))"""


# -- without a script


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_term_link_has_a_visible_entry_on_its_page(site: Site, visitors: Visitors, edition: str) -> None:
    """`href="#term-SLUG"` names an entry that is shown in the terms section and points back into the text."""
    page = visitors.page(java_script_enabled=False)
    wrong = []
    for kind in ARTICLES:
        page.goto(site.url(edition, kind))
        links = page.evaluate(TERM_LINKS)
        assert links, kind
        for link in links:
            good = link["href"] == f"#term-{link['slug']}" and link["inside"] and link["visible"] and link["back"]
            if not good:
                wrong.append(f"{kind}: {link}")
    assert wrong == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_term_leads_to_its_entry_and_back_without_a_script(site: Site, visitors: Visitors, edition: str) -> None:
    """A reader without JavaScript clicks a term, reads its entry and returns to the term."""
    page = visitors.page(java_script_enabled=False)
    page.goto(site.url(edition, "long article"))
    link = page.locator("a.term").nth(2)
    slug = link.get_attribute("data-term")
    link.click()
    page.wait_for_url(f"**#term-{slug}")
    entry = page.locator(f"#term-{slug}")
    _expect_on_screen(page, entry)
    assert not _on_screen(page, link)
    entry.locator("a.back").click()
    _expect_on_screen(page, link)
    page.wait_for_url(f"**#use-{slug}")


# -- with the script: time stands still and moves only when a test says so


@pytest.fixture
def reader(site: Site, visitors: Visitors) -> Page:
    """The long article, with the clock in the test's hand."""
    return _open(visitors.context(), site, "zh-hans")


def _open(context: BrowserContext, site: Site, edition: str = "en") -> Page:
    context.clock.install(time=0)
    page = context.new_page()
    page.goto(site.url(edition, "long article"))
    page.clock.pause_at(60_000)
    return page


def test_a_tooltip_opens_by_hover_after_a_short_wait(reader: Page) -> None:
    """A pointer that only crosses a term opens nothing; one that rests on it does."""
    link, tip = _term(reader, 0), reader.locator("#tip")
    _point(reader, link)
    reader.clock.run_for(100)
    assert tip.count() == 0
    reader.mouse.move(0, 0)
    reader.clock.run_for(2000)
    assert tip.count() == 0
    _point(reader, link)
    reader.clock.run_for(500)
    assert tip.is_visible()
    assert link.get_attribute("aria-expanded") == "true"


def test_a_tooltip_stays_while_the_pointer_is_in_it_and_closes_when_it_leaves(reader: Page) -> None:
    """The entry can be read to its end and its link reached with the pointer."""
    link, tip = _term(reader, 0), reader.locator("#tip")
    _hover(reader, link)
    box = _box(tip)
    reader.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2, steps=5)
    reader.clock.run_for(5000)
    assert tip.is_visible()
    reader.mouse.move(0, 0)
    reader.clock.run_for(100)
    assert tip.is_visible()
    reader.clock.run_for(1000)
    assert tip.count() == 0
    assert link.get_attribute("aria-expanded") is None


def test_a_tooltip_closes_by_escape_by_leaving_the_term_and_by_a_click_elsewhere(reader: Page) -> None:
    """There are three ways out, and none needs aim."""
    link, tip = _term(reader, 0), reader.locator("#tip")
    _hover(reader, link)
    reader.keyboard.press("Escape")
    assert tip.count() == 0
    reader.mouse.move(0, 0)
    _hover(reader, link)
    reader.mouse.move(0, 0)
    reader.clock.run_for(1000)
    assert tip.count() == 0
    _hover(reader, link)
    reader.mouse.click(2, 2)
    assert tip.count() == 0


def test_a_tooltip_opens_by_keyboard_focus(reader: Page) -> None:
    """Tab reaches a term and shows its entry, then the entry's link; Escape returns to the term."""
    link, tip = _term(reader, 0), reader.locator("#tip")
    reader.locator(".facts a").focus()
    for _ in range(20):
        reader.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    assert tip.is_visible()
    reader.keyboard.press("Tab")
    assert tip.locator("a[href]").first.evaluate("a => a === document.activeElement")
    assert tip.is_visible()
    reader.keyboard.press("Escape")
    assert tip.count() == 0
    assert link.evaluate("link => link === document.activeElement")


def test_enter_on_a_term_goes_to_its_entry(reader: Page) -> None:
    """With the script a term is still a link for the keyboard."""
    link = _term(reader, 0)
    reader.keyboard.press("Tab")
    link.focus()
    assert reader.locator("#tip").is_visible()
    reader.keyboard.press("Enter")
    reader.wait_for_url(f"**#term-{link.get_attribute('data-term')}")
    assert reader.locator("#tip").count() == 0


def test_only_one_tooltip_is_open(reader: Page) -> None:
    """The next term's entry replaces the one before."""
    first, second = _term(reader, 0), _term(reader, 1)
    _hover(reader, first)
    second.focus()
    second.dispatch_event("pointerover", {"pointerType": "mouse", "bubbles": True})
    reader.clock.run_for(1000)
    assert reader.locator("#tip").count() == 1
    assert reader.locator("[aria-expanded]").count() == 1
    assert second.get_attribute("aria-expanded") == "true"
    assert reader.locator("#tip dfn").inner_text() == _entry(reader, second).locator("dfn").inner_text()


@pytest.mark.parametrize(("width", "height", "edition"), [(320, 568, "zh-hant"), (1280, 800, "zh-hans")])
def test_a_tooltip_is_inside_the_window_beside_its_term_with_its_entry_s_text(
    site: Site, visitors: Visitors, width: int, height: int, edition: str
) -> None:
    """Every term, also at the right edge, at the top and at the bottom: whole, not over the term, word for word."""
    page = _open(visitors.context(width=width, height=height), site, edition)
    page.keyboard.press("Tab")
    places = page.evaluate(PLACES)
    assert len(places) == 3 * page.locator("a.term").count() > 0
    wrong = []
    for place in places:
        if not _inside(place["tip"], width, height):
            wrong.append(f"{place['name']} is outside: {place['tip']}")
        if any(_overlap(place["tip"], line) for line in place["lines"]):
            wrong.append(f"{place['name']} covers its term")
        if place["tip"]["height"] < 100 and place["cut"]:
            wrong.append(f"{place['name']} is too low to read: {place['tip']}")
        if not place["same"]:
            wrong.append(f"{place['name']} says something else than its entry")
    assert wrong == []


def test_pinyin_over_the_text_leaves_the_tooltip_as_it_is(site: Site, visitors: Visitors) -> None:
    """The wide lines that pinyin needs are the text's, not the entry's beside a term in it."""
    page = _open(visitors.context(), site)
    heights = []
    for pinyin in ("off", "all"):
        page.locator(f"#pinyin-{pinyin}").check()
        _hover(page, _term(page, 0))
        heights.append(_box(page.locator("#tip"))["height"])
        page.keyboard.press("Escape")
        page.mouse.move(0, 0)
    assert heights[0] == heights[1]


def test_a_tooltip_at_the_right_edge_opens_by_hover_inside_the_window(site: Site, visitors: Visitors) -> None:
    """The term that ends farthest to the right opens to the left."""
    page = _open(visitors.context(width=800), site)
    rights = page.locator("a.term").evaluate_all("links => links.map(a => a.getClientRects()[0].right)")
    _hover(page, page.locator("a.term").nth(rights.index(max(rights))))
    assert _inside(_box(page.locator("#tip")), 800, 800)


# -- touch


@pytest.fixture(params=[320, 1024])
def phone(request: pytest.FixtureRequest, site: Site, visitors: Visitors) -> Iterator[Page]:
    """The long article on a small and on a large touch screen."""
    yield _open(visitors.context(width=request.param, height=700, has_touch=True, is_mobile=True), site)


def test_the_first_tap_opens_the_entry_and_the_second_follows_the_link(phone: Page) -> None:
    """A term wherever it is on the screen stays in sight, so that the second tap finds it."""
    for block in ("start", "end"):
        link, tip = _term(phone, 2, block), phone.locator("#tip")
        _tap(phone, link)
        phone.clock.run_for(2000)
        assert tip.is_visible()
        assert "#" not in phone.url
        viewport = phone.viewport_size
        assert viewport is not None
        assert _inside(_box(tip), viewport["width"], viewport["height"])
        assert not any(_overlap(_box(tip), rect) for rect in _rects(link)), block
        _tap(phone, link)
        phone.wait_for_url(f"**#term-{link.get_attribute('data-term')}")
        assert tip.count() == 0
        phone.goto(phone.url.partition("#")[0])


def test_a_tap_in_the_tooltip_keeps_it_and_one_elsewhere_closes_it(phone: Page) -> None:
    """A reader can touch the entry to scroll it; touching the text beside it ends it."""
    tip = phone.locator("#tip")
    _tap(phone, _term(phone, 2))
    box = _box(tip)
    phone.touchscreen.tap(box["x"] + 20, box["y"] + 10)
    phone.clock.run_for(2000)
    assert tip.is_visible()
    phone.touchscreen.tap(4, 4)
    phone.clock.run_for(2000)
    assert tip.count() == 0


# -- steps and measures


def _term(page: Page, index: int, block: str = "center") -> Locator:
    link = page.locator("a.term").nth(index)
    link.evaluate("(link, block) => link.scrollIntoView({block, behavior: 'instant'})", block)
    return link


def _entry(page: Page, link: Locator) -> Locator:
    return page.locator(f"#term-{link.get_attribute('data-term')}")


def _point(page: Page, link: Locator) -> None:
    rect = _rects(link)[0]
    page.mouse.move(rect["x"] + rect["width"] / 2, rect["y"] + rect["height"] / 2)


def _hover(page: Page, link: Locator) -> None:
    link.evaluate("link => link.scrollIntoView({block: 'center', behavior: 'instant'})")
    _point(page, link)
    page.clock.run_for(500)
    assert page.locator("#tip").is_visible()


def _tap(page: Page, link: Locator) -> None:
    rect = _rects(link)[0]
    page.touchscreen.tap(rect["x"] + rect["width"] / 2, rect["y"] + rect["height"] / 2)


def _box(locator: Locator) -> dict[str, float]:
    box = locator.bounding_box()
    assert box is not None
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


def _rects(link: Locator) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = link.evaluate("link => [...link.getClientRects()].map(rect => rect.toJSON())")
    return found


def _inside(box: dict[str, float], width: int, height: int) -> bool:
    right, bottom = box["x"] + box["width"], box["y"] + box["height"]
    return box["x"] >= 0 and box["y"] >= 0 and right <= width and bottom <= height


def _overlap(a: dict[str, float], b: dict[str, float]) -> bool:
    across = a["x"] < b["x"] + b["width"] and b["x"] < a["x"] + a["width"]
    return across and a["y"] < b["y"] + b["height"] and b["y"] < a["y"] + a["height"]


def _on_screen(page: Page, locator: Locator) -> bool:
    box, viewport = _box(locator), page.viewport_size
    assert viewport is not None
    return box["y"] + box["height"] > 0 and box["y"] < viewport["height"]


def _expect_on_screen(page: Page, locator: Locator) -> None:
    """Wait for smooth scrolling to arrive."""
    for _ in range(100):
        if _on_screen(page, locator):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"{locator} did not come into the window")
