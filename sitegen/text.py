"""Pure helpers about characters: which are Han, how a string is folded for comparison.

Offsets are always Unicode code points. No dictionaries here; those live in `zh`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Han ideographs in use: URO and extensions A-H, compatibility ideographs, 〇 (Unicode 15, Scripts.txt).
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af〇"
#: Punctuation that belongs to Chinese text: CJK symbols, full-width forms, and the shared quotes and dashes.
CJK_PUNCTUATION = (
    "\u3001-\u3003\u3008-\u3011\u3014-\u301f\ufe30-\ufe4f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
SHARED_PUNCTUATION = "“”‘’—…·"

han_run = re.compile(f"[{HAN}]+")
_cjk = re.compile(f"[{HAN}{CJK_PUNCTUATION}]")
_chinese_run = re.compile(f"[{HAN}](?:[{HAN}{CJK_PUNCTUATION}{SHARED_PUNCTUATION}0-9%]*[{HAN}{CJK_PUNCTUATION}])?")


def is_cjk(char: str) -> bool:
    """Whether a character is Han or Chinese punctuation (so that no space belongs beside it)."""
    return bool(_cjk.match(char))


def count_han(text: str) -> int:
    """How many Han characters `text` has: the unit in which Chinese newspapers measure length."""
    return sum(len(run) for run in han_run.findall(text))


def chinese_runs(text: str) -> list[tuple[int, int]]:
    """Offsets of the runs of Chinese in a text of another language, quotes around them left outside."""
    return [match.span() for match in _chinese_run.finditer(text)]


def join_lines(before: str, after: str) -> str:
    """What a line break between two pieces of running text stands for: nothing beside Chinese, else a space."""
    if not before or not after:
        return ""
    if is_cjk(before[-1]) or is_cjk(after[0]):
        return ""
    shared = before[-1] in SHARED_PUNCTUATION or after[0] in SHARED_PUNCTUATION
    return "" if shared and (han_run.search(before) or han_run.search(after)) else " "


def fold_width(char: str) -> str:
    """The half-width form of a full-width ASCII character, else the character itself."""
    code = ord(char)
    if 0xFF01 <= code <= 0xFF5E:
        return chr(code - 0xFEE0)
    return " " if code == 0x3000 else char


_STRAIGHT = re.compile("[\"']")
_OPENS_AFTER = frozenset("([{-—–\"'“‘/")


def smart_quotes(text: str) -> str:
    """English with straight quotation marks and apostrophes shown curly; the same length."""
    return _STRAIGHT.sub(_curly, text)


def _curly(mark: re.Match[str]) -> str:
    before = mark.string[mark.start() - 1] if mark.start() else " "
    opens = before.isspace() or before in _OPENS_AFTER
    return {'"': "“" if opens else "”", "'": "‘" if opens else "’"}[mark[0]]


@lru_cache(maxsize=1 << 14)
def strip_tones(pinyin: str) -> str:
    """Pinyin without tone marks, ü kept as v: the spelling people type."""
    decomposed = unicodedata.normalize("NFD", pinyin)
    plain = "".join(c for c in decomposed if unicodedata.category(c) != "Mn" or c == "\u0308")
    return plain.replace("u\u0308", "v").replace("U\u0308", "V")
