"""What must hold for every page: the ledger covers it, nothing is lost or told twice, nothing crashes."""

from __future__ import annotations

import json
import tempfile
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.importer import Cut, cut, import_page, ledger
from sitegen.importer.draft import markdown
from sitegen.model import LOST_TEXT

HAN = st.text(
    "一二三人大中国上下区市县记者通讯员本报讯图为摄文答问的了和在是有今年近日活动开展举办", min_size=1, max_size=24
)
MARKS = st.sampled_from(
    [*",。、;:!?“”‘’《》()【】〔〕—…·", "\uff0c", "\uff1a", "\u3000", " ", "\u200b", "\ue001", "③5", "■", "(完)"]
)
FIXED = st.sampled_from(
    [
        "本报讯(记者 张三 通讯员 李四)",
        "记者 张 三 文/图",
        "〔記者張三/台北報導〕",
        "图① 活动现场。",
        "王五 摄",
        "城区时讯",
        "——某区工作纪实",
        "首页 > 新闻 > 正文",
        "分享到: 微信 微博",
        "版权声明:",
        "责任编辑:abc",
        "2024年5月6日",
        "问:为什么?",
        "(本报记者 张三)",
        "区(qū)委书(shū)记",
        "&nbsp;&ldquo;",
        "<p>",
        "</p>",
        "<br>",
        "<b>",
        "<div id=a>",
        "<!-- x -->",
        "&#20013;",
        "一、",
        "●",
        "第一条 ",
        "新华社北京5月6日电",
        "and",
        "2023 年",
        "http://example.org/a",
    ]
)
LINES = st.lists(st.one_of(HAN, MARKS, FIXED, st.text(max_size=4)), max_size=12).map("".join)
PAGES = st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n", "\n\n\n", "\r\n", "\r", "\u2028"])), max_size=24).map(
    lambda rows: "".join(text + end for text, end in rows)
)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(raw: str, result: Cut) -> None:
    """The promises of the ledger for one page."""
    at = 0
    for span in result.spans:
        assert span.start == at < span.end
        at = span.end
    assert at == len(raw)
    assert result.unplaced == ()
    for number, draft in enumerate(result.drafts, 1):
        wanted: dict[str, int] = {}
        for fate in ledger.claims(draft, number):
            wanted[fate.field] = wanted.get(fate.field, 0) + _ink(raw, fate.start, fate.end)
        for field, count in wanted.items():
            spans = [s for s in result.spans if s.article == number and s.field == field]
            assert sum(_ink(raw, s.start, s.end) for s in spans) == count, field


def _ink(raw: str, start: int, end: int) -> int:
    """Characters that are not white space."""
    return sum(not c.isspace() and c != "\ufeff" for c in raw[start:end])


@QUICK
@given(PAGES, st.sampled_from([None, True, False]))
def test_every_character_has_one_fate(raw: str, html_page: bool | None) -> None:
    """Spans cover the page without gap or overlap, and no text is claimed twice."""
    check(raw, cut(raw, html_page=html_page))


@QUICK
@given(PAGES)
def test_articles_hold_only_what_the_page_says(raw: str) -> None:
    """Every character of a body stands on the page: nothing is guessed but the mark of lost text and joining spaces."""
    for draft in cut(raw, html_page=False).drafts:
        for block in draft.blocks:
            text = block.piece.text.replace(LOST_TEXT, "")
            assert (
                "".join(text.split()) == "".join("".join(raw[a:b] for a, b in block.piece.ranges).split())
                or "&" in raw
                or "<" in raw
            )


@QUICK
@given(PAGES)
def test_drafts_are_valid_files(raw: str) -> None:
    """A draft always has front matter that reads back and a body that ends with one newline."""
    result = cut(raw)
    for draft in result.drafts:
        text = markdown(draft, result.facts)
        assert text.startswith("---\n")
        assert text.endswith("\n")
        assert "\r" not in text


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        PAGES.map(lambda t: t.encode("gb18030", "replace")),
        PAGES.map(lambda t: t.encode("utf-16")),
    )
)
def test_no_bytes_crash_the_import(data: bytes) -> None:
    """Whatever the file holds, the import reports; a page that fails leaves no folder behind."""
    with tempfile.TemporaryDirectory() as name:
        raw = Path(name) / "page.txt"
        raw.write_bytes(data)
        report = import_page(raw, Path(name) / "out")
        assert report.ok == report.folder.exists()
        assert report.ok == (not any(d.is_error for d in report.diagnostics))
        if report.ok:
            spans = json.loads((report.folder / "ledger.json").read_text("utf-8"))["spans"]
            assert all(a["end"] == b["start"] for a, b in pairwise(spans))
        assert not list(Path(name).glob("out/.*"))
