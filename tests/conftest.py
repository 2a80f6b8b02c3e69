"""Fixtures for every test: an archive on disk, and the archive this repository ships, built once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from harness import ROOT, Archive

from sitegen.build import build
from sitegen.report import Options, Report


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """A new archive as `sitegen init` makes it."""
    return Archive(tmp_path / "archive")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """This repository's own archive, built into a temporary folder below a path, as a subdirectory host would."""
    output = tmp_path_factory.mktemp("shipped") / "public"
    options = Options(ROOT / "content", output, base_url="http://127.0.0.1/sub/")
    return build(options), output
