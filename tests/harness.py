"""What tests share: a small archive in memory or on disk, readable case files, and a fluent build-expect-edit loop."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitegen.build import build
from sitegen.report import Options, Report
from sitegen.scaffold import init

HERE = Path(__file__).parent
ROOT = HERE.parent


@dataclass(frozen=True)
class Case:
    """One case of a case file: a title, an input, what must come out."""

    title: str
    line: int
    given: str
    expected: str

    def __str__(self) -> str:
        return f"{self.line}: {self.title}"


def cases(name: str) -> list[Case]:
    """The cases of `tests/cases/<name>.md`: title, `.`, input, `.`, expected, `.`, as in markdown-it's fixtures."""
    text = (HERE / "cases" / f"{name}.md").read_text("utf-8")
    pattern = re.compile(r"^(?P<title>[^\n.#][^\n]*)\n\.\n(?P<given>.*?)\n?^\.\n(?P<expected>.*?)\n?^\.$", re.S | re.M)
    found = [
        Case(m["title"], text.count("\n", 0, m.start()) + 1, m["given"], m["expected"]) for m in pattern.finditer(text)
    ]
    assert found, f"no cases in {name}.md"
    return found


def file_sections(text: str) -> Iterator[tuple[str, str]]:
    """The files written in a Markdown text, each after a line `=== path`."""
    for part in re.split(r"^=== ", text, flags=re.M)[1:]:
        path, _, body = part.partition("\n")
        yield path.strip(), body


class Archive:
    """An archive on disk that a test writes to, builds, looks at and writes to again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.report = Report()
        init(folder)

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def output(self) -> Path:
        return self.folder / "public"

    def write(self, path: str, text: str) -> Archive:
        """Write a content file."""
        target = self.content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        return self

    def edit(self, path: str, old: str, new: str) -> Archive:
        """Change a content file; the old text must be there."""
        text = (self.content / path).read_text("utf-8")
        assert old in text, f"{old!r} is not in {path}"
        return self.write(path, text.replace(old, new))

    def delete(self, path: str) -> Archive:
        """Delete a content file."""
        (self.content / path).unlink()
        return self

    def build(self, **options: object) -> Archive:
        """Build; the report is in `self.report`."""
        self.report = build(Options(self.content, self.output, **options))  # type: ignore[arg-type]
        return self

    def expect_ok(self) -> Archive:
        """The build published."""
        assert self.report.published is not None, "\n".join(map(str, self.report.diagnostics))
        return self

    def expect_written(self, *patterns: str) -> Archive:
        """Exactly the pages that match one of the patterns (regular expressions) were written, each at least once."""
        self.expect_ok()
        assert self.report.published is not None
        written = self.report.published.written
        for path in written:
            assert any(re.fullmatch(pattern, path) for pattern in patterns), f"{path} was written"
        for pattern in patterns:
            assert any(re.fullmatch(pattern, path) for path in written), f"nothing written like {pattern}"
        return self

    def expect_error(self, code: str, place: str = "") -> Archive:
        """The build stopped with this error, at `path:line:col` if given."""
        assert self.report.published is None, "the build published"
        found = [d for d in self.report.diagnostics if d.is_error and d.code == code]
        assert found, f"no {code} in {[str(d) for d in self.report.diagnostics]}"
        assert not place or any(str(d.span) == f"content/{place}" for d in found), [str(d) for d in found]
        return self

    def page(self, path: str) -> str:
        """A published page."""
        return (self.output / path).read_text("utf-8")

    def tree(self) -> dict[str, bytes]:
        """Everything published."""
        return {p.relative_to(self.output).as_posix(): p.read_bytes() for p in self.output.rglob("*") if p.is_file()}


def run_sitegen(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would, in a process of its own."""
    command = [sys.executable, "-m", "sitegen", *args]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=300)
