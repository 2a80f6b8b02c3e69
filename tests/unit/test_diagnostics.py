"""Every diagnostic code has a page in `tests/diagnostics/` that shows when it comes; here that is held to be true."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import HERE, ROOT, Archive, file_sections

from sitegen.build import build, check_only
from sitegen.diagnostics import Diagnostic
from sitegen.report import Options

FOLDER = HERE / "diagnostics"
CODES = sorted(path.stem for path in FOLDER.glob("*.md"))
#: Themes are looked for by a build alone: a check has no use for one.
BUILD_ONLY = ("bad-theme", "unknown-theme")


@pytest.mark.parametrize("code", CODES)
def test_exactly_the_diagnostics_of_the_page_come_out(archive: Archive, code: str) -> None:
    """The files of a page give the diagnostics it says, each at its place, and no other."""
    expected = _lay_over(archive, code)
    found = _build(archive) if code in BUILD_ONLY else _check(archive)
    shown = [f"{d.span} {d.severity} {d.code}" for d in found]
    assert sorted(shown) == sorted(expected)
    assert any(line.endswith(f" {code}") for line in expected)


@pytest.mark.parametrize("code", CODES)
def test_every_diagnostic_says_what_is_wrong_and_what_to_do(archive: Archive, code: str) -> None:
    """A message without a hint leaves a person alone with the problem."""
    _lay_over(archive, code)
    found = [*_check(archive), *_build(archive)]
    assert [str(d) for d in found if d.code == code and not (d.message and d.hint)] == []


@pytest.mark.parametrize("code", [code for code in CODES if code not in BUILD_ONLY])
def test_check_and_build_find_the_same(archive: Archive, code: str) -> None:
    """What `check` passes, `build` builds: none knows of a problem that the other does not."""
    _lay_over(archive, code)
    assert Counter(_check(archive)) == Counter(_build(archive))


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    """A code without a page in `tests/diagnostics/` is one that nobody has seen come out."""
    assert sorted(set(_codes(ROOT / "sitegen"))) == CODES


def test_every_page_begins_with_its_code_and_a_sentence() -> None:
    """The pages can be read by people who meet a code."""
    for code in CODES:
        assert re.match(rf"# {code}\n\n[A-Z`][^\n]{{20,}}", (FOLDER / f"{code}.md").read_text("utf-8")), code


def _check(archive: Archive) -> list[Diagnostic]:
    return check_only(Options(archive.content)).diagnostics


def _build(archive: Archive) -> list[Diagnostic]:
    """What a build finds that takes warnings for errors, and so writes nothing."""
    report = build(Options(archive.content, archive.output, strict=True))
    assert report.published is None
    return report.diagnostics


def _lay_over(archive: Archive, code: str) -> list[str]:
    """Write the files of a page into the archive; the lines of its last section, which say what must come out.

    `=== path (gb18030)` writes a file in that encoding, `=== path (deleted)` deletes it.
    """
    *files, (last, expected) = file_sections((FOLDER / f"{code}.md").read_text("utf-8"))
    assert last == "expect"
    for header, text in files:
        path, _, note = header.partition(" ")
        target = archive.folder / path
        if note == "(deleted)":
            target.unlink()
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode(note.strip("()") or "utf-8"))
    return expected.splitlines()


def _codes(package: Path) -> Iterator[str]:
    """Every code that the source gives to a diagnostic, the importer's own excepted."""
    for path in sorted(package.rglob("*.py")):
        if "importer" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                yield from _codes_of_call(node)


def _codes_of_call(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Call) or not node.args:
        return
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    first = node.args[0]
    if name in ("error", "warning", "report") and isinstance(first, ast.Constant):
        yield str(first.value)
    elif name == "_missing" and isinstance(node.args[3], ast.Constant):
        yield f"unknown-{node.args[3].value!s}"
