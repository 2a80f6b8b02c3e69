"""`ledger.json`: what an import did to a raw page and what people did after it.

Text in, value and problems out. Knows the shape of the file, not how it comes about.
"""

from __future__ import annotations

import json
from typing import Any

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.model import Dropped, Ledger, LedgerEdit

HINT = "import the page again, or restore the file from the repository"


def read_ledger(text: str, path: str, page_id: str) -> tuple[Ledger | None, list[Diagnostic]]:
    """The ledger of the raw page `page_id` in a file's text; None, with an error, if it is none."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as exc:
        return None, [
            error(
                "bad-ledger", Span(path, exc.lineno, exc.colno), f"the ledger of {page_id} is no JSON: {exc.msg}", HINT
            )
        ]
    try:
        return _ledger(data), []
    except (KeyError, TypeError, ValueError) as exc:
        return None, [error("bad-ledger", Span(path), f"the ledger of {page_id} is not written as one: {exc!r}", HINT)]


def _ledger(data: Any) -> Ledger:
    return Ledger(
        encoding=str(data["encoding"]),
        dropped=tuple(
            Dropped(int(span["start"]), int(span["end"]), str(span["reason"]))
            for span in data["spans"]
            if span["fate"] == "dropped"
        ),
        edits=tuple(
            LedgerEdit(
                int(edit["article"]), int(edit["block"]), str(edit["kind"]), str(edit["why"]), str(edit.get("by", ""))
            )
            for edit in data["edits"]
        ),
    )
