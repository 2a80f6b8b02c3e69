"""The importer's grammar, bylines and repairs as cases that a person can read: see `tests/cases/importer*.md`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from harness import HERE, Case, cases

sys.path.insert(0, str(Path(__file__).parent))

from show import show_byline, show_lines, show_page

FILES = ("importer", "importer-bylines", "importer-lines")


@pytest.mark.parametrize("name", FILES)
def test_every_case_of_a_file_is_read(name: str) -> None:
    """Each three separator lines of a case file make one case, so none is lost or read askew."""
    separators = (HERE / "cases" / f"{name}.md").read_text("utf-8").splitlines().count(".")
    assert separators == 3 * len(cases(name))


@pytest.mark.parametrize("case", cases("importer"), ids=str)
def test_a_page_is_cut_into_these_articles(case: Case) -> None:
    """Articles, their heads and blocks, and what was dropped are as the case says."""
    assert show_page(case.given) == case.expected


@pytest.mark.parametrize("case", cases("importer-bylines"), ids=str)
def test_a_line_names_these_people(case: Case) -> None:
    """Names, roles and datelines are as the case says."""
    assert show_byline(case.given) == case.expected


@pytest.mark.parametrize("case", cases("importer-lines"), ids=str)
def test_a_line_is_repaired_and_furniture_goes(case: Case) -> None:
    """What is left of a line, and the reason for what went, are as the case says."""
    assert show_lines(case.given) == case.expected
