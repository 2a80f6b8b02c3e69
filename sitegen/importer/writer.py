"""Drafts to files: whole or not at all, and never over something a person changed.

A file is the importer's own as long as its digest is the one the last ledger recorded. Knows files, not articles.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitegen.digest import digest

LEDGER = "ledger.json"
_NUMBERED = re.compile(r"(\d{2,})-(?:(?!\.(?:en|new)\.md$).)+\.md")


@dataclass(slots=True)
class Written:
    """What happened to each file of a page (names within its folder)."""

    files: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def old_ledger(folder: Path) -> Mapping[str, Any]:
    """The ledger of the last import; empty if there is none or it cannot be read."""
    try:
        data = json.loads((folder / LEDGER).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def editor_entries(ledger: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Edits that a person recorded; importing again keeps them."""
    edits = ledger.get("edits")
    return [e for e in edits if isinstance(e, dict) and e.get("by") == "editor"] if isinstance(edits, list) else []


def _recorded(ledger: Mapping[str, Any]) -> dict[str, str]:
    """The digest of each draft as the importer last wrote it."""
    rows = ledger.get("articles")
    rows = rows if isinstance(rows, list) else []
    return {str(r["file"]): str(r["digest"]) for r in rows if isinstance(r, dict) and "file" in r and "digest" in r}


def write(folder: Path, drafts: Sequence[tuple[str, str]], ledger: Mapping[str, Any]) -> Written:
    """Put the drafts (name, text) and the ledger of a page into its folder; the ledger gets its `articles` here."""
    old = old_ledger(folder)
    recorded = _recorded(old)
    existing = _by_number(folder)
    done = Written()
    files: dict[str, str] = {}
    rows: list[dict[str, str]] = []
    for name, text in drafts:
        number = name.partition("-")[0]
        name = existing.get(number, name)
        rows.append({"file": name, "digest": digest(text)})
        done.files.append(name)
        _decide(folder, name, text, recorded.get(name), files, done)
    _retire(folder, existing, recorded, {row["file"] for row in rows}, done)
    whole = {**ledger, "edits": [*ledger.get("edits", []), *editor_entries(old)], "articles": rows}
    files[LEDGER] = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    _put(folder, files)
    for name in done.removed:
        (folder / name).unlink(missing_ok=True)
    return done


def _decide(folder: Path, name: str, text: str, was: str | None, files: dict[str, str], done: Written) -> None:
    """A new or untouched file gets the draft; an edited one keeps its text, with the draft beside it."""
    path = folder / name
    try:
        there = path.read_text("utf-8") if path.exists() else None
    except (OSError, UnicodeDecodeError):
        there = ""
    if there == text:
        done.unchanged.append(name)
    elif there is None or (was is not None and digest(there) == was):
        files[name] = text
        done.written.append(name)
    else:
        files[name.removesuffix(".md") + ".new.md"] = text
        done.kept.append(name)


def _by_number(folder: Path) -> dict[str, str]:
    """The article files of a folder by their number; a person may have renamed one."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        match = _NUMBERED.fullmatch(path.name)
        if match and not path.name.endswith((".en.md", ".new.md")):
            found.setdefault(match[1], path.name)
    return found


def _retire(
    folder: Path, existing: Mapping[str, str], recorded: Mapping[str, str], current: set[str], done: Written
) -> None:
    """Drafts that the page no longer gives: untouched ones go, anything a person touched or translated stays."""
    for name in existing.values():
        if name in current or name not in recorded:
            continue
        path = folder / name
        translated = (folder / (name.removesuffix(".md") + ".en.md")).exists()
        if not translated and digest(path.read_text("utf-8", "replace")) == recorded[name]:
            done.removed.append(name)
        else:
            done.kept.append(name)


def _put(folder: Path, files: Mapping[str, str]) -> None:
    """Write all files beside their place first, then move them there; the ledger comes last."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        for name, text in files.items():
            (staged / name).write_text(text, "utf-8", newline="\n")
        if not folder.exists():
            staged.chmod(0o755)
            staged.rename(folder)
            return
        for name in _ledger_last(files):
            (staged / name).replace(folder / name)
    finally:
        if staged.exists():
            shutil.rmtree(staged, ignore_errors=True)


def _ledger_last(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: name == LEDGER)
