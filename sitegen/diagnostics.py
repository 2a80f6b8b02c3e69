"""What went wrong and where: the one shape of every error and warning.

A diagnostic is a value. Readers and checks return them; only the command line prints them. This module
knows nothing about articles, terms or pages.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a source file.

    `path` is relative to the project, with forward slashes. `line`, `col` and `end_col` are 1-based and count
    Unicode code points; 0 means "the whole file" (or, for `end_col`, "one character").
    """

    path: str
    line: int = 0
    col: int = 0
    end_col: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.col) if n)])


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One thing a person should know about the content.

    `code` is a stable kebab-case name; `hint` says what to do; `related` points at other places involved.
    Diagnostics sort by place, so a report reads from the top of each file to its end.
    """

    span: Span
    code: str
    severity: Severity
    message: str
    hint: str = ""
    related: tuple[Span, ...] = ()

    def __str__(self) -> str:
        head = f"{self.span}: {self.severity}[{self.code}]: {self.message}"
        tail = [f"  hint: {self.hint}"] if self.hint else []
        tail += [f"  see also: {span}" for span in self.related]
        return "\n".join([head, *tail])

    @property
    def is_error(self) -> bool:
        """Whether this stops a build."""
        return self.severity == "error"


def error(code: str, span: Span, message: str, hint: str = "", *related: Span) -> Diagnostic:
    """A diagnostic that stops a build."""
    return Diagnostic(span, code, "error", message, hint, related)


def warning(code: str, span: Span, message: str, hint: str = "", *related: Span) -> Diagnostic:
    """A diagnostic that a build only reports (and `--strict` treats as an error)."""
    return Diagnostic(span, code, "warning", message, hint, related)


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """A hint naming the closest of `known`, or all of them if few, or nothing."""
    names = sorted(known)
    close = difflib.get_close_matches(wrong, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"one of: {', '.join(names)}" if 0 < len(names) <= 24 else ""
