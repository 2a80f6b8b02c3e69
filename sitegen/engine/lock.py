"""One build at a time in a project: the second waits, and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # a system without it: builds are not kept apart
    fcntl = None  # type: ignore[assignment]


@contextmanager
def locked(path: Path, say: Callable[[str], None] | None) -> Iterator[None]:
    """Hold the lock file at `path`; the system lets go of it when the process and its workers have ended, however."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                if say:
                    say("another build of this archive is running: waiting for it to end")
                fcntl.flock(file, fcntl.LOCK_EX)
        yield
