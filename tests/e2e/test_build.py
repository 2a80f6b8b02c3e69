"""Whole builds: build, look, edit, build, look at what was written."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from harness import Archive, run_sitegen

ARTICLE = "articles/shili-2024-05/01-youhua-yingshang-huanjing"
EDITIONS = ("en", "zh-hans", "zh-hant")


def test_a_new_archive_builds_at_once_without_a_warning(archive: Archive) -> None:
    archive.build().expect_ok()
    assert archive.report.diagnostics == []
    for path in ("index.html", "404.html", "sitemap.xml", "robots.txt", "_headers", "_redirects"):
        assert (archive.output / path).is_file(), path
    for edition in EDITIONS:
        for path in ("", "glossary/", "districts/", "papers/", "dates/", "about/", f"{ARTICLE}/"):
            assert (archive.output / edition / path / "index.html").is_file(), (edition, path)
        assert (archive.output / edition / "feed.xml").is_file()
        assert (archive.output / edition / "404.html").is_file()


def test_a_second_build_writes_nothing(archive: Archive) -> None:
    archive.build().expect_ok()
    archive.build().expect_written()


def test_an_error_leaves_the_published_site_as_it_was(archive: Archive) -> None:
    before = archive.build().expect_ok().tree()
    archive.edit(f"{ARTICLE}.md", "paper: shili-bao", "papr: shili-bao").build()
    archive.expect_error("unknown-key", f"{ARTICLE}.md:10:1").expect_error("missing-key")
    assert archive.tree() == before


def test_all_errors_are_shown_at_once(archive: Archive) -> None:
    archive.edit(f"{ARTICLE}.md", "district: shili-gaoxinqu", "district: nowhere")
    archive.edit("glossary/yingshang-huanjing.md", "category: economy", "category: ecnomy").build()
    archive.expect_error("unknown-place", f"{ARTICLE}.md:11:1")
    archive.expect_error("bad-value", "glossary/yingshang-huanjing.md:6:11")


def test_a_gloss_edit_writes_the_pages_that_show_it_and_no_other(archive: Archive) -> None:
    archive.write(
        "articles/shili-2024-05/02-bie-de.md",
        "---\ntitle: 别的\ndate: '2024-05'\npaper: shili-bao\ndistrict: shili\n---\n\n没有词条的一段话。\n",
    )
    archive.build().expect_ok()
    archive.edit("glossary/yingshang-huanjing.md", "Everything outside", "All that is outside").build()
    archive.expect_written(
        rf"(en|zh-hans|zh-hant)/{ARTICLE}/index\.html", r"(en|zh-hans|zh-hant)/glossary/yingshang-huanjing/index\.html"
    )


def test_what_disappears_from_the_content_disappears_from_the_site(archive: Archive) -> None:
    archive.build().expect_ok()
    (archive.output / "mine.txt").write_text("not sitegen's")
    archive.delete(f"{ARTICLE}.md").delete(f"{ARTICLE}.en.md").build().expect_ok()
    assert not (archive.output / "en/articles").exists()
    assert (archive.output / "mine.txt").is_file()


def test_a_draft_is_published_only_on_request(archive: Archive) -> None:
    archive.edit(f"{ARTICLE}.md", "genre: brief", "genre: brief\ndraft: true")
    assert f"en/{ARTICLE}/index.html" not in archive.build().expect_ok().tree()
    assert f"en/{ARTICLE}/index.html" in archive.build(drafts=True).expect_ok().tree()


def test_strict_makes_a_warning_stop_the_build(archive: Archive) -> None:
    archive.delete("pages/about.zh.md").build(strict=True)
    assert archive.report.published is None
    assert [d.code for d in archive.report.diagnostics] == ["page-in-one-language"]


@pytest.mark.parametrize(("base", "prefix"), [("https://example.org/deep/", "/deep/"), ("https://example.org", "/")])
def test_every_internal_link_works_below_the_base_url(archive: Archive, base: str, prefix: str) -> None:
    """Every href and src of every page names a file that was published (anchors included)."""
    from links import broken_links

    archive.build(base_url=base).expect_ok()
    assert broken_links(archive.tree(), prefix) == []


def test_own_theme_templates_and_strings_override_the_default(archive: Archive) -> None:
    theme = archive.folder / "themes/mine"
    (theme / "templates").mkdir(parents=True)
    (theme / "strings").mkdir()
    (theme / "templates/404.html").write_text("{% extends 'base.html' %}{% block main %}<h1>Lost</h1>{% endblock %}")
    (theme / "strings/en.toml").write_text('glossary = "Words"\n')
    archive.edit("site.toml", "repository", 'theme = "mine"\nrepository').build().expect_ok()
    assert "<h1>Lost</h1>" in archive.page("404.html")
    assert ">Words</a>" in archive.page("en/index.html")


def test_an_unknown_theme_is_an_error(archive: Archive) -> None:
    archive.edit("site.toml", "repository", 'theme = "nosuch"\nrepository').build().expect_error("unknown-theme")


def test_two_pages_on_one_address_are_an_error_that_names_the_source(archive: Archive) -> None:
    page = "---\ntitle: Clash\n---\n\nText.\n"
    archive.write("pages/glossary.md", page).write("pages/glossary.zh.md", page).build()
    archive.expect_error("path-clash", "pages/glossary.md")


def test_pictures_are_published_beside_the_article(archive: Archive) -> None:
    (archive.content / "articles/shili-2024-05/photo.png").write_bytes(b"\x89PNG")
    archive.edit(f"{ARTICLE}.md", "会议要求", '![合影](photo.png "图为会场。")\n\n会议要求')
    archive.edit(
        f"{ARTICLE}.en.md", "The meeting asked", '![Group](photo.png "The meeting room.")\n\nThe meeting asked'
    )
    archive.build().expect_ok()
    assert (archive.output / "en/articles/shili-2024-05/photo.png").read_bytes() == b"\x89PNG"
    assert '<img src="../photo.png" alt="合影" loading="lazy">' in archive.page(f"zh-hans/{ARTICLE}/index.html")


@pytest.mark.parametrize(
    ("display", "shown", "hidden"), [("excerpt", "召开座谈会", "会议要求"), ("metadata", "", "召开座谈会")]
)
def test_a_newspaper_decides_how_much_of_its_text_is_shown(
    archive: Archive, display: str, shown: str, hidden: str
) -> None:
    """Rights with `display: excerpt` or `metadata` keep the rest of the text, and its translation, off every page."""
    from links import broken_links

    archive.edit("papers/shili-bao.md", "display: full", f"display: {display}").build().expect_ok()
    for edition in EDITIONS:
        html = archive.page(f"{edition}/{ARTICLE}/index.html").replace("<", " <")
        assert hidden not in re.sub(r"<rt.*?</rt>|<[^>]*>| ", "", html)
        assert shown in archive.page(f"zh-hans/{ARTICLE}/index.html")
        assert "solve the firms" not in html
    assert broken_links(archive.tree(), "/") == []


def test_old_addresses_are_redirected(archive: Archive) -> None:
    archive.edit(f"{ARTICLE}.md", "genre: brief", "genre: brief\naliases: [articles/shili/1]").build().expect_ok()
    assert f"/en/articles/shili/1/ /en/{ARTICLE}/ 301\n" in archive.page("_redirects")


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
def test_the_same_content_gives_the_same_bytes_in_any_time_zone_and_hash_seed(archive: Archive, zone: str) -> None:
    before = archive.build().expect_ok().tree()
    environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    import subprocess
    import sys

    subprocess.run(
        [sys.executable, "-m", "sitegen", "build", "--output", "again", "--quiet"],
        cwd=archive.folder, env=environment, check=True,
    )  # fmt: skip
    again = archive.folder / "again"
    assert {p.relative_to(again).as_posix(): p.read_bytes() for p in again.rglob("*") if p.is_file()} == before


def test_a_full_disk_or_forbidden_folder_is_a_clear_error(archive: Archive) -> None:
    (archive.folder / "public").write_text("a file stands where the folder should be")
    done = run_sitegen("build", cwd=archive.folder)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "public" in done.stderr


def test_init_never_writes_into_a_folder_with_files(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    done = run_sitegen("init", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mine.txt"]
