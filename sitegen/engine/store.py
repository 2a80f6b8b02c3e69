"""What builds remember from one to the next: results of pure functions by their keys, and what each page had read.

One sqlite file, written in one transaction at the end of a build. It can be deleted at any time; one that is damaged or
comes from another version of sitegen counts as empty. Knows keys and values, not what they mean.
"""

from __future__ import annotations

import contextlib
import io
import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from sitegen.engine.pool import Pool

T = TypeVar("T")
R = TypeVar("R")

#: Only values of these modules are ever read back: a file that somebody else made cannot run anything.
_MODULES = frozenset(
    "sitegen." + name
    for name in (
        "config", "diagnostics", "edtf", "engine.files", "engine.traces", "model", "read.content",
        "zh.annotate", "zh.places",
    )
)  # fmt: skip
_BUILTINS = frozenset({("builtins", "frozenset"), ("builtins", "set"), ("datetime", "date")})


#: Seconds to wait for another process that is writing; after them nothing is remembered.
_PATIENCE = 0.5


class Store:
    """The store in `folder`, for one version of sitegen; None keeps everything in memory."""

    def __init__(self, folder: Path | None, version: str) -> None:
        self._path = folder / "store.db" if folder else None
        self._version = version
        self._db = self._opened()
        self._values: dict[str, Any] = {}
        self._used: set[str] = set()

    def _opened(self) -> sqlite3.Connection:
        if self._path is None:
            return _fresh(":memory:", self._version)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            db = sqlite3.connect(self._path, timeout=_PATIENCE, check_same_thread=False)
            found = db.execute("SELECT value FROM state WHERE key = 'version'").fetchone()
            if found and found[0] == self._version.encode():
                return db
            db.close()
        except sqlite3.Error:
            pass
        for leftover in (self._path, self._path.with_name(self._path.name + "-journal")):
            leftover.unlink(missing_ok=True)
        return _fresh(str(self._path), self._version)

    # -- single values

    def get(self, key: str) -> Any:
        """What was set under a key; None if nothing was, or if it cannot be read."""
        try:
            found = self._db.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            return None
        return _loads(found[0]) if found else None

    def save(self, values: dict[str, Any]) -> None:
        """Set values under keys, keep what was remembered, forget results that this build did not ask for."""
        with contextlib.suppress(sqlite3.Error), self._db:
            self._db.executemany(
                "INSERT OR REPLACE INTO state VALUES (?, ?)", [(key, _dumps(value)) for key, value in values.items()]
            )
            stale = [(key,) for (key,) in self._db.execute("SELECT key FROM memo") if key not in self._used]
            self._db.executemany("DELETE FROM memo WHERE key = ?", stale)
        self._values = {key: value for key, value in self._values.items() if key in self._used}
        self._used.clear()

    def flush(self) -> None:
        """Keep the results made so far, and let others write."""
        with contextlib.suppress(sqlite3.Error):
            self._db.commit()

    def close(self) -> None:
        """Let go of the file; results that were not kept are lost."""
        self._db.close()

    # -- results of functions

    def memo(self, pool: Pool) -> Callable[..., Iterable[Any]]:
        """A `Memo` that looks here first and has the pool do the rest."""

        def remember(kind: str, function: Callable[[T], R], items: Sequence[T], keys: Sequence[str]) -> Iterator[R]:
            names = [f"{kind}:{key}" for key in keys]
            self._used.update(names)
            missing = [at for at, name in enumerate(names) if not self._has(name)]
            made = pool.map(_Dumped(function), [items[at] for at in missing]) if missing else ()
            for at, blob in zip(missing, made, strict=True):
                self._put(names[at], blob)
                self._values[names[at]] = _loads(blob)
            return (self._values[name] for name in names)

        return remember

    def _put(self, name: str, blob: bytes) -> None:
        """Into the transaction that `save` or `flush` ends; without them nothing of it stays."""
        with contextlib.suppress(sqlite3.Error):
            self._db.execute("INSERT OR REPLACE INTO memo VALUES (?, ?)", (name, blob))

    def _has(self, name: str) -> bool:
        if name in self._values:
            return True
        try:
            found = self._db.execute("SELECT value FROM memo WHERE key = ?", (name,)).fetchone()
        except sqlite3.Error:
            return False
        value = _loads(found[0]) if found else None
        if value is not None:
            self._values[name] = value
        return value is not None


def _fresh(path: str, version: str) -> sqlite3.Connection:
    db = sqlite3.connect(path, check_same_thread=False)
    with db:
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("CREATE TABLE state (key TEXT PRIMARY KEY, value BLOB)")
        db.execute("CREATE TABLE memo (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID")
        db.execute("INSERT INTO state VALUES ('version', ?)", (version.encode(),))
    return db


class _Dumped:
    """A function whose results are pickled where they are made."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self._function = function

    def __call__(self, item: Any) -> bytes:
        return _dumps(self._function(item))


def _dumps(value: Any) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _loads(blob: bytes) -> Any:
    try:
        return _Loader(io.BytesIO(blob)).load()
    except Exception:  # whatever is wrong with it: it is not remembered
        return None


class _Loader(pickle.Unpickler):
    """Makes values of our own classes and of nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        known = _classes.get((module, name))
        if known is None:
            if module not in _MODULES and (module, name) not in _BUILTINS:
                raise pickle.UnpicklingError(f"{module}.{name} is no value of ours")
            known = super().find_class(module, name)
            if not isinstance(known, type) and not name.startswith("_dataclass"):
                raise pickle.UnpicklingError(f"{module}.{name} is no class")
            _classes[module, name] = known
        return known


_classes: dict[tuple[str, str], Any] = {}
