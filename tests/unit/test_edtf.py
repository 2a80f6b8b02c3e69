"""Dates as historians write them: what is read, what it means, what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from sitegen.edtf import parse_edtf


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest", "iso", "qualifier"),
    [
        ("2023-02-03", "day", date(2023, 2, 3), date(2023, 2, 3), "2023-02-03", ""),
        ("2022-09", "month", date(2022, 9, 1), date(2022, 9, 30), "2022-09", ""),
        ("2022-09~", "month", date(2022, 9, 1), date(2022, 9, 30), "2022-09", "~"),
        ("2022-02?", "month", date(2022, 2, 1), date(2022, 2, 28), "2022-02", "?"),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29), "2024-02", ""),
        ("2015", "year", date(2015, 1, 1), date(2015, 12, 31), "2015", ""),
        ("2015%", "year", date(2015, 1, 1), date(2015, 12, 31), "2015", "%"),
        ("2022-21", "season", date(2022, 3, 1), date(2022, 5, 31), "2022", ""),
        ("2022-23~", "season", date(2022, 9, 1), date(2022, 11, 30), "2022", "~"),
    ],
)
def test_a_date_means_the_days_it_can_mean(
    text: str, precision: str, earliest: date, latest: date, iso: str, qualifier: str
) -> None:
    value = parse_edtf(text)
    assert value is not None
    assert (value.text, value.precision, value.qualifier) == (text, precision, qualifier)
    assert (value.earliest, value.latest, value.iso) == (earliest, latest, iso)


def test_winter_lasts_into_the_year_after_the_one_it_begins_in() -> None:
    """A text of the winter of 2022 may be of January or February 2023."""
    winter = parse_edtf("2022-24")
    assert winter is not None
    assert (winter.earliest, winter.latest) == (date(2022, 12, 1), date(2023, 2, 28))


@pytest.mark.parametrize(
    "text",
    [
        "", "22", "2022-9", "2022/09", "2022-09-3", "2022.09", " 2022", "2022-09 ", "2022~-09", "~2022", "2022-09~~",
        "2022-13", "2022-20", "2022-25", "2022-02-30", "2023-02-29", "2022-09-31", "0000", "2022-21-05",
        "2022-00", "2022-00-05", "2022-09-00", "2022-21-00", "May 2022", "2022-09/2022-10", "202X",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    assert parse_edtf(text) is None


def test_full_width_figures_are_refused() -> None:
    """A date goes into `datetime` attributes and addresses as it is written: ASCII only."""
    assert parse_edtf("２０２２-09") is None


def test_dates_of_one_month_sort_by_what_is_known() -> None:
    """An archive sorts by the earliest day that a date can mean."""
    texts = ["2022-09-02", "2022", "2022-09", "2021-12-31", "2022-09-01~"]
    dates = [value for text in texts if (value := parse_edtf(text))]
    assert [d.text for d in sorted(dates, key=lambda d: d.earliest)] == [
        "2021-12-31", "2022", "2022-09", "2022-09-01~", "2022-09-02",
    ]  # fmt: skip
