"""One way of writing punctuation: the same text with every mark in its plain form, character for character.

All patterns of the importer are written against flat text, so half- and full-width pages read alike; lengths never
change, so an offset in the flat text is an offset in the text itself.
"""

from __future__ import annotations

import re

_TABLE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_TABLE |= dict.fromkeys(
    "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
)
_TABLE |= (
    dict.fromkeys("–―─━", "—") | dict.fromkeys("•‧・∙", "·") | dict.fromkeys("∶︰﹕", ":") | dict.fromkeys("∕⁄", "/")
)
_TABLE |= {"｡": "。", "､": "、", "｢": "「", "｣": "」", "﹐": ",", "〃": '"', "„": "“", "‟": "“"}
_OTHER = re.compile("[" + "".join(map(re.escape, _TABLE)) + "]")


def flat(text: str) -> str:
    """`text` with full-width ASCII, spaces, dashes and dots in their plain forms; the length is the same."""
    # Replacing match by match beats str.translate, which looks up every single character.
    return _OTHER.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    return _TABLE[match[0]]
