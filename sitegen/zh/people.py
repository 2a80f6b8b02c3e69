"""Where people are named in running text: what a surname's reading and a name's characters depend on.

A name is a surname (by itself a word of the text, not a part of one) and one or two characters, shown to be a name by
what stands around it: an office or a calling before it, a title or a word of speech behind it, or a place where it was
shown before. Knows no readings and no scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sitegen.text import han_run
from sitegen.zh.characters import simplified
from sitegen.zh.surnames import FIRST, surname_length
from sitegen.zh.words import Words, is_word, tag, words_of

#: Words that name someone by what he is: the end of an office or a calling.
_CALLING = re.compile(
    r"(?:[员长师户农匠警]|工人|商人|军人|诗人|证人|匠人|掌柜|老板|[店业车户船货买卖铺]主|老汉|大爷|大妈|大娘|大哥|大姐|大叔|大嫂|"
    r"书记|主任|教授|博士|硕士|院士|护士|战士|烈士|学者|记者|作者|读者|编者|笔者|患者|志愿者|爱好者|经营者|创业者|劳动者|消费者|"
    r"司机|代表|委员|常委|同志|先生|女士|导演|演员|作家|画家|专家|歌手|选手|能手|旗手|鼓手|教练|领队|门将|前锋|后卫|"
    r"居民|村民|市民|农民|牧民|渔民|网民|股民|移民|学生|老生|医生|考生|新生|校友|网友|战友|队友|老人|负责人|主持人|"
    r"传承人|创始人|带头人|带货人|经纪人|当事人|被告人|被害人|原告|被告|嫌疑人|候选人|守护人|继承人|合伙人|总经理|经理|总监|"
    r"理事|干事|干部|支书|主席|总理|部长|总书记|检察官|法官|警官|军官|参谋|院士|理发师|老伴|妻子|丈夫|儿子|女儿|父亲|母亲|"
    r"儿媳|孙子|孙女|哥哥|弟弟|姐姐|妹妹|爷爷|奶奶|骑手|快递小哥|小伙|小伙子|姑娘|少年|青年|男子|女子|大户|能人|小将|老将|名将|主演|艺人|老兵|新兵|民兵|主播|主唱|导师|编剧|果农|叫|叫做|姓名)$"
)
#: What follows a name: a title, or that somebody speaks or does something.
_TITLE = re.compile(
    r"(?:同志|先生|女士|老师|书记|主任|教授|博士|院长|校长|局长|县长|区长|镇长|乡长|市长|村长|队长|所长|站长|"
    r"等[人\d一二两三四五六七八九十]|说[，。：“]|说，|说：|表示|介绍|告诉|坦言|回忆|感慨|认为|透露|指出|强调|笑着|高兴地|激动地|主持|"
    r"（[男女]|\([男女]|一家|夫妇|某)"
)
#: Characters that are the end of no given name because they begin what a person does.
_NOT_GIVEN = frozenset(
    "说的在了是和与、为从将把被每用一也都就便又还已正给向对带站拿指笑走来去常今有到曾等及并同则却因所以着过吧呢吗们"
)
#: Surnames of which the reading or the form depends on their being one, and that stand alone behind 小 and 老 or
#: before a title (曾老师).
_TELLING = frozenset("任单曾仇解盖查朴翟华葛缪覃牟逄訾燕于余范岳郁沈")
#: Surnames that before two characters which make no word are hardly anything else.
_UNMISTAKABLE = frozenset("余范岳郁翟缪葛覃牟訾")
#: What a person does, right behind the name.
_DOES = frozenset("说任是为")
#: What is no given name before a title (曾任书记).
_OFFICE_VERBS = frozenset("任当做兼")
#: What 一 counts, so that it belongs to no name.
_COUNTERS = frozenset("个名位条些件次天年月日种家起样直般定旦时边面共手口头路心生切律致带体度份阵群队片块句声番场")
_EDGES = ("", *"的，。、：；“”（）！？　 ")
#: Surnames that as words are verbs, so that an office before one may only be its subject (干部任组长).
_VERBS = frozenset("任解查应管展谢盖种折撒过要能冲占")
#: What may stand before such a surname that a title follows (对任校长说); behind any other word it is the verb.
_TOWARDS = frozenset("对向和与跟给被让由请把问找了、的")
_HONORIFIC = re.compile(
    r"(?:老师|大[爷妈娘叔姐哥嫂]|师傅|医生|教授|先生|女士|奶奶|爷爷|老汉|书记|主任|院长|校长|经理|某)"
)
_AT_MOST = 2
#: Surnames that are nearly always another word in running text.
_RARELY = frozenset("那原年明时都宁向从东高小新大相能空全后海国阳和师管")
#: Words that the dictionary takes for names.
_WORDS = frozenset(
    ("周密", "江上", "贺信", "张开", "宁静", "高见", "明确", "应对", "雷同", "安康", "方正", "文静", "时光")
)
_FIRST = FIRST - _RARELY


@lru_cache(maxsize=256)
def names_in(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of `text` (either script) that name people, in order, as offsets in code points."""
    plain = simplified(text)
    words = words_of(text)
    found: dict[int, int] = {}
    for start, end, shown in _candidates(plain, words):
        if shown or _listed(plain, found, start):
            found[start] = end
    for name in {plain[start:end] for start, end in found.items() if end - start > 1}:
        for match in re.finditer(name, plain):
            if len(name) > 2 or name[1] == "某" or not (words.inside[match.start()] or words.inside[match.end()]):
                found.setdefault(match.start(), match.end())
    out: list[tuple[int, int]] = []
    for start, end in sorted(found.items()):
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return tuple(out)


def ends_with_surname(text: str) -> bool:
    """Whether a text breaks off behind an office or a calling and a surname (总经理阳)."""
    return text[-1:] in _FIRST and bool(_CALLING.search(text[:-1]))


def _candidates(text: str, words: Words) -> Iterator[tuple[int, int, bool]]:
    """Where a name may stand, up to where, and whether what is around it shows that it is one."""
    for number, (word, start) in enumerate(zip(words.words, words.starts, strict=True)):
        if word[0] not in _FIRST:
            continue
        size = surname_length(text[start : start + 2])
        if not size or not (len(word) == size or tag(word).startswith("nr")):
            continue
        if text[start - 1 : start] in ("小", "老", "姓") and not words.inside[start] and not words.inside[start + size]:
            yield start, start + size, text[start] in _TELLING
            continue
        if text[start + size : start + size + 1] == "某":
            yield start, _end(text, words, number, start, size), True
            continue
        if _HONORIFIC.match(text, start + size):
            verb = text[start] in _VERBS and text[start - 1 : start] not in (*_EDGES, *_TOWARDS)
            yield start, start + size, text[start] in _TELLING and not verb
            continue
        end = _end(text, words, number, start, size)
        name, given = text[start:end], text[start + size : end]
        if given and given not in _OFFICE_VERBS and not is_word(name) and name not in _WORDS:
            before = text[max(0, start - 6) : start]
            alone = text[start] in _UNMISTAKABLE and end - start == 3 and before[-1:] in _EDGES
            called = alone or (_CALLING.search(before) and not (words.inside[start]))
            titled = bool(_TITLE.match(text, end))
            closed = text[end : end + 1] in _EDGES or (end - start > 2 and text[end] in _DOES)
            yield start, end, titled or bool(called and (closed or text[start] not in _VERBS))


def _end(text: str, words: Words, number: int, start: int, size: int) -> int:
    """Where the name ends whose surname begins at `start`; where the surname ends if no given name follows."""
    if len(words.words[number]) > size:  # a name that the dictionary knows, at least in part
        return start + len(words.words[number])
    at = start + size
    if text[at : at + 1] == "某":
        return at + 1 + (text[at + 1 : at + 2] == "某")
    for word in words.words[number + 1 : number + 1 + _AT_MOST]:
        first = at == start + size
        if first and text[at] == "一" and han_run.match(text, at + 1) and text[at + 1] not in _COUNTERS:
            return at + 2
        if not han_run.fullmatch(word) or word[0] in _NOT_GIVEN:
            break
        if len(word) == _AT_MOST and word[1] in _DOES:
            at += 1
            break
        if len(word) > 1:
            if first and len(word) == _AT_MOST and _may_be_given(word):
                at += len(word)
            break
        at += 1
    return at


def _may_be_given(word: str) -> bool:
    """Whether a word of two characters can be a given name: not when it is a verb, a time, a function word."""
    return tag(word)[:1] not in "vtdpcrmqfu"


def _listed(text: str, found: dict[int, int], start: int) -> bool:
    """Whether the stretch stands right behind a name and a mark of enumeration."""
    return text[start - 1 : start] == "、" and start - 1 in found.values()
