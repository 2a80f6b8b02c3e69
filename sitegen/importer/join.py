"""Paragraphs out of lines: joins what a column broke, marks where text is lost, drops what is printed twice.

Nothing is guessed: a join needs an unfinished sentence, a new order needs a sentence that continues. Each decision is
an edit. Knows blocks, not the grammar of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sitegen.importer import clean, display
from sitegen.importer.draft import Block, Draft, Edit
from sitegen.importer.flat import flat
from sitegen.importer.layout import Shape
from sitegen.importer.lines import Line
from sitegen.importer.piece import Drop, Piece, concat, inserted, remove
from sitegen.importer.words import straddles
from sitegen.model import LOST_TEXT

TWICE = "printed twice"
_FINISHED = re.compile(r"[:@][\w.@-]+$|[。!?…~:;—][”’」』)】〕》\"]*$|[”」』)】〕》]$|〕$")
_SCRAP = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]{1,2}")
_SENTENCE = re.compile("[^。!?\uff01\uff1f]*[。!?\uff01\uff1f]+[”’」』)\uff09】]*|[^。!?\uff01\uff1f]+$")
_WHITE = re.compile(r"\s+")


def core_piece(shape: Shape) -> Piece:
    """A line's text without dateline, byline and end mark."""
    return shape.line.piece.cut(*shape.core)


#: How the spaces of a block are treated: those of verse and of a head may be printed.
_CLOSERS: dict[str, Callable[[Piece], tuple[Piece, list[Drop]]]] = {
    "verse": lambda piece: (piece, []),
    "heading": clean.close_headline,
}


def one_line(lines: Sequence[Line]) -> Line:
    """Several lines as one, with a space only between two Latin words or numbers."""
    parts: list[Piece] = []
    for line in lines:
        if parts and parts[-1].text[-1].isalnum() and (parts[-1].text[-1] + line.piece.text[0]).isascii():
            parts.append(inserted(" ", line.piece.start))
        parts.append(line.piece)
    return lines[0].with_piece(concat(parts))


def paragraph(shape: Shape, kind: str) -> tuple[Piece, list[Drop]]:
    """One block's text, its stray spaces closed up as its kind wants; those of a table set its cells apart."""
    closer = _CLOSERS["heading"] if shape.row else _CLOSERS.get(kind, clean.close_up)
    return closer(core_piece(shape))


def why_joined(before: Shape, after: Shape) -> Edit:
    """The record of a join; the block number is filled in by the caller."""
    kind = "join-column" if after.line.gap else "join-line"
    reason = {
        "comma": "the line ends with a comma",
        "open": "the sentence is not finished",
        "semi": "the line ends with a semicolon",
        "colon": "the line ends with a colon",
        "final": "the next line cannot begin a sentence",
    }[before.end]
    tail, head = before.text[-6:], after.text[:6]
    return Edit(0, kind, f"{reason}: …{tail} + {head}…")


def mark_lost(draft: Draft) -> None:
    """Mark paragraphs that stop in mid-sentence with nothing to go on."""
    for number, block in enumerate(draft.blocks, 1):
        beside = {b.kind for b in draft.blocks[max(0, number - 2) : number + 1]}
        text = block.piece.text
        if (
            block.kind != "paragraph"
            or _FINISHED.search(flat(text[-30:]))
            or not (len(text) >= 45 or "。" in text or (_SCRAP.fullmatch(text) and "verse" not in beside))
        ):
            continue
        block.piece = concat([block.piece, inserted(LOST_TEXT, block.piece.end)])
        block.doubts.append("the paragraph stops in mid-sentence; is the rest lost?")
        draft.edits.append(Edit(number, "lost-text", f"stops in mid-sentence: …{text[-8:]}"))


def drop_repeats(draft: Draft) -> list[Drop]:
    """Take out paragraphs and whole sentences that the article already has (from 14 characters on)."""
    seen: set[str] = set()
    drops: list[Drop] = []
    blocks: list[Block] = []
    for block in draft.blocks:
        if block.kind not in ("paragraph", "caption"):
            blocks.append(block)
            continue
        piece, gone = _without(block.piece, seen)
        drops += [d for part in gone for d in part.drop(TWICE)]
        if gone:
            draft.edits.append(Edit(len(blocks) + 1, "drop-repeat", f"printed twice: {gone[0].text[:12]}…"))
        if piece.strip():
            block.piece = piece.strip()
            blocks.append(block)
    draft.blocks = blocks
    return drops


def _without(piece: Piece, seen: set[str]) -> tuple[Piece, list[Piece]]:
    """A paragraph without the sentences in `seen`, which learns the others; all of it if it is there as a whole."""
    whole = _WHITE.sub("", piece.text)
    if len(whole) >= 10 and whole in seen:
        return Piece(), [piece]
    spans = []
    for match in _SENTENCE.finditer(piece.text):
        key = _WHITE.sub("", match[0])
        if len(key) >= 14 and key in seen:
            spans.append(match.span())
        seen.add(key)
    seen.add(whole)
    return remove(piece, spans) if spans else (piece, [])


def restore_order(draft: Draft, after_end: Sequence[Block]) -> None:
    """Bring paragraphs printed after the end mark back before the one that continues them.

    Only if the last of them stops in mid-sentence and one paragraph of the article goes on with the second half of a
    word, or begins as no sentence can; otherwise they stay where they are printed.
    """
    if not after_end or _FINISHED.search(flat(after_end[-1].piece.text)):
        return
    tail = after_end[-1]
    inside = [b for b in draft.blocks if b.kind == "paragraph" and all(b is not a for a in after_end)]
    fits = [b for b in inside[1:] if straddles(flat(tail.piece.text), flat(b.piece.text)) > 0]
    fits = fits or [b for b in inside[1:] if display.cannot_begin(flat(b.piece.text))]
    if len(fits) != 1:
        return
    target = fits[0]
    joined = Block("paragraph", concat([tail.piece, target.piece]), ["restored from two places; check the order"])
    blocks: list[Block] = []
    for block in draft.blocks:
        if block is target:
            blocks += [*after_end[:-1], joined]
        elif all(block is not a for a in after_end):
            blocks.append(block)
    number = next(i for i, b in enumerate(blocks, 1) if b is joined)
    draft.blocks = blocks
    why = f"printed after the end mark, but …{tail.piece.text[-4:]} goes on with {target.piece.text[:4]}…"
    draft.edits.append(Edit(number, "restore-order", why))
