"""Stand-off text to HTML: elements nest, nothing is lost, nothing is let through that is not markup."""

from __future__ import annotations

import json
import re

import pytest
from in_memory import article_site, body_html, nests, strip_html
from markupsafe import Markup, escape

from sitegen.model import Style
from sitegen.render.html import (
    LINK,
    STYLE,
    Ruby,
    Text,
    Wrap,
    chinese_wraps,
    element,
    inline,
    json_ld,
    ruby,
    style_wraps,
)


def wrap(start: int, end: int, tag: str, rank: int = STYLE) -> Wrap:
    return Wrap(start, end, rank, f"<{tag}>", f"</{tag}>")


# -- wraps


def test_text_without_wraps_is_escaped() -> None:
    assert inline("甲 < 乙 & \"丙\" '丁'", []) == "甲 &lt; 乙 &amp; &#34;丙&#34; &#39;丁&#39;"


def test_line_breaks_become_br() -> None:
    assert inline("甲\n乙", [wrap(0, 3, "em")]) == "<em>甲<br>\n乙</em>"


def test_wraps_inside_one_another_nest() -> None:
    assert inline("甲乙丙丁", [wrap(0, 4, "strong"), wrap(1, 3, "em")]) == "<strong>甲<em>乙丙</em>丁</strong>"


def test_wraps_that_overlap_are_cut_so_that_they_nest() -> None:
    """Of two of the same rank, the one that begins later is cut."""
    assert (
        inline("甲乙丙丁", [wrap(0, 3, "strong"), wrap(1, 4, "em")])
        == "<strong>甲<em>乙丙</em></strong><em>丁</em>"
    )  # fmt: skip


def test_a_link_is_not_cut_by_emphasis() -> None:
    """Emphasis that begins before a link and ends inside it is cut in two; the link stays whole."""
    shown = inline("甲乙丙丁", [wrap(0, 3, "em"), wrap(1, 4, "a", LINK)])
    assert shown == "<em>甲</em><a><em>乙丙</em>丁</a>"


def test_links_are_outside_and_pinyin_inside_whatever_the_order_given() -> None:
    wraps = [wrap(0, 2, "em"), wrap(0, 2, "a", LINK)]
    words = [Ruby(0, 2, "<ruby>", "</ruby>")]
    expected = "<a><em><ruby>甲乙</ruby></em></a>"
    assert inline("甲乙", wraps, words) == inline("甲乙", reversed(wraps), words) == expected


def test_words_and_what_stands_between_them_keep_their_order() -> None:
    """Characters before, between and after words are escaped; an element may hold several words."""
    words = [Ruby(1, 2, "<r>", "</r>"), Ruby(3, 5, "<r>", "</r>")]
    assert inline("<甲&乙丙>", [wrap(1, 5, "em")], words) == "&lt;<em><r>甲</r>&amp;<r>乙丙</r></em>&gt;"
    assert inline("甲乙", [], [Ruby(0, 1, "<r>", "</r>"), Ruby(1, 2, "<r>", "</r>")]) == "<r>甲</r><r>乙</r>"


def test_an_empty_wrap_is_left_out() -> None:
    assert inline("甲乙", [wrap(1, 1, "a", LINK)]) == "甲乙"


def test_three_overlapping_wraps_nest_and_lose_no_character() -> None:
    html = inline("一二三四五六", [wrap(0, 4, "em"), wrap(1, 5, "strong"), wrap(2, 6, "a", LINK), wrap(3, 5, "b")])
    assert nests(html)
    assert strip_html(html) == "一二三四五六"


# -- escaping


def test_attributes_are_escaped_and_none_is_left_out() -> None:
    assert element("a", {"href": '"><script>', "id": None, "class": ""}) == (
        '<a href="&#34;&gt;&lt;script&gt;" class="">'
    )


def test_a_text_shows_its_language_only_where_the_page_has_another() -> None:
    assert Text("开<发", "zh-Hans", "en").__html__() == '<span lang="zh-Hans">开&lt;发</span>'
    assert Text("zone & city", "en", "en").__html__() == "zone &amp; city"
    assert Text("", "zh-Hans", "en").__html__() == ""
    assert not Text("", "zh-Hans", "en")


def test_a_text_in_markup_is_not_escaped_twice() -> None:
    assert escape(Text("A & B", "en", "en")) == "A &amp; B"


def test_structured_data_cannot_end_its_script_element() -> None:
    name = "</script><script>alert(1)</script> & <!--"
    html = json_ld({"name": name})
    assert html.count("</script>") == 1
    assert "<!--" not in html
    inside = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', html)
    assert inside
    assert json.loads(inside[1])["name"] == name


def test_pinyin_is_escaped_and_marked_as_pinyin() -> None:
    made = ruby(0, 1, "a<b", key=True)
    assert inline("甲", [], [made]) == (
        '<ruby class="key">甲<rp>(</rp><rt lang="zh-Latn-pinyin">a&lt;b</rt><rp>)</rp></ruby>'
    )


def test_emphasis_code_and_notes_become_elements_and_marks_do_not() -> None:
    styles = (Style(0, 1, "em"), Style(1, 2, "strong"), Style(2, 3, "code"), Style(3, 4, "note"), Style(4, 5, "mark"))
    assert inline("一二三四五六", style_wraps(styles)) == (
        '<em>一</em><strong>二</strong><code>三</code><span class="note">四</span>五六'
    )


def test_chinese_in_english_has_its_language() -> None:
    text = "the “双招双引” drive"
    assert inline(text, chinese_wraps(text, "zh-Hans")) == 'the “<span lang="zh-Hans">双招双引</span>” drive'


# -- whole bodies

BODIES = [
    "高新区**优化营商**环境，-{营商环境}-、[[yingshang-huanjing|环境]]。",
    "*高新***区营商**环境`营商环境`〔此处*疑*有缺文〕",
    "“营商”环境、**“营商环境”**、[示例市高新区](about/)<b>示例市</b>&amp;全区",
    "全区上下\\\n优化营商\\\n环境好 > 1 & 2 < 3",
    "## 营商环境\n\n> 示例市\n\n1. 全区\n2. **全市**营商环境",
    "| 全区 | 营商环境 |\n| --- | --- |\n| [[place:shili|市]] | a |",
    '![合影](photo.png "图为**高新区**营商环境。")',
]


@pytest.mark.parametrize("edition", ["en", "zh-hans", "zh-hant"])
@pytest.mark.parametrize("body", BODIES)
def test_the_elements_of_a_page_nest_whatever_is_in_the_text(body: str, edition: str) -> None:
    """No element is closed out of order, no link stands in a link."""
    assert nests(body_html(article_site(body), edition))


def test_html_written_in_an_article_is_shown_as_text() -> None:
    shown = body_html(article_site("看<script>alert(1)</script>和<b onclick=x>粗</b>"), "zh-hans")
    assert "<script" not in shown
    assert "<b" not in shown
    assert strip_html(shown) == "看<script>alert(1)</script>和<b onclick=x>粗</b>"


def test_a_word_of_pinyin_is_cut_where_a_mark_begins_inside_it() -> None:
    """A word that reaches from plain text into a term is cut at the term's edge, each part with its own syllables."""
    readings = {"readings.toml": '[readings]\n"优营商" = "yōu yíng shāng"\n"环境好" = "huán jìng hǎo"\n'}
    shown = body_html(article_site("优营商环境好", files=readings), "en")
    assert re.findall(r"<ruby.*?>([^<]*)<rp>\(</rp><rt[^>]*>([^<]*)</rt>", shown) == [
        ("优", "yōu"), ("营商", "yíngshāng"), ("环境", "huánjìng"), ("好", "hǎo"),
    ]  # fmt: skip
    assert re.findall(r'<ruby class="key">([^<]*)', shown) == ["营商", "环境"]


def test_a_word_of_pinyin_is_cut_where_emphasis_begins_inside_it() -> None:
    readings = {"readings.toml": '[readings]\n"示例报" = "shì lì bào"\n'}
    shown = body_html(article_site("示**例报**", files=readings), "en")
    assert re.findall(r"<ruby>([^<]*)<rp>\(</rp><rt[^>]*>([^<]*)</rt>", shown) == [("示", "shì"), ("例报", "lìbào")]
    assert nests(shown)


def test_chinese_editions_have_no_pinyin() -> None:
    assert "<rt" in body_html(article_site("营商环境"), "en")
    assert "<rt" not in body_html(article_site("营商环境"), "zh-hans")


def test_a_term_is_a_link_to_its_entry_on_the_same_page_and_a_place_to_its_page() -> None:
    """The attributes that readers' scripts rely on."""
    shown = body_html(article_site("示例市营商环境"), "zh-hans")
    assert '<a class="place" data-place="shili" href="/zh-hans/districts/shili/">示例市</a>' in shown
    link = re.search(r'<a class="term"([^>]*)>营商环境</a>', shown)
    assert link
    assert 'data-term="yingshang-huanjing"' in link[1]
    assert 'href="#term-yingshang-huanjing"' in link[1]
    assert re.match(r'<p id="p1"', shown)


def test_a_bare_mark_shows_the_headword_of_its_script() -> None:
    """A Traditional text shows the term's own Traditional headword, a Simplified one the headword."""
    assert strip_html(body_html(article_site("推进[[yingshang-huanjing]]"), "en")) == "推进营商环境"
    assert strip_html(body_html(article_site("推進[[yingshang-huanjing]]", script="hant"), "en")) == "推進營商環境"


def test_markup_made_here_is_safe_to_put_into_a_template() -> None:
    assert isinstance(inline("甲", []), Markup)
    assert isinstance(json_ld({}), Markup)
