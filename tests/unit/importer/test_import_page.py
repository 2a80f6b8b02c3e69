"""From a file on disk to drafts and ledger, a second time without loss, and bad input without damage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen.importer import MAX_BYTES, ImportOptions, ImportReport, import_page, slug

PAGE = (
    "大桥昨日通车\n\n本报讯(记者 张三)昨日上午,大桥正式通车,两岸居民出行更加方便。\n\n大桥全长八百米,工期十八个月。\n\n"
    "市领导调研防汛工作\n\n本报讯(记者 李四)6月11日,市领导到防汛重点部位调研,要求确保安全度汛。\n"
)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A raw page of two articles."""
    path = tmp_path / "raw" / "demo-2024-06.txt"
    path.parent.mkdir()
    path.write_text(PAGE, "utf-8")
    return path


def run(raw: Path, **options: str) -> ImportReport:
    """Import into `articles` beside the raw folder."""
    return import_page(raw, raw.parent.parent / "articles", ImportOptions(**options))


def ledger_of(report: ImportReport) -> dict[str, list[dict[str, object]]]:
    """The ledger as JSON."""
    loaded: dict[str, list[dict[str, object]]] = json.loads((report.folder / "ledger.json").read_text("utf-8"))
    return loaded


def test_a_page_becomes_numbered_files_and_a_ledger(raw: Path) -> None:
    """File names carry number and pinyin; front matter has the keys of an article in their order."""
    report = run(raw, paper="demo-bao", place="demo-qu", date="2024-06")
    assert sorted(p.name for p in report.folder.iterdir()) == [
        "01-da-qiao-zuo-ri.md",
        "02-shi-ling-dao-diao.md",
        "ledger.json",
    ]
    assert (report.folder / "01-da-qiao-zuo-ri.md").read_text("utf-8") == (
        "---\ntitle: 大桥昨日通车\ndateline: 本报讯\ngenre: brief\ndate: '2024-06'\n"
        "paper: demo-bao\ndistrict: demo-qu\nbyline:\n"
        "- {name: 张三, role: reporter}\nscript: hans\nraw: {page: demo-2024-06, lines: '1-5'}\n---\n\n"
        "昨日上午,大桥正式通车,两岸居民出行更加方便。\n\n大桥全长八百米,工期十八个月。\n"
    )


def test_the_ledger_covers_the_page_and_names_every_draft(raw: Path) -> None:
    """Spans run from 0 to the end without gap, and each draft has its digest."""
    report = run(raw)
    ledger = ledger_of(report)
    ends = [0, *(span["end"] for span in ledger["spans"])]
    assert [span["start"] for span in ledger["spans"]] == ends[:-1]
    assert ends[-1] == len(PAGE)
    assert [row["file"] for row in ledger["articles"]] == list(report.files.files)


def test_what_nobody_told_is_a_todo(raw: Path) -> None:
    """Paper, district and date that are not known are marked for a person, never guessed."""
    report = run(raw)
    text = (report.folder / report.files.files[0]).read_text("utf-8")
    assert "paper: TODO" in text
    assert text.count("# TODO:") == 3


def test_the_toml_beside_a_page_gives_the_defaults(raw: Path) -> None:
    """What stands in `<page>.toml` is used unless an option says otherwise."""
    raw.with_suffix(".toml").write_text(
        'paper = "demo-bao"\nplace = "demo-qu"\ndate = "2024~"\ndate_evidence = "seen"\n', "utf-8"
    )
    text = (run(raw, place="other-qu").folder / "01-da-qiao-zuo-ri.md").read_text("utf-8")
    assert "paper: demo-bao" in text
    assert "district: other-qu" in text
    assert "date: '2024~'\ndate_evidence: seen" in text


def test_importing_again_changes_nothing(raw: Path) -> None:
    """The same page gives the same bytes."""
    first = run(raw)
    before = {p.name: p.read_bytes() for p in first.folder.iterdir()}
    again = run(raw)
    assert {p.name: p.read_bytes() for p in again.folder.iterdir()} == before
    assert again.files.written == []


def test_an_untouched_draft_is_refreshed(raw: Path) -> None:
    """A draft that nobody edited follows the raw page and the options."""
    run(raw)
    report = run(raw, paper="demo-bao")
    assert "paper: demo-bao" in (report.folder / "01-da-qiao-zuo-ri.md").read_text("utf-8")
    assert report.files.kept == []


def test_an_edited_file_is_kept_with_the_draft_beside_it(raw: Path) -> None:
    """A person's words are never overwritten; the report says so."""
    edited = run(raw).folder / "01-da-qiao-zuo-ri.md"
    edited.write_text(edited.read_text("utf-8") + "\n编者改动。\n", "utf-8")
    report = run(raw, paper="demo-bao")
    assert edited.read_text("utf-8").endswith("编者改动。\n")
    assert "paper: demo-bao" in (report.folder / "01-da-qiao-zuo-ri.new.md").read_text("utf-8")
    assert [d.code for d in report.diagnostics] == ["import-kept"]
    assert run(raw, paper="demo-bao").files.kept == ["01-da-qiao-zuo-ri.md"]


def test_a_renamed_file_is_the_same_item(raw: Path) -> None:
    """A person may give a file another slug; its number says what it is."""
    folder = run(raw).folder
    (folder / "01-da-qiao-zuo-ri.md").rename(folder / "01-daqiao.md")
    report = run(raw)
    assert report.files.files[0] == "01-daqiao.md"
    assert not (folder / "01-da-qiao-zuo-ri.md").exists()


def test_editors_entries_in_the_ledger_stay(raw: Path) -> None:
    """What a person wrote into the ledger survives the next import."""
    report = run(raw)
    ledger = ledger_of(report)
    entry = {"article": 1, "block": 1, "kind": "correction", "why": "a misread character", "by": "editor"}
    ledger["edits"].append(entry)
    (report.folder / "ledger.json").write_text(json.dumps(ledger), "utf-8")
    assert entry in ledger_of(run(raw))["edits"]


def test_a_draft_that_is_gone_from_the_page_goes_unless_it_was_edited(raw: Path) -> None:
    """Untouched leftovers are removed, edited or translated ones kept."""
    folder = run(raw).folder
    raw.write_text(PAGE.partition("市领导")[0], "utf-8")
    assert run(raw).files.removed == ["02-shi-ling-dao-diao.md"]
    assert not (folder / "02-shi-ling-dao-diao.md").exists()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import-empty"),
        (b" \n\n", "import-empty"),
        (b"%PDF-1.4 \x00\x01", "import-binary"),
        (b"only English here\n", "import-no-chinese"),
        ("首页 > 新闻 > 正文\n".encode(), "import-no-article"),
    ],
)
def test_bad_input_is_an_error_and_leaves_no_folder(raw: Path, data: bytes, code: str) -> None:
    """A page that cannot be imported says why and writes nothing."""
    raw.write_bytes(data)
    report = run(raw)
    assert [d.code for d in report.diagnostics] == [code]
    assert not report.ok
    assert not report.folder.exists()


def test_a_folder_a_missing_file_and_a_huge_file_are_errors(raw: Path) -> None:
    """None of them is a traceback."""
    assert run(raw.parent).diagnostics[0].code == "import-not-a-file"
    assert run(raw.with_name("none.txt")).diagnostics[0].code == "import-unreadable"
    with raw.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert run(raw).diagnostics[0].code == "import-too-big"


def test_a_page_dated_in_its_header_gives_its_date(raw: Path) -> None:
    """A date in the page header is taken, with its words as evidence."""
    raw.write_text("某某日报 2024年6月12日 星期三\n\n" + PAGE, "utf-8")
    text = (run(raw).folder / "01-da-qiao-zuo-ri.md").read_text("utf-8")
    assert "date: '2024-06-12'" in text
    assert "2024年6月12日" in text


def test_slugs_are_short_and_plain() -> None:
    """Four syllables, ASCII, and something for a headline without any."""
    assert slug("“四个聚焦”蓄积发展新动能") == "si-ge-ju-jiao"
    assert slug("《》") == "untitled"
