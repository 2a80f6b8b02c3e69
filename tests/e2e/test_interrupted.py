"""Builds that are killed, that meet one another, and that run out of disk."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import threading
import time

import pytest
from harness import Archive

from sitegen.engine.lock import locked
from sitegen.report import STATE

ARTICLE = "articles/shili-2024-05/01-youhua-yingshang-huanjing.md"


def _many_pages(archive: Archive) -> None:
    """Enough pages to be in the middle of something for a while."""
    text = (archive.content / ARTICLE).read_text("utf-8")
    for number in range(2, 60):
        archive.write(
            f"articles/shili-2024-05/{number:02}-{number}.md", text.replace("title: 优化", f"title: {number}优化")
        )


def _hears_interrupts() -> None:
    """Whatever the process that runs the tests does about Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _shown(archive: Archive) -> dict[str, bytes]:
    return {name: data for name, data in archive.tree().items() if not name.startswith(".")}


def test_a_build_killed_at_any_moment_leaves_whole_pages_and_the_next_one_is_right(archive: Archive) -> None:
    """Killed without warning at twelve moments: each page is the old or the new one, and a later build ends right."""
    _many_pages(archive)
    command = [sys.executable, "-m", "sitegen", "build", "--quiet", "--jobs", "2"]
    started = time.monotonic()
    subprocess.run(command, cwd=archive.folder, check=True, timeout=300)
    whole = time.monotonic() - started
    old = _shown(archive)
    archive.edit("glossary/yingshang-huanjing.md", "Everything outside", "All that is outside")
    archive.edit("site.toml", "A local archive", "Another archive")
    reference = Archive(archive.folder.parent / "reference")
    for path in archive.content.rglob("*"):
        if path.is_file():
            reference.write(path.relative_to(archive.content).as_posix(), path.read_text("utf-8"))
    new = reference.build().expect_ok().tree()
    assert new != old
    rng = random.Random(20261123)
    for _ in range(12):
        process = subprocess.Popen([*command, "--clean"], cwd=archive.folder)
        time.sleep(rng.uniform(0, 1.1 * whole))
        process.send_signal(signal.SIGKILL)
        process.wait()
        for name, data in _shown(archive).items():
            assert data in (old.get(name), new.get(name)), name
    subprocess.run(command, cwd=archive.folder, check=True, timeout=300)
    assert archive.tree() == new


def test_an_interrupt_stops_a_build_at_once_and_leaves_the_site(archive: Archive) -> None:
    """Ctrl-C reaches the parent and its workers: no traceback, exit code 130, the old site untouched."""
    _many_pages(archive)
    old = archive.build().expect_ok().tree()
    archive.edit("site.toml", "A local archive", "Another archive")
    command = [sys.executable, "-m", "sitegen", "build", "--clean", "--jobs", "2"]
    process = subprocess.Popen(
        command,
        cwd=archive.folder,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_hears_interrupts,
    )
    stage = archive.output / ".sitegen-stage"
    deadline = time.monotonic() + 60
    while not (stage.is_dir() and any(stage.iterdir())) and time.monotonic() < deadline:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, "stopped\n")
    assert archive.tree() == old


def test_a_second_build_waits_for_the_first_and_says_so(archive: Archive) -> None:
    said: list[str] = []
    done = threading.Event()

    def second() -> None:
        with locked(archive.folder / STATE / "lock", said.append):
            done.set()

    with locked(archive.folder / STATE / "lock", None):
        thread = threading.Thread(target=second)
        thread.start()
        deadline = time.monotonic() + 10
        while not said and time.monotonic() < deadline:
            time.sleep(0.01)
        assert said == ["another build of this archive is running: waiting for it to end"]
        assert not done.is_set()
    thread.join(10)
    assert done.is_set()


def test_a_full_disk_is_a_clear_error_and_the_site_stays(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from sitegen import cli
    from sitegen.engine.files import Stage

    old = archive.build().expect_ok().tree()
    archive.edit("site.toml", "A local archive", "Another archive")

    def full(self: Stage, name: str, data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(archive.output / name))

    monkeypatch.setattr(Stage, "put", full)
    monkeypatch.chdir(archive.folder)
    done = CliRunner().invoke(cli.cli, ["build", "--jobs", "1"])
    assert done.exit_code != 0
    assert "No space left on device" in done.output
    assert archive.tree() == old
