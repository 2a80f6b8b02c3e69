"""Whatever is edited and in whatever order: a build on top of earlier ones ends with the bytes of a first one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import Archive
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import STEADY

from sitegen.build import build
from sitegen.digest import digest
from sitegen.engine import pool
from sitegen.report import Options
from sitegen.site.facets import Reader

PAGE = "articles/shili-2024-05"
FIRST = f"{PAGE}/01-youhua-yingshang-huanjing"
SECOND = f"{PAGE}/02-er"
OTHER = "articles/shili-2024-06/01-san"
TERM = "glossary/yingshang-huanjing.md"

Edit = Callable[[Archive], object]


def article(title: str, body: str, keys: str = "") -> str:
    return f"---\ntitle: {title}\ndate: 2024-06\npaper: shili-bao\ndistrict: shili\n{keys}---\n\n{body}\n"


def term(word: str, keys: str = "") -> str:
    return f"---\nterm: {word}\npinyin: x\nenglish: word\ncategory: slogan\n{keys}---\n\nA word.\n\n## 中文\n\n词。\n"


def write(path: str, text: str) -> Edit:
    return lambda archive: archive.write(path, text)


def swap(path: str, one: str, other: str) -> Edit:
    """Put the one for the other, or back, if the file is there and has either."""

    def edit(archive: Archive) -> None:
        file = archive.content / path
        if not file.is_file():
            return
        text = file.read_text("utf-8")
        archive.write(path, text.replace(other, one) if other in text else text.replace(one, other))

    return edit


def delete(path: str) -> Edit:
    return lambda archive: (archive.content / path).unlink(missing_ok=True)


def move(path: str, to: str) -> Edit:
    def edit(archive: Archive) -> None:
        if (archive.content / path).is_file():
            (archive.content / to).parent.mkdir(parents=True, exist_ok=True)
            (archive.content / path).replace(archive.content / to)

    return edit


def theme(name: str, text: str) -> Edit:
    def edit(archive: Archive) -> None:
        path = archive.folder / "themes/gazette" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    return edit


#: What people do to an archive between two builds; some of it leaves errors behind.
EDITS: dict[str, Edit] = {
    "reword an article": swap(f"{FIRST}.md", "会议要求", "会议强调"),
    "retitle an article": swap(f"{FIRST}.md", "title: 优化", "title: 提升"),
    "move an article to another place": swap(f"{FIRST}.md", "district: shili-gaoxinqu\n", "district: shili\n"),
    "redate an article": swap(f"{FIRST}.md", "date: '2024-05~'", "date: 2024-07-01"),
    "make a draft of an article": swap(f"{FIRST}.md", "genre: brief", "genre: brief\ndraft: true"),
    "give an article an old address": swap(f"{FIRST}.md", "script: hans", "script: hans\naliases: [articles/old]"),
    "break an article": swap(f"{FIRST}.md", "paper: shili-bao", "paper: nowhere"),
    "add a second article": write(f"{SECOND}.md", article("第二", "全市营商环境，服务企业。")),
    "change the second article": write(f"{SECOND}.md", article("第二篇", "示例市高新区。", "script: hant\n")),
    "delete the second article": delete(f"{SECOND}.md"),
    "add an article on another page": write(f"{OTHER}.md", article("第三", "高新区服务企业，营商环境。")),
    "rename an article": move(f"{OTHER}.md", "articles/shili-2024-06/02-si.md"),
    "delete the renamed article": delete("articles/shili-2024-06/02-si.md"),
    "reword a translation": swap(f"{FIRST}.en.md", "The meeting asked", "The meeting told"),
    "date a translation": swap(f"{FIRST}.en.md", "status: draft", "status: reviewed\nsource_digest: '0'"),
    "reword a gloss": swap(TERM, "Everything outside", "All that is outside"),
    "reword the second paragraph of a gloss": swap(TERM, "quicker licences", "faster licences"),
    "rename a term in English": swap(TERM, "english: business environment", "english: business climate"),
    "recategorise a term": swap(TERM, "category: economy", "category: slogan"),
    "give a term another form": swap(TERM, "status: draft", "status: draft\nforms: [服务企业]"),
    "guard a term": swap(TERM, "category:", "not_in: [优化营商环境]\ncategory:"),
    "add a term": write("glossary/fuwu-qiye.md", term("服务企业", "see_also: [yingshang-huanjing]\n")),
    "add a longer term": write("glossary/changci.md", term("优化营商环境")),
    "delete a term": delete("glossary/fuwu-qiye.md"),
    "delete another term": delete("glossary/changci.md"),
    "rename a place": swap("places/shili-gaoxinqu.md", "name: 示例市高新区", "name: 示例高新区"),
    "give a place another local name": swap("places/shili-gaoxinqu.md", "[高新区, ", "[高新区, 企业, "),
    "add a place": write(
        "places/xin-qu.md",
        "---\nname: 新区\nname_en: New\npinyin: Xīn\nkind: district\nparent: shili\nlocal_names: [全区]\n---\n\nNew.\n",
    ),
    "delete a place": delete("places/xin-qu.md"),
    "reword a page": swap("pages/about.md", "What this archive holds", "All this archive holds"),
    "add a page": write("pages/rights.md", "---\ntitle: Rights\n---\n\nSee [[yingshang-huanjing]].\n"),
    "delete a page": delete("pages/rights.md"),
    "correct a reading": write("readings.toml", '[readings]\n"企业" = "qì yè"\n'),
    "drop the readings": delete("readings.toml"),
    "correct a script": write("scripts.toml", '[s2t]\n"企业" = "企業"\n"发展" = "髮展"\n'),
    "drop the scripts": delete("scripts.toml"),
    "rename the site": swap("site.toml", "A local archive", "Another archive"),
    "move the site": swap("site.toml", 'base_url = "/"', 'base_url = "https://example.org/deep/"'),
    "drop an edition": swap("site.toml", '"zh-hans", "zh-hant"]', '"zh-hans"]'),
    "link every term": swap("site.toml", 'repository = ""', 'repository = "https://example.org/r"'),
    "rename a newspaper": swap("papers/shili-bao.md", "name_en: The Sample", "name_en: The Example"),
    "show an excerpt": swap("papers/shili-bao.md", "display: full", "display: excerpt"),
    "add a picture": write(f"{PAGE}/photo.png", "one picture"),
    "change a picture": write(f"{PAGE}/photo.png", "two pictures"),
    "delete a picture": delete(f"{PAGE}/photo.png"),
    "rename a word of the theme": theme("strings/en.toml", 'glossary = "Words"\n'),
    "change a style of the theme": theme("assets/style.css", "body { color: black }\n"),
    "change a template of the theme": theme(
        "templates/404.html", "{% extends 'base.html' %}{% block main %}<h1>Lost</h1>{% endblock %}"
    ),
}

BREAK = "break an article"
batches = st.lists(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=4), min_size=1, max_size=3)


@settings(STEADY, max_examples=6)
@given(batches)
def test_an_incremental_build_ends_with_the_bytes_of_a_clean_one(edits: list[list[str]]) -> None:
    """After each batch of edits the output is what a first build of the content gives, or untouched by an error."""
    _build_after_each(edits)


def test_every_edit_in_turn_ends_with_the_bytes_of_a_clean_build() -> None:
    """All edits in a mixed order, so that each is built at least once on top of others; an error comes and goes."""
    names = sorted(set(EDITS) - {BREAK}, key=lambda name: digest(name))
    mixed = [names[at : at + 4] for at in range(0, len(names), 4)]
    assert _build_after_each([*mixed[:3], [BREAK], [BREAK, *mixed[3]], *mixed[4:]]) >= len(mixed)


def _build_after_each(edits: list[list[str]]) -> int:
    """Build after each batch of edits and compare; how many of the builds published."""
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "archive")
        published = archive.build(jobs=1).expect_ok().tree()
        for batch in edits:
            for name in batch:
                EDITS[name](archive)
            archive.build(jobs=1)
            clean = _clean_build(archive, Path(folder) / "clean")
            assert archive.report.diagnostics == clean.report.diagnostics
            assert (archive.report.published is None) == (clean.report.published is None)
            if clean.report.published:
                count += 1
                published = clean.tree()
            assert archive.tree() == published
    return count


@pytest.mark.parametrize(
    "facet",
    ["term_card", "article_card", "place_card", "terms", "children", "mentions", "page", "comparison", "place", "term"],
)
def test_a_read_that_is_not_recorded_is_found_out(facet: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison above can fail: with any of these facets unrecorded some edit leaves a page out of date."""
    recorded = getattr(Reader, facet)

    def unrecorded(self: Reader, *ids: str) -> object:
        before = set(self.reads)
        value = recorded(self, *ids)
        self.reads.intersection_update(before)
        return value

    monkeypatch.setattr(Reader, facet, unrecorded)
    with pytest.raises(AssertionError):
        _build_after_each([[name] for name in EDITS if name != BREAK])


def test_a_guard_that_misses_a_change_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Related articles are only looked at when the vocabulary has changed; a guard that never changes hides edits."""
    monkeypatch.setattr(Reader, "vocabulary", lambda self: ())
    edits = [
        write(f"{SECOND}.md", article("第二", "全市发展。")),
        write("glossary/fuwu-qiye.md", term("服务企业")),
        swap(f"{FIRST}.md", "会议要求", "会议要求服务企业"),
        write(f"{OTHER}.md", article("第三", "服务企业。")),
        write(f"{OTHER}.md", article("第三", "全市发展。")),
    ]
    with tempfile.TemporaryDirectory() as folder, pytest.raises(AssertionError):
        archive = Archive(Path(folder) / "archive")
        for edit in edits:
            edit(archive)
            archive.build(jobs=1).expect_ok()
            assert archive.tree() == _clean_build(archive, Path(folder) / "clean").tree()


def test_every_edit_can_be_made_to_a_new_archive(archive: Archive) -> None:
    """An edit that finds nothing to change would test nothing; those that need an earlier one come after it."""
    before: object = None
    for name, edit in EDITS.items():
        edit(archive)
        files = {path: path.read_bytes() for path in archive.folder.rglob("*") if path.is_file()}
        assert files != before, name
        before = files


def test_pages_made_by_several_processes_are_the_same(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many processes render a site is seen in the time it takes and nowhere else."""
    alone = archive.build(jobs=1).expect_ok().tree()
    monkeypatch.setattr(pool, "WORTH_FORKING", 1)
    together = archive.build(jobs=3, clean=True).expect_ok()
    assert together.report.published is not None
    assert sorted(together.report.published.written) == sorted(alone)
    assert together.tree() == alone


def _clean_build(archive: Archive, folder: Path) -> Archive:
    """The same content built in a folder where nothing was ever built."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(archive.folder, folder, ignore=shutil.ignore_patterns("public", ".sitegen"))
    clean = Archive.__new__(Archive)
    clean.folder = folder
    clean.report = build(Options(clean.content, clean.output, jobs=1))
    return clean
