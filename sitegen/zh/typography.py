"""How printed Chinese is shown: half-width punctuation folded to full width, quotation marks by script.

Both are display only and swap one character for one, so offsets stay true and the text itself stays as
printed. Reference: GB/T 15834-2011 (punctuation), W3C Requirements for Chinese Text Layout, 3.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.text import CJK_PUNCTUATION, HAN, SHARED_PUNCTUATION

_FULL = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"})
_HALF = re.compile("[,;:?!()]")
_HANT_QUOTES = str.maketrans("“”‘’", "「」『』")
_CHINESE = re.compile(f"[{HAN}{CJK_PUNCTUATION}{SHARED_PUNCTUATION}]")


def display_punctuation(text: str) -> str:
    """Chinese text with the half-width punctuation of the print shown in full width; the same length.

    A mark is Chinese if Chinese stands directly on either side of it; a bracket, if that is so for it or for
    its partner. So `1,000`, `3:00` and `Q&A?` stay, and `文化区(CCD)为` becomes `文化区（CCD）为`.
    """
    halves = [m.start() for m in _HALF.finditer(text)]
    if not halves:
        return text
    chinese = {at for at in halves if _beside_chinese(text, at)}
    for pair in _bracket_pairs(text):
        if chinese.intersection(pair):
            chinese.update(pair)
    return _HALF.sub(lambda m: m[0].translate(_FULL) if m.start() in chinese else m[0], text)


def quotation_marks(text: str, script: str) -> str:
    """Quotation marks as the script uses them: “ ‘ in Simplified, 「 『 in Traditional; the same length."""
    return text.translate(_HANT_QUOTES) if script == "hant" else text


def _beside_chinese(text: str, at: int) -> bool:
    """Whether the nearest characters that are not themselves half-width marks include a Chinese one."""
    left, right = at - 1, at + 1
    while left >= 0 and _HALF.match(text[left]):
        left -= 1
    while right < len(text) and _HALF.match(text[right]):
        right += 1
    before = text[left] if left >= 0 else ""
    after = text[right] if right < len(text) else ""
    return bool(_CHINESE.match(before) or _CHINESE.match(after))


def _bracket_pairs(text: str) -> Iterator[tuple[int, int]]:
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text):
        if bracket[0] == "(":
            opened.append(bracket.start())
        elif opened:
            yield opened.pop(), bracket.start()


_BRACKET = re.compile("[()]")
