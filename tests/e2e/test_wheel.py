"""The installed package alone must do: no file of the repository is there on a user's machine."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from harness import ROOT


def test_the_wheel_alone_makes_and_builds_a_new_archive(tmp_path: Path) -> None:
    """Theme and starter are inside the wheel, and nothing reaches back into the repository."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    where = subprocess.run(
        [sys.executable, "-c", "import sitegen; print(sitegen.__file__)"],
        cwd=tmp_path, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert where.stdout.startswith(str(installed))
    for args in (["init", "archive"], ["build", "--content", "archive/content", "--output", "site", "--strict"]):
        subprocess.run([sys.executable, "-m", "sitegen", *args], cwd=tmp_path, env=environment, check=True)
    page = (tmp_path / "site/en/glossary/yingshang-huanjing/index.html").read_text("utf-8")
    assert "business environment" in page
    assert (tmp_path / "site/en/index.html").is_file()
