"""Publishing: whole files or none, only what differs, and nothing of anyone else's removed."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from sitegen.engine import files
from sitegen.engine.files import Published, Stage, Stamp, Tree, write_atomic

ONE = {"index.html": b"home", "en/a/index.html": b"a", "en/b/index.html": b"b"}
TWO = {"index.html": b"home 2", "en/a/index.html": b"a", "zh/c/index.html": b"c"}


class PowerCutError(Exception):
    """The power goes."""


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "public"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def publish(pages: dict[str, bytes], output: Path, state: Path, *, anew: bool = False) -> Published:
    """Put all pages in and bring them out."""
    stage = Stage(output, state / "published.json", anew=anew)
    stage.begin()
    differs = {name: stage.put(name, data)[0] for name, data in pages.items()}
    return stage.commit([n for n in pages if differs[n]], [n for n in pages if not differs[n]])


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_publishing_writes_every_page_and_says_so(output: Path, state: Path) -> None:
    done = publish(ONE, output, state)
    assert tree(output) == ONE
    assert (done.written, done.kept, done.removed) == (tuple(sorted(ONE)), (), ())


def test_only_what_differs_is_written_and_what_is_gone_is_removed(output: Path, state: Path) -> None:
    publish(ONE, output, state)
    untouched = (output / "en/a/index.html").stat()
    done = publish(TWO, output, state)
    assert tree(output) == TWO
    assert done.written == ("index.html", "zh/c/index.html")
    assert (done.kept, done.removed) == (("en/a/index.html",), ("en/b/index.html",))
    assert (output / "en/a/index.html").stat().st_mtime_ns == untouched.st_mtime_ns
    assert (output / "en/a/index.html").stat().st_ino == untouched.st_ino


def test_a_page_changed_by_someone_else_is_put_right(output: Path, state: Path) -> None:
    """A file of the same length is compared by its bytes, not by its size or time."""
    publish(ONE, output, state)
    (output / "index.html").write_bytes(b"emoh")
    assert publish(ONE, output, state).written == ("index.html",)
    assert tree(output) == ONE


def test_anew_writes_every_page(output: Path, state: Path) -> None:
    publish(ONE, output, state)
    assert publish(ONE, output, state, anew=True).written == tuple(sorted(ONE))


def test_folders_left_empty_go_and_others_stay(output: Path, state: Path) -> None:
    publish(ONE, output, state)
    (output / "en/a/mine.txt").write_text("mine")
    publish({"index.html": b"home"}, output, state)
    assert not (output / "en/b").exists()
    assert tree(output) == {"index.html": b"home", "en/a/mine.txt": b"mine"}
    assert output.is_dir()


def test_files_that_nobody_published_are_never_removed(output: Path, state: Path) -> None:
    output.mkdir()
    (output / "mine.txt").write_text("mine")
    publish(ONE, output, state)
    publish({}, output, state)
    assert tree(output) == {"mine.txt": b"mine"}


def test_each_output_folder_has_its_own_record(tmp_path: Path, output: Path, state: Path) -> None:
    """A second site built from the same archive does not make the first forget what it owns."""
    publish(ONE, output, state)
    publish(TWO, tmp_path / "other", state)
    publish({"index.html": b"home"}, output, state)
    assert tree(output) == {"index.html": b"home"}
    assert tree(tmp_path / "other") == TWO


@pytest.mark.parametrize(
    "damaged",
    [
        "", "{", "null", "[]", '"text"', "17", "[[1, 2]]", "{}", "\x00\x01",
        '{"OUT": null}', '{"OUT": 5}', '{"OUT": [1]}', '{"OUT": [null]}', '{"OUT": [["a"]]}',
        '{"OUT": "index.html"}', '{"OUT": {"a": 1}}',
    ],
)  # fmt: skip
def test_a_damaged_record_means_that_nothing_is_owned(output: Path, state: Path, damaged: str) -> None:
    """Publishing goes on without a question, removes nothing, and owns its pages again afterwards."""
    publish(ONE, output, state)
    (state / "published.json").write_text(damaged.replace("OUT", str(output.resolve())))
    assert publish(TWO, output, state).removed == ()
    assert tree(output) == {**ONE, **TWO}
    publish({}, output, state)
    assert tree(output) == {"en/b/index.html": b"b"}


def test_a_record_that_points_outside_the_output_removes_nothing_there(
    tmp_path: Path, output: Path, state: Path
) -> None:
    """Whatever a record says, only files below the output folder can go."""
    publish(ONE, output, state)
    precious = tmp_path / "precious.txt"
    precious.write_text("precious")
    record = state / "published.json"
    record.write_text(json.dumps({str(output.resolve()): ["../precious.txt", str(precious)]}))
    publish(ONE, output, state)
    assert precious.read_text() == "precious"


@pytest.mark.parametrize("after", range(4))
def test_a_build_that_is_killed_before_all_pages_are_there_changes_nothing(
    output: Path, state: Path, after: int
) -> None:
    """However many pages had been put in, the site is the old one, and the next build throws them away."""
    publish(ONE, output, state)
    stage = Stage(output, state / "published.json")
    stage.begin()
    for name, data in list({**TWO, "new/d/index.html": b"d"}.items())[:after]:
        stage.put(name, data)
    shown = {name: data for name, data in tree(output).items() if not name.startswith(".")}
    assert shown == ONE
    assert publish(ONE, output, state).written == ()
    assert tree(output) == ONE


@pytest.mark.parametrize("after", range(4))
def test_a_build_that_is_killed_while_pages_come_out_is_finished_by_the_next(
    output: Path, state: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Every file is whole, the old or the new one; the rest comes out before anything else is done."""
    publish(ONE, output, state)
    moved = 0
    replace = Path.replace

    def stop(path: Path, target: Path) -> None:
        nonlocal moved
        if path.parent.name == files._STAGE and path.name != "journal" and not path.name.startswith(".sitegen-"):
            if moved == after:
                raise PowerCutError
            moved += 1
        replace(path, target)

    new = {**TWO, "new/d/index.html": b"d"}
    monkeypatch.setattr(Path, "replace", stop)
    if after < 3:
        with pytest.raises(PowerCutError):
            publish(new, output, state)
    else:
        publish(new, output, state)
    monkeypatch.undo()
    shown = {name: data for name, data in tree(output).items() if not name.startswith(".")}
    assert all(data in {ONE.get(name), new.get(name)} for name, data in shown.items())
    Stage(output, state / "published.json").begin()
    assert {name: data for name, data in tree(output).items() if not name.startswith(".")} == new
    publish(TWO, output, state)
    assert tree(output) == TWO


def test_a_journal_that_points_outside_the_output_is_not_followed(tmp_path: Path, output: Path, state: Path) -> None:
    publish(ONE, output, state)
    precious = tmp_path / "precious.txt"
    precious.write_text("precious")
    (output / files._STAGE).mkdir()
    (output / files._STAGE / "journal").write_text(json.dumps({"written": [], "removed": ["../precious.txt"]}))
    publish(ONE, output, state)
    assert precious.read_text() == "precious"


def test_a_build_that_is_killed_before_it_removes_owns_what_it_left(
    output: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise PowerCutError

    publish(ONE, output, state)
    monkeypatch.setattr(files, "_remove", stop)
    with pytest.raises(PowerCutError):
        publish(TWO, output, state)
    monkeypatch.undo()
    assert publish(TWO, output, state).removed == ("en/b/index.html",)
    assert tree(output) == TWO


def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    """Until the rename the old file stands; the temporary one goes."""
    target = tmp_path / "page.html"
    write_atomic(target, b"old")

    def stop(*_: object) -> None:
        raise PowerCutError

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(PowerCutError):
        write_atomic(target, b"new")
    assert tree(tmp_path) == {"page.html": b"old"}


def test_published_files_can_be_read_by_the_web_server(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a/b/page.html", b"x")
    assert (tmp_path / "a/b/page.html").stat().st_mode & 0o777 == 0o644


def test_a_content_folder_is_read_without_hidden_and_backup_files(tmp_path: Path) -> None:
    for name in ("site.toml", "articles/p/01-a.md", ".git/config", "articles/.draft.md", "site.toml~"):
        write_atomic(tmp_path / name, name.encode())
    assert dict(Tree(tmp_path)) == {"site.toml": b"site.toml", "articles/p/01-a.md": b"articles/p/01-a.md"}


def test_a_file_is_not_read_again_for_its_digest_while_its_stamp_stands(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a.md", b"one")
    first = Tree(tmp_path)
    was = first.digest("a.md")
    known = {"a.md": (first.stamps["a.md"], was)}
    write_atomic(tmp_path / "a.md", b"two")
    assert Tree(tmp_path, known).digest("a.md") != was
    again = Tree(tmp_path)
    assert Tree(tmp_path, {"a.md": (again.stamps["a.md"], "known")}).digest("a.md") == "known"


def test_a_file_that_has_only_just_changed_is_not_trusted(tmp_path: Path) -> None:
    """Within a tick of the clock a second change would leave the stamp as it was."""
    write_atomic(tmp_path / "a.md", b"one")
    tree = Tree(tmp_path)
    tree.digest("a.md")
    assert tree.known() == {}
    assert not tree.settled


def test_how_long_a_file_is_not_trusted_depends_on_its_file_system(tmp_path: Path) -> None:
    """Where all times are whole seconds, the clock of the files may be one of two seconds."""
    write_atomic(tmp_path / "a.md", b"one")
    now = time.time_ns()
    for age, whole, trusted in ((10, False, False), (100, False, True), (100, True, False), (5000, True, True)):
        tree = Tree(tmp_path)
        then = now - age * 1_000_000
        then -= then % 1_000_000_000 if whole else 0
        tree.stamps = {"a.md": Stamp(3, then, then, 1)}
        tree._scanned = then + age * 1_000_000
        assert tree.settled is trusted, (age, whole)
