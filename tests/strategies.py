"""Texts as these pages have them, for property tests: dense in terms, places, quotation marks and odd characters."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

#: The same examples on every run, so that nothing fails on one machine alone.
STEADY = settings(derandomize=True, deadline=None, database=None, max_examples=100)

#: Pieces of running text: terms and places of the starter, parts of them, what stands around them.
PIECES = (
    "营商环境", "营商", "环境", "營商環境", "高新区", "高新區", "示例市", "示例市高新区", "全区", "全區", "我市",
    "“", "”", "‘", "’", "「", "」", "《", "》", "，", "。", "、", ",", ";", ":", "(", ")", "!", "?", "…", "—", "·", " ",
    "公司", "中学", "大学", "集团", "大道", "路", "市", "区", "的", "在", "一", "了", "着", "干", "发", "后", "台",
    "里", "〇", "a", "B", "GDP", "ＧＤＰ", "1,000", "3:00", "５", "%", "&", "<", ">", "𠮷", "é", "ß", "İ", "あ",
    "\u200b", "\u3000", "\U0001f600", "该区",
)  # fmt: skip

texts = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs", "Cc"]), max_size=24).map("".join)

_words = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join)
_inline = st.sampled_from(PIECES) | st.one_of(
    _words.map(lambda w: f"**{w}**"),
    _words.map(lambda w: f"*{w}*"),
    _words.map(lambda w: f"-{{{w}}}-"),
    _words.map(lambda w: f"`{w}`"),
    _words.map(lambda w: f"〔{w}〕"),
    _words.map(lambda w: f"[{w}](about/)"),
    _words.map(lambda w: f"[[yingshang-huanjing|{w}]]"),
    _words.map(lambda w: f"[[place:shili|{w}]]"),
    st.sampled_from(
        ("[[yingshang-huanjing]]", "[[place:shili]]", "**", "*", "_", "`", "\\\n", "\n", "-{", "}-", "〔", "<b>")
    ),
)
_block = st.tuples(
    st.sampled_from(("", "", "", "## ", "- ", "> ", "1. ")), st.lists(_inline, min_size=1, max_size=10)
).map(lambda pair: pair[0] + "".join(pair[1]))
#: Markdown of one or a few blocks, all of whose forced marks name something that exists in the starter.
markdown = st.lists(_block, min_size=1, max_size=3).map("\n\n".join)
