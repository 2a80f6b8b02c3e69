"""Which published pages are out of date: what each of them had read, compared with what that is now.

A page is as its trace says if its file has the stamp it was published with and every facet that it read has the digest
it had. Knows names and digests, not what facets are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.engine.files import Stamp

#: Reasons that are no facet's name.
NEW, OUTSIDE, ASKED = "it was not built before", "its file is not as it was published", "everything is built anew"


@dataclass(slots=True)
class Trace:
    """A published page: its file's stamp, numbers of the facets it read, and why it was last rendered."""

    stamp: Stamp
    reads: tuple[int, ...]
    why: tuple[str, ...] = ()


@dataclass(slots=True)
class Traces:
    """The traces of one output folder. Facets are numbered by `names`; `digests` are what they were."""

    names: list[str] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    pages: dict[str, Trace] = field(default_factory=dict)

    def changed(self, digest: Callable[[str], str], guards: Mapping[str, str]) -> set[int]:
        """The facets that are not what they were.

        `guards` name a facet for kinds that are dear: while it is what it was, no facet of the kind can have changed.
        """
        was = dict(zip(self.names, self.digests, strict=True))
        same = {kind for kind, guard in guards.items() if guard in was and digest(guard) == was[guard]}
        return {
            n for n, name in enumerate(self.names) if name.partition(":")[0] not in same and digest(name) != was[name]
        }

    def why(self, path: str, output: Path, changed: set[int]) -> tuple[str, ...]:
        """Why a page is out of date; empty if it is not."""
        trace = self.pages.get(path)
        if trace is None:
            return (NEW,)
        if not changed.isdisjoint(trace.reads):
            return tuple(sorted(self.names[n] for n in changed.intersection(trace.reads)))
        try:
            return () if Stamp.of_page((output / path).stat()) == trace.stamp else (OUTSIDE,)
        except OSError:
            return (OUTSIDE,)

    def updated(
        self,
        pages: Mapping[str, tuple[Stamp, Iterable[str], tuple[str, ...]]],
        kept: Iterable[str],
        facets: Mapping[str, str],
        guards: Iterable[str],
    ) -> Traces:
        """These traces after a build that rendered `pages` (stamp, names of facets read, why) and kept others.

        `facets` are the digests of everything the rendered pages read, and of the `guards`.
        """
        numbers: dict[str, int] = {}
        result = Traces()

        def number(name: str, was: str) -> int:
            if name not in numbers:
                numbers[name] = len(numbers)
                result.names.append(name)
                result.digests.append(was)
            return numbers[name]

        for guard in guards:
            number(guard, facets[guard])
        for path in kept:
            old = self.pages[path]
            reads = tuple(number(self.names[n], self.digests[n]) for n in old.reads)
            result.pages[path] = Trace(old.stamp, reads, old.why)
        for path, (stamp, names, why) in pages.items():
            result.pages[path] = Trace(stamp, tuple(number(name, facets[name]) for name in names), why)
        return result
