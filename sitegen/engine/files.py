"""Files in and out: a folder's files as they are asked for, and pages published so that nobody ever sees half of one.

Knows bytes and paths, not articles.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from sitegen.digest import digest

#: Nanoseconds within which a file system may give two changes of a file the same time: those that count in ticks of
#: the clock, and those that count in (even) seconds.
_TICK, _SECONDS = 50_000_000, 2_000_000_000


class Stamp(NamedTuple):
    """What the file system says of a file without reading it. Times are nanoseconds since 1970."""

    size: int
    changed: int
    moved: int
    inode: int

    @staticmethod
    def of(stat: os.stat_result) -> Stamp:
        """The stamp in a stat result."""
        return Stamp(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)

    @staticmethod
    def of_page(stat: os.stat_result) -> Stamp:
        """The stamp of a published page: the same before it is moved to its place and after."""
        return Stamp(stat.st_size, stat.st_mtime_ns, 0, stat.st_ino)

    @property
    def latest(self) -> int:
        """When the file or its name last changed."""
        return max(self.changed, self.moved)


class Tree(Mapping[str, bytes]):
    """The files below a folder by their path there, with forward slashes; hidden ones and editors' copies are skipped.

    A file is read when it is asked for. `known` gives the stamps and digests of an earlier time: a file with the same
    stamp is not read for its digest.
    """

    def __init__(self, folder: Path, known: Mapping[str, tuple[Stamp, str]] | None = None) -> None:
        self.folder = folder
        self._known = known or {}
        self._scanned = time.time_ns()
        self.stamps = dict(sorted(_stamps(folder)))
        self._digests: dict[str, str] = {}

    def __getitem__(self, name: str) -> bytes:
        if name not in self.stamps:
            raise KeyError(name)
        return (self.folder / name).read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self.stamps)

    def __len__(self) -> int:
        return len(self.stamps)

    def digest(self, name: str) -> str:
        """The digest of a file's bytes."""
        if name not in self._digests:
            known = self._known.get(name)
            self._digests[name] = known[1] if known and known[0] == self.stamps[name] else digest(self[name])
        return self._digests[name]

    def known(self) -> dict[str, tuple[Stamp, str]]:
        """What a later tree may be told: the files whose change would show."""
        return {n: (s, self._digests[n]) for n, s in self.stamps.items() if n in self._digests and self._settled(s)}

    @property
    def settled(self) -> bool:
        """Whether any change after the scan would show in the stamps."""
        return all(map(self._settled, self.stamps.values()))

    def _settled(self, stamp: Stamp) -> bool:
        """Whether a later change would show in the stamp: the file is older than its file system's clock is coarse."""
        return stamp.latest < self._scanned - self._coarse

    @cached_property
    def _coarse(self) -> int:
        in_seconds = all(stamp.latest % 1_000_000_000 == 0 for stamp in self.stamps.values())
        return _SECONDS if in_seconds else _TICK


def _stamps(folder: Path, prefix: str = "") -> Iterator[tuple[str, Stamp]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name.endswith("~"):
                continue
            if entry.is_dir():
                yield from _stamps(Path(entry.path), f"{prefix}{entry.name}/")
            else:
                yield f"{prefix}{entry.name}", Stamp.of(entry.stat())


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all: a temporary file beside it, then a rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".sitegen-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


# -- publishing


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did, by path below the output folder."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]


#: Where pages wait below the output folder until all of them are there; an interrupted build leaves it behind.
_STAGE = ".sitegen-stage"


class Stage:
    """A new version of the site beside the old one: pages go in one by one, from any process, and come out together.

    `record` is the file that remembers which pages sitegen wrote where; files that it did not write are never touched,
    unless a page has the same path. `anew` puts in every page, whether it differs or not.
    """

    def __init__(self, output: Path, record: Path, *, anew: bool = False) -> None:
        self._output = output
        self._folder = output / _STAGE
        self._record = record
        self._anew = anew
        self._made = False

    @property
    def interrupted(self) -> bool:
        """Whether an interrupted build left something behind."""
        return self._folder.exists()

    def begin(self) -> None:
        """Make room; what an interrupted build left is finished if it was complete, else thrown away."""
        self._made = not self._output.exists()
        self._folder.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(OSError, ValueError):
            journal = json.loads((self._folder / "journal").read_text("utf-8"))
            if all(_is_below(name) for name in (*journal["written"], *journal["removed"])):
                self._apply(journal["written"], journal["removed"])
        shutil.rmtree(self._folder)
        self._folder.mkdir()

    def put(self, name: str, data: bytes) -> tuple[bool, Stamp]:
        """Whether a page differs from the published one (then it is put in), and the stamp it has or will have."""
        path = self._output / name
        if not self._anew and (stamp := _same(path, data)):
            return False, stamp
        waiting = self._folder / digest(name)
        with waiting.open("wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), 0o644)
            return True, Stamp.of_page(os.fstat(file.fileno()))

    def commit(self, written: Iterable[str], kept: Iterable[str]) -> Published:
        """Publish what was put in, and remove what an earlier build wrote and this one has not: all of it, or, if the
        process is killed on the way, the rest when the next build begins."""
        written, kept = tuple(sorted(written)), tuple(sorted(kept))
        removed = tuple(sorted(_owned(self._record, self._output) - {*written, *kept}))
        # Pages are recorded before they are there: whatever happens, sitegen owns all of them.
        _remember(self._record, self._output, {*written, *kept, *removed})
        journal = json.dumps({"written": written, "removed": removed})
        write_atomic(self._folder / "journal", journal.encode())
        with _undisturbed():
            self._apply(written, removed)
        _remember(self._record, self._output, {*written, *kept})
        shutil.rmtree(self._folder)
        return Published(written, kept, removed)

    def _apply(self, written: Iterable[str], removed: Iterable[str]) -> None:
        folders: set[Path] = set()
        for name in written:
            path = self._output / name
            if path.parent not in folders:
                path.parent.mkdir(parents=True, exist_ok=True)
                folders.add(path.parent)
            with contextlib.suppress(FileNotFoundError):  # it came out before the interruption
                (self._folder / digest(name)).replace(path)
        _remove(self._output, removed)

    def discard(self) -> None:
        """Throw everything away; the site stays as it was."""
        shutil.rmtree(self._folder, ignore_errors=True)
        if self._made:
            with contextlib.suppress(OSError):
                self._output.rmdir()


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C and termination wait until the end; only the main thread can ask for that."""
    asked: list[int] = []
    try:
        before = {s: signal.signal(s, lambda number, _: asked.append(number)) for s in (signal.SIGINT, signal.SIGTERM)}
    except ValueError:
        before = {}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    for held in asked:
        signal.raise_signal(held)


def _same(path: Path, data: bytes) -> Stamp | None:
    try:
        stat = path.stat()
        return Stamp.of_page(stat) if stat.st_size == len(data) and path.read_bytes() == data else None
    except OSError:
        return None


def _owned(record: Path, output: Path) -> set[str]:
    """The paths an earlier build wrote; a missing or damaged record means none."""
    try:
        names = json.loads(record.read_text("utf-8"))[str(output.resolve())]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    if not isinstance(names, list) or not all(isinstance(name, str) and _is_below(name) for name in names):
        return set()
    return set(names)


def _is_below(name: str) -> bool:
    """Whether a recorded path stays inside the output folder."""
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts


def _remember(record: Path, output: Path, names: Iterable[str]) -> None:
    try:
        outputs = dict(json.loads(record.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        outputs = {}
    listed = sorted(names)
    if outputs.get(str(output.resolve())) != listed:
        outputs[str(output.resolve())] = listed
        write_atomic(record, json.dumps(outputs, ensure_ascii=False, indent=0).encode())


def _remove(output: Path, names: Iterable[str]) -> None:
    """Delete files and the folders this leaves empty."""
    for name in names:
        path = output / name
        with contextlib.suppress(OSError):
            path.unlink()
        for folder in path.parents:
            if folder == output or output not in folder.parents:
                break
            try:
                folder.rmdir()
            except OSError:
                break
