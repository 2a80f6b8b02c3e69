"""The reading bar of the English edition: pinyin and languages, and a text that stays whole under it."""

from __future__ import annotations

from typing import Any

import pytest
from driver import ARTICLES, EDITIONS, Site, Visitors
from playwright.sync_api import Page

#: The readings that are rendered, and how many of them belong to terms and names.
READINGS = """() => {
  const shown = [...document.querySelectorAll('rt')].filter(rt => rt.getClientRects().length);
  return {all: shown.length, key: shown.filter(rt => rt.closest('ruby.key')).length,
    brackets: [...document.querySelectorAll('rp')].filter(rp => rp.getClientRects().length).length};
}"""

#: Each Chinese block of the article: its text as written, as rendered, as selected.
TEXTS = """() => [...document.querySelectorAll('.text .zh [id][lang]:is(p, h2, h3, figcaption)')].map(block => {
  const copy = block.cloneNode(true);
  copy.querySelectorAll('rt, rp').forEach(reading => reading.remove());
  const range = document.createRange();
  range.selectNodeContents(block);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return {id: block.id, written: copy.textContent, rendered: block.innerText, selected: getSelection().toString()};
})"""

#: Each link to a term: the term as printed and the text of its paragraph.
PRINTED = """() => [...document.querySelectorAll('.text a.term')].map(link => {
  const copy = link.cloneNode(true);
  copy.querySelectorAll('rt, rp').forEach(reading => reading.remove());
  return {printed: copy.textContent, paragraph: link.closest('p, figcaption').innerText};
})"""


def _squeeze(text: str) -> str:
    return "".join(text.split())


def test_pinyin_off_over_terms_and_over_all_words_without_a_script(site: Site, visitors: Visitors) -> None:
    """The three states of the pinyin switch show no reading, those of terms and names, and all."""
    page = visitors.page(java_script_enabled=False)
    page.goto(site.url("en", "long article"))
    total = page.locator("rt").count()
    assert page.evaluate(READINGS) == {"all": 0, "key": 0, "brackets": 0}
    page.locator("#pinyin-key").check()
    key = page.evaluate(READINGS)
    assert key["all"] == key["key"] == page.locator("ruby.key rt").count() > 0
    page.locator("#pinyin-all").check()
    every = page.evaluate(READINGS)
    assert every["all"] == total > key["all"]
    assert every["brackets"] == 0
    page.locator("#pinyin-off").check()
    assert page.evaluate(READINGS)["all"] == 0


def test_both_languages_in_two_ways_only_chinese_and_only_english_without_a_script(
    site: Site, visitors: Visitors
) -> None:
    """The four states of the text switch: beside each other, one below the other, and each language alone."""
    page = visitors.page(java_script_enabled=False)
    page.goto(site.url("en", "long article"))

    def shown() -> tuple[int, int]:
        script = "css => [...document.querySelectorAll(css)].filter(e => e.getClientRects().length).length"
        return page.evaluate(script, ".pair > .zh"), page.evaluate(script, ".pair > .en")

    def beside() -> bool:
        chinese, english = (page.locator(f".pair .{side}").nth(2).bounding_box() for side in ("zh", "en"))
        assert chinese is not None
        assert english is not None
        return abs(chinese["y"] - english["y"]) < 2

    pairs = page.locator(".pair").count()
    assert pairs > 3
    assert (shown(), beside()) == ((pairs, pairs), True)
    for label, expected in (("Chinese", (pairs, 0)), ("English", (0, pairs)), ("interleaved", (pairs, pairs))):
        page.get_by_label(label, exact=True).check()
        assert shown() == expected, label
    assert not beside()
    page.get_by_label("side by side", exact=True).check()
    assert (shown(), beside()) == ((pairs, pairs), True)


#: How many marks of each kind are underlined, and how many of the later ones a keyboard reaches.
MARKS = """() => {
  const lined = css => [...document.querySelectorAll(`.text ${css}`)]
    .filter(e => getComputedStyle(e).textDecorationLine === 'underline').length;
  return {first: lined('a.term'), again: lined('.again[data-term]'),
    stops: document.querySelectorAll('.text .again[data-term][tabindex="0"]').length};
}"""


@pytest.mark.parametrize("edition", EDITIONS)
def test_marks_first_all_and_none(site: Site, visitors: Visitors, edition: str) -> None:
    """Without a script the marks change their look; with one, all of them open the tooltip."""
    for script in (False, True):
        page = visitors.page(java_script_enabled=script)
        page.goto(site.url(edition, "long article"))
        first, again = page.locator(".text a.term").count(), page.locator(".text .again[data-term]").count()
        assert first > 5
        assert again > 5
        assert page.evaluate(MARKS) == {"first": first, "again": 0, "stops": 0}
        page.locator("#marks-all").check()
        assert page.evaluate(MARKS) == {"first": first, "again": again, "stops": again if script else 0}
        if script:
            later = page.locator(".text .again[data-term]").first
            later.focus()
            page.keyboard.press("Enter")
            slug = later.get_attribute("data-term")
            assert page.locator("#tip dfn").inner_text() == page.locator(f"#term-{slug} dfn").inner_text()
            page.keyboard.press("Escape")
        page.locator("#marks-none").check()
        assert page.evaluate(MARKS) == {"first": 0, "again": 0, "stops": 0}


def test_the_reading_states_are_remembered_on_the_next_page(site: Site, visitors: Visitors) -> None:
    """What a reader chose on one article holds on the next; a spoilt memory is forgotten without a fault."""
    context = visitors.context()
    page = context.new_page()
    page.goto(site.url("en", "long article"))
    for state in ("text-interleaved", "pinyin-key", "marks-all"):
        page.locator(f"#{state}").check()
    page.goto(site.url("en", "Traditional article"))
    for state in ("text-interleaved", "pinyin-key", "marks-all"):
        assert page.locator(f"#{state}").is_checked(), state
    page.evaluate("localStorage.setItem('sitegen-reading', '{')")
    page.reload()
    assert page.locator("#pinyin-off").is_checked()
    page.locator("#pinyin-all").check()
    page.reload()
    assert page.locator("#pinyin-all").is_checked()


def test_a_click_on_the_paragraph_sign_copies_a_citation_of_that_paragraph(site: Site, visitors: Visitors) -> None:
    """The reader has title and address with the paragraph's sign, is told so, and stands at the paragraph."""
    for edition, style in (("en", "Chicago"), ("zh-hans", "GB/T 7714")):
        page = visitors.page(permissions=["clipboard-read", "clipboard-write"])
        page.goto(site.url(edition, "long article"))
        page.locator("#p2 .permalink").click()
        said = page.get_by_role("status")
        said.get_by_text("#p2.").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied in said.inner_text()
        assert copied.endswith(f"{site.url(edition, 'long article')}#p2.")
        whole = page.locator(f'#cite pre[aria-label="{style}"]').text_content()
        assert whole is not None
        assert copied[:30] == whole[:30]
        assert "引用日期" not in copied
        assert page.url.endswith("#p2")


def test_without_a_script_the_paragraph_sign_is_a_link(site: Site, visitors: Visitors) -> None:
    """Nothing promises a copy that is not made."""
    page = visitors.page(java_script_enabled=False)
    page.goto(site.url("en", "long article"))
    page.locator("#p2 .permalink").click()
    assert page.url.endswith("#p2")
    assert page.get_by_role("status").count() == 0


def test_the_reading_bar_of_a_narrow_window_offers_what_differs_there(site: Site, visitors: Visitors) -> None:
    """Side by side and interleaved are one choice on a phone, and the bar is at most three lines high."""
    page = visitors.page(width=360)
    page.goto(site.url("en", "long article"))
    assert not page.get_by_label("interleaved", exact=True).is_visible()
    labels = page.locator(".segments label:visible")
    assert [page.locator(".segments").nth(0).locator("label:visible").count(), labels.count()] == [3, 9]
    shown = page.locator("label:has(#text-side) span").evaluate("span => getComputedStyle(span, '::after').content")
    assert shown == '"both"'
    box = page.locator(".reading-bar").bounding_box()
    assert box is not None
    assert box["height"] < 150
    tops = {round(y) for y in labels.evaluate_all("labels => labels.map(label => label.getBoundingClientRect().top)")}
    assert len(tops) == 3


def test_the_reading_bar_stays_in_reach_of_a_large_window_and_covers_nothing_focused(
    site: Site, visitors: Visitors
) -> None:
    """In the middle of a long article pinyin can be switched on; a term that gets the focus is not under the bar."""
    page = visitors.page()
    page.goto(site.url("en", "long article"))
    link = page.locator(".text a.term").nth(30)
    link.evaluate("link => link.scrollIntoView({block: 'start', behavior: 'instant'})")
    bar, term = page.locator(".reading-bar").bounding_box(), link.bounding_box()
    assert bar is not None
    assert term is not None
    assert 0 <= bar["y"] < 5
    assert term["y"] >= bar["y"] + bar["height"]
    page.set_viewport_size({"width": 360, "height": 800})
    link.evaluate("link => link.scrollIntoView({block: 'center', behavior: 'instant'})")
    narrow = page.locator(".reading-bar").bounding_box()
    assert narrow is not None
    assert narrow["y"] < 0


def test_a_chinese_headline_breaks_where_it_was_printed_with_a_space(site: Site, visitors: Visitors) -> None:
    """The halves of a couplet stand whole, one below the other, where a line is too short for both."""
    page = visitors.page(width=360)
    page.goto(site.url("zh-hans", "long article"))
    halves = page.locator("h1").inner_text().split()
    assert len(halves) == 2
    lines = page.locator("h1").evaluate("""h1 => {
      const lines = new Map(), range = document.createRange();
      const walker = document.createTreeWalker(h1, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) for (let i = 0; i < walker.currentNode.length; i++) {
        range.setStart(walker.currentNode, i);
        range.setEnd(walker.currentNode, i + 1);
        const top = Math.round(range.getBoundingClientRect().top);
        lines.set(top, (lines.get(top) || '') + range.toString());
      }
      return [...lines.values()].map(line => line.trim()).filter(Boolean);
    }""")
    assert lines == halves


@pytest.mark.parametrize("edition", ["zh-hans", "zh-hant"])
def test_the_terms_stand_beside_a_chinese_text_in_a_large_window(site: Site, visitors: Visitors, edition: str) -> None:
    """At 1280 pixels the list begins beside the headline, at 768 it follows the text."""
    page = visitors.page()
    page.goto(site.url(edition, "long article"))
    for width, beside in ((1280, True), (768, False)):
        page.set_viewport_size({"width": width, "height": 800})
        text, terms = page.locator("main > article").bounding_box(), page.locator("#terms").bounding_box()
        assert text is not None
        assert terms is not None
        assert (terms["x"] >= text["x"] + text["width"]) == beside
        assert (terms["y"] < text["y"] + 60) == beside


def test_a_terms_uses_are_sorted_by_date_or_district_where_they_stand(site: Site, visitors: Visitors) -> None:
    """The buttons come with the script; no use is lost in the sorting."""
    page = visitors.page()
    page.goto(site.url("en", "term with most uses"))
    keys = "key => [...document.querySelectorAll('.use')].map(use => use.dataset[key])"
    by_date, titles = page.evaluate(keys, "date"), page.locator(".use h3").all_inner_texts()
    assert len(set(by_date)) > 1
    page.get_by_role("button", name="district").click()
    districts = page.evaluate(keys, "district")
    assert districts == sorted(districts, key=str.casefold)
    assert sorted(page.locator(".use h3").all_inner_texts()) == sorted(titles)
    page.get_by_role("button", name="date").click()
    assert page.evaluate(keys, "date") == by_date


def test_two_districts_are_compared_without_a_script(site: Site, visitors: Visitors) -> None:
    """Clearing the boxes of the others leaves the columns of two districts, in the table and below it."""
    page = visitors.page(java_script_enabled=False)
    page.goto(site.url("en", "compare"))
    boxes = page.locator(".columns input")
    assert boxes.count() > 2
    for index in range(2, boxes.count()):
        boxes.nth(index).uncheck()
    shown = "css => [...document.querySelectorAll(css)].filter(e => e.getClientRects().length).length"
    assert page.evaluate(shown, ".heat thead th") == 3
    assert page.evaluate(shown, ".heat tbody tr:first-child td") == 2
    assert page.evaluate(shown, ".telling section") == 2


def test_both_languages_stand_side_by_side_on_a_wide_window_and_in_turn_on_a_narrow_one(
    site: Site, visitors: Visitors
) -> None:
    """A paragraph and its translation are beside each other at 1280 pixels, one below the other at 360."""
    page = visitors.page()
    page.goto(site.url("en", "long article"))
    for width, beside in ((1280, True), (360, False)):
        page.set_viewport_size({"width": width, "height": 800})
        chinese, english = (page.locator(f".pair .{side}").nth(2).bounding_box() for side in ("zh", "en"))
        assert chinese is not None
        assert english is not None
        assert (abs(chinese["y"] - english["y"]) < 2) == beside
        assert (chinese["x"] + chinese["width"] <= english["x"]) == beside


def test_the_text_that_is_copied_is_the_text_that_was_printed(site: Site, visitors: Visitors) -> None:
    """Selected text never has pinyin in it, whatever the switch says; rendered text has it only when it is on."""
    page = visitors.page()
    for kind in ARTICLES:
        page.goto(site.url("en", kind))
        for pinyin in ("off", "key", "all"):
            page.locator(f"#pinyin-{pinyin}").check()
            blocks = page.evaluate(TEXTS)
            assert blocks, kind
            for block in blocks:
                assert _squeeze(block["selected"]) == _squeeze(block["written"]), (kind, pinyin, block["id"])
                if pinyin == "off":
                    assert block["rendered"].split() == block["written"].split(), (kind, block["id"])
            assert _clipboard(page, blocks[0]["id"]) == _squeeze(blocks[0]["written"])


def test_the_english_edition_prints_the_same_chinese_as_the_simplified_one(site: Site, visitors: Visitors) -> None:
    """Pinyin and marks around it leave a paragraph's text untouched."""
    page = visitors.page()
    page.goto(site.url("en", "long article"))
    english = {block["id"]: block["written"] for block in page.evaluate(TEXTS)}
    page.goto(site.url("zh-hans", "long article"))
    blocks: dict[str, Any] = page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('.text > [id]')].map(b => [b.id, b.textContent]))"
    )
    assert english
    assert {name: blocks[name] for name in english} == english


def test_find_in_page_finds_a_term_as_it_is_printed(site: Site, visitors: Visitors) -> None:
    """With pinyin off nothing stands between the characters of a term, in the text or for the browser's search."""
    page = visitors.page()
    for kind in ARTICLES:
        page.goto(site.url("en", kind))
        links = page.evaluate(PRINTED)
        assert links, kind
        for link in links:
            assert link["printed"] in link["paragraph"]
        for link in links[:3]:
            assert page.evaluate("text => { getSelection().removeAllRanges(); return find(text); }", link["printed"])


def _clipboard(page: Page, block: str) -> str:
    """What a reader has after selecting a block and pressing the keys for copying."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("id => getSelection().selectAllChildren(document.getElementById(id))", block)
    page.keyboard.press("Control+c")
    return _squeeze(page.evaluate("navigator.clipboard.readText()"))
