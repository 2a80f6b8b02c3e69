"""New archives and new files to fill in: they pass every check but for their TODOs, and overwrite nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from harness import Archive

from sitegen.build import check_only
from sitegen.diagnostics import Diagnostic
from sitegen.report import Options
from sitegen.scaffold import ScaffoldError, init, new_article, new_place, new_term, slug
from sitegen.zh.pinyin import Romanizer


def check(archive: Archive) -> list[Diagnostic]:
    return check_only(Options(archive.content)).diagnostics


def not_about_a_todo(archive: Archive) -> list[str]:
    """What a check finds in lines that do not say TODO."""
    return [str(d) for d in check(archive) if "TODO" not in _line(archive, d)]


def _line(archive: Archive, diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    lines = (archive.folder / span.path).read_text("utf-8").splitlines()
    return lines[span.line - 1] if span.line else ""


# -- init


def test_init_makes_an_archive_with_one_of_each_that_passes_every_check(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "new")
    for folder in ("raw", "articles", "glossary", "places", "papers", "pages"):
        assert any((archive.content / folder).rglob("*")), folder
    assert check(archive) == []


def test_init_fills_an_empty_folder_and_says_what_it_made(tmp_path: Path) -> None:
    made = init(tmp_path)
    assert sorted(made) == sorted(path for path in tmp_path.rglob("*") if path.is_file())


@pytest.mark.parametrize("kind", ["file", "folder with a file", "hidden file"])
def test_init_touches_nothing_that_is_there(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "there"
    if kind == "file":
        target.write_text("mine")
    else:
        target.mkdir()
        (target / (".mine" if kind == "hidden file" else "mine")).write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ScaffoldError, match="there"):
        init(target)
    assert sorted(tmp_path.rglob("*")) == before


# -- new


@pytest.mark.parametrize("headword", ["放管服", "“五星”支部", "一岗双责", "12345热线", "三查: 查思想 #1"])
def test_a_new_term_passes_every_check_but_for_its_todos(archive: Archive, headword: str) -> None:
    path = new_term(archive.content, headword)
    assert path.parent == archive.content / "glossary"
    assert check(archive)
    assert not_about_a_todo(archive) == []


def test_a_new_term_without_a_han_character_passes_too(archive: Archive) -> None:
    """GDP, PPP and APP are terms of these pages; what has no pinyin asks for it with a TODO."""
    assert new_term(archive.content, "GDP").name == "gdp.md"
    assert not_about_a_todo(archive) == []


@pytest.mark.parametrize("name", ["驿城区", "金桥街道", "district"])
def test_a_new_place_passes_every_check_but_for_its_todos(archive: Archive, name: str) -> None:
    path = new_place(archive.content, name)
    assert path.parent == archive.content / "places"
    assert check(archive)
    assert not_about_a_todo(archive) == []


def test_a_new_article_passes_every_check_but_for_its_todos(archive: Archive) -> None:
    new_article(archive.content, "shili-2024-06", "优化服务", paper="TODO", district="TODO", date="TODO")
    assert check(archive)
    assert not_about_a_todo(archive) == []


def test_a_new_article_of_which_all_is_known_asks_only_for_its_text(archive: Archive) -> None:
    new_article(archive.content, "shili-2024-06", "优化服务", paper="shili-bao", district="shili", date="2024-06~")
    assert [d.code for d in check(archive)] == ["todo"]


def test_a_new_archive_with_new_files_builds_when_the_todos_are_done(archive: Archive) -> None:
    """Filling in the TODOs is all there is to do."""
    made = [
        new_term(archive.content, "放管服"),
        new_place(archive.content, "驿城区"),
        new_article(archive.content, "shili-2024-06", "优化服务", paper="shili-bao", district="shili", date="2024-06"),
    ]
    for path in made:
        text = re.sub(r" *(?:#|<!--) TODO.*", "", path.read_text("utf-8"))
        path.write_text(re.sub(r"TODO(?::[^\n]*)?", "Done", text), "utf-8")
    archive.build().expect_ok()
    assert archive.report.diagnostics == []
    page = made[-1].relative_to(archive.content).with_suffix("") / "index.html"
    assert "优化服务" in archive.page(f"zh-hans/{page}")


def test_articles_of_a_page_are_numbered_on(archive: Archive) -> None:
    known = {"paper": "shili-bao", "district": "shili", "date": "2024-05"}
    names = [new_article(archive.content, "shili-2024-05", title, **known).name for title in ("全区", "全市")]
    assert [name.partition("-")[0] for name in names] == ["02", "03"]
    assert new_article(archive.content, "shili-2024-07", "全区", **known).name.startswith("01-")


@pytest.mark.parametrize("page", ["驻马店-2022-09", "Shili 2024", "../outside", "a/b", ""])
def test_a_page_that_can_be_no_folder_of_articles_is_refused(archive: Archive, page: str) -> None:
    """An article where the archive would not find it, or outside the archive, is never made."""
    before = sorted(archive.folder.rglob("*"))
    with pytest.raises(ScaffoldError):
        new_article(archive.content, page, "标题", paper="shili-bao", district="shili", date="2024-05")
    assert sorted(archive.folder.rglob("*")) == before


def test_nothing_is_overwritten(archive: Archive) -> None:
    term = archive.content / "glossary" / new_term(archive.content, "放管服").name
    term.write_text("mine", "utf-8")
    with pytest.raises(ScaffoldError, match=term.name):
        new_term(archive.content, "放管服")
    place = new_place(archive.content, "驿城区")
    place.write_text("mine", "utf-8")
    with pytest.raises(ScaffoldError, match=place.name):
        new_place(archive.content, "驿城区")
    assert (term.read_text("utf-8"), place.read_text("utf-8")) == ("mine", "mine")


def test_a_term_that_has_a_gloss_under_another_name_gets_no_second_one(archive: Archive) -> None:
    """Two glosses for one string would leave every article that has it in doubt."""
    assert (archive.content / "glossary/yingshang-huanjing.md").is_file()
    with pytest.raises(ScaffoldError, match="yingshang-huanjing"):
        new_term(archive.content, "营商环境")


def test_a_new_file_uses_the_readings_of_the_archive(archive: Archive) -> None:
    archive.write("readings.toml", '[readings]\n"单庄" = "shàn zhuāng"\n')
    assert new_place(archive.content, "单庄").name == "shanzhuang.md"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("女儿", "nver"),
        ("一二三四五六七", "yi-er-san-si-wu-liu"),
        ("PPP 2.0", "ppp-2-0"),
        ("！！", "untitled"),
        ("", "untitled"),
    ],
)
def test_a_slug_is_at_most_six_words_of_plain_ascii(text: str, expected: str) -> None:
    assert slug(text, Romanizer()) == expected
