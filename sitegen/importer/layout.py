"""What can be seen of each line by itself: length, how it begins and ends, byline, caption or list marks.

Shapes are facts with offsets into the line's flat text; nothing is decided here. Patterns are literal so that a new
sign is a new line. Knows nothing about sequences of lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitegen.importer import bylines, display, signatures
from sitegen.importer.bylines import Credits
from sitegen.importer.lines import HEADLINE_TAGS, Line
from sitegen.zh.surnames import surname_length

HAN = "[\u3400-\u9fff\U00020000-\U0003ffff]"
_MAYBE_OPENING = re.compile(r"本[报報刊网網台]|[记記]者|[讯訊电電社]|通[讯訊][员員]")
_MAYBE_CLOSING = re.compile(
    r"[记記]者|通[讯訊][员員]|[摄攝图圖文影][)】]?$|[)】〕\]]$|[。!?”」] +\S{1,3}(?: \S{1,2})?$|评论员|"
    rf"^(?:{bylines.CALLING})|作者|撰|供[图圖]$|^[文图圖][:/ ]|^[摄攝]|[编編][辑輯]"
)
END_MARK = re.compile(
    r"(?<![图圖表第])(?:[①-⑳㉑-㉟❶-❿⓪Ⓐ-ⓩ]\s*\d{0,2}|[■◆●▲★□◇◎※▌▍█◢◣]{1,3}|[(【\[](?:完|全文完|本文完|"
    r"待续|未完待续)[)】\]]|(?<=\))1\d{6})\s*$"
)
_SIGNED_END = re.compile(
    r"(?:[记記]者|通[讯訊][员員])[\u3400-\u9fff\U00020000-\U0003ffff 、]{2,40}$|[摄攝]$|文/[图圖]$"
)
_AFTER_END = tuple("。!?…”」』)】〕》")
_FINAL_NOTE = re.compile(r"[。!?…][”」』]?[(【〔][^()【】〔〕]{1,40}[)】〕]$")
_FINAL = re.compile(r"(?:[。!?…~]|(?<=[\u3400-\u9fff\U00020000-\U0003ffff])\.)(?:[”’」』)】〕》\"]*)$")
_CAPTION = re.compile(
    r"^[▲△▼◀▶←→↑↓■●\[【(]?\s*(?:(?:左|右|上|下|大|小|题|主|组|本|压题|新闻|以上|资料|資料|"
    r"配)?(?:图片?|圖片?|照片)(?:[①-⑳]|[一二三四五六七八九十\d]{1,2}|片?)"
    r"(?:[:、.,\s]|为|為|是|说|说明|說明)|图[①-⑳]|圖[①-⑳]|图[为為是]|圖[为為是])"
)
_CAPTION_INSIDE = re.compile(
    r"。[图圖](?:片)?[为為是]|[,。](?:左|右|上|下)图(?:为|:)|\((?:上|下|左|右|见|如)?[图圖](?:片)?(?:[①-⑳])?\)$"
)
_PHOTO_WORDS = re.compile(
    r"[。!?]\([^()]{1,12}(?:提供|供图|供圖|翻[摄攝]|[摄攝])\)$|"
    r"\((?:资料[图照]片?|資料[圖照]片?|图片来源|翻摄|AP|示意图)\S{0,10}\)$| (?:資料[圖图]片?|"
    r"资料图片?|网络图片?|新华社发|视觉中国|路透社?|法新社|翻攝\S{0,8}|本報資料照)$|"
    r"\((?:[左右]起?[一二三四五]|前排|中|后排)\)"
)
_ITEM = re.compile(
    r"^(?:[●■◆▲★◎○□▶►·※☆◇△]|[①-⑳]|\(?[一二三四五六七八九十]{1,3}[))、..](?![一二三四五六七八九十]{1,2}(?:[^一二三四五六七八九十个]|$))|\(?\d{1,2}[))、..](?!\d)|"
    r"第[一二三四五六七八九十百]+[条條])"
)
#: The mark or the bracketed word that each item of a list of briefs begins with.
_BULLET = re.compile(r"[●■◆▲★◎○□▶►※☆◇△](?=[^●■◆▲★◎○□▶►※☆◇△]{12})|[【〔\[][^【】〔〕\[\]本]{1,6}[】〕\]](?=.{12})")
_QA = re.compile(
    r"^[◎○●■□▲]?(?:记者|記者|主持人|问|問|答|提问|[QAＱＡ]|[\u3400-\u9fff\U00020000-\U0003ffff]{1,4}(?:问|答)?|"
    r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,7}(?=\s*:\s*\S))\s*[:]|^[【\[](?:问|答|记者)[】\]]|^[QA][.、:]"
)
_DATE_ONLY = re.compile(
    r"^(?:(?:二[〇○零O0]|20|19|一九)[\u3400-\u9fff\U00020000-\U0003ffff\d〇○]{2}年|"
    r"\d{4}年)\s*(?:[一二三四五六七八九十\d]{1,3}月)(?:\s*[一二三四五六七八九十\d]{1,4}[日号號])?$|"
    r"^(?:二[〇○零O0]|20|19)[\u3400-\u9fff\U00020000-\U0003ffff\d〇○]{2}年.{0,12}[写作]?于.{1,8}$|"
    r"^\d{4}[-./]\d{1,2}[-./]\d{1,2}$|^(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日$"
)
#: The number of a document, under its headline.
_DOCUMENT = re.compile(r"[\u3400-\u9fff]{0,10}[〔\[(]\d{4}[〕\])](?:第 ?)?\d{1,5}号")
_DASH = re.compile(r"^—{1,3}\s*(?=\S)")
#: A question or a call that may be a headline: nobody says it.
_QUESTION = re.compile(r"(?:[^“「。?!]|“[^”。?!]{1,10}”|「[^」。?!]{1,10}」)(?:[^。?!]| )+[?!]{1,2}")
#: A question or a call that the line goes on after: no headline does so without a space.
_ASKED_INSIDE = re.compile(r"[?!][\u3400-\u9fff]")
#: A row of a table: cells set apart by spaces, one of them beginning or ending in a figure; or a row of names.
_ROW = re.compile(
    r"(?:[^ ,。]{1,14} +)+(?:\S{0,6}[\d.]+%?\S{0,6})(?: +[^ ,。]{1,14})*|"
    r"[^ ,。]{0,6}\d[^ ,。]{0,8}(?: +[^ ,。]{1,14})+|(?:[^ :,。]{1,8}:[^ :,。]{1,10}(?: +|$)){2,}"
)
_NAMES_ROW = re.compile(
    r"(?:[\u3400-\u9fff\U00020000-\U0003ffff·]{1,5} +){3,}[\u3400-\u9fff\U00020000-\U0003ffff·]{1,5}"
)
#: A figure set apart from the measure it counts with.
_SPACED_NUMBER = re.compile(r" ?\d+ (?=[号个名家月日人时分年亿万次台座户条米岁处场项件辆吨亩里点余多])")
_BRACKETED = re.compile(r"\((?:[^()]|\([^()]*\))+\)")
_CLAUSE = re.compile(r"[,、;:]")


@dataclass(frozen=True, slots=True)
class Shape:
    """What one line looks like. Offsets are those of the line's flat text.

    `core` is the stretch without dateline, end mark and byline at the end, `text` it as flat text; the flags are
    about it. `end` is how it
    ends: `final` (a full stop), `comma`, `colon`, `semi` or `open` (in mid-sentence or a headline).
    """

    line: Line
    core: tuple[int, int]
    text: str
    end: str
    body: bool
    opening: Credits | None = None
    closing: Credits | None = None
    credits: Credits | None = None
    signature: Credits | None = None
    end_mark: tuple[int, int] | None = None
    starts_mid: bool = False
    caption: bool = False
    item: bool = False
    head_mark: bool = False
    qa: bool = False
    bullet: bool = False
    date_only: bool = False
    row: bool = False
    bracketed: bool = False
    numbered: bool = False
    asked_inside: bool = False
    dash: int = 0

    @property
    def size(self) -> int:
        """Characters of the core."""
        return self.core[1] - self.core[0]

    @property
    def display(self) -> bool:
        """Whether it could be set large: a short line that is no sentence."""
        return not self.body and self.credits is None and 2 <= self.size <= 60

    @property
    def photo_credit(self) -> bool:
        """Whether the byline at its end only says who took the picture."""
        return self.closing is not None and self.closing.roles == {"photographer"}


def shapes(lines: Sequence[Line]) -> list[Shape]:
    """The shape of every line."""
    out = [shape_of(line) for line in lines]
    speakers = Counter(label for shape in out if shape.qa and (label := _speaker(shape)))
    out = [replace(s, qa=False) if s.qa and speakers.get(_speaker(s)) == 1 else s for s in out]
    neighbours = zip([None, *out], out, [*out[1:], None], strict=False)
    return [_with_pen_name(before, shape, after) for before, shape, after in neighbours]


def _with_pen_name(before: Shape | None, shape: Shape, after: Shape | None) -> Shape:
    """A short line that is no word, under a headline above text or at the end of a text, names an author.

    Pen names need no surname, so only what stands around them shows them.
    """
    if before is None or shape.signature or shape.body or not (named := bylines.pen_name(shape.text)):
        return shape
    under = before.display and before.size >= 5 and after is not None and (after.body or after.size <= 20)
    closes = before.body and before.end == "final" and before.size > 20 and (after is None or after.display)
    return replace(shape, signature=named) if under or closes else shape


#: Who speaks in any interview, and the labels of any notice; a name speaks more than once, or it is no name.
_KNOWN_SPEAKER = re.compile(
    r"[记記]者|主持人|提?[问問]|答|[QA]|[说說]明|[备備]?[注註]|[单單]位|[时時][间間]|地[点點]|[电電][话話]|地址|[联聯][系繫]人|.{0,4}(?:[热熱][线線]|[邮郵]箱|传真)"
)


def _speaker(shape: Shape) -> str:
    """The name before the colon of a question or an answer; "" for those that any interview has."""
    label = re.split(r"[:.、】\]]", shape.text, maxsplit=1)[0].strip("【[ ")
    return "" if _KNOWN_SPEAKER.fullmatch(label) else label


def shape_of(line: Line) -> Shape:
    """Look at one line."""
    text = line.flat
    size = len(text)
    if size <= 5 and END_MARK.fullmatch(text):
        return Shape(line, (0, 0), "", "final", body=True, end_mark=(0, size))
    whole = (
        bylines.credit_group(text) if size <= 100 and _MAYBE_CLOSING.search(text) and not text.endswith("。") else None
    )
    if whole is None and size <= 100:
        whole = _marked_credit(text) or _bracketed_name(text) or (signatures.reader(text) if size <= 30 else None)
    if whole is not None:
        return Shape(
            line, (0, size), text, "open", body=False, credits=whole, end_mark=_end_mark(text, size, credit=True)
        )
    opening = signatures.opening(text) if _MAYBE_OPENING.search(text, 0, 60) else None
    start = opening.end if opening else 0
    end, mark, closing = _tail(text, start)
    core = text[start:end]
    final = bool(_FINAL.search(core[-12:]) or (core[-1:] in ")】〕" and _FINAL_NOTE.search(core[-50:])))
    dash = _DASH.match(text)
    set_large = line.tag in HEADLINE_TAGS and size <= 60
    return Shape(
        line,
        (start, end),
        core,
        "final" if final else _ending(core),
        body=opening is not None or (_is_body(core, final=final) and not set_large),
        opening=opening,
        closing=closing,
        signature=bylines.bare_signature(core) if size <= 16 and not final else None,
        end_mark=mark,
        starts_mid=opening is None and bool(display.STARTS_MID.match(core)),
        caption=opening is None and is_caption(core),
        item=bool(_ITEM.match(core)),
        bullet=bool(_BULLET.match(core)),
        head_mark=bool(display.HEAD_MARK.match(core)),
        qa=size < 2000 and not set_large and bool(_QA.match(core[:16])),
        date_only=size <= 24 and bool(_DATE_ONLY.match(core.replace(" ", ""))),
        row=size <= 60 and is_row(core),
        numbered=size <= 30 and bool(_DOCUMENT.fullmatch(core)),
        asked_inside=size <= 45 and bool(_ASKED_INSIDE.search(core)) and not _QA.match(core[:16]),
        bracketed=size <= 60 and bool(_BRACKETED.fullmatch(core)),
        dash=dash.end() if dash and opening is None else 0,
    )


def is_row(core: str) -> bool:
    """Whether a line is a row of a table or of a list of names: cells of a few characters, set apart."""
    if " " not in core or "。" in core:
        return False
    if _SPACED_NUMBER.search(core) and core.count(" ") <= 2 * len(_SPACED_NUMBER.findall(core)):
        return False  # 9 号楼, 14 时: only the figures are set apart
    if _NAMES_ROW.fullmatch(core):
        return sum(surname_length(cell) > 0 for cell in core.split()) >= 0.5 * len(core.split())
    return bool(_ROW.fullmatch(core))


def _bracketed_name(text: str) -> Credits | None:
    """A line that is one or two names in brackets, or a given name alone."""
    if not 4 <= len(text) <= 14 or text[0] not in "(【〔" or text[-1] not in ")】〕":
        return None
    return bylines.credit_group(text, bare=True) or bylines.given_name(text)


def _marked_credit(text: str) -> Credits | None:
    """A byline line with an end mark after it."""
    mark = _end_mark(text, len(text), credit=True)
    if not mark or not _MAYBE_CLOSING.search(text[: mark[0]].rstrip()):
        return None
    return bylines.credit_group(text, 0, len(text[: mark[0]].rstrip()))


def _tail(text: str, start: int) -> tuple[int, tuple[int, int] | None, Credits | None]:
    """Peel end mark and byline off the end, in either order; returns where the core ends."""
    end, mark, closing = len(text), None, None
    for _ in range(3):
        found = _end_mark(text, end) if mark is None else None
        if found:
            mark, end = found, len(text[: found[0]].rstrip())
        if closing is None and end > start and _MAYBE_CLOSING.search(text, max(start, end - 70), end):
            closing = signatures.closing(text[:end])
            if closing and closing.start > start:
                end = len(text[: closing.start].rstrip())
                continue
            closing = None
        if not found:
            break
    return end, mark, closing


def _end_mark(text: str, end: int, *, credit: bool = False) -> tuple[int, int] | None:
    """Where an end mark stands at the end of a sentence (or, for `credit`, of a byline)."""
    if text[end - 1 : end] in "。,,":
        return None
    match = END_MARK.search(text[max(0, end - 12) : end])
    if not match:
        return None
    start = max(0, end - 12) + match.start()
    before = text[:start].rstrip()
    ended = before.endswith(_AFTER_END) or credit or bool(_SIGNED_END.search(before, max(0, start - 50)))
    return (start, end) if before and ended else None


def _ending(core: str) -> str:
    return {",": "comma", "、": "comma", ":": "colon", ";": "semi"}.get(core[-1:], "open")


def _is_body(core: str, *, final: bool) -> bool:
    """Whether it reads as running text: sentences, or too long for anything else."""
    if len(core) > 45:
        return True
    if "。" in core:
        return True
    if len(core) <= 34 and _QUESTION.fullmatch(core) and not _QA.match(core.lstrip("◎○●■□◆▲ ")[:16]):
        return False
    return final and len(core) >= 8 and (bool(_CLAUSE.search(core)) or core[-1] in "。”」")


def begins_block(text: str) -> bool:
    """Whether a line must begin a paragraph: a question, an answer, an item of a list."""
    return bool(_ITEM.match(text) or _QA.match(text[:16]))


def is_caption(core: str) -> bool:
    """Whether a text says of itself that it stands under a picture."""
    if len(core) > 220:
        return False
    return bool(_CAPTION.match(core) or _CAPTION_INSIDE.search(core) or (len(core) < 90 and _PHOTO_WORDS.search(core)))
