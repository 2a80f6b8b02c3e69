"""What a build is told, and what it says of itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.diagnostics import Diagnostic
from sitegen.engine.files import Published

#: Told of every page: the phase, how many are done, how many there are.
Progress = Callable[[str, int, int], None]
#: Where a project remembers its builds, beside the content folder. Safe to delete.
STATE = ".sitegen"


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
