"""Bytes to text: which encoding a page is in, and what could not be read.

A wrong guess between GB18030 and Big5 turns a page into nonsense without any error, so candidates are judged by
how much of the result is common Chinese. Knows nothing about pages, lines or articles.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

#: The most frequent characters of running Chinese, Simplified and Traditional: about half of any text.
COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然"
    "家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机"
    "十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西"
    "斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打"
    "女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五"
    "基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清"
    "今切院让识候带导争运這個們來為國說時會對過發後種經麼學沒動還進樣開從實軍無與長機業將兩間問應戰頭體見產"
    "爾變總電數報結場計資許統區隊決馬書則聽達強難權設記類據邊張該規萬術領確傳師觀讓識帶導爭運並於裡"
    ",。、“”‘’:;()《》「」『』?!.—…·\n\r\t 0123456789\u3000\uff0c\uff1a\uff1b\uff08\uff09\uff01\uff1f"
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"), (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"), (b"PK\x03\x04", "a ZIP or an Office document"), (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"), (b"\x7fELF", "a program"), (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"), (b"SQLite format", "a database"), (b"BM", "a BMP picture"),
)  # fmt: skip
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.I)
_SAMPLE = 1 << 16
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "cp950", "big5-hkscs": "big5hkscs"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page, the encoding that gave it (a Python codec name), and what a person should know."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def binary_kind(data: bytes) -> str:
    """What kind of file this is if it is no text ("a PDF"), else nothing."""
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (magic != b"BM" or b"\0" in data[:64]):
            return kind
    if any(data.startswith(bom) for bom, _, _ in _BOMS):
        return ""
    sample = data[:_SAMPLE]
    codec = _guess(sample)
    if b"\0" in sample and _plausibility(sample, codec) < 0.3:
        return "a binary file"
    text = _decode(sample, codec, [])
    return "a binary file" if text and len(_CONTROL.findall(text)) > len(text) / 50 else ""


def decoded(data: bytes) -> Decoded:
    """The text of a page; offsets everywhere else are code points of this text (a BOM is not part of it)."""
    notes: list[str] = []
    for bom, name, codec in _BOMS:
        if data.startswith(bom):
            return Decoded(_decode(data[len(bom) :], codec, notes, len(bom)), name, tuple(notes))
    encoding = _with_hong_kong(data, _declared(data) or _guess(data[:_SAMPLE], whole=data))
    return Decoded(_decode(data, encoding, notes), encoding, tuple(notes))


def _with_hong_kong(data: bytes, encoding: str) -> str:
    """Big5 with the characters of Hong Kong if the bytes need them: what plain Big5 cannot read, it misreads on."""
    if encoding != "cp950":
        return encoding
    unread = {codec: data.decode(codec, "replace").count("\ufffd") for codec in ("cp950", "big5hkscs")}
    return "big5hkscs" if unread["big5hkscs"] < unread["cp950"] else encoding


def _declared(data: bytes) -> str:
    """The charset an HTML page names, if the bytes bear it out."""
    match = _DECLARED.search(data, 0, 4096)
    if not match:
        return ""
    name = match[1].decode("ascii", "replace").lower()
    try:
        codec = _ALIASES.get(name, codecs.lookup(name).name)
        text = data[:_SAMPLE].decode(codec, "replace")
    except (LookupError, ValueError):
        return ""
    return codec if text.count("\ufffd") <= max(2, len(text) // 100) else ""


def _guess(sample: bytes, whole: bytes | None = None) -> str:
    """The most plausible encoding of text without a BOM."""
    if _is_utf8(sample if whole is None else whole):
        return "utf-8"
    best = max(_candidates(sample), key=lambda codec: _plausibility(sample, codec))
    if best == "utf-8" and _plausibility(sample, "utf-8") < 0.2:
        return "gb18030"
    return best


def _is_utf8(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as exc:
        # A sample may end inside a character; anything earlier means another encoding.
        return exc.start >= len(data) - 3 and len(data) == _SAMPLE
    return "\0" not in text


def _candidates(sample: bytes) -> tuple[str, ...]:
    """Codecs worth trying, the likeliest first (ties go to the first)."""
    wide = ("utf-16-le", "utf-16-be") if len(sample) % 2 == 0 else ()
    return ("utf-8", "gb18030", "cp950", "big5hkscs", *wide)


def _plausibility(sample: bytes, codec: str) -> float:
    """How much of the decoded sample is common Chinese, less what could not be read; 1 is perfect."""
    text = sample.decode(codec, "replace")
    if not text:
        return 0.0
    good = sum(map(COMMON.__contains__, text))
    bad = text.count("\ufffd") + len(_CONTROL.findall(text))
    # A two-byte codec makes half as many characters of wrong bytes; count them per byte read.
    return (good - 4 * bad) / len(text)


def _decode(data: bytes, codec: str, notes: list[str], skipped: int = 0) -> str:
    """Decode all of it; each unreadable stretch becomes U+FFFD and a note that names its bytes."""
    parts: list[str] = []
    view = memoryview(data)
    at = 0
    while True:
        try:
            parts.append(str(view[at:], codec))
            return "".join(parts)
        except UnicodeDecodeError as exc:
            start, end = at + exc.start, at + max(exc.end, exc.start + 1)
            parts.append(str(view[at:start], codec))
            parts.append("\ufffd")
            if len(notes) < 20:
                shown = data[start:end].hex(" ")
                notes.append(f"byte {start + skipped}: cannot read {shown} as {codec}; kept as U+FFFD")
            elif len(notes) == 20:
                notes.append("further unreadable bytes are kept as U+FFFD too")
            at = end
            if len(parts) > 2000:
                # Hopeless input: one pass by the codec itself instead of thousands of copies.
                return "".join(parts) + str(view[at:], codec, "replace")
