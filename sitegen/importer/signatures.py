"""Bylines inside a paragraph: 本报讯(记者 X) at its head, (本报记者 X) or 记者 X at its end, with where they stand.

`opening` and `closing` find the stretch; what is in it is read by `bylines`. Strings are flat, offsets theirs. Knows
nothing about lines, pieces or pages.
"""

from __future__ import annotations

import re

from sitegen.importer import names
from sitegen.importer.bylines import ANY_ROLE, HAN, KIND, Credits, Named, Span, credit_group

#: 本报讯 and its kin; the house names are whatever stands before 讯.
_OWN = (
    rf"[【\[〔(]?\s*本[报報刊网網台]{HAN}{{0,6}}?\s*(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:[讯訊]|消息)\s*[】\]〕)]?"
    rf"|[【\[〔(]{HAN}{{2,8}}[讯訊][】\]〕)]"
    rf"|{HAN}{{2,4}}[讯訊]\s*/"
    rf"|{HAN}{{1,6}}[报報网網社][讯訊](?=\s*[(【〔]|\s+(?:记者|記者))"
)
#: A digit of a date, Arabic or Chinese.
_NUMBER = r"[\d〇○一二三四五六七八九十廿]"
_AGENCY = (
    rf"[【\[〔(]?[据據]?(?:新华社|新華社|中新社|中新网|中国新闻网|人民网|中央社|新华网|{HAN}{{2,6}}[社网網])"
    rf"(?:(?:记者|"
    rf"記者)(?P<people>{HAN}{{4,12}}))?{HAN}{{0,10}}?\s*(?:{_NUMBER}{{4}}\s*年\s*)?(?:{_NUMBER}{{1,3}}\s*月\s*)?{_NUMBER}{{1,3}}\s*日\s*[电"
    rf"電讯訊][题題]?\s*[】\]〕)]?"
)

_DATELINE = re.compile(rf"\s*(?:{_OWN}|{_AGENCY})")
_DATELINE_CORE = re.compile(r"[^\s【\[〔()】\]〕/]+")
_GROUP = re.compile(r"\s*[(\[【〔「]([^(\[【〔「」〕】)\]]{2,90})[)\]】〕」]")
_WORD = rf"{KIND}*(?:记者|記者|通讯员|通訊員|实习生)"
_SPOKEN = re.compile(
    rf"\s*((?:{_WORD}\s*{HAN}{{1,4}}(?:[\s、]{HAN}{{1,4}}){{0,6}}\s*(?:/\s*{HAN}{{2,4}})?\s*)+?(?:报道|"
    rf"報道|報導))\s*:?\s*"
)
_SPOKEN_PLACE = re.compile(rf"\s*{_WORD}(?P<glued>{HAN}{{4,7}})(?:报道|報道|報導)\s*:?\s*")
_RUN_IN = re.compile(rf"[\s□■◆●▲]*((?:{_WORD}\s*(?:{HAN}{{1,4}}\s+){{1,6}})+)(?=\S)")


def opening(text: str) -> Credits | None:
    """The dateline and byline that a paragraph opens with: 本报讯(记者 X), 〔記者X/台中報導〕, 本报记者 X报道."""
    head = text[:160]
    match = _DATELINE.match(head)
    at = match.end() if match else 0
    dateline = _core(head, match.start(), at) if match else None
    people = _before_place(head, match.span("people")) if match and match["people"] else []
    while group := _GROUP.match(head, at):
        found = credit_group(head, group.start(1), group.end(1), bare=match is not None)
        if found is None:
            break
        people += found.people
        at = group.end()
    if not people:
        people, at = _unbracketed(head, at, run_in=dateline is not None or head.lstrip("□■◆●▲ ").startswith(_OUR_OWN))
    if dateline is None and not people:
        return None
    rest = _SPACE.match(text, at)
    return Credits(0, rest.end() if rest else at, tuple(people), dateline)


_SPACE = re.compile(r"[\s:]*")
#: What makes 记者 X Y at the head of a paragraph a byline and not a sentence about a reporter.
_OUR_OWN = ("本报", "本報", "本刊", "本网", "本網")


def _unbracketed(head: str, at: int, *, run_in: bool) -> tuple[list[Named], int]:
    """记者张三报道, 記者陳大明台中報導, and 记者 张三 before the text (only after a dateline)."""
    for pattern in (_SPOKEN, _RUN_IN) if run_in else (_SPOKEN,):
        spoken = pattern.match(head, at)
        found = credit_group(head, spoken.start(1), spoken.end(1)) if spoken else None
        if spoken and found:
            return list(found.people), spoken.end()
    glued = _SPOKEN_PLACE.match(head, at)
    people = _before_place(head, glued.span("glued")) if glued else []
    return (people, glued.end()) if glued and people else ([], at)


def _before_place(text: str, span: Span) -> list[Named]:
    """The name at the head of 陳大明台中: three characters if a place of two remains, else two."""
    start, end = span
    for size in (3, 2):
        if end - start >= size + 2 and names.is_name(text[start : start + size]):
            return [Named(text[start : start + size], ("reporter",), ((start, start + size),))]
    return []


def _core(text: str, start: int, end: int) -> Span:
    """The dateline without its brackets."""
    match = _DATELINE_CORE.search(text, start, end)
    return (match.start(), match.end()) if match else (start, end)


_ENDED = r"(?<=[。!?…”」』)])"
_TAIL_BRACKET = re.compile(r"\s*[(【〔\[]([^(【〔】〕)\[\]]{2,80})[)】〕\]]\s*$")
_TAIL_RUN_IN = re.compile(
    rf"{_ENDED}\s*([□■◆]?\s*(?:{_WORD}|{KIND}*评论员|撰稿|作者|文/|图/|文:|责任编辑|编辑)[^。!?,;]{{2,70}})$"
)
_TAIL_BARE = re.compile(
    rf"{_ENDED}\s*((?:{HAN}{{1,4}}[\s、]*){{1,6}}(?:[/\s]?(?:文/图|文/圖|摄影报道|摄|攝|供图|供圖|"
    rf"摄影|攝影|文|图)))$"
)
#: What `_TAIL_BARE` ends with: without it, trying every way to divide the names is wasted.
_CREDIT_ENDS = ("图", "圖", "道", "摄", "攝", "影", "文")
_TAIL_NAME = re.compile(rf"{_ENDED} +((?:{HAN} ?){{2,4}})$")


#: Where a text comes from, said in brackets at its end: it signs without naming anyone.
_SOURCE = re.compile(
    rf"[据據]?{HAN}{{2,12}}(?:供稿|[报報][道導导]|[日社网網][电電])|[据據]{HAN}{{2,10}}(?:[电電]|消息)|(?:原[载載]|摘自)[^。]{{2,20}}"
)
#: Readers and children who sign with their place, school or age.
_READERS = tuple(
    map(
        re.compile,
        (
            rf"\(?(?P<name>{HAN}{{2,4}})/{HAN}{{2,6}}(?:,{HAN}{{1,8}})?\)?",
            rf"[□■○●◎]?\s*(?:{HAN}{{1,12}}\s+)?(?P<name>{HAN}{{2,4}})\s*\(\d{{1,2}}[岁歲]\)",
            rf"(?P<place>{HAN}{{2,12}}) +(?:[读讀]者 +)?(?P<name>{HAN}{{2,4}})",
            rf"[□■○●◎]?\s*(?P<name>{HAN}{{2,4}})\s*\({HAN}{{1,14}}(?:[省市县区區縣镇鎮乡鄉村校院系班厂社级級]|[学學]生|教[师師])\)",
        ),
    )
)


def reader(text: str) -> Credits | None:
    """A line that names a reader and where or how old he is: (张三/某市,教师), 某县 李四(10岁), 某市某区 王五."""
    if _SOURCE.fullmatch(text.strip("()")) and text.startswith("("):
        return Credits(0, len(text))
    for pattern in _READERS:
        match = pattern.fullmatch(text)
        if match and "place" in match.groupdict() and not names.is_place(match["place"]):
            continue
        if match and (names.is_name(match["name"]) or "岁" in text):
            return Credits(0, len(text), (Named(match["name"], ("author",), (match.span("name"),)),))
    return None


def closing(text: str) -> Credits | None:
    """The byline that a paragraph ends with: (本报记者 X), ……。记者 X 通讯员 Y, ……。 X 摄."""
    size = len(text)
    low = max(0, size - 130)
    tail = text[low:]
    bracket = _TAIL_BRACKET.search(tail)
    if bracket and _SOURCE.fullmatch(bracket[1]):
        return Credits(low + bracket.start(), size)
    if bracket:
        found = credit_group(tail, bracket.start(1), bracket.end(1), bare=True)
        if found and _is_signature(tail, bracket, found):
            return _moved(found, low, bracket.start(), len(tail))
    for pattern in (_TAIL_RUN_IN, _TAIL_BARE, _TAIL_NAME):
        match = pattern.search(tail) if pattern is not _TAIL_BARE or tail.endswith(_CREDIT_ENDS) else None
        if match:
            found = credit_group(tail, match.start(1), match.end(1), bare=pattern is _TAIL_NAME)
            if found:
                return _moved(found, low, match.start(), len(tail))
    return None


#: A byline that a line break cut in two.
CUT_BYLINE = re.compile(
    r"(?:本[报報]|[记記]者|通[讯訊][员員]) *[\u3400-\u9fff\U00020000-\U0003ffff]?$|"
    r"(?<=[ 。!?”(〔【])(?:[记記]|通[讯訊]?)$"
)


def _is_signature(tail: str, bracket: re.Match[str], found: Credits) -> bool:
    """A bracket after a full stop signs; in mid-sentence it only does so with a role word."""
    ended = tail[: bracket.start()].rstrip()[-1:] in tuple("。!?…”」』")
    return (ended or not tail[: bracket.start()].strip()) or bool(ANY_ROLE.match(bracket[1].strip()))


def _moved(found: Credits, by: int, start: int, end: int) -> Credits:
    people = tuple(Named(p.name, p.roles, tuple((a + by, b + by) for a, b in p.spans)) for p in found.people)
    return Credits(start + by, end + by, people)
