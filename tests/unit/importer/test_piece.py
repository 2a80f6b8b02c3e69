"""Text that knows its source: cutting and joining never lose an offset."""

from __future__ import annotations

from sitegen.importer.piece import Piece, concat, from_raw, inserted, remove

RAW = "甲乙 丙丁"


def test_a_cut_keeps_its_offsets() -> None:
    """`text[a:b]` comes from the same place of the raw page."""
    piece = from_raw(RAW, 0, 5).cut(3, 5)
    assert (piece.text, piece.ranges) == ("丙丁", [(3, 5)])


def test_removing_gives_back_both_parts() -> None:
    """What stays and what goes are the whole."""
    kept, gone = remove(from_raw(RAW, 0, 5), [(2, 3)])
    assert (kept.text, kept.ranges) == ("甲乙丙丁", [(0, 2), (3, 5)])
    assert [(g.text, g.ranges) for g in gone] == [(" ", [(2, 3)])]


def test_an_insertion_claims_nothing() -> None:
    """A joining space stands in the text but not on the page."""
    piece = concat([from_raw(RAW, 0, 2), inserted(" ", 3), from_raw(RAW, 3, 5)])
    assert (piece.text, piece.ranges) == ("甲乙 丙丁", [(0, 2), (3, 5)])


def test_an_entity_is_never_split() -> None:
    """One character from five stays one character from five."""
    piece = concat([from_raw("甲&amp;乙", 0, 1), Piece("&", ((1, 1, 6),)), from_raw("甲&amp;乙", 6, 7)])
    assert piece.cut(1, 2).ranges == [(1, 6)]
    assert piece.cut(1).text == "&乙"
