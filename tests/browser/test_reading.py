"""The reading bar of the English edition: pinyin and languages, and a text that stays whole under it."""

from __future__ import annotations

from typing import Any

from driver import ARTICLES, Site, Visitors
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
    page.get_by_label("terms", exact=True).check()
    key = page.evaluate(READINGS)
    assert key["all"] == key["key"] == page.locator("ruby.key rt").count() > 0
    page.get_by_label("all", exact=True).check()
    every = page.evaluate(READINGS)
    assert every["all"] == total > key["all"]
    assert every["brackets"] == 0
    page.get_by_label("off", exact=True).check()
    assert page.evaluate(READINGS)["all"] == 0


def test_both_languages_only_chinese_and_only_english_without_a_script(site: Site, visitors: Visitors) -> None:
    """The three states of the text switch show each language or both, in every paragraph."""
    page = visitors.page(java_script_enabled=False)
    page.goto(site.url("en", "long article"))

    def shown() -> tuple[int, int]:
        script = "css => [...document.querySelectorAll(css)].filter(e => e.getClientRects().length).length"
        return page.evaluate(script, ".pair > .zh"), page.evaluate(script, ".pair > .en")

    pairs = page.locator(".pair").count()
    assert pairs > 3
    assert shown() == (pairs, pairs)
    page.get_by_label("Chinese", exact=True).check()
    assert shown() == (pairs, 0)
    page.get_by_label("English", exact=True).check()
    assert shown() == (0, pairs)
    page.get_by_label("both", exact=True).check()
    assert shown() == (pairs, pairs)


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
