"""From a content folder to a published site, phase by phase: read, assemble, check, plan, render, publish.

Nothing is written before everything is known to be right: with any error the published output stays untouched.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.engine.files import Published, publish, read_tree
from sitegen.engine.pool import parallel_map
from sitegen.read.content import Content, read_content
from sitegen.render.pages import Renderer
from sitegen.render.theme import ThemeError, find_theme
from sitegen.site.assemble import Site, assemble
from sitegen.site.audit import AUDITS, Decision
from sitegen.site.checks import check
from sitegen.site.plan import Target, plan

#: Where a project remembers its builds, beside the content folder. Safe to delete.
STATE = ".sitegen"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is told. `base_url` overrides the one in `site.toml`; `strict` makes warnings errors,
    `clean` writes every page anew, `jobs` is the number of processes (0: one for each core)."""

    content: Path
    output: Path = Path("public")
    base_url: str = ""
    strict: bool = False
    drafts: bool = False
    clean: bool = False
    jobs: int = 0

    @property
    def root(self) -> str:
        """What messages call the content folder."""
        return self.content.resolve().name

    @property
    def project(self) -> Path:
        """The folder that holds the content, its themes and the state."""
        return self.content.resolve().parent


@dataclass
class Report:
    """What a build found and did. `published` is None when an error stopped it; times are in seconds."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    site: Site | None = None
    published: Published | None = None
    times: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Time a phase."""
        started = time.perf_counter()
        yield
        self.times[name] = time.perf_counter() - started

    def stops(self, *, strict: bool) -> bool:
        """Whether what was found forbids going on."""
        return any(d.is_error or strict for d in self.diagnostics)


def load(options: Options, report: Report) -> Site:
    """Read, assemble and check a content folder; what is wrong goes into the report."""
    with report.phase("read"):
        content, report.diagnostics = read_content(read_tree(options.content), options.root)
        if options.base_url:
            content.config = replace(content.config, base_url=options.base_url.rstrip("/") + "/")
    with report.phase("assemble"):
        site = assemble(content, drafts=options.drafts)
    with report.phase("check"):
        report.diagnostics = sorted({*report.diagnostics, *check(site)})
    report.site = site
    return site


def build(options: Options, progress: Progress | None = None) -> Report:
    """Build the site into `options.output`, or nothing at all if the content has errors."""
    report = Report()
    site = load(options, report)
    targets, clashes = plan(site)
    report.diagnostics += clashes
    theme = find_theme(site.content.config.theme, options.project)
    if theme is None:
        name = site.content.config.theme
        at = site.content.config.spans.get("theme", Span(f"{options.root}/site.toml"))
        hint = f"correct the name, or add the folder themes/{name}/"
        report.diagnostics.append(error("unknown-theme", at, f"there is no theme '{name}'", hint))
    if theme is None or report.stops(strict=options.strict):
        return report
    try:
        with report.phase("render"):
            renderer = Renderer(site, theme, targets)
            pages = _render(renderer, targets, options.jobs, progress)
    except ThemeError as exc:
        report.diagnostics.append(_theme_fault(exc, options.project))
        return report
    with report.phase("publish"):
        report.published = publish(pages, options.output, options.project / STATE, anew=options.clean)
    return report


def _render(renderer: Renderer, targets: list[Target], jobs: int, progress: Progress | None) -> dict[str, bytes]:
    pages = renderer.assets()
    rendered = parallel_map(renderer.render, targets, jobs)
    for number, (target, page) in enumerate(zip(targets, rendered, strict=True), 1):
        pages[target.path] = page
        if progress:
            progress("render", number, len(targets))
    return pages


def check_only(options: Options) -> Report:
    """Everything a build checks, and nothing written."""
    report = Report()
    site = load(options, report)
    report.diagnostics += plan(site)[1]
    return report


def audited(content: Path, kind: str) -> list[Decision]:
    """The decisions of one kind (a key of `AUDITS`) that had an alternative, in the order of the site."""
    values = read_only(content)
    return list(AUDITS[kind](assemble(values, drafts=True), values.config))


def read_only(content: Path) -> Content:
    """A content folder's values, whatever is wrong with it."""
    return read_content(read_tree(content), content.resolve().name)[0]


def _theme_fault(fault: ThemeError, project: Path) -> Diagnostic:
    path = Path(fault.path)
    shown = path.relative_to(project) if project in path.parents else path
    hint = "a theme's file replaces the default theme's of the same name: compare it with that one"
    return error("bad-theme", Span(shown.as_posix(), fault.line), fault.message, hint)
