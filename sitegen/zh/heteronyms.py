"""Characters with several readings: what the phrase table lacks, what it finds by mistake, and rules of context.

`readings.toml` holds general words, places and compound surnames that the table lacks or reads wrongly, and words of
the table that arise across a boundary (人参 in 五人|参与). `RULES` decide a character that no word decides: the first
match wins. All speak of the language, never of a page. Source of the rules: Xiandai Hanyu Babai Ci (为, 地, 得).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_HAN = "[\u3400-\u9fff]"
_NUMBER = r"[约近达超]?[0-9０-９〇零一二两三四五六七八九十百千万亿]"


@dataclass(frozen=True, slots=True)
class Rule:
    """`char` reads `reading` when its clause matches `before` up to it and `after` from behind it."""

    char: str
    reading: str
    before: re.Pattern[str]
    after: re.Pattern[str]


def _rule(char: str, reading: str, before: str = "", after: str = "") -> Rule:
    return Rule(char, reading, re.compile(f"(?:{before})$" if before else ""), re.compile(after))


RULES: tuple[Rule, ...] = (
    # 为 wéi: "to be, to become, as". 以…为…, verb + 为, 为 + what something is.
    _rule("为", "wéi", before="以[^，,。；;：:]{1,16}"),
    _rule(
        "为",
        "wéi",
        before="[成作变转视改定评选列分誉设任扩升降增划立称均各皆仍即乃总别名题命认较极更颇尤最甚聘授化愧图]",
    ),
    _rule(
        "为",
        "wéi",
        after="(?:主|王|重点|重中之重|核心|抓手|目标|契机|依托|引领|基础|导向|动力|原则|主题|主线|载体|支撑|突破口|中心|代表|"
        "标志|例|准|期|止|首|辅|荣|纲|本|龙头|底线|贵|鉴|戒|限|宜|伍|业|生|补充|保障|根本|统领|指导|指引|单位|平台|纽带|"
        "一体|主体|前提|关键|起点|新起点|标准|依据|发展理念)",
    ),
    _rule("为", "wéi", after=f"{_NUMBER}[^，,。；;]{{0,9}}(?:[，,。；;)）]|$)"),
    _rule(
        "为",
        "wéi",
        before="(?:方向|主题|内容|对象|目标|口号|时间|期限|范围|标准|单位|名称|地点|周期|比例|总数|面积|人数)",
    ),
    # 地 de: between an adverb of two or more characters and a verb. As a noun it follows these, or begins a word.
    _rule("地", "dì", before="[各该两此多当本属境场工基营驻外内产原异宅某哪到遍随就用征供占]"),
    _rule("地", "dì", after="[块段方区处面势理质下上点带形球铁震标址名价税级市州板图毯主委厅]"),
    _rule("地", "de", before=f"{_HAN}{{2}}", after=_HAN),
    _rule("得", "děi", before="(?:就|还|都|又|更|也|不|总|可|非|要)", after="[铆练守填让靠有去来看想做学跟先把给走用]"),
    # 得 de: after a verb or adjective, before how or how far.
    _rule("得", "de", before=_HAN, after="[^到出]"),
    # 血 and 散 alone in a sentence.
    _rule("血", "xuè"),
    _rule("散", "sǎn", after="[煤烧装户客养居落货件]"),
    # 长 cháng: a measure, a time.
    _rule("长", "cháng", after="[年期]"),
    _rule("长", "cháng", after=f"{_NUMBER}|约|达"),
    _rule("长", "cháng", before="[全总身体周]"),
)

#: Words after which a person is named.
ROLE = (
    "记者|通讯员|编辑|书记|主任|局长|市长|县长|区长|镇长|乡长|村长|处长|科长|所长|队长|校长|院长|厂长|行长|会长|站长|组长|"
    "代表|委员|教授|博士|老师|教师|医生|民警|法官|同志|先生|女士|居民|村民|市民|业主|患者|学生|老人|员工|工人|农民|"
    "负责人|经理|董事长|工程师|技术员|驾驶员|志愿者|党员|选手|教练"
)
#: Surnames with a reading of their own, where a name is to be expected.
_SURNAMES = {
    "任": "rén", "单": "shàn", "曾": "zēng", "仇": "qiú", "解": "xiè", "盖": "gě", "查": "zhā", "区": "ōu",
    "朴": "piáo", "翟": "zhái", "华": "huà", "员": "yùn", "种": "chóng", "秘": "bì", "缪": "miào", "折": "shé",
    "黑": "hè",
}  # fmt: skip
RULES += tuple(
    _rule(char, reading, before=f"(?:{ROLE})[:：]?", after=f"{_HAN}{{1,2}}") for char, reading in _SURNAMES.items()
)


@cache
def _data() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = tomllib.loads(files("sitegen.zh").joinpath("readings.toml").read_text("utf-8"))
    return data


def words() -> dict[str, str]:
    """Every word of `readings.toml` with its syllables, separated by spaces."""
    data = _data()
    return {
        word: reading for table in ("words", "neutral", "places", "surnames") for word, reading in data[table].items()
    }


def false_words() -> frozenset[str]:
    """The words of the phrase table that are none in some surroundings."""
    return frozenset(_data()["false"])


def guards(word: str) -> tuple[str, ...]:
    """The longer strings inside which a word of the phrase table is none."""
    before, after = _data()["false"].get(word, ("", ""))
    return (*(char + word for char in before), *(word + char for char in after))


_BY_CHAR: dict[str, tuple[Rule, ...]] = {
    char: tuple(rule for rule in RULES if rule.char == char) for char in {rule.char for rule in RULES}
}


def decide(text: str, at: int) -> str:
    """How the character at `at` reads by a rule; '' if none speaks of it."""
    for rule in _BY_CHAR.get(text[at], ()):
        if rule.before.search(text[max(0, at - 20) : at]) and rule.after.match(text[at + 1 : at + 16]):
            return rule.reading
    return ""
