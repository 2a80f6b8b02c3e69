"""The `sitegen` command: the only module that prints or exits.

Exit codes: 0 fine, 1 the content has errors, 2 wrong usage, 70 a fault of sitegen's own. Heavy modules are imported
by the command that needs them, so that `--help` is quick.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from sitegen import __version__
from sitegen.say import (
    build_json,
    counted,
    import_json,
    import_table,
    progress_bar,
    report_lines,
    seen_from_here,
    show_audit,
    show_diagnostics,
    show_summary,
)

if TYPE_CHECKING:
    from sitegen.site.assemble import Site

T = TypeVar("T")

OK, CONTENT_ERROR, USAGE_ERROR, INTERNAL_ERROR = 0, 1, 2, 70

content_option = click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="The content folder.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Report as JSON on standard output.")
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sitegen")
@click.pass_context
def cli(context: click.Context) -> None:
    """Build a bilingual, annotated archive of Chinese local news as a static site."""
    if os.environ.get("NO_COLOR"):
        context.color = False


def main() -> None:
    """Run the command line; anything unforeseen is our fault and says so."""
    # An archive is many small values that live to the end: looking for garbage among them so often finds none.
    gc.set_threshold(50_000, 20, 50)
    try:
        # Not `cli.main`: it would turn a closed pipe into exit code 1, which here means that the content has errors.
        with cli.make_context("sitegen", sys.argv[1:]) as context:
            cli.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as exc:
        sys.exit(exc.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(130)
    except click.ClickException as exc:
        exc.show()
        sys.exit(USAGE_ERROR)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(OK)
    except Exception:
        traceback.print_exc()
        click.echo("this is a fault of sitegen, not of your content: please report it with the lines above", err=True)
        sys.exit(INTERNAL_ERROR)


# -- building


@cli.command()
@content_option
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("public"), show_default=True,
    help="Where the site goes.",
)  # fmt: skip
@click.option("--base-url", default="", help="The address of the site, instead of the one in site.toml.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--drafts", is_flag=True, help="Include articles that say 'draft: true'.")
@click.option("--clean", is_flag=True, help="Write every page anew; the result is the same.")
@click.option("--jobs", type=click.IntRange(0), default=0, help="Processes to use.  [default: one for each core]")
@click.option(
    "--scheduler", default="", metavar="ADDRESS",
    help="Render on the Dask cluster at tcp://HOST:PORT (needs: pip install 'sitegen[dask]').",
)  # fmt: skip
@json_option
@quiet_option
def build(
    content: Path,
    output: Path,
    base_url: str,
    strict: bool,
    drafts: bool,
    clean: bool,
    jobs: int,
    scheduler: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Build the whole static site."""
    from sitegen.build import build as run
    from sitegen.report import Options

    _require_content(content)
    _refuse_output(output, content)
    started = time.perf_counter()
    options = Options(content, output, base_url, strict, drafts, clean, jobs, scheduler)
    with _disk_errors(), _cluster_errors(scheduler):
        report = run(options, None if quiet or as_json else progress_bar(), say=lambda text: click.echo(text, err=True))
    report.diagnostics = seen_from_here(report.diagnostics, content)
    show_diagnostics(report.diagnostics, as_json=False)
    if report.published is None:
        show_summary(report.diagnostics, strict)
        click.echo(f"nothing was written; {output} is as it was", err=True)
        if as_json:
            click.echo(json.dumps(build_json(report), ensure_ascii=False))
        sys.exit(CONTENT_ERROR)
    if as_json:
        click.echo(json.dumps(build_json(report), ensure_ascii=False))
    elif not quiet:
        done = report.published
        show_summary(report.diagnostics, strict)
        click.echo(
            f"{len(done.written)} pages written, {len(done.kept)} unchanged, {len(done.removed)} removed "
            f"in {time.perf_counter() - started:.1f} s -> {output}"
        )
        for line in report_lines(report):
            click.echo(line)


@cli.command()
@click.argument("path")
@content_option
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("public"), show_default=True,
    help="Where the site is.",
)  # fmt: skip
@click.option("--base-url", default="", help="The address it was built for, if not the one in site.toml.")
@click.option("--drafts", is_flag=True, help="As it was built.")
@json_option
def why(path: str, content: Path, output: Path, base_url: str, drafts: bool, as_json: bool) -> None:
    """Why the page at PATH (en/glossary/, public/en/index.html) would be rendered now, and why it last was."""
    from sitegen.build import why as ask
    from sitegen.report import Options

    _require_content(content)
    name = _page_path(path, output)
    with _disk_errors():
        found = ask(Options(content, output, base_url, drafts=drafts), name)
    if found is None:
        raise click.UsageError(f"the site has no page '{name}'")
    now, last = found
    if as_json:
        click.echo(json.dumps({"path": name, "now": list(now), "last": list(last)}, ensure_ascii=False))
        return
    click.echo(f"{name} would be rendered: {', '.join(now)}" if now else f"{name} is up to date")
    if last:
        click.echo(f"last rendered: {', '.join(last)}")


def _page_path(path: str, output: Path) -> str:
    """A page's path below the output folder, however a person names it: as a file, a folder or an address."""
    file = Path(path)
    if output.resolve() in file.resolve().parents:
        path = file.resolve().relative_to(output.resolve()).as_posix() + ("/" if path.endswith("/") else "")
    path = path.strip().lstrip("/")
    return path if path.rpartition("/")[2].count(".") else f"{path.rstrip('/')}/index.html".lstrip("/")


@cli.command()
@content_option
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.option(
    "--audit",
    type=click.Choice(("script", "pinyin", "places", "terms")),
    help="List instead every decision of that kind that had an alternative, and the override for it.",
)
@json_option
@quiet_option
def check(content: Path, strict: bool, audit: str | None, as_json: bool, quiet: bool) -> None:
    """Run every check; write nothing."""
    from sitegen.build import audited, check_only
    from sitegen.report import Options

    _require_content(content)
    if audit:
        show_audit(audited(content, audit), as_json=as_json)
        return
    with _disk_errors():
        report = check_only(Options(content, strict=strict))
    show_diagnostics(seen_from_here(report.diagnostics, content), as_json=as_json)
    if not as_json and not quiet:
        show_summary(report.diagnostics, strict)
    sys.exit(CONTENT_ERROR if report.stops(strict=strict) else OK)


@cli.command()
@content_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 picks one.")
@click.option("--drafts", is_flag=True, help="Include articles that say 'draft: true'.")
def serve(content: Path, port: int, drafts: bool) -> None:
    """Build, serve on this machine only, and rebuild and reload when a file changes."""
    from sitegen.serve import serve as run

    _require_content(content)
    try:
        run(content, port, drafts=drafts, say=click.echo)
    except OSError as exc:
        raise click.ClickException(f"cannot serve on port {port}: {exc.strerror}") from exc


# -- making new things


@cli.command("import")
@click.argument("raw", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Where drafts go.  [default: CONTENT/articles]"
)
@click.option("--paper", default="", help="The newspaper's id.")
@click.option("--place", default="", help="The id of the page's home place.")
@click.option("--date", default="", help="The page's date, as 2023-02-03, 2022-09 or 2022-09~.")
@content_option
@json_option
def import_(
    raw: tuple[Path, ...], out: Path | None, paper: str, place: str, date: str, content: Path, as_json: bool
) -> None:
    """Cut raw newspaper pages into article drafts, with a ledger of every character."""
    from sitegen.importer import ImportOptions, import_page

    options = ImportOptions(paper, place, date)
    folder = out or content / "articles"
    step = None if as_json or len(raw) < 2 else progress_bar()
    reports = []
    for number, path in enumerate(raw, 1):
        reports.append(import_page(path, folder, options))
        if step:
            step(path.name, number, len(raw))
    show_diagnostics([d for report in reports for d in report.diagnostics], as_json=False)
    if as_json:
        click.echo(json.dumps([import_json(report) for report in reports], ensure_ascii=False, indent=1))
    else:
        for line in import_table(reports):
            click.echo(line)
    sys.exit(OK if all(report.ok for report in reports) else CONTENT_ERROR)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a new archive in FOLDER, with a sample page, article, term and place."""
    from sitegen.scaffold import init as run

    made = _scaffold(lambda: run(folder))
    click.echo(f"{len(made)} files made in {folder}. Next:\n  cd {folder}\n  sitegen serve")


@cli.group()
def new() -> None:
    """Make a new article, term or place to fill in."""


@new.command("term")
@content_option
@click.argument("headword")
def new_term(content: Path, headword: str) -> None:
    """A gloss for HEADWORD (in Simplified characters)."""
    from sitegen.scaffold import new_term as run

    _require_content(content)
    click.echo(_scaffold(lambda: run(content, headword)))


@new.command("place")
@content_option
@click.argument("name")
def new_place(content: Path, name: str) -> None:
    """A place called NAME."""
    from sitegen.scaffold import new_place as run

    _require_content(content)
    click.echo(_scaffold(lambda: run(content, name)))


@new.command("article")
@content_option
@click.argument("page")
@click.argument("title")
@click.option("--paper", default="TODO", help="The newspaper's id.")
@click.option("--district", default="TODO", help="The id of the place it is about.")
@click.option("--date", default="TODO", help="The date, as 2023-02-03, 2022-09 or 2022-09~.")
def new_article(content: Path, page: str, title: str, paper: str, district: str, date: str) -> None:
    """An article called TITLE on PAGE (such as zhumadian-2022-09)."""
    from sitegen.scaffold import new_article as run

    _require_content(content)
    click.echo(_scaffold(lambda: run(content, page, title, paper=paper, district=district, date=date)))


# -- looking into the archive


@cli.command()
@content_option
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False, exists=True))
@json_option
def annotate(content: Path, files: tuple[Path, ...], as_json: bool) -> None:
    """Show every term and place marked in articles."""
    from sitegen.inspect import Archive

    _require_content(content)
    with _disk_errors():
        archive = Archive(content)
        found = [archive.annotate(file) for file in files]
    show_diagnostics([diagnostic for _, diagnostics in found for diagnostic in diagnostics], as_json=False)
    results = [result for result, _ in found if result is not None]
    if len(results) < len(files):
        sys.exit(CONTENT_ERROR)
    if as_json:
        click.echo(json.dumps(results, ensure_ascii=False, indent=1))
        return
    for result in results:
        click.echo(click.style(result["article"], bold=True))
        for block in result["blocks"]:
            for mark in block["marks"]:
                where = f"{mark['start']}-{mark['end']}"
                click.echo(f"  {block['id']:>9} {where:>9} {mark['kind']:5} {mark['text']} -> {mark['target']}")


@cli.group()
def terms() -> None:
    """What is explained, what is not, and where a term is used."""


@terms.command("suggest")
@content_option
@click.option("--limit", type=click.IntRange(1), default=40, show_default=True, help="How many.")
@json_option
def terms_suggest(content: Path, limit: int, as_json: bool) -> None:
    """Which gloss to write next: slogans and recurring phrases without one."""
    from sitegen.site.terms import suggest

    found = suggest(_site(content), limit)
    if as_json:
        click.echo(json.dumps([asdict(candidate) for candidate in found], ensure_ascii=False, indent=1))
        return
    for candidate in found:
        click.echo(
            f"{candidate.count:4} uses  {len(candidate.articles):3} articles  {candidate.kind:9}  {candidate.phrase}"
        )


@terms.command("coverage")
@content_option
@json_option
def terms_coverage(content: Path, as_json: bool) -> None:
    """How much of the archive is glossed, and every slogan that is not."""
    from sitegen.site.terms import coverage

    found = coverage(_site(content))
    if as_json:
        click.echo(json.dumps({**asdict(found), "open": [c.phrase for c in found.open]}, ensure_ascii=False, indent=1))
        return
    share = 100 * found.marked / found.han if found.han else 0
    glossed = sum(candidate.glossed for candidate in found.slogans)
    click.echo(f"{found.terms} terms; {found.marked} of {found.han} Han characters are part of one ({share:.1f} %)")
    click.echo(
        f"{glossed} of {len(found.slogans)} quoted and numeric phrases are glossed, "
        f"{len(found.deliberate)} are not on purpose (unglossed.toml), {len(found.open)} are open"
    )
    for candidate in found.open:
        click.echo(f"{candidate.count:4} uses  {candidate.kind:9}  {candidate.phrase}")
    if found.unused:
        click.echo(f"terms that no article uses: {', '.join(found.unused)}")


@terms.command("hits")
@content_option
@click.argument("term")
@json_option
def terms_hits(content: Path, term: str, as_json: bool) -> None:
    """Every use of TERM: a slug with all its forms, or any string, glossed or not."""
    from sitegen.site.terms import hits

    found = hits(_site(content), term)
    if as_json:
        click.echo(json.dumps([asdict(hit) for hit in found], ensure_ascii=False, indent=1))
        return
    for hit in found:
        before = hit.before.replace("\n", " ").rjust(16, "\u3000")
        click.echo(f"{before}【{hit.text}】{hit.after}  {hit.article} {hit.block}".replace("\n", " "))
    click.echo(f"{counted(len(found), 'use')} in {counted(len({hit.article for hit in found}), 'article')}", err=True)


def _site(content: Path) -> Site:
    """The assembled archive, whatever is wrong with it."""
    from sitegen.build import read_only
    from sitegen.site.assemble import assemble

    _require_content(content)
    return assemble(read_only(content))


# -- what can be wrong before a command begins


def _require_content(content: Path) -> None:
    if not content.is_dir():
        hint = "run sitegen in the archive's folder, give --content DIR, or begin with: sitegen init DIR"
        raise click.UsageError(f"there is no content folder '{content}'\n{hint}")


def _refuse_output(output: Path, content: Path) -> None:
    """An output inside the content (or around it) would feed the site to itself."""
    target, source = output.resolve(), content.resolve()
    if target == source or source in target.parents or target in source.parents:
        raise click.UsageError(f"the output '{output}' and the content '{content}' must not contain one another")


@contextmanager
def _cluster_errors(scheduler: str) -> Iterator[None]:
    """A cluster that cannot be used is a wrong way to call the command."""
    try:
        yield
    except ImportError as exc:
        if not scheduler or exc.name not in ("distributed", "dask"):
            raise
        raise click.UsageError("--scheduler needs Dask: pip install 'sitegen[dask]'") from exc
    except (OSError, ValueError) as exc:
        if not scheduler or getattr(exc, "filename", None) or getattr(exc, "errno", None):
            raise
        raise click.UsageError(f"there is no Dask scheduler at {scheduler}: {exc}") from exc


def _scaffold(action: Callable[[], T]) -> T:
    from sitegen.scaffold import ScaffoldError

    try:
        return action()
    except ScaffoldError as exc:
        raise click.ClickException(str(exc)) from exc
    except OSError as exc:
        raise click.ClickException(f"cannot write: {exc.strerror} ({exc.filename})") from exc


@contextmanager
def _disk_errors() -> Iterator[None]:
    """What the disk refuses is told in a line, with the file's name."""
    try:
        yield
    except OSError as exc:
        where = f" ({exc.filename})" if exc.filename else ""
        raise click.ClickException(f"cannot write or read: {exc.strerror}{where}") from exc


if __name__ == "__main__":
    main()
