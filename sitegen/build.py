"""From a content folder to a published site: one build at a time, and nothing done that an earlier one knows.

The bytes are those of a first build all the same. What takes long to import is imported where it is needed: a build
that finds all as it was only looks at the stamps of files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import __version__
from sitegen.config import shipped_theme
from sitegen.digest import digest
from sitegen.engine.files import Published, Stage, Stamp, Tree
from sitegen.engine.lock import locked
from sitegen.engine.store import Store
from sitegen.engine.traces import Traces
from sitegen.report import Options, Progress, Report

if TYPE_CHECKING:
    from sitegen.read.content import Content
    from sitegen.site.audit import Decision


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
    if not options.clean and (idle := _nothing_to_do(options, store)):
        return idle
    from sitegen import phases

    before = Traces() if options.clean else _traces(options, store)
    report, tree, traces = phases.run(options, store, before, _stage(options), progress)
    if traces:
        with report.phase("remember"):
            _save(options, store, tree, traces, report)
    return report


def _stage(options: Options) -> Stage:
    return Stage(options.output, options.state / "published.json", anew=options.clean)


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


def _save(options: Options, store: Store, tree: Tree, traces: Traces, report: Report) -> None:
    output = options.output.resolve()
    values = {f"files:{options.content.resolve()}": tree.known(), f"traces:{output}": traces}
    pages = {path: trace.stamp for path, trace in traces.pages.items()}
    last = (_inputs(options, tree.stamps), pages, tuple(report.diagnostics)) if tree.settled else None
    store.save({**values, f"last:{output}": last})


def why(options: Options, path: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Why a page of the output would be rendered now (empty: it would not), and why it last was; None if no such page
    is planned."""
    from sitegen import phases

    with locked(options.state / "lock", None), closing(Store(options.state, version())) as store:
        traces = _traces(options, store)
        reasons = phases.reasons(options, store, traces, path)
        trace = traces.pages.get(path)
        return None if reasons is None else (reasons, trace.why if trace else ())


# -- without building


def check_only(options: Options) -> Report:
    """Everything a build checks, and nothing published."""
    from sitegen import phases

    report = Report()
    with closing(Store(None, version())) as store:
        phases.load(options, report, store)
    return report


def audited(content: Path, kind: str) -> list[Decision]:
    """The decisions of one kind (a key of `AUDITS`) that had an alternative, in the order of the site."""
    from sitegen.site.assemble import assemble
    from sitegen.site.audit import AUDITS

    values = read_only(content)
    return list(AUDITS[kind](assemble(values, drafts=True), values.config))


def read_only(content: Path) -> Content:
    """A content folder's values, whatever is wrong with it."""
    from sitegen.read.content import read_content

    return read_content(Tree(content), content.resolve().name)[0]
