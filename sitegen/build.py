"""From a content folder to a published site, phase by phase: read, assemble, check, plan, render, publish.

Nothing is published before everything is known to be right: with any error the output stays untouched. What an earlier
build knows already is not done again; the bytes are those of a first build all the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from sitegen import __version__
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.digest import digest
from sitegen.engine.files import Published, Stage, Stamp, Tree
from sitegen.engine.lock import locked
from sitegen.engine.pool import Pool
from sitegen.engine.store import Store
from sitegen.engine.traces import ASKED, NEW, Traces
from sitegen.read.content import Content, read_content
from sitegen.render.pages import Rendered, Renderer
from sitegen.render.theme import Theme, ThemeError, find_theme, shipped_theme
from sitegen.site.assemble import Site, assemble
from sitegen.site.audit import AUDITS, Decision
from sitegen.site.checks import check
from sitegen.site.facets import GUARDS
from sitegen.site.plan import Target, plan

#: Where a project remembers its builds, beside the content folder. Safe to delete.
STATE = ".sitegen"
#: How many of the slowest pages a report names.
SLOWEST = 5

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is told. `base_url` overrides the one in `site.toml`; `strict` makes warnings errors,
    `clean` makes every page anew, `jobs` is the number of processes (0: one for each core), `scheduler` the address of
    a Dask cluster to use instead."""

    content: Path
    output: Path = Path("public")
    base_url: str = ""
    strict: bool = False
    drafts: bool = False
    clean: bool = False
    jobs: int = 0
    scheduler: str = ""

    @property
    def root(self) -> str:
        """What messages call the content folder."""
        return self.content.resolve().name

    @property
    def project(self) -> Path:
        """The folder that holds the content, its themes and the state."""
        return self.content.resolve().parent

    @property
    def state(self) -> Path:
        """The folder of what builds remember."""
        return self.project / STATE


@dataclass
class Report:
    """What a build found and did. `published` is None when an error stopped it; times are in seconds, `slowest` are the
    pages that took longest to render."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    published: Published | None = None
    rendered: int = 0
    times: dict[str, float] = field(default_factory=dict)
    slowest: tuple[tuple[str, float], ...] = ()

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Time a phase."""
        started = time.perf_counter()
        yield
        self.times[name] = time.perf_counter() - started

    def stops(self, *, strict: bool) -> bool:
        """Whether what was found forbids going on."""
        return any(d.is_error or strict for d in self.diagnostics)


class Loaded(NamedTuple):
    """A content folder, read, assembled and planned, and the theme it asks for."""

    tree: Tree
    site: Site
    targets: list[Target]
    theme: Theme | None


def build(
    options: Options,
    progress: Progress | None = None,
    store: Store | None = None,
    say: Callable[[str], None] | None = None,
) -> Report:
    """Build the site into `options.output`, or nothing at all if the content has errors.

    `store` is one that stays open between builds (else the project's own is opened); `say` hears that another build
    has to end first.
    """
    with ExitStack() as stack:
        stack.enter_context(locked(options.state / "lock", say))
        opened = store or stack.enter_context(closing(Store(options.state, version())))
        stack.callback(opened.flush)
        return _build(options, opened, progress)


def _build(options: Options, store: Store, progress: Progress | None) -> Report:
    report, pool = Report(), Pool(options.jobs, options.scheduler)
    if not options.clean and (idle := _nothing_to_do(options, store)):
        return idle
    traces = Traces() if options.clean else _traces(options, store)
    loaded = load(options, report, store, pool)
    if loaded.theme is None or report.stops(strict=options.strict):
        return report
    stage = _stage(options)
    try:
        with report.phase("render"):
            renderer = Renderer(loaded.site, loaded.theme, loaded.targets)
            stage.begin()
            made, kept, facets = _render(loaded, renderer, options, traces, stage, pool, report, progress)
        with report.phase("publish"):
            written = [path for path, page in made.items() if page.differs]
            same = [path for path, page in made.items() if not page.differs]
            report.published = stage.commit(written, [*same, *kept])
    except ThemeError as exc:
        stage.discard()
        report.diagnostics.append(_theme_fault(exc, options.project))
        return report
    except BaseException:
        stage.discard()
        raise
    pages = {path: (page.stamp, page.reads, page.why) for path, page in made.items()}
    with report.phase("remember"):
        _save(options, store, loaded, traces.updated(pages, kept, facets, GUARDS.values()), report)
    return report


def _stage(options: Options) -> Stage:
    return Stage(options.output, options.state / "published.json", anew=options.clean)


def load(options: Options, report: Report, store: Store, pool: Pool) -> Loaded:
    """Read, assemble, check and plan a content folder; what is wrong goes into the report."""
    remember = store.memo(Pool(pool.jobs))  # on this machine, where the files are
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
    pool: Pool,
    report: Report,
    progress: Progress | None,
) -> tuple[dict[str, _Made], list[str], dict[str, str]]:
    """The pages rendered, the paths of those kept, and the digests of the facets that the rendered ones read."""
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


# -- what builds remember


@cache
def version() -> str:
    """What results depend on besides content: sitegen's own files and the versions of the libraries."""
    package = Path(__file__).parent
    own = [(p.relative_to(package).as_posix(), p.read_bytes()) for p in sorted(package.rglob("*")) if p.suffix in _CODE]
    libraries = (f"{name} {metadata.version(name)}" for name in _LIBRARIES)
    return digest(__version__, *(part for file in own for part in file), *libraries)


_CODE = frozenset({".py", ".toml", ".txt"})
_LIBRARIES = (
    "ahocorasick-rs", "jinja2", "markdown-it-py", "mdit-py-plugins", "opencc-python-reimplemented", "pypinyin",
    "PyYAML", "rjieba", "snowballstemmer",
)  # fmt: skip


def _traces(options: Options, store: Store) -> Traces:
    return store.get(f"traces:{options.output.resolve()}") or Traces()


def _inputs(options: Options, stamps: Mapping[str, Stamp]) -> str:
    """The digest of all that a build depends on, as far as it shows without reading: what was asked, and stamps."""
    asked = replace(options, jobs=0, scheduler="", clean=False)
    themes = [
        (str(path), Stamp.of(path.stat()))
        for folder in (options.project / "themes", shipped_theme())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    return digest(repr(asked), str(options.project), repr(list(stamps.items())), repr(themes))


def _nothing_to_do(options: Options, store: Store) -> Report | None:
    """The report of a build that finds all as the last one left it: nothing is read but the stamps of files."""
    remembered = store.get(f"last:{options.output.resolve()}")
    if not remembered or _stage(options).interrupted:
        return None
    inputs, pages, found = remembered
    report = Report(list(found))
    with report.phase("scan"):
        if _inputs(options, Tree(options.content).stamps) != inputs:
            return None
        for path, stamp in pages.items():
            try:
                if Stamp.of_page((options.output / path).stat()) != stamp:
                    return None
            except OSError:
                return None
    report.published = Published((), tuple(pages), ())
    return report


def _save(options: Options, store: Store, loaded: Loaded, traces: Traces, report: Report) -> None:
    output = options.output.resolve()
    values = {f"files:{options.content.resolve()}": loaded.tree.known(), f"traces:{output}": traces}
    pages = {path: trace.stamp for path, trace in traces.pages.items()}
    settled = loaded.tree.settled
    last = (_inputs(options, loaded.tree.stamps), pages, tuple(report.diagnostics)) if settled else None
    store.save({**values, f"last:{output}": last})


def why(options: Options, path: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Why a page of the output would be rendered now (empty: it would not), and why it last was; None if no such page
    is planned."""
    report = Report()
    with locked(options.state / "lock", None), closing(Store(options.state, version())) as store:
        loaded = load(options, report, store, Pool(options.jobs))
        if loaded.theme is None or path not in {target.path for target in loaded.targets}:
            return None
        renderer = Renderer(loaded.site, loaded.theme, loaded.targets)
        traces = _traces(options, store)
        trace = traces.pages.get(path)
        reasons = traces.why(path, options.output, traces.changed(cache(renderer.digest), GUARDS))
        return reasons, trace.why if trace else ()


# -- without building


def check_only(options: Options) -> Report:
    """Everything a build checks, and nothing published."""
    report = Report()
    with closing(Store(None, version())) as store:
        load(options, report, store, Pool(options.jobs))
    return report


def audited(content: Path, kind: str) -> list[Decision]:
    """The decisions of one kind (a key of `AUDITS`) that had an alternative, in the order of the site."""
    values = read_only(content)
    return list(AUDITS[kind](assemble(values, drafts=True), values.config))


def read_only(content: Path) -> Content:
    """A content folder's values, whatever is wrong with it."""
    return read_content(Tree(content), content.resolve().name)[0]


def _theme_fault(fault: ThemeError, project: Path) -> Diagnostic:
    path = Path(fault.path)
    shown = path.relative_to(project) if project in path.parents else path
    hint = "a theme's file replaces the default theme's of the same name: compare it with that one"
    return error("bad-theme", Span(shown.as_posix(), fault.line), fault.message, hint)
