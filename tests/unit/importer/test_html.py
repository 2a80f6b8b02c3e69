"""Saved web pages: the article is found, offsets stay those of the source."""

from __future__ import annotations

from sitegen.importer.html import has_leftovers, html_lines, looks_like_html

PROSE = "<p>昨日上午,大桥正式通车,两岸居民出行更加方便,市民纷纷前来观看。</p>"


def texts(raw: str) -> list[str]:
    """The lines that are kept."""
    return [line.piece.text for line in html_lines(raw).lines]


def test_every_character_of_a_line_knows_its_source() -> None:
    """An entity is one character whose range is the whole entity."""
    raw = "<p>甲&amp;乙&#20013;</p>"
    line = html_lines(raw).lines[0]
    assert line.piece.text == "甲&乙中"
    assert [raw[a:b] for a, b in line.piece.ranges] == ["甲", "&amp;", "乙", "&#20013;"]


def test_lines_and_drops_cover_the_source() -> None:
    """What is no line is a drop or white space."""
    head = "<!doctype html><title>题</title><div class=nav><a>首页</a></div>"
    raw = f"{head}<h1>大桥通车</h1>\n<div>{PROSE}<!-- x --></div>"
    result = html_lines(raw)
    covered = set()
    for start, end in [r for line in result.lines for r in line.piece.ranges] + [
        (d.start, d.end) for d in result.drops
    ]:
        covered.update(range(start, end))
    assert all(i in covered or raw[i].isspace() for i in range(len(raw)))


def test_navigation_footer_and_scripts_are_left_out() -> None:
    """Only the content element and the heading above it are kept."""
    tail = "<script>var a='中';</script><div class=footer>版权所有</div>"
    raw = f"<nav><a>首页</a></nav><h1>大桥通车</h1><div id=c>{PROSE}{PROSE}</div>{tail}"
    assert texts(raw)[0] == "大桥通车"
    assert len(texts(raw)) == 3


def test_line_breaks_in_the_source_are_not_the_page_s() -> None:
    """A line break inside a paragraph of the source is nothing beside Chinese; `<br>` is a line."""
    assert texts("<p>大桥\n正式通车<br>市民观看</p>") == ["大桥正式通车", "市民观看"]


def test_plain_text_and_web_pages_are_told_apart() -> None:
    """A whole page by its skeleton, leftovers by single tags and entities."""
    assert looks_like_html("<html><body>")
    assert not looks_like_html("3<5,a<b")
    assert has_leftovers("通车<br/>昨日")
    assert not has_leftovers("3<5 & 6")
