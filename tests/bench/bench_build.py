"""How long sitegen takes for whole archives, and how much memory, beside Hugo, Pelican and MkDocs on the same articles.

All commands run in one round, then again in the next; every full build goes to a folder of its own that was never
there before. Times are of whole processes by the wall clock. Memory is taken in a round of its own, whose times do
not count: the sum over all processes of what each holds (shared pages shared out), sampled, and beside it the largest
single process as the system reports it. A shared machine's clock proves little: compare ratios of one run.

    python tests/bench/bench_build.py --articles 1000 10000 --rounds 5 --terms 300 --only sitegen hugo-plain hugo-3
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rivals import PROJECTS, commands, install

ROOT = Path(__file__).parents[2]
#: Sites that are also built again over the same output, and after which changes, one after the other.
AGAIN: Mapping[str, tuple[str, ...]] = {
    "sitegen": ("nothing", "tooltip", "article"),
    "hugo-plain": ("nothing", "article"),
    "hugo-3": ("nothing", "tooltip", "article"),
}
_LABELS = {
    "full": "everything",
    "nothing": "again, nothing changed",
    "tooltip": "again, one tooltip changed",
    "article": "again, one article changed",
}
#: What the ratios are to: the full build of these.
_YARDSTICKS = ("hugo-plain", "hugo-3")
#: Rounds for a size, where the command line does not say: fewer from so many articles on.
_ROUNDS, _ROUNDS_IF_LARGE, _LARGE = 5, 3, 5000
#: Seconds between two looks at the memory, and the largest part of the time that looking may take.
_SAMPLE, _SHARE = 0.02, 0.2
#: Bytes that an article takes in one round's outputs of all sites together; a generous guess.
_BYTES_AN_ARTICLE = 700_000
_IN_MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Run:
    """One measured process: seconds, bytes of the largest process, and of all together if they were sampled."""

    seconds: float
    largest: int
    together: int = 0


@dataclass
class Row:
    """All runs of one command under one circumstance; `files` and `bytes` are those of its output."""

    runs: list[Run] = field(default_factory=list)
    memory: Run | None = None
    files: int = 0
    size: int = 0

    @property
    def seconds(self) -> float:
        """The median time."""
        return statistics.median(run.seconds for run in self.runs)


Rows = dict[tuple[str, str], Row]


# -- one process


class Sampler(threading.Thread):
    """Looks again and again at the memory of all processes of a session; `peak` is the largest sum in bytes."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._session = session
        self._done = threading.Event()

    def run(self) -> None:
        """Sample until told to stop."""
        pause = _SAMPLE
        while not self._done.wait(pause):
            started = time.perf_counter()
            self.peak = max(self.peak, sum(map(_held, _members(self._session))))
            pause = max(_SAMPLE, (time.perf_counter() - started) * (1 / _SHARE - 1))

    def finish(self) -> int:
        """Stop and return the peak."""
        self._done.set()
        self.join()
        return self.peak


def _members(session: int) -> Iterator[str]:
    """The ids of the processes of a session."""
    for name in os.listdir("/proc"):  # noqa: PTH208 - a Path for every process would cost more than the look.
        if name.isdecimal():
            with contextlib.suppress(OSError), open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:  # noqa: PTH123
                if int(file.read().rpartition(")")[2].split()[3]) == session:
                    yield name


def _held(process: str) -> int:
    """The bytes a process holds, pages that it shares with others counted in part; 0 if it is gone."""
    with contextlib.suppress(OSError), open(f"/proc/{process}/smaps_rollup", encoding="ascii") as file:  # noqa: PTH123
        for line in file:
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def measure(command: Sequence[str], *, memory: bool = False) -> Run:
    """Run a command to its end; with `memory` its processes are looked at, which costs it time."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=said, stdin=subprocess.DEVNULL, start_new_session=True)
        sampler = Sampler(process.pid) if memory else None
        if sampler:
            sampler.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        together = sampler.finish() if sampler else 0
        if process.returncode:
            said.seek(0)
            tail = said.read().decode("utf-8", "replace")[-2000:]
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{tail}")
    return Run(seconds, usage.ru_maxrss * 1024, together)


# -- one size of archive


def compare(folder: Path, environment: Path, articles: int, terms: int, rounds: int, names: Sequence[str]) -> Rows:
    """Write the sites of one archive into `folder` and measure them round by round; the first round is for memory."""
    # In a process of its own: the memory of this one would be counted as its children's.
    writer = [sys.executable, str(Path(__file__).with_name("rivals.py")), str(folder / "sites")]
    numbers = ["--articles", str(articles), "--terms", str(terms)]
    subprocess.run([*writer, *numbers, "--only", *names], check=True)
    rows: Rows = defaultdict(Row)
    for number in range(rounds + 1):
        outputs = folder / f"round-{number}"
        outputs.mkdir()
        turned = [names[(at + number) % len(names)] for at in range(len(names))]
        for name in turned:
            _tell(f"{articles} articles, round {number} of {rounds}: {name}")
            for circumstance, run in _steps(folder / "sites" / name, outputs / name, environment, memory=not number):
                row = rows[name, circumstance]
                if number:
                    row.runs.append(run)
                else:
                    row.memory = run
            if not number:
                _count(rows[name, "full"], outputs / name)
        if not _room(folder, articles):
            shutil.rmtree(outputs)
    _tell("")
    return rows


def _steps(site: Path, output: Path, environment: Path, *, memory: bool) -> Iterator[tuple[str, Run]]:
    """A full build of one site, and then the builds over its output, with the sources as they were at the end."""
    command = commands(environment)[site.name](site, output)
    edits = json.loads(site.with_suffix(".json").read_text("utf-8"))
    yield "full", measure(command, memory=memory)
    before: dict[Path, str] = {}
    for circumstance in AGAIN.get(site.name, ()):
        for edit in edits.get(circumstance, ()):
            path = site / edit["path"]
            text = path.read_text("utf-8")
            before.setdefault(path, text)
            path.write_text(text.replace(edit["old"], edit["new"]), "utf-8")
        yield circumstance, measure(command, memory=memory)
    for path, text in before.items():
        path.write_text(text, "utf-8")
    # What sitegen remembers lies beside the content; put away, so that the next full build knows of nothing.
    if (state := site / ".sitegen").exists():
        state.rename(output.with_suffix(".state"))


def _count(row: Row, output: Path) -> None:
    """Note the files of an output and their bytes."""
    for path in output.rglob("*"):
        if path.is_file():
            row.files += 1
            row.size += path.stat().st_size


def _room(folder: Path, articles: int) -> bool:
    """Whether the outputs of another round have room in a folder; in memory they may take half of what is left."""
    free = shutil.disk_usage(folder).free
    if folder.is_relative_to(_IN_MEMORY):
        free = min(free, _available() // 2)
    return free > articles * _BYTES_AN_ARTICLE


def _available() -> int:
    """The bytes of memory that processes can still have."""
    for line in Path("/proc/meminfo").read_text("ascii").splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return 0


def _scratch(articles: int) -> Path | None:
    """Where to work: in memory if there is room, else (None) where temporary files go."""
    return _IN_MEMORY if _IN_MEMORY.is_dir() and _room(_IN_MEMORY, articles) else None


# -- the table


def table(rows: Rows) -> str:
    """The rows as text: seconds with the least and the most, ratios, memory in MB, and what was written."""
    head = ("site", "what", "seconds", "least", "most", *(f"x {name}" for name in _YARDSTICKS), "MB", "MB largest")
    lines = [(*head, "files", "MB out")]
    for (name, circumstance), row in sorted(rows.items(), key=_place):
        assert row.memory is not None
        times = [run.seconds for run in row.runs]
        ratios = (
            f"{row.seconds / rows[other, 'full'].seconds:.2f}" if (other, "full") in rows else "-"
            for other in _YARDSTICKS
        )
        memory = (f"{row.memory.together / 1e6:.0f}", f"{row.memory.largest / 1e6:.0f}")
        written = (str(row.files), f"{row.size / 1e6:.0f}") if row.files else ("", "")
        shown = (f"{seconds:.2f}" for seconds in (row.seconds, min(times), max(times)))
        lines.append((name, _LABELS[circumstance], *shown, *ratios, *memory, *written))
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) if at < 2 else cell.rjust(width) for at, (cell, width) in enumerate(cells)).rstrip()
        for cells in (list(zip(line, widths, strict=True)) for line in lines)
    )


def _place(item: tuple[tuple[str, str], Row]) -> tuple[int, int]:
    name, circumstance = item[0]
    return list(PROJECTS).index(name), list(_LABELS).index(circumstance)


def _tell(line: str) -> None:
    """Show on a terminal what is going on."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


def main() -> None:
    """Compare as the command line says."""
    parser = argparse.ArgumentParser(description="Measure builds of made-up archives by sitegen and by others.")
    parser.add_argument("--articles", type=int, nargs="+", default=[1000], metavar="N")
    parser.add_argument("--terms", type=int, default=300, metavar="N")
    parser.add_argument("--rounds", type=int, metavar="N", help="5, or 3 from 5,000 articles on")
    parser.add_argument("--only", nargs="+", choices=PROJECTS, default=list(PROJECTS), metavar="NAME")
    parser.add_argument("--rivals-env", type=Path, default=ROOT / ".bench" / "rivals", metavar="DIR")
    given = parser.parse_args()
    environment = given.rivals_env.resolve()
    if set(given.only) != {"sitegen"}:
        install(environment)
    for articles in given.articles:
        rounds = given.rounds or (_ROUNDS if articles < _LARGE else _ROUNDS_IF_LARGE)
        with tempfile.TemporaryDirectory(prefix="bench-", dir=_scratch(articles)) as folder:
            rows = compare(Path(folder), environment, articles, given.terms, rounds, given.only)
            print(f"{articles} articles, {given.terms} terms, medians of {rounds} rounds, {os.cpu_count()} processors")
            print(table(rows), flush=True)
            print()


if __name__ == "__main__":
    main()
