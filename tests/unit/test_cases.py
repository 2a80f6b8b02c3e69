"""The language and the Markdown of the archive as cases that a person can read: see `tests/cases/`."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from harness import HERE, Case, cases

from sitegen.model import Block, Close, Document, Image, Node, Open, Place, Style, Term
from sitegen.read.markdown import parse_markdown
from sitegen.zh.annotate import Annotation, Annotator, Context
from sitegen.zh.people import names_in
from sitegen.zh.pinyin import Romanizer
from sitegen.zh.scripts import Converter
from sitegen.zh.typography import display_punctuation, quotation_marks

FILES = ("annotate", "markdown", "people", "pinyin", "scripts", "typography")


@pytest.mark.parametrize("name", FILES)
def test_every_case_of_a_file_is_read(name: str) -> None:
    """Each three separator lines of a case file make one case, so none is lost or read askew."""
    separators = (HERE / "cases" / f"{name}.md").read_text("utf-8").splitlines().count(".")
    assert separators == 3 * len(cases(name))


# -- Markdown


@pytest.mark.parametrize("case", cases("markdown"), ids=str)
def test_markdown_becomes_these_blocks(case: Case) -> None:
    document, found = parse_markdown(case.given, "case.md")
    problems = [f"! {d.span.line}:{d.span.col} {d.code}" for d in found]
    assert "\n".join([*(line for node in document.nodes for line in _dump(node)), *problems]) == case.expected


def _dump(node: Node) -> Iterator[str]:
    match node:
        case Open(tag, attrs):
            yield f"<{tag}" + "".join(f' {name}="{value}"' for name, value in attrs) + ">"
        case Close(tag):
            yield f"</{tag}>"
        case Image(src, alt):
            yield f"image {src}: {alt}"
        case Block():
            level = f" ({node.level})" if node.level else ""
            yield f"{node.kind} {node.id}{level}: {node.text}".replace("\n", "⏎")
            yield from (f"  {style.start}-{style.end} {style.kind} {_value(style)}".rstrip() for style in node.styles)


def _value(style: Style) -> str:
    return f"{style.value[:-1]} (bare)" if style.value.endswith("|") else style.value


# -- terms and places

_TERMS = {
    # slug: (headword, other forms, longer strings in which it is not meant)
    "yingshang-huanjing": ("营商环境", (), ()),
    "zhengfu-caigou": ("政府采购", (), ()),
    "xiangmu": ("项目", (), ("项目部",)),
    "zhongdian-xiangmu": ("重点项目", (), ()),
    "zhongdian-xiangmu-jianshe": ("重点项目建设", (), ()),
    "wuxing-zhibu": ("“五星”支部", (), ()),
    "shuangzhao-shuangyin": ("双招双引", ("双招、双引",), ()),
    "zhumadian-moshi": ("驻马店模式", (), ()),
    "yangguang-xinfang": ("阳光信访", ("阳光访",), ()),
    "ganbu": ("干部", (), ("若干部门",)),
    "gdp": ("国内生产总值", ("GDP",), ()),
    "shuangjian-jiaoyu": ("双减", (), ()),
    "shuangjian-huanbao": ("双减", (), ()),
    "fangguanfu": ("放管服", (), ()),
    "taiwan-tongbao": ("台胞", (), ()),
    "zhaoshang": ("招商", (), ()),
    "zhaoshang-yinzi": ("招商引资", (), ()),
    "zizhi": ("资质", (), ("引资质询", "投资质量")),
    "jiwei-jianwei": ("纪委监委", (), ()),
    "jiwei-jianwei-gongwei": ("纪委监委工委", (), ()),
    "si-ge-yishi": ("四个意识", ("“四个意识”",), ()),
    "youhuan-yishi": ("忧患意识", (), ()),
    "si-ge-zhongyuan": ("四个中原", (), ()),
    "xiaoan": ("消安", (), ("取消安",)),
    "wu-jia-qi-gongcheng": ("“5+7”工程", (), ()),
}

_PLACES = {
    # id: (name, kind, parent, aliases, local names, longer strings in which it is not meant)
    "henan": ("河南省", "province", "", ("河南",), ("全省", "我省"), ()),
    "zhumadian": ("驻马店市", "city", "henan", ("驻马店",), ("全市", "我市", "该市"), ("我市场",)),
    "zhumadian-kaifaqu": (
        "驻马店经济开发区", "development-zone", "zhumadian", ("驻马店开发区",),
        ("开发区", "全区", "该区", "我区"), ("全区域", "安全区", "技术开发区"),
    ),
    "zhumadian-gaoxinqu": (
        "驻马店高新区", "high-tech-zone", "zhumadian", (), ("高新区", "全区", "该区", "我区"),
        ("全区域", "安全区", "国家高新区", "高新区域"),
    ),
    "jinqiao": ("金桥街道", "subdistrict", "zhumadian-gaoxinqu", ("金桥办事处",), (), ()),
    "zhoukou": ("周口市", "city", "henan", ("周口",), ("全市", "我市", "该市"), ()),
    "zhoukou-kaifaqu": ("周口经济开发区", "development-zone", "zhoukou", (), ("开发区", "全区", "该区", "我区"), ()),
    "zhengzhou": ("郑州市", "city", "henan", ("郑州",), ("全市", "我市", "该市"), ()),
    "zhengzhou-gaoxinqu": ("高新技术开发区", "high-tech-zone", "zhengzhou", (), ("高新区", "全区"), ()),
    "zhongyuanqu": (
        "中原区",
        "district",
        "zhengzhou",
        ("郑州市中原区",),
        ("全区", "该区", "我区"),
        ("中原区域", "应该区", "自我区"),
    ),
    "kunshan": ("昆山市", "city", "", ("昆山",), ("全市", "我市"), ()),
    "zhoukou-chengguan": ("城关镇", "town", "zhoukou", (), (), ()),
    "zhengzhou-chengguan": ("城关镇", "town", "zhengzhou", (), (), ()),
}  # fmt: skip


def _annotator() -> Annotator:
    terms = [
        Term(
            id=slug, path="", term=name, forms=forms, not_in=not_in, pinyin="", english="", category="economy",
            gloss=Document(), gloss_zh=Document(),
        )
        for slug, (name, forms, not_in) in _TERMS.items()
    ]  # fmt: skip
    places = {
        slug: Place(
            id=slug, path="", name=name, kind=kind, parent=parent, aliases=aliases, local_names=local, not_in=not_in,
            name_en="", pinyin="", profile=Document(), profile_zh=Document(),
        )
        for slug, (name, kind, parent, aliases, local, not_in) in _PLACES.items()
    }  # fmt: skip
    return Annotator(terms, places)


_ANNOTATOR = _annotator()


@pytest.mark.parametrize("case", cases("annotate"), ids=str)
def test_these_terms_and_places_are_marked(case: Case) -> None:
    head, _, text = case.given.partition("\n\n")
    context = _context(dict(re.findall(r"^(\w+): (.+)$", head, re.M)))
    document, found = parse_markdown(text, "case.md")
    assert not found
    assert "\n\n".join(_written(b, _ANNOTATOR.block(b, context)) for b in document.blocks) == case.expected


def _context(keys: dict[str, str]) -> Context:
    """What the first lines of a case say, as an article's front matter would."""
    assert keys.keys() <= {"home", "skip", "sense", "places"}
    return Context(
        keys["home"], frozenset(keys.get("skip", "").split()), _table(keys.get("sense", "")),
        _table(keys.get("places", "")),
    )  # fmt: skip


def _table(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


def _written(block: Block, annotation: Annotation) -> str:
    """A block's text with `[text|target]` for each mark, then a line for each doubt."""
    inserts = []
    for order, mark in enumerate(sorted(annotation.marks, key=lambda m: (m.start, -m.end))):
        target = f"place:{mark.target}" if mark.kind == "place" else mark.target
        inserts.append((mark.start, 1, order, "["))
        inserts.append((mark.end, 0, -order, f"|{target}]"))
    text = block.text
    for at, _, _, written in sorted(inserts, reverse=True):
        text = text[:at] + written + text[at:]
    doubts = [f"? {block.text[d.start : d.end]}: {', '.join(d.candidates)}" for d in annotation.doubts]
    return "\n".join([text, *doubts])


# -- script, typography, pinyin, people


@pytest.mark.parametrize("case", cases("scripts"), ids=str)
def test_script_conversion_gives_this(case: Case) -> None:
    name, _, rest = case.given.partition("\n")
    overrides, text = _overrides(rest)
    converted = Converter(name, overrides).convert(text)
    assert converted == case.expected
    assert len(converted) == len(text)


@pytest.mark.parametrize("case", cases("typography"), ids=str)
def test_printed_punctuation_is_shown_like_this(case: Case) -> None:
    rule, _, text = case.given.partition("\n")
    shown = display_punctuation(text) if rule == "punctuation" else quotation_marks(text, rule.removeprefix("quotes "))
    assert shown == case.expected


@pytest.mark.parametrize("case", cases("pinyin"), ids=str)
def test_chinese_is_read_like_this(case: Case) -> None:
    overrides, text = _overrides(case.given)
    site = {word.removeprefix("site "): reading for word, reading in overrides.items() if word.startswith("site ")}
    local = {word.removeprefix("local "): reading for word, reading in overrides.items() if word.startswith("local ")}
    assert len(site) + len(local) == len(overrides)
    assert " ".join(word.reading for word in Romanizer(site).words(text, local)) == case.expected


@pytest.mark.parametrize("case", cases("people"), ids=str)
def test_these_people_are_named(case: Case) -> None:
    names = [case.given[start:end] for start, end in names_in(case.given)]
    assert "\n".join(names or ["nothing"]) == case.expected


def _overrides(text: str) -> tuple[dict[str, str], str]:
    """The lines `a = b` at the head of a text and what comes after the empty line that ends them."""
    head, gap, rest = text.partition("\n\n")
    return (dict(line.split(" = ", 1) for line in head.splitlines()), rest) if gap else ({}, text)
