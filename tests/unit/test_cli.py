"""The command line: exit codes, what goes where, JSON that scripts rely on, help for every command."""

from __future__ import annotations

import json
import os
import pty
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from harness import ROOT, Archive, run_sitegen

import sitegen.build
from sitegen import __version__, cli

ARTICLE = "articles/shili-2024-05/01-youhua-yingshang-huanjing.md"
BROKEN = "---\ntitle: 标题\ndate: 2024-05\npapr: shili-bao\ndistrict: shili\n---\n\n正文。\n"


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Done]


@pytest.fixture
def sitegen_(archive: Archive, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process, in the folder of a new archive, as `sitegen` does from a shell."""
    monkeypatch.chdir(archive.folder)

    def run(*args: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["sitegen", *args])
        capfd.readouterr()
        code: int | str | None = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = stop.code
        assert isinstance(code, int)
        return Done(code, *capfd.readouterr())

    return run


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with its name, groups included."""
    for name, command in sorted(group.commands.items()):
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


COMMANDS = list(commands(cli.cli))


# -- exit codes


def test_fine_is_0(sitegen_: Run) -> None:
    assert sitegen_("check").code == 0
    assert sitegen_("build").code == 0
    assert sitegen_("annotate", f"content/{ARTICLE}").code == 0


def test_a_warning_is_0_and_with_strict_1(sitegen_: Run, archive: Archive) -> None:
    archive.delete("pages/about.zh.md")
    assert sitegen_("check").code == 0
    assert sitegen_("check", "--strict").code == 1
    assert sitegen_("build", "--strict").code == 1
    assert not archive.output.exists()
    assert sitegen_("build").code == 0


@pytest.mark.parametrize("command", [("check",), ("build",), ("annotate", "content/articles/shili-2024-05/02-x.md")])
def test_an_error_of_the_content_is_1_and_shown_with_its_place_and_a_hint(
    sitegen_: Run, archive: Archive, command: tuple[str, ...]
) -> None:
    """`path:line:col: error[code]: message`, then what to do; the published site stays as it was."""
    archive.write("articles/shili-2024-05/02-x.md", BROKEN)
    done = sitegen_(*command)
    assert done.code == 1
    expected = (
        "content/articles/shili-2024-05/02-x.md:4:1: error[unknown-key]: unknown key 'papr'\n"
        "  hint: did you mean 'paper'?\n"
    )
    assert expected in done.err
    assert "error[missing-key]" in done.err
    assert done.out == ""
    assert not archive.output.exists()


def test_annotate_shows_the_errors_of_every_file(sitegen_: Run, archive: Archive) -> None:
    """All errors are shown, not those of the first file alone."""
    names = ["articles/shili-2024-05/02-x.md", "articles/shili-2024-05/03-y.md"]
    for name in names:
        archive.write(name, BROKEN)
    done = sitegen_("annotate", *(f"content/{name}" for name in names))
    assert done.code == 1
    assert [name for name in names if f"content/{name}:4:1: error[unknown-key]" in done.err] == names


@pytest.mark.parametrize("command", ["check", "annotate"])
def test_a_file_in_another_encoding_is_an_error_of_the_content(
    sitegen_: Run, archive: Archive, command: str
) -> None:  # fmt: skip
    (archive.content / "articles/shili-2024-05/02-x.md").write_bytes(BROKEN.encode("gb18030"))
    files = ["content/articles/shili-2024-05/02-x.md"] if command == "annotate" else []
    done = sitegen_(command, *files)
    assert (done.code, "error[bad-encoding]" in done.err) == (1, True)


@pytest.mark.parametrize(
    "args",
    [
        ["nonsense"], ["build", "--nonsense"], ["build", "extra"], ["check", "--content", "nowhere"],
        ["check", "--content", "README.md"], ["annotate"], ["annotate", "nowhere.md"], ["annotate", "content"],
        ["build", "--output", "content/public"], ["build", "--output", "."], ["build", "--output", "content"],
        ["build", "--jobs", "many"], ["serve", "--port", "70000"], ["serve", "--content", "nowhere"],
        ["init", "."], ["init"], ["new"], ["new", "term"], ["new", "article", "page"], [],
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_2_and_writes_nothing(sitegen_: Run, archive: Archive, args: list[str]) -> None:
    before = sorted(archive.folder.rglob("*"))
    done = sitegen_(*args)
    assert (done.code, done.out) == (2, "")
    assert done.err
    assert "Traceback" not in done.err
    assert sorted(archive.folder.rglob("*")) == before


def test_a_missing_content_folder_is_told_three_ways_out(sitegen_: Run) -> None:
    done = sitegen_("build", "--content", "nowhere")
    assert done.code == 2
    for way in ("nowhere", "--content DIR", "sitegen init DIR"):
        assert way in done.err


def test_a_new_file_that_is_there_already_is_wrong_usage(sitegen_: Run) -> None:
    assert sitegen_("new", "term", "放管服").code == 0
    done = sitegen_("new", "term", "放管服")
    assert (done.code, done.out) == (2, "")
    assert done.err


def test_a_port_in_use_is_wrong_usage_and_no_fault_of_sitegen(sitegen_: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = sitegen_("serve", "--port", port)
    assert (done.code, "Traceback" in done.err) == (2, False)
    assert port in done.err


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_file_that_cannot_be_opened_is_named(sitegen_: Run, archive: Archive, command: str) -> None:
    """A link that leads nowhere is a matter of this machine's disk, not a fault of sitegen."""
    (archive.content / "glossary/lost.md").symlink_to("nowhere.md")
    done = sitegen_(command)
    assert (done.code, "Traceback" in done.err) == (2, False)
    assert "lost.md" in done.err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("templates/404.html", "{% extends 'base.html' %}\n{% block main %}{% if %}{% endblock %}"),
        ("templates/404.html", "{% extends 'base.html' %}\n{% block main %}{{ nonsense }}{% endblock %}"),
        ("strings/en.toml", 'glossary = "Words\n'),
    ],
    ids=["syntax", "unknown name", "strings"],
)
def test_a_mistake_in_the_archives_own_theme_is_an_error_that_names_the_file(
    sitegen_: Run, archive: Archive, name: str, text: str
) -> None:
    """A theme belongs to the archive: what is wrong in it is not a fault of sitegen."""
    path = archive.folder / "themes/mine" / name
    path.parent.mkdir(parents=True)
    path.write_text(text)
    archive.edit("site.toml", "repository", 'theme = "mine"\nrepository')
    done = sitegen_("build")
    assert (done.code, "Traceback" in done.err) == (1, False)
    assert f"themes/mine/{name}" in done.err
    assert not archive.output.exists()


def test_a_fault_of_sitegen_is_70_and_asks_for_a_report(sitegen_: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(sitegen.build, "check_only", fail)
    done = sitegen_("check")
    assert (done.code, done.out) == (70, "")
    assert "RuntimeError: boom" in done.err
    assert "please report it" in done.err


def test_the_exit_codes_come_out_of_a_process(archive: Archive) -> None:
    """What a shell sees, through the installed entry point."""
    assert run_sitegen("check", cwd=archive.folder).returncode == 0
    archive.write("articles/shili-2024-05/02-x.md", BROKEN)
    assert run_sitegen("check", cwd=archive.folder).returncode == 1
    assert run_sitegen("check", "--nonsense", cwd=archive.folder).returncode == 2


def test_a_reader_that_closes_the_pipe_is_no_error(archive: Archive) -> None:
    """`sitegen annotate --json FILE | head -1` does not say that the content has errors."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "sitegen", "annotate", "--json", f"content/{ARTICLE}"]
    try:
        done = subprocess.run(command, cwd=archive.folder, stdout=writing, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


# -- what is said, and where


def test_paths_open_from_the_folder_where_the_command_was_run(
    sitegen_: Run, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every place in a message can be opened by an editor, wherever the content is."""
    archive.write("articles/shili-2024-05/02-x.md", BROKEN)
    (archive.folder / "elsewhere").mkdir()
    for cwd, content in [
        (archive.folder, "content"),
        (archive.folder, "content/"),
        (archive.folder / "elsewhere", "../content"),
        (archive.folder / "elsewhere", str(archive.content)),
        (archive.content, "."),
        (archive.content, "../content"),
    ]:
        monkeypatch.chdir(cwd)
        found = sitegen_("check", "--json", "--content", content).json
        assert found, content
        assert [d["path"] for d in found if not Path(d["path"]).is_file()] == [], content


def test_build_tells_what_it_did_and_quiet_tells_nothing(sitegen_: Run) -> None:
    done = sitegen_("build")
    first, seconds, slowest = done.out.splitlines()
    assert re.fullmatch(r"\d+ pages written, 0 unchanged, 0 removed in \d+\.\d s -> public", first)
    assert re.fullmatch(r"  seconds: read [\d.]+, assemble .*, publish .*; \d+ pages rendered", seconds)
    assert re.fullmatch(r"  slowest: (\S+ \d+ ms(, |$)){5}", slowest)
    assert done.err == "no errors, no warnings\n"
    assert sitegen_("build", "--quiet") == Done(0, "", "")
    assert sitegen_("check", "--quiet") == Done(0, "", "")
    assert sitegen_("build", "-q") == Done(0, "", "")


def test_quiet_still_shows_errors(sitegen_: Run, archive: Archive) -> None:
    archive.write("articles/shili-2024-05/02-x.md", BROKEN)
    for command in ("build", "check"):
        done = sitegen_(command, "--quiet")
        assert (done.code, done.out) == (1, "")
        assert "02-x.md:4:1: error[unknown-key]" in done.err


def test_quiet_shows_the_same_in_build_and_check(sitegen_: Run, archive: Archive) -> None:
    """A warning is a problem or it is not: both commands take it for the same."""
    archive.delete("pages/about.zh.md")
    assert sitegen_("check", "--quiet").err == sitegen_("build", "--quiet").err


def test_check_counts_what_it_found(sitegen_: Run, archive: Archive) -> None:
    archive.delete("pages/about.zh.md")
    assert sitegen_("check").err.splitlines()[-1] == "0 errors, 1 warning"
    assert sitegen_("check", "--strict").err.splitlines()[-1].startswith("0 errors, 1 warning (")
    archive.write("articles/shili-2024-05/02-x.md", BROKEN)
    assert sitegen_("check").err.splitlines()[-1] == "2 errors, 1 warning"


def test_check_and_annotate_write_nothing(sitegen_: Run, archive: Archive) -> None:
    before = sorted(archive.folder.rglob("*"))
    sitegen_("check")
    sitegen_("annotate", f"content/{ARTICLE}")
    assert sorted(archive.folder.rglob("*")) == before


def test_annotate_shows_each_mark_on_a_line(sitegen_: Run) -> None:
    lines = sitegen_("annotate", f"content/{ARTICLE}").out.splitlines()
    assert lines[0] == ARTICLE.removeprefix("articles/").removesuffix(".md")
    assert "title 2-6 term 营商环境 -> yingshang-huanjing" in [" ".join(line.split()) for line in lines]
    assert "p2 5-7 place 全区 -> shili-gaoxinqu" in [" ".join(line.split()) for line in lines]


def on_terminal(*args: str, cwd: Path, **environment: str) -> str:
    """What the command writes to a terminal."""
    reader, writer = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "sitegen", *args], cwd=cwd, stdin=writer, stdout=writer, stderr=writer,
        env={**{k: v for k, v in os.environ.items() if k != "NO_COLOR"}, "TERM": "xterm", **environment},
    )  # fmt: skip
    os.close(writer)
    written = b""
    while True:
        try:
            chunk = os.read(reader, 4096)
        except OSError:  # On Linux the end of a terminal is an error.
            break
        if not chunk:
            break
        written += chunk
    os.close(reader)
    process.wait()
    return written.decode()


def test_colours_are_for_terminals_that_want_them(archive: Archive, sitegen_: Run) -> None:
    """`NO_COLOR` is respected (no-color.org), and a file or pipe never gets an escape sequence."""
    archive.write("articles/shili-2024-05/02-x.md", BROKEN)
    assert "\x1b[" in on_terminal("check", cwd=archive.folder)
    assert "\x1b[" not in on_terminal("check", cwd=archive.folder, NO_COLOR="1")
    assert "\x1b[" not in sitegen_("check").err


def test_a_build_without_colours_writes_no_colours_on_a_terminal(archive: Archive) -> None:
    """The progress bar and the warnings of a build follow `NO_COLOR` too; moving the cursor is no colour."""
    archive.delete("pages/about.zh.md")
    assert re.search(r"\x1b\[[\d;]*m", on_terminal("build", cwd=archive.folder))
    assert not re.search(r"\x1b\[[\d;]*[1-9][\d;]*m", on_terminal("build", cwd=archive.folder, NO_COLOR="1"))


# -- JSON

DIAGNOSTIC = {
    "path": str, "line": int, "col": int, "end_col": int, "code": str, "severity": str, "message": str, "hint": str,
    "related": list,
}  # fmt: skip


def has_shape(value: dict[str, Any], shape: dict[str, type]) -> bool:
    """Whether an object has exactly these keys with values of these types."""
    return {key: type(item) for key, item in value.items()} == shape


def test_check_json_is_a_list_of_diagnostics(sitegen_: Run, archive: Archive) -> None:
    assert sitegen_("check", "--json") == Done(0, "[]\n", "")
    archive.write("articles/shili-2024-05/02-x.md", BROKEN)
    done = sitegen_("check", "--json")
    assert (done.code, done.err) == (1, "")
    assert all(has_shape(diagnostic, DIAGNOSTIC) for diagnostic in done.json)
    assert done.json[1] == {
        "path": "content/articles/shili-2024-05/02-x.md", "line": 4, "col": 1, "end_col": 5, "code": "unknown-key",
        "severity": "error", "message": "unknown key 'papr'", "hint": "did you mean 'paper'?", "related": [],
    }  # fmt: skip


def test_build_json_says_what_was_written(sitegen_: Run, archive: Archive) -> None:
    shape = {
        "ok": bool, "diagnostics": list, "written": list, "kept": int, "rendered": int, "removed": list,
        "seconds": dict, "slowest": list,
    }  # fmt: skip
    done = sitegen_("build", "--json")
    assert (done.code, done.err) == (0, "")
    assert has_shape(done.json, shape)
    assert done.json["ok"]
    assert sorted(done.json["written"]) == sorted(archive.tree())
    again = sitegen_("build", "--json").json
    assert (again["written"], again["kept"], again["removed"]) == ([], len(archive.tree()), [])
    archive.delete("glossary/yingshang-huanjing.md")
    assert "en/glossary/yingshang-huanjing/index.html" in sitegen_("build", "--json").json["removed"]


def test_why_names_what_changed_and_what_a_page_was_last_rendered_for(sitegen_: Run, archive: Archive) -> None:
    """A page is named as a file, a folder or an address; facets that no page read are not named."""
    sitegen_("build")
    term, page = "en/glossary/yingshang-huanjing/", "en/about/"
    for path in (term, f"public/{term}index.html", f"/{term}"):
        assert sitegen_("why", path).out == f"{term}index.html is up to date\nlast rendered: it was not built before\n"
    archive.edit("glossary/yingshang-huanjing.md", "business environment", "business climate")
    assert sitegen_("why", term, "--json").json["now"] == ["term-card:yingshang-huanjing", "term:yingshang-huanjing"]
    assert "is up to date" in sitegen_("why", page).out
    sitegen_("build")
    told = sitegen_("why", term, "--json").json
    assert told == {
        "path": f"{term}index.html",
        "now": [],
        "last": ["term-card:yingshang-huanjing", "term:yingshang-huanjing"],
    }
    (archive.output / term / "index.html").unlink()
    assert sitegen_("why", term, "--json").json["now"] == ["its file is not as it was published"]
    nowhere = sitegen_("why", "en/nowhere/")
    assert (nowhere.code, nowhere.out) == (2, "")
    assert "the site has no page 'en/nowhere/index.html'" in nowhere.err


def test_build_json_of_a_build_that_failed(sitegen_: Run, archive: Archive) -> None:
    """Standard output holds JSON alone, so that a script can read it whatever happened."""
    archive.write("articles/shili-2024-05/02-x.md", BROKEN)
    done = sitegen_("build", "--json")
    assert done.code == 1
    assert (done.json["ok"], done.json["written"], done.json["kept"], done.json["removed"]) == (False, [], 0, [])
    assert {d["code"] for d in done.json["diagnostics"]} == {"unknown-key", "missing-key"}
    assert all(has_shape(diagnostic, DIAGNOSTIC) for diagnostic in done.json["diagnostics"])


def test_annotate_json_is_as_the_contract_says(sitegen_: Run, archive: Archive) -> None:
    """One object a file, in a list; offsets count code points of each block's text."""
    done = sitegen_("annotate", "--json", f"content/{ARTICLE}")
    (article,) = done.json
    assert list(article) == ["article", "blocks"]
    assert article["article"] == ARTICLE.removeprefix("articles/").removesuffix(".md")
    assert [block["id"] for block in article["blocks"]] == ["kicker", "title", "p1", "p2"]
    for block in article["blocks"]:
        assert list(block) == ["id", "kind", "text", "marks"]
        for mark in block["marks"]:
            assert list(mark) == ["kind", "start", "end", "text", "target"]
            assert block["text"][mark["start"] : mark["end"]] == mark["text"]
    assert article["blocks"][2] == {
        "id": "p1",
        "kind": "paragraph",
        "text": "5月6日,高新区召开座谈会,听取企业意见,进一步优化营商环境。",
        "marks": [
            {"kind": "place", "start": 5, "end": 8, "text": "高新区", "target": "shili-gaoxinqu"},
            {"kind": "term", "start": 26, "end": 30, "text": "营商环境", "target": "yingshang-huanjing"},
        ],
    }


def test_annotate_json_lists_the_files_in_the_order_given(sitegen_: Run, archive: Archive) -> None:
    archive.write("articles/shili-2024-05/02-x.md", BROKEN.replace("papr", "paper").replace("正文", "𠮷示例市营商环境"))
    files = ["content/articles/shili-2024-05/02-x.md", f"content/{ARTICLE}"]
    second, first = sitegen_("annotate", "--json", *files).json
    assert (second["article"], first["article"]) == (
        "shili-2024-05/02-x", "shili-2024-05/01-youhua-yingshang-huanjing",
    )  # fmt: skip
    assert [(m["start"], m["end"]) for m in second["blocks"][1]["marks"]] == [(1, 4), (4, 8)]


def test_annotate_shows_the_same_text_and_marks_as_the_site(sitegen_: Run, archive: Archive) -> None:
    """A bare `[[term]]` is the headword, as on the page, and its mark covers it."""
    archive.edit(ARTICLE, "会议要求,全区", "推进[[yingshang-huanjing]]，全区")
    block = sitegen_("annotate", "--json", f"content/{ARTICLE}").json[0]["blocks"][-1]
    assert block["text"].startswith("推进营商环境，全区")
    assert [(m["start"], m["end"], m["text"]) for m in block["marks"]] == [(2, 6, "营商环境"), (7, 9, "全区")]


def test_annotate_reads_an_article_that_is_not_in_the_archive(sitegen_: Run, archive: Archive, tmp_path: Path) -> None:
    """A draft is marked with the archive's terms wherever it lies."""
    draft = tmp_path / "drafts/shili-2024-06/01-draft.md"
    draft.parent.mkdir(parents=True)
    draft.write_text(BROKEN.replace("papr", "paper").replace("正文", "营商环境"), "utf-8")
    (article,) = sitegen_("annotate", "--json", str(draft)).json
    assert article["article"] == "shili-2024-06/01-draft"
    assert [mark["target"] for mark in article["blocks"][1]["marks"]] == ["yingshang-huanjing"]


# -- help


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[" ".join(path) for path, _ in COMMANDS])
def test_every_command_explains_itself_and_each_of_its_options(path: tuple[str, ...], command: click.Command) -> None:
    """`--help` says in a sentence what the command does, and no option stands without an explanation."""
    done = CliRunner().invoke(cli.cli, [*path, "--help"])
    assert done.exit_code == 0
    assert done.output.startswith(f"Usage: cli {' '.join(path)} ")
    assert re.match(r"[A-Z].+\.", command.help or "")
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[" ".join(path) for path, _ in COMMANDS])
def test_every_command_on_an_archive_takes_its_content_folder(path: tuple[str, ...], command: click.Command) -> None:
    """`--content` is everywhere but where there is no archive yet."""
    has_content = any(option.name == "content" for option in command.params)
    assert has_content == (path != ("init",) and not isinstance(command, click.Group))


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_the_first_page_of_help_lists_every_command(sitegen_: Run, flag: str) -> None:
    done = sitegen_(flag)
    assert done.code == 0
    for name in cli.cli.commands:
        assert re.search(rf"^  {name} ", done.out, re.M), name


def test_every_command_is_in_the_readme() -> None:
    """A command that the README does not name is one that nobody finds."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in cli.cli.commands if f"sitegen {name}" not in readme] == []


def test_the_version_is_the_packages(sitegen_: Run) -> None:
    assert sitegen_("--version") == Done(0, f"sitegen, version {__version__}\n", "")


# -- making things


def test_new_says_which_file_it_made(sitegen_: Run, archive: Archive) -> None:
    done = sitegen_("new", "term", "放管服")
    assert (done.code, done.err) == (0, "")
    assert (archive.folder / done.out.strip()).is_file()
    assert sitegen_("check").code == 0


def test_init_says_what_to_do_next(sitegen_: Run, archive: Archive) -> None:
    done = sitegen_("init", "another")
    assert (done.code, done.err) == (0, "")
    assert "cd another" in done.out
    assert (archive.folder / "another/content/site.toml").is_file()
