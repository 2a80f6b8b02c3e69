"""Files in and out: reading a content folder, and publishing pages so that no reader ever sees half of one.

Knows bytes and paths, not articles.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did, by path below the output folder."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path there, with forward slashes; hidden files and folders are skipped."""
    return {name: (folder / name).read_bytes() for name in sorted(_names(folder))}


def _names(folder: Path) -> Iterator[str]:
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith(".") and not name.endswith("~"):
                yield (Path(base) / name).relative_to(folder).as_posix()


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


def publish(pages: Mapping[str, bytes], output: Path, state: Path, *, anew: bool = False) -> Published:
    """Make `output` hold `pages`: write what differs, remove what an earlier build wrote and this one lacks.

    `state` is the folder that remembers what was written where. Files that sitegen did not write are never
    touched, unless a page has the same path. `anew` writes every page, whether it differs or not.
    """
    record = state / "published.json"
    owned = _owned(record, output)
    written, kept = [], []
    # Pages are recorded before they are written: a build that is killed half-way still owns all of them.
    _remember(record, output, owned | set(pages))
    for name, data in sorted(pages.items()):
        path = output / name
        if not anew and _same(path, data):
            kept.append(name)
        else:
            write_atomic(path, data)
            written.append(name)
    removed = sorted(owned - set(pages))
    _remove(output, removed)
    _remember(record, output, set(pages))
    return Published(tuple(written), tuple(kept), tuple(removed))


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


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
    outputs[str(output.resolve())] = sorted(names)
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
