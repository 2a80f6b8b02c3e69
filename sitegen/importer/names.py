"""Whether a few Han characters are people's names, and where one name ends and the next begins.

The surname is the only sign a Chinese name gives. Knows nothing about roles or lines.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.zh.characters import simplified
from sitegen.zh.words import is_word, tag

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧"
    "计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫"
    "经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓"
    "牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池"
    "乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古"
    "易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯"
    "相查后荆红游竺权逯盖益桓公佟年闫付代肖覃仝苑原晋楚鹿逢展揭海岳战亓商牟佘佴伯赏墨哈谯笪阳苟初门甯辜操丛楼修"
    "趙錢孫吳鄭馮陳衛蔣韓楊許呂張嚴華魏謝鄒竇雲蘇韋馬鳳兪費賀湯羅畢鄔樂時齊顧黃蕭計談龐紀項貝蓮閔賈婁顏鍾駱萬盧莫經裘繆"
    "應鄧單諸鈕龔榮陸儲烏車榮寧欒厲劉龍葉蘭蘇賴藺喬陰蒼雙聞黨譚貢勞莊閻連習魚廣祿闕東師鞏聶關權蓋楊溫瞿饒鄺關鄧紅遊岳"
    "符介南區朴旷栗檀迟鄢邸缑綦矫琚郄雒蹇铁银闪妥撒拜帅帖户敬母渠竹芦芶苌茆菅萨衣豆贠郇隽青靖黑俎刀呙官宾密寻崇布库弋归忻折招"
    "拓敏普智木未杞植潭火炅玉留畅疏盘盍睢税粟绳续腾英茶镡随革顿颛骞尧由种買遲鐵銀賓尋歸"
    "鬱岑練涂塗仉禤冼佃詹邝隋冼鍾麥麦"
)
COMPOUND = frozenset(
    re.findall(
        "..",
        "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠"
        "公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇南门呼延百里东郭令狐轩辕歐陽司馬東方"
        "諸葛尉遲公孫鍾離長孫鮮于張簡范姜"
        "漆雕第五褚师拓跋乐正梁丘左丘东门西门谷梁公良巫马公西壤驷宰父段干羊舌微生纳兰完颜叶赫淳于单于"
        "漆彫褚師樂正東門西門巫馬納蘭單于",
    )
)
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
    "[走手札节節从從在对對就了获獲看调調采採探之团團家证證会會日们們的来來昨今前到为為将將与與和也都又再]|通[讯訊]|同志|先生|女士|朋友|注意|发现|观察|视点|评论|眼中"
)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff\u3007]+")
_FOREIGN = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]{1,6}(?:[··•‧][\u3400-\u9fff\U00020000-\U0003ffff]{1,8}){1,3}"
)


def surname_length(text: str) -> int:
    """How many characters of surname `text` begins with (0, 1 or 2)."""
    if text[:2] in COMPOUND:
        return 2
    return 1 if text[:1] in SURNAMES else 0


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
