"""Reversible repairs within a line: what copying, converting or scanning added to the printed text.

Every removal comes back as a drop with its reason. Two steps: `scrub` before a line is understood, `close_up` when it
is known to be running text (a space in a headline or a verse may be printed). Knows nothing about articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from sitegen.importer.decode import COMMON
from sitegen.importer.flat import flat
from sitegen.importer.lines import Line, edges
from sitegen.importer.piece import Drop, Piece, Range, remove
from sitegen.text import strip_tones

#: From flat text to the stretches of it to remove.
Finder = Callable[[str], list[Range]]

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff\uf900-\ufaff〇"
_UNSEEN = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f\x00-\x08\x0e-\x1f\x7f"
_PRIVATE_USE = "\ue000-\uf8ff\U000f0000-\U0010fffd"
_SUSPECT = re.compile(f"[{_UNSEEN}{_PRIVATE_USE} \u3000\u00a0\u2000-\u200aa-zA-Z]")
_INVISIBLE = re.compile(f"[{_UNSEEN}]+")
_PRIVATE = re.compile(f"[{_PRIVATE_USE}]+")
_LETTERS = "a-zA-ZüÜāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿêɡ"
_READING = re.compile(rf"(?<=[{_HAN}])\(\s*([{_LETTERS}]{{1,7}})\s*\)")
_ENGLISH_AND = re.compile(rf"(?<=[{_HAN}”》]) ?and ?(?=[{_HAN}“《])")
_JUMP = re.compile(
    r"[(【]?(?:(?:紧接|上接|下转|接|转)第?|(?:上接|"
    r"下转))[A-Z\d一二三四五六七八九十]{1,4}\s*版[^()【】。,]{0,6}[)】]|^(?:上接|"
    r"下转)第?[A-Z\d一二三四五六七八九十]{1,4}\s*版$"
)
_STAMP_BEFORE_BYLINE = re.compile(
    r"^\d{4}[-/.]\d{1,2}[-/.]\d{1,2} +\d{1,2}:\d{2}(?::\d{2})? +"
    r"(?=(?:\S{2,8} )?[\u3400-\u9fff\U00020000-\U0003ffff]{0,4}[记記]者 ?[\u3400-\u9fff\U00020000-\U0003ffff]{2})"
)
_SPACED_RUN = re.compile(rf"(?<![{_HAN}])(?:[{_HAN}] ){{4,}}[{_HAN}](?![{_HAN}])")
_SPACED_WORD = re.compile(r"本 ?[报報] ?[讯訊]|[记記] +者|通 ?[讯訊] ?[员員]|[摄攝] +影")
_CREDIT_WORD = re.compile(r"[记記] *者|通 *[讯訊] *[员員]|[摄攝]|文/[图圖]")
_GAP = re.compile(rf"(?<=[{_HAN}。,、;:!?“”‘’《》()「」…—]) +(?=[{_HAN}。,、;:!?“”‘’《》()「」…—])")
_SPACE = re.compile("[ \t\u3000\u00a0\u2000-\u200a]")
_QUOTED = re.compile(r"[“《「『‘]([^“”《》「」『』]{3,40})[”》」』’]")
_ARTICLE_NUMBER = re.compile(
    r"(?:^第[一二三四五六七八九十百零〇\d]+[条條章节節款]|^[一二三四五六七八九十]+|"
    r"^[(\[][一二三四五六七八九十\d]+[)\]]|^(?:问|答|問|Q|A))$"
)

INVISIBLE = "invisible character"
PRIVATE = "private-use character"
PINYIN = "pinyin added by the copy"
ENGLISH = "English word added by the copy"
JUMP = "pointer to another page"
STAMP = "record of the publishing system"
SPACE = "stray space"


def scrub(lines: Sequence[Line]) -> tuple[list[Line], list[Drop]]:
    """Take noise out of every line; lines that were nothing but noise go."""
    polluted = _polluted(lines)
    out: list[Line] = []
    drops: list[Drop] = []
    for line in lines:
        if not _SUSPECT.search(line.piece.text) and "版" not in line.flat:
            out.append(line)
            continue
        piece = line.piece
        for reason, find in _finders(line.flat, polluted=polluted):
            piece, found = _apply(piece, find, reason)
            drops += found
        start, end = edges(piece.text)
        drops += [*piece.cut(0, start).drop(SPACE), *piece.cut(max(start, end)).drop(SPACE)]
        piece = piece.cut(start, end) if start < end else Piece()
        if piece:
            out.append(line if piece is line.piece else line.with_piece(piece))
    return out, drops


def _finders(text: str, *, polluted: bool) -> list[tuple[str, Finder]]:
    """The repairs worth trying on a flat text, in order."""
    found: list[tuple[str, Finder]] = [(INVISIBLE, _all(_INVISIBLE)), (PRIVATE, _all(_PRIVATE))]
    if polluted and "(" in text:
        found.append((PINYIN, _readings))
    if "版" in text:
        found.append((JUMP, _all(_JUMP)))
    if "and" in text:
        found.append((ENGLISH, _all(_ENGLISH_AND)))
    if text[:1] in "12":
        found.append((STAMP, _all(_STAMP_BEFORE_BYLINE)))
    if " " in text:
        found += [(SPACE, _inside(_SPACED_WORD)), (SPACE, _spaced_runs)]
    return found


def _apply(piece: Piece, find: Finder, reason: str) -> tuple[Piece, list[Drop]]:
    """The piece without what a finder finds, and that as drops."""
    spans = find(flat(piece.text))
    if not spans:
        return piece, []
    piece, gone = remove(piece, spans)
    return piece, [drop for part in gone for drop in part.drop(reason)]


def _all(pattern: re.Pattern[str]) -> Finder:
    """Everything a pattern matches."""
    return lambda text: [m.span() for m in pattern.finditer(text)]


def _inside(pattern: re.Pattern[str]) -> Finder:
    """The spaces within what a pattern matches."""

    def find(text: str) -> list[Range]:
        return [(i, i + 1) for m in pattern.finditer(text) for i in range(*m.span()) if text[i] == " "]

    return find


def _spaced_runs(text: str) -> list[Range]:
    """Spaces in a text set letter by letter (今 年 以 来), but not between names."""
    return [] if _CREDIT_WORD.search(text) else _inside(_SPACED_RUN)(text)


def _polluted(lines: Sequence[Line]) -> bool:
    """Whether a converter wrote readings behind common characters; one behind a rare character is an editor's."""
    count = 0
    for line in lines:
        if "(" in line.flat:
            for start, _ in _readings(line.flat):
                common = line.flat[start - 1] in COMMON
                count += 2 if common else 1
                if count > 1:
                    return True
    return False


def _readings(text: str) -> list[Range]:
    """Bracketed letters that are a reading of the character before them."""
    return [m.span() for m in _READING.finditer(text) if _is_reading(text[m.start() - 1], m[1])]


@lru_cache(maxsize=4096)
def _is_reading(char: str, letters: str) -> bool:
    """Whether `letters` is how `char` can be read; tone marks suffice for rare readings."""
    from pypinyin.constants import PINYIN_DICT  # a large table, loaded only for pages that need it

    plain = strip_tones(letters.lower().replace("ɡ", "g"))
    known = {strip_tones(r) for r in PINYIN_DICT.get(ord(char), "").split(",")}
    return plain in known or (not letters.isascii() and plain.isalpha())


def close_up(piece: Piece) -> tuple[Piece, list[Drop]]:
    """Running text without the spaces between Chinese characters; a couplet in quotation marks keeps its own."""
    if not _SPACE.search(piece.text):
        return piece, []
    return _apply(piece, _stray_spaces, SPACE)


def _stray_spaces(text: str) -> list[Range]:
    gaps = [m.span() for m in _GAP.finditer(text)]
    if not gaps:
        return []
    kept = {at for m in _QUOTED.finditer(text) for at in _couplet_gaps(text, *m.span(1))}
    return [(a, b) for a, b in gaps if a not in kept and not _ARTICLE_NUMBER.match(text[max(0, a - 8) : a])]


def _couplet_gaps(text: str, start: int, end: int) -> list[int]:
    """Where a quoted title is set in two or three parts of some length each."""
    gaps = [m.start() for m in re.finditer(" +", text[start:end])]
    parts = text[start:end].split()
    return [start + g for g in gaps] if 1 < len(parts) <= 4 and min(map(len, parts)) >= 3 else []


def close_headline(piece: Piece) -> tuple[Piece, list[Drop]]:
    """A headline set letter by letter (公 告) closed up; the space of a couplet stays, one space wide."""
    text = flat(piece.text)
    if " " not in text:
        return piece, []
    words = text.split()
    if all(len(w) == 1 for w in words) or (len(words) > 3 and sum(len(w) == 1 for w in words) > len(words) / 2):
        return _apply(piece, _all(re.compile(" +")), SPACE)
    return _apply(piece, _all(re.compile(r"(?<= ) +")), SPACE)
