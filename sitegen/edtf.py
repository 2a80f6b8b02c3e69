"""Dates as historians write them: the part of EDTF (ISO 8601-2:2019, level 1) that a newspaper page needs.

Supported: a day, a month, a season (21-24) or a year, each with an optional qualifier `~` (approximate),
`?` (uncertain) or `%` (both). Reference: Library of Congress, Extended Date/Time Format specification.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "season", "year"]

_EDTF = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%])?")
# EDTF numbers seasons without hemisphere; the archive reads them as the northern ones, first and last month. Winter
# is counted with the year it begins in and ends in February (month 14) of the next.
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date of known precision; `text` is exactly what the front matter says."""

    text: str
    year: int
    month: int = 0
    day: int = 0
    qualifier: str = ""

    @property
    def precision(self) -> Precision:
        """How much of the date is known."""
        if self.day:
            return "day"
        if self.month in _SEASON_MONTHS:
            return "season"
        return "month" if self.month else "year"

    @property
    def earliest(self) -> date:
        """The first day it can mean; archives sort by it."""
        first = _SEASON_MONTHS.get(self.month, (self.month or 1, 0))[0]
        return date(self.year, first, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can mean."""
        last = _SEASON_MONTHS.get(self.month, (0, self.month or 12))[1]
        year, month = (self.year + 1, last - 12) if last > 12 else (self.year, last)
        return date(year, month, self.day or calendar.monthrange(year, month)[1])

    @property
    def iso(self) -> str:
        """The unqualified date, as `datetime` attributes and schema.org want it; seasons become the year."""
        if self.precision == "season":
            return f"{self.year:04d}"
        return self.text.rstrip("~?%")


def parse_edtf(text: str) -> Edtf | None:
    """The date that `text` writes, or None if it is not one this archive supports."""
    match = _EDTF.fullmatch(text)
    if not match:
        return None
    if "00" in match.groups():
        return None
    year, month, day = (int(group or 0) for group in match.groups()[:3])
    if month in _SEASON_MONTHS and day:
        return None
    value = Edtf(text, year, month, day, match[4] or "")
    try:
        # Both raise for a day or month that does not exist.
        return value if value.earliest <= value.latest else None
    except ValueError:
        return None
