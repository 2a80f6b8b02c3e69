"""How the command says things: diagnostics, tables, JSON, progress. Knows what to say, not when.

Diagnostics and summaries go to standard error, results to standard output.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sitegen.diagnostics import Diagnostic
    from sitegen.importer import ImportReport
    from sitegen.report import Report
    from sitegen.site.audit import Decision


def show_diagnostics(diagnostics: Iterable[Diagnostic], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([diagnostic_json(d) for d in diagnostics], ensure_ascii=False, indent=1))
        return
    for diagnostic in diagnostics:
        head, *rest = str(diagnostic).split("\n")
        colour = "red" if diagnostic.is_error else "yellow"
        label = f"{diagnostic.severity}[{diagnostic.code}]"
        click.echo(head.replace(label, click.style(label, fg=colour, bold=True), 1), err=True)
        for line in rest:
            click.echo(click.style(line, dim=True), err=True)


def show_audit(decisions: Iterable[Decision], *, as_json: bool) -> None:
    """Decisions with an alternative: each where it stands, with what was chosen, what else could be, and why."""
    found = list(decisions)
    if as_json:
        click.echo(json.dumps([asdict(decision) for decision in found], ensure_ascii=False, indent=1))
        return
    for d in found:
        place = f"{d.span.path}:{d.span.line}:{d.span.col}" if d.span.line else d.span.path
        text = f"{d.before}{click.style(d.text, bold=True, reverse=True)}{d.after}".replace("\n", " ")
        click.echo(f"{place}: {text}  {d.chosen} | {', '.join(d.others)}  ({d.why})")
        if d.override:
            click.echo(click.style(f"    {d.override}", dim=True))
    click.echo(counted(len(found), "decision"), err=True)


def seen_from_here(diagnostics: Iterable[Diagnostic], content: Path) -> list[Diagnostic]:
    """Diagnostics whose paths open from the current folder, not from the one the content lies in."""
    base = Path(os.path.relpath(content.resolve().parent)).as_posix()
    if base == ".":
        return list(diagnostics)
    return [
        replace(
            d,
            span=replace(d.span, path=f"{base}/{d.span.path}"),
            related=tuple(replace(other, path=f"{base}/{other.path}") for other in d.related),
        )
        for d in diagnostics
    ]


def diagnostic_json(diagnostic: Diagnostic) -> dict[str, object]:
    span = diagnostic.span
    return {
        "path": span.path, "line": span.line, "col": span.col, "end_col": span.end_col, "code": diagnostic.code,
        "severity": diagnostic.severity, "message": diagnostic.message, "hint": diagnostic.hint,
        "related": [str(other) for other in diagnostic.related],
    }  # fmt: skip


def show_summary(diagnostics: list[Diagnostic], strict: bool) -> None:
    errors = sum(d.is_error for d in diagnostics)
    warnings = len(diagnostics) - errors
    if not diagnostics:
        click.echo("no errors, no warnings", err=True)
        return
    note = " (warnings count as errors: --strict)" if strict and warnings else ""
    click.echo(f"{counted(errors, 'error')}, {counted(warnings, 'warning')}{note}", err=True)


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def build_json(report: Report) -> dict[str, object]:
    done = report.published
    return {
        "ok": done is not None,
        "diagnostics": [diagnostic_json(d) for d in report.diagnostics],
        "written": list(done.written) if done else [],
        "kept": len(done.kept) if done else 0,
        "rendered": report.rendered,
        "removed": list(done.removed) if done else [],
        "seconds": {name: round(seconds, 4) for name, seconds in report.times.items()},
        "slowest": [{"path": path, "seconds": round(seconds, 4)} for path, seconds in report.slowest],
    }


def report_lines(report: Report) -> Iterable[str]:
    """Where a build's time went: seconds a phase, and, if many pages were rendered, the slowest of them."""
    if report.rendered:
        phases = ", ".join(f"{name} {seconds:.2f}" for name, seconds in report.times.items())
        yield click.style(f"  seconds: {phases}; {counted(report.rendered, 'page')} rendered", dim=True)
        slow = ", ".join(
            f"{path.removesuffix('index.html')} {1000 * seconds:.0f} ms" for path, seconds in report.slowest
        )
        yield click.style(f"  slowest: {slow}", dim=True)


def import_json(report: ImportReport) -> dict[str, object]:
    files = report.files
    return {
        "raw": str(report.raw), "page": report.page, "folder": str(report.folder), "encoding": report.encoding,
        "ok": report.ok, "articles": report.articles, "joins": report.joins, "doubts": report.doubts,
        "dropped": report.dropped, "titles": list(report.titles),
        "written": files.written, "unchanged": files.unchanged, "kept": files.kept, "removed": files.removed,
    }  # fmt: skip


def import_table(reports: list[ImportReport]) -> Iterable[str]:
    """One line a page; joins and dropped characters are explained in its ledger."""
    if not any(r.ok for r in reports):
        return
    yield f"{'page':28} {'encoding':10} {'articles':>8} {'joins':>6} {'dropped':>8} {'doubts':>7}"
    for r in reports:
        if r.ok:
            yield f"{r.page:28} {r.encoding:10} {r.articles:8} {r.joins:6} {r.dropped:8} {r.doubts:7}"


def progress_bar() -> Callable[[str, int, int], None] | None:
    """A progress bar on a terminal, nothing otherwise."""
    if not sys.stderr.isatty():
        return None
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task("pages", total=None)
    bar.start()

    def step(name: str, number: int, total: int) -> None:
        bar.update(task, description=name, completed=number, total=total)
        if number == total:
            bar.stop()

    return step
