"""The phases of a build that has something to do: read, assemble, check and plan; then render what is out of date.

Everything heavy is imported here, so that a build that finds all as it was need not wait for it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.engine.files import Stage, Stamp, Tree
from sitegen.engine.pool import Pool
from sitegen.engine.store import Store
from sitegen.engine.traces import ASKED, NEW, Traces
from sitegen.read.content import read_content
from sitegen.render.pages import Rendered, Renderer
from sitegen.render.theme import Theme, ThemeError, find_theme
from sitegen.report import Options, Progress, Report
from sitegen.site.assemble import Site, assemble
from sitegen.site.checks import check
from sitegen.site.facets import GUARDS
from sitegen.site.plan import Target, plan

#: How many of the slowest pages a report names.
SLOWEST = 5


class Loaded(NamedTuple):
    """A content folder, read, assembled and planned, and the theme it asks for."""

    tree: Tree
    site: Site
    targets: list[Target]
    theme: Theme | None


def run(
    options: Options, store: Store, before: Traces, stage: Stage, progress: Progress | None
) -> tuple[Report, Tree, Traces | None]:
    """Build what is out of date by the traces `before`: the report, the files it was built from, and the traces of the
    new site (None if nothing was published).

    Nothing is published before everything is known to be right: with any error the output stays untouched.
    """
    report = Report()
    loaded = load(options, report, store)
    if loaded.theme is None or report.stops(strict=options.strict):
        return report, loaded.tree, None
    try:
        with report.phase("render"):
            renderer = Renderer(loaded.site, loaded.theme, loaded.targets)
            stage.begin()
            made, kept, facets = _render(loaded, renderer, options, before, stage, report, progress)
        with report.phase("publish"):
            written = [path for path, page in made.items() if page.differs]
            same = [path for path, page in made.items() if not page.differs]
            report.published = stage.commit(written, [*same, *kept])
    except ThemeError as exc:
        stage.discard()
        report.diagnostics.append(_theme_fault(exc, options.project))
        return report, loaded.tree, None
    except BaseException:
        stage.discard()
        raise
    pages = {path: (page.stamp, page.reads, page.why) for path, page in made.items()}
    return report, loaded.tree, before.updated(pages, kept, facets, GUARDS.values())


def reasons(options: Options, store: Store, traces: Traces, path: str) -> tuple[str, ...] | None:
    """Why a page would be rendered now; None if no such page is planned."""
    loaded = load(options, Report(), store)
    if loaded.theme is None or path not in {target.path for target in loaded.targets}:
        return None
    renderer = Renderer(loaded.site, loaded.theme, loaded.targets)
    return traces.why(path, options.output, traces.changed(cache(renderer.digest), GUARDS))


def load(options: Options, report: Report, store: Store) -> Loaded:
    """Read, assemble, check and plan a content folder; what is wrong goes into the report."""
    remember = store.memo(Pool(options.jobs))  # on this machine, where the files are
    with report.phase("read"):
        tree = Tree(options.content, store.get(f"files:{options.content.resolve()}"))
        content, report.diagnostics = read_content(tree, options.root, remember)
        if options.base_url:
            content.config = replace(content.config, base_url=options.base_url.rstrip("/") + "/")
    with report.phase("assemble"):
        site = assemble(content, drafts=options.drafts, remember=remember)
    with report.phase("check"):
        report.diagnostics = sorted({*report.diagnostics, *check(site, remember)})
    targets, clashes = plan(site)
    report.diagnostics += clashes
    theme = find_theme(content.config.theme, options.project)
    if theme is None:
        name = content.config.theme
        at = content.config.spans.get("theme", Span(f"{options.root}/site.toml"))
        hint = f"correct the name, or add the folder themes/{name}/"
        report.diagnostics.append(error("unknown-theme", at, f"there is no theme '{name}'", hint))
    return Loaded(tree, site, targets, theme)


# -- rendering what is out of date


class _Made(NamedTuple):
    """A page that was rendered: whether it differs from the published one, and what its trace will hold."""

    differs: bool
    stamp: Stamp
    reads: tuple[str, ...]
    why: tuple[str, ...]


def _render(
    loaded: Loaded,
    renderer: Renderer,
    options: Options,
    traces: Traces,
    stage: Stage,
    report: Report,
    progress: Progress | None,
) -> tuple[dict[str, _Made], list[str], dict[str, str]]:
    """The pages rendered, the paths of those kept, and the digests of the facets that the rendered ones read."""
    pool = Pool(options.jobs, options.scheduler)
    changed = traces.changed(cache(renderer.digest), GUARDS)
    why = {target.path: traces.why(target.path, options.output, changed) for target in loaded.targets}
    made: dict[str, _Made] = {}
    for path, data in {**renderer.assets(), **_pictures(loaded)}.items():
        made[path] = _Made(*stage.put(path, data), (), ())
    stale = [target for target in loaded.targets if why[target.path] and target.kind != "picture"]
    stale.sort(key=lambda target: target.kind != "article")  # the slow ones first
    kept = [target.path for target in loaded.targets if not why[target.path] and target.path not in made]
    facets = {guard: renderer.digest(guard) for guard in GUARDS.values()}
    times: list[tuple[float, str]] = []
    work = partial(_timed, renderer, None if pool.remote else stage)
    for number, (target, (page, put, seconds)) in enumerate(zip(stale, pool.map(work, stale), strict=True), 1):
        differs, stamp = put or stage.put(target.path, page.data)
        reason = (ASKED,) if options.clean and NEW in why[target.path] else why[target.path]
        made[target.path] = _Made(differs, stamp, page.reads, reason)
        facets |= page.digests
        times.append((seconds, target.path))
        if progress:
            progress("render", number, len(stale))
    report.rendered = len(stale)
    report.slowest = tuple((path, seconds) for seconds, path in sorted(times, reverse=True)[:SLOWEST])
    return made, kept, facets


def _timed(
    renderer: Renderer, stage: Stage | None, target: Target
) -> tuple[Rendered, tuple[bool, Stamp] | None, float]:
    """Render a page and, where this process has the disk of the build, put it in; its bytes need not travel then."""
    started = time.perf_counter()
    page = renderer.render(target)
    if stage is None:
        return page, None, time.perf_counter() - started
    put = stage.put(target.path, page.data)
    return page._replace(data=b""), put, time.perf_counter() - started


def _pictures(loaded: Loaded) -> Mapping[str, bytes]:
    return {
        target.path: loaded.site.content.pictures[target.id] for target in loaded.targets if target.kind == "picture"
    }


def _theme_fault(fault: ThemeError, project: Path) -> Diagnostic:
    path = Path(fault.path)
    shown = path.relative_to(project) if project in path.parents else path
    hint = "a theme's file replaces the default theme's of the same name: compare it with that one"
    return error("bad-theme", Span(shown.as_posix(), fault.line), fault.message, hint)
