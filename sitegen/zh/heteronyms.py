"""Characters with several readings: what the phrase table lacks, and rules of context for what no word decides.

`readings.toml` holds general words, neutral tones and places that the table lacks or reads wrongly. `RULES` decide a
character that no phrase reads: the first match wins. All speak of the language, never of a page. Sources: Xiandai Hanyu
Babai Ci (为, 地, 得, 过, 着), Xiandai Hanyu Cidian, 7th ed. (the others).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sitegen.zh.words import Words, tag

_HAN = "[\u3400-\u9fff]"
_NUMBER = r"[约近达超]?[0-9０-９〇零一二两三四五六七八九十百千万亿]"
_COUNTED = r"(?:[0-9０-９〇零一二两三四五六七八九十百千万亿半几数多每这那哪某各]|[0-9一二三四五六七八九十百千万]多)"


#: Characters that as words by themselves are read by the rules alone, never as part of a phrase.
PARTICLES = frozenset("得地着过为了还都只种")


@dataclass(frozen=True, slots=True)
class Rule:
    """`char` reads `reading` when `before` matches up to it and `after` from behind it.

    `previous` and `following` are patterns of the parts of speech (ICTCLAS) of the words on either side; an edge of the
    text has the tag "".
    """

    char: str
    reading: str
    before: re.Pattern[str]
    after: re.Pattern[str]
    previous: re.Pattern[str]
    following: re.Pattern[str]

    def is_usual(self) -> bool:
        """Whether the rule says how the character is read when no other rule speaks; it counts last."""
        return not any(p.pattern for p in (self.before, self.after, self.previous, self.following))


def _rule(
    chars: str, reading: str, before: str = "", after: str = "", previous: str = "", following: str = ""
) -> tuple[Rule, ...]:
    return tuple(
        Rule(
            char,
            reading,
            re.compile(f"(?:{before})$" if before else ""),
            re.compile(after),
            re.compile(previous),
            re.compile(following),
        )
        for char in chars
    )


RULES: tuple[Rule, ...] = (
    # 为 wéi: "to be, to become, as". 以…为…, verb + 为, 为 + what something is; else wèi "for".
    *_rule("为", "wèi", before="实际行动|真情实意|真情|倾情|主动|积极|全力|竭诚|热情|用心|用情|切实|先后"),
    *_rule("为", "wéi", before="以[^，,。；;：:]{1,16}"),
    *_rule(
        "为",
        "wéi",
        before="[成作变转视改评选列分沦结誉设任扩升降增划立称均各皆仍即乃总别名题命认较极更颇尤最甚聘授化愧图断缩加减增扩译折算合]",
    ),
    *_rule(
        "为",
        "wéi",
        after="(?:主|王|重点|重中之重|核心|抓手|目标|契机|基础|导向|动力|原则|主题|主线|载体|突破口|中心|"
        "标志|例|准|期|止|首|辅|荣|纲|本|龙头|底线|贵|鉴|戒|限|宜|伍|业|生|根本|单位|平台|纽带|"
        "一体|主体|前提|关键|起点|新起点|标准|依据|发展理念|背景|对象|内容|题|由|名|零)",
    ),
    *_rule("为", "wéi", before="(?<![坚稳决肯必])定"),
    *_rule("为", "wéi", before="成长|生长|代号|确诊|诊断|认定|判定|鉴定|确定|界定|任命|平均|浓度|约定"),
    *_rule("为", "wéi", after="[好宜佳每主]|人先|天下先"),
    # These are verbs as well, unless the clause ends with them.
    *_rule("为", "wéi", after="(?:引领|支撑|补充|保障|统领|指导|指引|依托|代表)(?:[，,。、；;：:）)”]|$)"),
    *_rule(
        "为", "wéi", after=rf"{_NUMBER}[\d.．〇零一二三四五六七八九十百千万亿]*[^，,。；;]{{0,4}}(?:[，,。；;)）]|$)"
    ),
    *_rule(
        "为",
        "wéi",
        before="(?:方向|主题|内容|对象|目标|口号|时间|期限|范围|标准|单位|名称|地点|周期|比例|总数|面积|人数|原因|职务|身份|结果|"
        "性质|类型|等级|一等|特征|特点)",
    ),
    *_rule("为", "wéi", after="人(?:宽|正|谦|和|忠|老实|低调|善|厚|热|豪|耿|处|师表)"),
    # 地: de between an adverb of two or more characters (or 地 after a repeated one) and a verb; dì is a noun.
    *_rule("地", "dì", before="[各该两此多当本属等境场工基营驻外内产原异宅某哪到遍随就用征供占把将田旱水山荒]"),
    *_rule(
        "地", "dì", after="[块段方区处面势理质下上点带形球铁震标址名价税级市州板图毯主委厅里头边皮气暖热砖窖铁库坑窑]"
    ),
    *_rule("地", "de", before="一(?:.)一(?:.)|一(.)一?\\1|[一两几]+[^一]{1,2}[一两几]+[^一]{1,2}"),
    *_rule("地", "dì", previous="^(?:m|q|p)"),
    *_rule("地", "de", before=f"{_HAN}{{2}}", previous="^[^x]", following="^[^xu]"),
    *_rule("得", "de", before="[肿酸疼痛累热冷冻晒笑哭急红黑白亮胖瘦]"),
    # 得 děi: must. Before a verb and after what is no verb itself.
    *_rule(
        "得",
        "děi",
        before="(?:你|我|他|她|们|人|家|起码|至少|最少|最多|少说|怎么也)",
        following="^(?:v|p|d|m|a|r)",
    ),
    *_rule("得", "děi", before="就|还|都|又|更|也|总|可|非|要|必|只|才|先|后", after="(?![到出奖了知])"),
    *_rule("得", "děi", previous="^(?:n|r|t|s|x|)$", following="^(?:v|p)"),
    # 得 dé: to get. Before a number or a noun; after the verbs that mean to win.
    *_rule("得", "dé", after=f"了?(?:第|{_NUMBER}|个)|[分奖票球]|冠军|亚军|季军|金牌|银牌|铜牌|[知以到失]"),
    # 得 de: after a verb or an adjective, before how or how far.
    *_rule("得", "de", before=_HAN, after="[^到出]"),
    *_rule("得", "de", before="[看听想说做用办谈吃睡记认觉显使变]"),
    # 着 zháo: reached. 过 guo: once; guò as a way travelled.
    *_rule("着", "zháo", before="[睡猜饿逮够]|[得不][^，。]?"),
    *_rule("着", "zháo", before="[找点遇见烧冻摸]", after="了"),
    *_rule("着", "zhe", before=_HAN),
    *_rule(
        "过", "guò", before="[走穿越跨渡翻飞路绕转掠划闪擦错躲熬闯度淌游爬递接拿伸回掉超胜高大长多经通挤滑驶流跑冲冒掀]"
    ),
    *_rule("过", "guò", before="[要能会可该想不没再又才就快须盖]"),
    *_rule("过", "guo", previous="^(?:v|a|z|ng|x|p|t|zg)$", before=_HAN),
    *_rule("过", "guò"),
    *_rule("了", "liǎo", before="[得不]", previous="^(?:ud|d)$"),
    *_rule("了", "le"),
    # 种 zhǒng: a kind, counted or pointed at; zhòng: to plant.
    *_rule(
        "种", "zhǒng", before=f"(?:{_COUNTED}|何|此|该|另|同|品|物|多|新|用|良|育|引|制|供|留|选|换|蒜|病|保|护|脱毒)"
    ),
    *_rule("种", "zhǒng", after="[薯苗蛋鸡猪牛羊鸭禽质业源群籽兔]"),
    *_rule("种", "zhòng"),
    # 长: zhǎng to grow, head; cháng long.
    *_rule("长", "cháng", after="[年期安达凳条裤裙袖跑桌椅廊龙势久远路河江城卷诗夜假效桥堤队]|时间|时期"),
    *_rule("长", "cháng", before="头发|眉毛|胡子|辫子|尾巴"),
    *_rule("长", "cháng", after=f"{_NUMBER}|约|达|近"),
    *_rule("长", "cháng", before="时间|周期|路程|距离|寿命|工期|线路|流程|链条"),
    *_rule("长", "cháng", before="[全总身体周不很太最更较多得米尺里度慢宽]"),
    # 干 gān: dry; gàn: to do.
    *_rule("干", "gān", after="得(?:很|要命|快|慢|透|发)(?!好|不)"),
    *_rule("干", "gān", before="[湖河井塘库江田地汗泪墨油水]", after="了"),
    *_rule("干", "gān", after="[死枯裂燥旱涸瘪热蒜巴净货果粮鲜咳洗冰柴草菜馍泡粉丝瘦酪湿透硬辣粮饭菇贝扰预涉]"),
    *_rule("干", "gān", before="[晒烘烧熬煮风晾擦吹烤焙沥榨抹舔舌口变发吸揩拧蒸沤饼豆肉笋杏葡]"),
    *_rule("干", "gàn"),
    # 只 zhī: counted animals and vessels; zhǐ: only.
    *_rule("只", "zhī", before=f"(?:{_COUNTED}|牛|羊|船|舰|两)"),
    *_rule("只", "zhǐ"),
    # 背 bēi: to carry.
    *_rule("背", "bèi", before="[马牛驴手脚靠椅刀驼山脊后]"),
    *_rule("背", "bēi", before="[里外]去|回来|往[^，。]{1,4}"),
    *_rule("背", "bēi", after="着|上|起|了|回|来|去|出|进|下|负|包|篓|篼|筐|水|柴|米|药|人|孩|娃|债|黑锅"),
    *_rule("背", "bèi"),
    *_rule("教", "jiāo", after="[过了会给他她我你们孩书课起下出得娃村老女男大人徒如怎好]|一[个起遍]"),
    *_rule("转", "zhuàn", after=r"(?:了|上|着)?[一两二三几]?(?:圈|转|悠|遍|动)|来转去|一转|不起来|个不停"),
    *_rule("切", "qiē", after="[开片块丝菜肉割除断碎成]"),
    *_rule("切", "qiē"),
    *_rule("系", "jì", after="[着了上好紧在]"),
    *_rule("冲", "chòng", after="着"),
    *_rule("尽", "jìn", before="应."),
    *_rule("斗", "dǒu", before="[车漏烟熨北泰]"),
    *_rule("长", "zhǎng", after="[满出成高大势]"),
    *_rule("场", "cháng", before="[麦打扬晒稻]"),
    *_rule("场", "cháng", after="院"),
    *_rule("转", "zhuàn", before="一转|打|团团|转来"),
    *_rule(
        "场",
        "cháng",
        before=_COUNTED,
        after=r"[^，。]{0,4}(?:雨|雪|病|梦|火|灾|风|仗|战|官司|误会|空|革命|灾难|大水|洪水|霜|雾|疫情)",
    ),
    *_rule("场", "chǎng"),
    *_rule("量", "liáng", before="量[一了]|皮尺|尺子|卷尺"),
    *_rule("量", "liáng", after="[血体身尺长宽高腰了一出过]"),
    *_rule("量", "liáng", previous="^(?:r|v)", following="^n"),
    *_rule("行", "háng", before=_COUNTED),
    *_rule("挣", "zhèng", after="(?!扎)"),
    *_rule("差", "chā", before="之|[昼日夜]温|温|时|落|误|偏|反|逆|价|级"),
    *_rule("弹", "tán", after="[出琴起奏钢指跳回射唱性力开]"),
    *_rule("待", "dāi", after="在|了|着|上|一会|不住|得住|就是"),
    *_rule("调", "tiáo", after="[好稠稀淡汤馅料味匀制配色节试皮解成至低高]"),
    *_rule("炸", "zhá", after="[鸡鱼油糕丸肉制酱串条货]"),
    *_rule("担", "dàn", before=_COUNTED),
    *_rule("倒", "dǎo", after="在(?:地|堤|路|血|床|雪|水|泥|沙发|岗位|讲台|工作)"),
    *_rule("倒", "dǎo", before="[摔跌推打放绊撞吹压砸刮拉班睡累病晕击踢滑躺扑]"),
    *_rule("倒", "dào"),
    *_rule("铺", "pū", after="[上下开好着了设]"),
    *_rule("铺", "pù", before="[店药当床卧肉饼饭酒纸面粮米布茶家老]"),
    *_rule("铺", "pù", after="[镇村乡站街主]|社区"),
    *_rule("铺", "pū"),
    *_rule("还", "huán", after=f"[了债款钱书清贷账本]|{_NUMBER}"),
    *_rule("还", "hái"),
    *_rule("都", "dū", before="[首成京帝古故旧陪国]"),
    *_rule("都", "dōu"),
    *_rule("好", "hǎo", before="[备做办搞弄准管用守抓把练]"),
    *_rule("好", "hào", after="[学客动斗胜奇事酒色恶逸]"),
    *_rule("相", "xiàng", before="[照拍合][了过]?(?:几|一|两)?张"),
    *_rule("相", "xiàng", before="[照长亮真洋面首宰丞]"),
    *_rule("没", "mò", after="膝|顶|踝|腰|过(?:膝|腰|头|脚|小腿)"),
    *_rule("没", "mò", before="[淹埋沉覆出吞湮隐]", after="(?![有人])"),
    *_rule("数", "shǔ", before="数[一了]"),
    *_rule("数", "shǔ", after=f"{_COUNTED}(?:遍|次|下|个|枚|颗)"),
    *_rule("数", "shǔ", after="[一了着不过出清来得钱票数]|下来"),
    *_rule("分", "fēn"),
    *_rule("重", "chóng", before="[二两三四五六七八九十几数多]"),
    *_rule("重", "zhòng"),
    *_rule("当", "dàng", before="[上典恰适妥得]"),
    *_rule("当", "dāng"),
    *_rule("看", "kān", after="[家护守管孩车场摊瓜林押店]|门(?!口)"),
    *_rule("看", "kàn"),
    *_rule("落", "là", after="下(?:了)?(?:课|功课|一[个人步户件项]|谁|任何|东西)"),
    *_rule("落", "là", after="在(?:座位|座椅|车上|出租|公交|地铁|家里|家中|店里)"),
    *_rule("落", "luò"),
    *_rule("卡", "qiǎ", before="[设关哨边税]"),
    *_rule("卡", "qiǎ", after="[住在脖壳点]"),
    *_rule("扎", "zhā"),
    *_rule("种", "zhòng"),
    *_rule("应", "yīng", following="^(?:v|d|p|a|r)"),
    *_rule("便", "biàn"),
    *_rule("血", "xuè"),
    # Families' villages: 任庄, 仇楼.
    *(
        rule
        for char, reading in (
            ("任", "rén"),
            ("曾", "zēng"),
            ("仇", "qiú"),
            ("解", "xiè"),
            ("盖", "gě"),
            ("查", "zhā"),
            ("翟", "zhái"),
            ("葛", "gě"),
            ("缪", "miào"),
            ("燕", "yān"),
            ("纪", "jì"),
            ("覃", "qín"),
        )
        for rule in _rule(char, reading, after="家?[庄村店寨楼营集岗屯堡沟湾]")
    ),
    *_rule("散", "sǎn", after="[煤烧装户客养居落货件]"),
    *_rule("磨", "mò", after="[豆面粉米坊盘]"),
    *_rule("撒", "sǎ", after="[了上下在种盐粉农肥草沙]"),
    *_rule("缝", "féng"),
    *_rule("称", "chēng"),
    *_rule("钻", "zuān"),
    *_rule("挑", "tiāo"),
    *_rule("冲", "chōng"),
    *_rule("泡", "pào"),
    *_rule("空", "kòng", before="抽出?|趁|得|偷|找个|有个", after="(?!气|中|间|话|白|调)"),
    *_rule("空", "kòng", after="[出着]"),
    *_rule("挨", "ái", after="[打骂批处罚饿冻揍训整过]|了(?:打|骂|批|处|罚|饿|冻|揍|训)"),
    *_rule("挨", "āi"),
    *_rule("脏", "zàng", before="[心肾肝内五腑]", after=""),
    *_rule("脏", "zàng", after="[器腑]"),
    *_rule("脏", "zāng"),
    *_rule("呛", "qiàng", after="[得人鼻]"),
    *_rule("觉", "jiào", before="睡[^，。]{0,6}"),
    *_rule("哪", "na", before=_HAN, after="[！!。？?]"),
    *_rule("划", "huá", after="[破过伤船算桨水拳着开]|出(?:一道|优美|美丽|[^，。]{0,4}弧)"),
    *_rule("缝", "fèng", before="条|道|墙|门|窗|石|裂|夹|牙|地", after="(?![补制合纫衣])"),
    *_rule("落", "là", before="不能|不许|别|没", after="(?:[。，！]|一)"),
    *_rule("晃", "huàng"),
    *_rule("散", "sǎn", before="懒、?|松"),
    *_rule("转", "zhuàn", before="围[着绕][^，。]{1,6}|之间|满[^，。]{1,3}|打着?"),
    *_rule("冲", "chòng", before="就", after="(?:着)?[这那]"),
    *_rule("中", "zhòng", before="[投命击射猜看考选打说切点]"),
)

#: Readings of surnames that differ from the characters' usual ones.
SURNAME_READINGS: Mapping[str, str] = {
    "任": "rén", "单": "shàn", "曾": "zēng", "仇": "qiú", "解": "xiè", "盖": "gě", "查": "zhā", "区": "ōu",
    "朴": "piáo", "翟": "zhái", "华": "huà", "员": "yùn", "种": "chóng", "秘": "bì", "缪": "miào", "折": "shé",
    "黑": "hè", "葛": "gě", "燕": "yān", "应": "yīng", "薄": "bó", "纪": "jì", "召": "shào", "祭": "zhài", "洗": "xiǎn",
    "冼": "xiǎn", "乐": "yuè", "覃": "qín", "牟": "mù", "逄": "páng", "訾": "zī", "哈": "hǎ", "撒": "sǎ", "那": "nā",
    "柏": "bǎi", "肖": "xiāo", "相": "xiàng", "令": "líng", "车": "chē", "石": "shí", "谷": "gǔ", "盛": "shèng",
    "曲": "qū", "强": "qiáng", "干": "gān", "隗": "wěi", "郗": "xī", "晁": "cháo", "佴": "nài", "宓": "mì",
    "宁": "níng", "卜": "bǔ", "尉": "wèi", "万": "wàn", "臧": "zāng", "过": "guō", "都": "dū", "要": "yāo",
    "占": "zhān", "诸葛": "zhū gě",
    "长孙": "zhǎng sūn", "尉迟": "yù chí", "万俟": "mò qí", "澹台": "tán tái", "单于": "chán yú", "令狐": "líng hú",
    "宰父": "zǎi fǔ", "鲜于": "xiān yú", "欧阳": "ōu yáng", "上官": "shàng guān",
}  # fmt: skip


@cache
def _data() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = tomllib.loads(files("sitegen.zh").joinpath("readings.toml").read_text("utf-8"))
    return data


@cache
def words() -> dict[str, str]:
    """Every word of `readings.toml` with its syllables, separated by spaces."""
    return {word: reading for table in _data().values() for word, reading in table.items()}


def neutral() -> dict[str, str]:
    """The words that end in a neutral tone, with their syllables."""
    return _data()["neutral"]


def certain() -> frozenset[str]:
    """The words that count even across the boundaries of others, because we say so."""
    return frozenset(_data()["words"])


_BY_CHAR: dict[str, tuple[Rule, ...]] = {
    char: tuple(sorted((rule for rule in RULES if rule.char == char), key=Rule.is_usual))
    for char in {rule.char for rule in RULES}
}


#: Characters that the dictionary has at the end of words like 去过 and 两只, where they are words by themselves.
_ENDINGS = frozenset("过着了得地只种为场担")
#: Characters of which a rule speaks.
RULED = frozenset(_BY_CHAR)


def decide(text: str, at: int, words: Words) -> str:
    """How the character at `at`, which no phrase reads, reads by a rule; "" if no rule speaks of it."""
    rules = _BY_CHAR.get(text[at])
    if not rules:
        return ""
    number = words.index(at)
    word = words.words[number]
    inside = len(word) > 1 and (text[at] not in _ENDINGS or words.starts[number] + len(word) - 1 != at)
    first, last = words.starts[number], words.starts[number] + len(word)
    before = text[first if inside else max(0, at - 20) : at]
    after = text[at + 1 : last if inside else at + 16]
    for rule in rules:
        if inside and not rule.before.pattern and not rule.after.pattern:
            continue  # how a character alone is usually read says nothing about a word
        if rule.before.search(before) and rule.after.match(after) and _tags_fit(rule, words, number, at):
            return rule.reading
    return ""


def _tags_fit(rule: Rule, words: Words, number: int, at: int) -> bool:
    """Whether the words on either side of a character, or the rest of its own, are of the kinds a rule asks for."""
    inside = at - words.starts[number]
    word = words.words[number]
    if rule.previous.pattern and not rule.previous.search(tag(word[:inside]) if inside else _tag(words, number - 1)):
        return False
    if not rule.following.pattern:
        return True
    rest = word[inside + 1 :]
    return bool(rule.following.search(tag(rest) if rest else _tag(words, number + 1)))


def _tag(words: Words, number: int) -> str:
    return tag(words.words[number]) if 0 <= number < len(words.words) else ""
