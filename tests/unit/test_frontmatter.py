"""The YAML head of a content file: every value as written, every problem at its place, and `dump` the way back."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.diagnostics import Diagnostic, Span
from sitegen.edtf import parse_edtf
from sitegen.read.frontmatter import Fields, dump, parse, split


def fields_of(front: str) -> Fields:
    """The front matter in `front`, whose first line is line 2 of the file."""
    source, found = split(f"---\n{front}\n---\n\nText.\n", "a.md")
    assert source is not None, found
    return parse(source)


def shown(found: list[Diagnostic]) -> list[str]:
    return [f"{d.span.line}:{d.span.col} {d.code}" for d in found]


# -- cutting a file in two


def test_a_file_is_cut_at_its_fences_and_the_body_knows_its_line() -> None:
    source, found = split("---\ntitle: 标题\ndate: 2023\n---\n\n正文。\n", "a.md")
    assert source is not None
    assert (source.front, source.body, source.body_line) == ("title: 标题\ndate: 2023\n", "\n正文。\n", 5)
    assert found == []


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_line_end_and_a_byte_order_mark_are_taken(newline: str) -> None:
    text = "\ufeff---\ntitle: 标题\n---\n正文。\n".replace("\n", newline)
    source, _ = split(text, "a.md")
    assert source is not None
    assert (source.front, source.body, source.body_line) == ("title: 标题\n", "正文。\n", 4)


def test_front_matter_may_be_empty_or_end_the_file() -> None:
    empty, _ = split("---\n---\n正文。", "a.md")
    ending, _ = split("---\ntitle: 标题\n---", "a.md")
    assert empty is not None
    assert (empty.front, empty.body) == ("", "正文。")
    assert ending is not None
    assert (ending.front, ending.body) == ("title: 标题\n", "")


def test_a_rule_in_the_body_is_not_a_fence() -> None:
    source, _ = split("---\ntitle: 标题\n---\n上\n\n---\n\n下\n", "a.md")
    assert source is not None
    assert source.body == "上\n\n---\n\n下\n"


@pytest.mark.parametrize(
    "text", ["", "正文。\n", "---\ntitle: 标题\n", "\n---\ntitle: 标题\n---\n", "----\na: b\n----\n"]
)
def test_a_file_without_front_matter_is_an_error_at_its_beginning(text: str) -> None:
    source, found = split(text, "a.md")
    assert source is None
    assert shown(found) == ["1:1 no-front-matter"]


# -- reading keys


def test_scalars_are_the_text_that_is_written() -> None:
    """YAML's own ideas of dates, numbers, booleans and octals never apply."""
    fields = fields_of("a: 2022-09\nb: no\nc: 0123\nd: 1_000\ne: 1:30\nf: '  甲 '\ng: ~\nh:\ni: nuò")
    values = {key: fields.text(key) for key in "abcdefghi"}
    assert values == {
        "a": "2022-09", "b": "no", "c": "0123", "d": "1_000", "e": "1:30", "f": "甲", "g": "", "h": "", "i": "nuò",
    }  # fmt: skip
    assert fields.found == []


def test_lists_mappings_and_records_are_read() -> None:
    fields = fields_of(
        "terms: [项目, ' 营商环境 ', '']\n"
        "one: 项目\n"
        "sense: {双减: shuang-jian}\n"
        "byline:\n"
        "- {name: 张三, role: reporter}"
    )
    assert fields.texts("terms") == ("项目", "营商环境")
    assert fields.texts("one") == ("项目",)
    assert fields.texts("none") == ()
    assert fields.mapping("sense") == {"双减": "shuang-jian"}
    assert [(r.text("name"), r.text("role")) for r in fields.records("byline")] == [("张三", "reporter")]
    fields.finish()
    assert fields.found == []


def test_every_problem_has_the_line_and_column_of_its_key_or_value() -> None:
    """Columns count characters, so Chinese before the place does not shift it."""
    fields = fields_of("title: [一, 二]\n副题: 好\ngenre:   raport\nbyline: {name: 张三, rolle: reporter}\ndate: 五月")
    fields.text("title", required=True)
    fields.choice("genre", ("report", "brief"))
    fields.parsed("date", parse_edtf, "hint")
    record = fields.record("byline")
    assert record is not None
    record.text("name")
    record.text("role", required=True)
    record.finish()
    fields.text("paper", required=True)
    fields.finish()
    assert shown(fields.found) == [
        "2:8 bad-value",  # the list where a text should be
        "4:10 bad-value",  # raport
        "6:7 bad-value",  # 五月
        "5:9 missing-key",  # role, at the mapping that lacks it
        "5:20 unknown-key",  # rolle
        "2:1 missing-key",  # paper
        "3:1 unknown-key",  # 副题
    ]


def test_an_unknown_key_is_told_the_nearest_known_one() -> None:
    fields = fields_of("titel: 标题")
    fields.text("title")
    fields.text("paper")
    fields.finish()
    assert [(d.message, d.hint) for d in fields.found] == [("unknown key 'titel'", "did you mean 'title'?")]


def test_a_wrong_value_is_told_the_values_there_are() -> None:
    fields = fields_of("genre: 通讯")
    assert fields.choice("genre", ("report", "brief"), default="report") == "report"
    assert [d.hint for d in fields.found] == ["one of: brief, report"]


def test_a_key_given_twice_is_reported_where_it_comes_again() -> None:
    fields = fields_of("title: 一\npaper: 报\ntitle: 二")
    assert shown(fields.found) == ["4:1 duplicate-key"]
    assert fields.found[0].related == (Span("a.md", 2, 1, 6),)


def test_an_empty_required_key_is_missing() -> None:
    fields = fields_of("title: ''")
    assert fields.text("title", required=True) == ""
    assert shown(fields.found) == ["2:8 missing-key"]


@pytest.mark.parametrize(
    ("front", "place"),
    [
        ("title: 优化: 服务", "2:10"),
        ("title: [一", "3:1"),
        ("a: 1\n\ttitle: 一", "3:1"),
        ("- 一\n- 二", "2:1"),
        ("只有一行", "2:1"),
    ],
)
def test_what_is_not_a_mapping_in_yaml_is_one_error_at_its_place(front: str, place: str) -> None:
    fields = fields_of(front)
    assert shown(fields.found) == [f"{place} bad-yaml"]
    assert fields.keys == {}


def test_control_characters_are_an_error_and_no_crash() -> None:
    assert [d.code for d in fields_of("title: 标\x01题").found] == ["bad-yaml"]


@pytest.mark.parametrize(("value", "flag"), [("true", True), ("false", False), ("''", False)])
def test_a_flag_is_true_or_false(value: str, flag: bool) -> None:
    fields = fields_of(f"draft: {value}")
    assert fields.flag("draft") is flag
    assert fields.found == []


@pytest.mark.parametrize("value", ["yes", "True", "1"])
def test_no_other_word_is_a_flag(value: str) -> None:
    fields = fields_of(f"draft: {value}")
    assert fields.flag("draft") is False
    assert shown(fields.found) == ["2:8 bad-value"]


# -- writing


def test_dump_writes_front_matter_as_people_write_it() -> None:
    """Keys in the order given, empty ones left out, small mappings on one line, quotation marks only where needed."""
    written = dump(
        {
            "title": "优化营商环境 服务企业发展", "subtitle": "", "date": "2022-09~", "paper": "shili-bao",
            "byline": [{"name": "张三", "role": "reporter"}], "raw": {"page": "shili-2024-05", "lines": "1-7"},
            "aliases": ["articles/1", "articles/2"], "tags": [], "draft": False,
        }
    )  # fmt: skip
    assert written == (
        "---\n"
        "title: 优化营商环境 服务企业发展\n"
        "date: '2022-09~'\n"
        "paper: shili-bao\n"
        "byline:\n"
        "- {name: 张三, role: reporter}\n"
        "raw: {page: shili-2024-05, lines: '1-7'}\n"
        "aliases: [articles/1, articles/2]\n"
        "---\n"
    )


values = st.text(st.characters(exclude_categories=["Cs"])).map(str.strip).filter(bool)
tricky = st.text("营商: #,-[]{}'\"\\&*!|>%@`?~=\t\n0aNnouly.").map(str.strip).filter(bool)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(values | tricky)
@example("no")
@example("1-7")
@example("'")
@example("---")
@example("甲: 乙")
@example("甲 #乙")
@example("甲\t#乙")
@example("甲:\t乙")
@example("甲\u2028乙")
@example("甲\u0085乙")
@example("甲\x07乙")
@example("甲\x80乙")
@example("甲:?")
@example("甲\ufffe乙")
def test_what_dump_writes_reads_back_the_same(text: str) -> None:
    """A draft that the importer or a scaffold writes says what was meant, whatever is in it."""
    written = dump({"key": text, "list": [text, text], "map": {text: text}, "records": [{"key": text}]})
    source, found = split(f"{written}\nBody.\n", "a.md")
    assert source is not None, found
    fields = parse(source)
    assert fields.found == []
    assert fields.text("key") == text
    assert fields.texts("list") == (text, text)
    assert fields.mapping("map") == {text: text}
    assert [record.text("key") for record in fields.records("records")] == [text]
    assert source.body == "\nBody.\n"
