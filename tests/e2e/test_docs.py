"""What README and CONTRIBUTING tell a newcomer to type must work on the archive as it is."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from harness import ROOT

from sitegen.scaffold import new_term


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_the_term_that_a_page_tells_people_to_make_can_be_made(page: str, tmp_path: Path) -> None:
    """It has no gloss yet, and the file gets the name the page says."""
    match = re.search(r"sitegen new term (\S+) +# makes (content/glossary/\S+\.md)", (ROOT / page).read_text("utf-8"))
    assert match, page
    shutil.copytree(ROOT / "content", tmp_path / "content")
    assert new_term(tmp_path / "content", match[1]) == tmp_path / match[2]
