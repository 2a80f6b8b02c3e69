"""What builds remember: found again by its key, forgotten when unused, and never trusted when damaged."""

from __future__ import annotations

import pickle
import sqlite3
from pathlib import Path

import pytest

from sitegen.diagnostics import Span
from sitegen.engine.pool import Pool
from sitegen.engine.store import Store

ONE = Pool(1)


class Counted:
    """Doubles a number and counts how often it had to."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, number: int) -> int:
        self.calls += 1
        return 2 * number


def asked(store: Store, function: Counted, *numbers: int) -> list[int]:
    return list(store.memo(ONE)("double", function, numbers, [str(number) for number in numbers]))


def test_a_result_is_made_once_and_found_by_the_next_build(tmp_path: Path) -> None:
    double = Counted()
    store = Store(tmp_path, "1")
    assert asked(store, double, 1, 2) == [2, 4]
    assert asked(store, double, 2, 3) == [4, 6]
    store.save({})
    store.close()
    assert asked(Store(tmp_path, "1"), double, 3, 2, 1) == [6, 4, 2]
    assert double.calls == 3


def test_a_result_that_a_build_did_not_ask_for_is_forgotten(tmp_path: Path) -> None:
    double = Counted()
    for numbers in ((1, 2), (2,), (1, 2)):
        store = Store(tmp_path, "1")
        asked(store, double, *numbers)
        store.save({})
        store.close()
    assert double.calls == 3


def test_a_build_that_ends_early_leaves_what_was_known(tmp_path: Path) -> None:
    """Nothing is written before the end, and then all at once."""
    double = Counted()
    for number, saves in ((1, True), (2, False), (1, True)):
        store = Store(tmp_path, "1")
        asked(store, double, number)
        if saves:
            store.save({"value": number})
        store.close()
    assert double.calls == 2
    assert Store(tmp_path, "1").get("value") == 1


def test_results_of_a_build_that_failed_can_be_kept(tmp_path: Path) -> None:
    """And another process can write while the store stays open."""
    double = Counted()
    store = Store(tmp_path, "1")
    store.save({"value": 1})
    asked(store, double, 1)
    store.flush()
    other = Store(tmp_path, "1")
    assert asked(other, double, 1) == [2]
    other.save({"value": 2})
    assert store.get("value") == 2
    assert double.calls == 1


def test_another_version_knows_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path, "1")
    store.save({"value": 1})
    store.close()
    assert Store(tmp_path, "2").get("value") is None


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\1" * 5000])
def test_a_damaged_store_counts_as_empty(tmp_path: Path, damage: bytes) -> None:
    store = Store(tmp_path, "1")
    store.save({"value": 1})
    store.close()
    (tmp_path / "store.db").write_bytes(damage)
    again = Store(tmp_path, "1")
    assert again.get("value") is None
    assert asked(again, Counted(), 4) == [8]
    again.save({"value": 2})
    again.close()
    assert Store(tmp_path, "1").get("value") == 2


class Bomb:
    """Does harm when it is read back."""

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return Path.write_text, (Path("harm"), "done")  # type: ignore[return-value]


@pytest.mark.parametrize("blob", [pickle.dumps(Bomb()), b"cos\nsystem\n(S'true'\ntR.", b"\x80\x05", b""])
def test_a_value_that_somebody_else_made_runs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, blob: bytes
) -> None:
    """Only values of sitegen's own classes are made again; anything else is not remembered."""
    monkeypatch.chdir(tmp_path)
    Store(tmp_path, "1").close()
    with sqlite3.connect(tmp_path / "store.db") as db:
        db.execute("INSERT INTO state VALUES ('value', ?)", (blob,))
        db.execute("INSERT INTO memo VALUES ('double:1', ?)", (blob,))
    store = Store(tmp_path, "1")
    assert store.get("value") is None
    assert asked(store, Counted(), 1) == [2]
    assert not (tmp_path / "harm").exists()


def test_values_of_our_own_are_made_again(tmp_path: Path) -> None:
    store = Store(tmp_path, "1")
    store.save({"value": Span("a.md", 1, 2), "set": frozenset({1})})
    store.close()
    again = Store(tmp_path, "1")
    assert (again.get("value"), again.get("set")) == (Span("a.md", 1, 2), frozenset({1}))
