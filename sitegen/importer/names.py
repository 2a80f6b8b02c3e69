"""Whether a few Han characters are people's names, and where one name ends and the next begins.

The surname is the only sign a Chinese name gives. Knows nothing about roles or lines.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.zh.characters import simplified
from sitegen.zh.surnames import surname_length
from sitegen.zh.words import is_word, tag

#: Words of the trade and of places that begin with a surname but are no name.
_NOT_NAMES = re.compile(
    r"同志|先生|女士|公告|通知|通报|公示|简讯|時|评论|关注|关于|相关|文化|经济|东方|安全|海外|国际|国内|时事|时讯|时评|要闻|新闻|方言|"
    r"步行|广告|高新|金融|黄金|游记|文苑|副刊|农业|农村|华人|和谐|平安|万家|养生|连载|成语|明天|温馨|路况|都市|党建|党史|"
    r"解读|解说|^第五?[章节回届次期版条部篇年天名集课]|师说|[区县市镇乡村省局厅院校社部会處处組组州區縣鎮鄉]$|^(?:记者|通讯|记|摄|文|图|編|编|从|从|全|向|于|都|别|相|益|后|能|有)[^·]?$"
)
#: Characters that are in no name.
_PARTICLE = re.compile("[的了吗呢吧们們嗎]")
#: How the word after 记者 begins when it is a verb or the name of a column.
_NEVER_FIRST = re.compile(
    "[走手札节節从從在对對就了获獲看调調采採探之团團家证證会會日们們的来來昨今前到为為将將与與和也都又再]|通[讯訊]|同志|先生|女士|朋友|注意|发现|观察|视点|评论|眼中|追踪|点评|手记|札记|感言|提醒|连线|出击|亲历|体验|暗访"
)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff\u3007]+")
_FOREIGN = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]{1,6}(?:[··•‧][\u3400-\u9fff\U00020000-\U0003ffff]{1,8}){1,3}"
)


def is_name(text: str, *, spaced: bool = False) -> bool:
    """Whether `text`, without spaces, can be one person's full name (so a bare line of it is a signature).

    A name that was printed `spaced` (毕 竟) may be a word as well.
    """
    if _FOREIGN.fullmatch(text):
        return True
    if not _HAN.fullmatch(text) or _NOT_NAMES.search(text):
        return False
    surname = surname_length(text)
    return bool(surname) and 2 <= len(text) <= surname + 2 and (spaced or not is_word(text))


_PLACE = re.compile(r"[省市县縣区區州旗镇鎮乡鄉村]$")


def is_place(text: str) -> bool:
    """Whether `text` is a place where people live, by its last character or because the dictionary knows it."""
    return bool(_PLACE.search(text)) or tag(simplified(text)) == "ns"


def is_known(word: str) -> bool:
    """Whether the dictionary has `word` as a person's name."""
    return tag(word).startswith("nr")


#: What transcribed Mongolian, Tibetan and Uyghur names begin with; as surnames these are rare.
_TRANSCRIBED = frozenset("萨哈巴达才扎次格旦洛索阿乌图娜敖色额孛布特吐艾买卓尼拉央德仁")


def is_transcribed(text: str) -> bool:
    """Whether a word of four characters is rather one transcribed name (萨仁高娃) than two Chinese ones."""
    return len(text) == 4 and text[0] in _TRANSCRIBED and bool(_HAN.fullmatch(text))


def is_no_name(text: str) -> bool:
    """Whether `text` is a word of the trade or a kind of place."""
    return bool(_NOT_NAMES.search(text))


def plausible(text: str) -> bool:
    """Whether `text` can stand for a name where a role word announces one (pen names, rare surnames)."""
    if _FOREIGN.fullmatch(text):
        return True
    return 1 < len(text) <= 4 and bool(_HAN.fullmatch(text)) and not _NEVER_FIRST.match(text)


@lru_cache(maxsize=4096)
def split_glued(text: str) -> tuple[int, ...]:
    """Lengths of the names run together in `text` (武强夏慧锋 -> 2, 3); empty if it cannot be names."""
    if not text or _PARTICLE.search(text):
        return ()
    best: list[tuple[float, tuple[int, ...]] | None] = [None] * (len(text) + 1)
    best[0] = (0.0, ())
    for end in range(2, len(text) + 1):
        for size in range(2, min(end, 4) + 1):
            before = best[end - size]
            if before is None:
                continue
            score = before[0] + _name_score(text[end - size : end])
            current = best[end]
            if current is None or score > current[0]:
                best[end] = (score, (*before[1], size))
    found = best[len(text)]
    return found[1] if found and found[0] > 0 else ()


def _name_score(name: str) -> float:
    """How much `name` looks like one whole name: three characters are usual, two less so."""
    surname = surname_length(name)
    if not surname:
        return -4.0
    given = len(name) - surname
    return {0: -4.0, 1: 0.8, 2: 1.5}.get(given, -3.0)
