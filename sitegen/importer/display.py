"""How much a short line reads like a headline, a section head or the line above a headline.

Scores are in units of "one clear sign"; the words they rest on are literal, so that a new one is a change of one line.
Knows the text of one line and its markup, nothing else.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.importer.lines import HEADLINE_TAGS
from sitegen.importer.words import is_last_word
from sitegen.zh.characters import simplified

HAN = "[\u3400-\u9fff\U00020000-\U0003ffff]"
#: Verbs of headlines, in Simplified characters; the single ones are those that names and nouns rarely hold.
_VERB = re.compile(
    r"开展|举办|举行|召开|推进|推动|组织|启动|开工|建设|打造|走进|助力|服务|提升|加强|部署|落实|培训|"
    r"宣传|检查|调研|慰问|营造|创建|新增|突破|表彰|关注|闪耀|启用|登场|成立|发布|签约|上线|亮相|落户|落成|竣工|通车|揭牌|挂牌|"
    r"弘扬|发扬|传承|激发|优化|破解|助推|赋能|彰显|凝聚|汇聚|铸就|书写|绘就|奏响|点亮|擦亮|激活|盘活|夯实|巩固|深化|延伸|"
    r"实现|完成|达到|增长|下降|超过|荣获|入选|通过|实施|执行|整治|治理|清理|查处|打击|严查|整改|督导|督查|约谈|曝光|"
    r"受益|致富|增收|丰收|脱贫|振兴|转型|升级|改造|修复|恢复|重建|搬迁|移交|交付|投产|投用|投运|运营|营业|复工|复产|"
    r"捐赠|捐款|资助|救助|帮扶|援助|关爱|守望|陪伴|温暖|感动|致敬|缅怀|追忆|纪念|庆祝|欢度|"
    r"引领|引导|倡导|呼吁|提醒|警惕|防范|化解|调解|排查|巡查|巡逻|值守|坚守|奋战|冲刺|决战|攻坚|"
    r"获|让|为|把|成|了|"
    r"要|促|迎|送|进|入|上|下|出|开|建|办|抓|护|保|守|筑|聚|展|谋|拓|强|创|推|带|走|看|听|学|种|采|添|"
    r"有|是|到|变|话|将|拟|盼|吁|使|想|找|换|解|除|搬|架|铺|织|绣|领|扛|拼|撑|起来|[连串撑托扬掀聚筑架挑扛拉]起|[唱叫奏]响"
)
PLACE_END = re.compile(
    r"(?:(?<![下返进進入到])[省市县縣区區镇鎮乡鄉村局厅廳院校社会會处處部办辦所队隊站]|[小中大]学|[小中大]學|幼儿园|幼兒園|公园|公園|[书文展场体]馆|编辑部|组委会|治丧小组|筹备组|中心|公司|集团|集團|街道|园区|園區|银行|銀行|"
    r"政府|办公室|法庭|文明办)$"
)
#: A headline line that begins with where it happened.
PLACE_FIRST = re.compile(
    r"[\u3400-\u9fff]{1,8}?(?:[省市县縣区區镇鎮乡鄉村局院校]|街道|社区|园区|办事处)(?!块|域|别|里)"
)
#: The chapter of a serial.
CHAPTER = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,5}[章回集节節]")
#: The verb with which the first line of a headline breaks off.
BREAKS_OFF = re.compile(
    r"(?:开展|举办|举行|召开|启动|推进|推动|开启|组织|实施|打造|建设|荣获|获评|实现|完成|開展|舉辦|舉行|推動|[\u3400-\u9fff]的)$"
)
HEAD_MARK = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|"
    r"第[一二三四五六七八九十百]+[章节節部篇]|之[一二三四五]|[■◆●▲☆★▶]|\d{1,2}[、.](?!\d))"
)
STARTS_MID = re.compile(
    r"^[,。、;:!?”’」』)】〕》%℃]|^(?![一二三四五六七八九十\d甲乙丙丁问答問])[\u3400-\u9fff\U00020000-\U0003ffff][,;。!?]"
)
#: How no sentence begins: particles and suffixes that hang on to the word before them.
HANGING = re.compile(
    r"的(?!确|士)|了(?!解|却|然)|们|着(?!力|眼|重|手|实|急|火|装|想|陆)|和(?!谐|平|睦|美|顺|解|气|县|"
    r"田|悦|煦|風)|与(?!会|众|时|其)|及(?!时|格|早|第)|等(?!级|待|候|到|于|了|一)|"
    r"并(?!购|网|轨|联|举|非|列)|之(?!前|后|间|一|所|江)|者|性(?!别|能|格)|化(?!工|学|肥|解|妆|身|州|"
    r"隆)|是(?!否|非|不是|谁|什么|啊|的|她|他|你|我)|余(?!杭|姚|元|下|[\u3400-\u9fff\U00020000-\U0003ffff]{1,2}说)|們|與(?!會|眾)|著(?!名|作|力|眼|重|手)"
)
#: How a new sentence likes to begin in the news.
FRESH = re.compile(
    r"(?:根[据據]|[据據][\u3400-\u9fff\U00020000-\U0003ffff]{1,14}(?:介[绍紹]|了解|[统統][计計]|透露),|按照|[随隨][着著]|[针針][对對]|[据據](?:悉|了解|[介绍紹]|[统統][计計]|此前)|"
    r"[一二三四五六七八九十几数幾數\d]+[年个個天][月多]?(?:前|来|來),|近[日年来來期]|日前|昨[日天]|今[年天日]|目前|[当當]前|同[时時],|此外|另外|下一步|截至|随后|"
    r"难道|究竟|[为為](?:了|进一步|進一步|切实|解决|方便|帮助|做好|加快|提高|确保|丰富)|"
    r"[记記]者[了从從在]|活[动動][中现現]|[会會][议議]|[会會]上|[该該][区區县縣市镇鎮乡鄉村局院校所站厂公社项]|在.{2,14}(?:[上中下里]|方面|期间|过程中),|[“「])"
)
#: How a question begins that a text asks of its reader.
RHETORIC = re.compile(r"[难難]道|究竟|谁说|莫非")
#: What a note under a document's headline says: who passed it and when.
PASSED = re.compile(r"\d{4}年.*(?:通过|修订|修正|公布|施行|发布|印发)")
#: Where a list comes from.
PROVIDED = re.compile(r".{2,16}(?:提供|供稿|整理|采集|发布)[。]?$")
#: How no headline ends: with a word that wants another.
HANGS_OPEN = re.compile(r"[在于把被向对将和与及][^\u3400-\u9fff]*$")
_OPEN_END = re.compile(
    r"(?:[,、;:(《“‘「—]|以|在|对|将|把|被|和|与|及|向|由|并|是|从|因|但|而|使|让|给|于|该|其|这|那|"
    r"每|各|第|约|近|已|正|还|也|都|就|更|最|不|没|很|再|又|的)$"
)


#: Headlines that name a kind of text: a notice, a list of briefs.
NOTICE = re.compile(
    r"(?:公告|通告|公示|启事|通知|声明|通报|告示|讣告|倡议书|公开信|感谢信|办法|条例|规定|细则|方案|"
    r"公约|名单|一览表|时刻表|价格表|价格|均价|参考价|零售价|批发价|"
    r"天气预报|节目预告|节目单|简章|须知|指南|榜单|积分榜|成绩|成绩单|讣 ?告|"
    r"意见|征稿|征文|征集令|招募令|公約|公告|啟事|聲明)(?:\([^()]{1,12}\))?$|^遗失声明|^(?:更正|勘误|正误|鸣谢|致歉|道歉|更正說明|勘誤|鳴謝)$"
)
BRIEFS = re.compile(
    r".{0,6}(?:简讯|短讯|快讯|一句话新闻|新闻速递|要闻速览|要闻集萃|简明新闻|短波|新闻集装箱|速览|零讯|點滴|簡訊|短訊)"
)


@lru_cache(maxsize=8192)
def names_a_kind(core: str) -> bool:
    """Whether a short line is the headline of a notice or of a list of briefs."""
    closed = core.replace(" ", "")
    if "," in closed or len(closed) > 40 or HEAD_MARK.match(closed):
        return False
    return bool(NOTICE.search(closed) or BRIEFS.fullmatch(closed))


#: What editors add to a story, under the name of the box.
BOX = re.compile(
    r"(?:记者|编辑|专家)(?:追踪|手记|点评|感言|调查|提醒|核实)|编后语?|编者的话|(?:新闻|相关|知识|背景)链接|新闻背景|名词解释|部门回应|小贴士"
)

#: How a headline says that more poems follow.
FURTHER_POEMS = re.compile(r"外([一二三四五六七八九])[首章]|([二两三四五六七八九])[首题章]\)?$|组诗|组章")
#: How people sign letters without a name.
LETTER_WRITER = re.compile(
    r"^(?:失主|寻物人|寻人者|启事人|声明人|公示人|具函人):.{2,8}$|"
    r"^.{0,12}?一 ?(?:名|位|个)?.{0,6}(?:居 ?民|市民|村民|读者|讀者|业主|住户|家长|职工|工人|女工|司机|老人|学生|"
    r"群众)$|"
    r"^[\u3400-\u9fff]{2,12}(?:居民|村民|市民|读者|業主|业主|职工|家长)[\u3400-\u9fff]{2,3}$"
)
#: How a letter begins.
SALUTATION = re.compile(
    r"[\u3400-\u9fff]{1,6}(?:同志|先生|女士|老师|老師|读者|讀者|小姐)(?:们)?[:,]?$|"
    r"(?:编 ?辑|編輯|主编) ?(?:同 ?志|部|先生|您好|你好)|(?:尊敬|亲爱|敬爱|親愛)的[^,。]{2,20}:"
)
#: How a report begins: with its day.
DATED = re.compile(
    r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:[上下中]午|[凌早]晨|清晨|傍?晚|夜|[,、]|\d)|(?:近日|日前|连日来|連日來|昨日|昨天|今年以来|今年以來),"
)
#: A line of a notice that says whom to call.
CALLS = re.compile(r".{0,6}(?:电话|電話|热线|熱線|邮箱|传真|联系人):")
CONTACT = re.compile(r"\d{6,}|(?:电话|热线|邮箱)[:]|联系人[:]|地址[:]|邮箱[:]|時間[:]|时间[:]|地点[:]")


@lru_cache(maxsize=8192)
def headline_score(core: str, tag: str = "") -> float:
    """How much a short line reads like a headline: its length, a verb, no comma, whole quotation marks."""
    size = len(core.replace(" ", ""))
    score = 1.0 if 6 <= size <= 32 else 0.0 if size in (4, 5) else -1.0 if size > 32 else -2.0
    score += 0.8 if has_verb(core) else 0.0
    score += 0.5 if " " in core.strip() and size > 7 else 0.0
    score -= 1.6 * sum(core.count(c) for c in ",;") + 3.0 * core.endswith(":") + 0.7 * max(0, core.count("、") - 1)
    score -= (0.8 if size > 14 else 0.0) + (1.5 if FRESH.match(core) else 0.0) if "," in core else 0.0
    score -= (1.5 if HEAD_MARK.match(core) else 0.0) + (2.5 if DATED.match(core) else 0.0)
    score -= broken(core) + (2.0 if CONTACT.search(core) else 0.0)
    score += (4.0 if size > 3 else 6.0) if names_a_kind(core) else 0.0
    return score + {"h1": 4.0, "h2": 4.0, "title": 4.0, "h3": 2.0, "strong": 1.0}.get(tag, 0.0)


@lru_cache(maxsize=8192)
def section_score(core: str, tag: str = "") -> float:
    """How much a short line reads like a section head."""
    size = len(core.replace(" ", ""))
    score = -2.0 if size < 2 else 0.6 if size <= 20 else 0.0 if size <= 26 else -1.5
    score += 2.5 if HEAD_MARK.match(core) else 0.0
    score -= 1.8 * sum(core.count(c) for c in ",;") + 2.0 * core.endswith(":") + 0.7 * max(0, core.count("、") - 1)
    score -= broken(core) + (2.5 if names_a_kind(core) else 0.0)
    return score + {"h1": -3.0, "h2": -1.5, "title": -1.5, "h3": 1.5, "strong": 0.5}.get(tag, 0.0)


@lru_cache(maxsize=8192)
def kicker_score(core: str, tag: str = "") -> float:
    """How much a short line reads like a kicker or a column's name: short, a place or an office, no verb."""
    size = len(core.replace(" ", ""))
    score = 0.8 if 2 <= size <= 6 else 0.4 if size <= 8 else 0.0 if size <= 10 else -0.8 if size <= 14 else -1.5
    score += 0.8 if PLACE_END.search(core) else 0.0
    column = is_column(core)
    score -= (2.5 if BREAKS_OFF.search(core) else 0.0) + (1.2 if "“" in core or "「" in core else 0.0)
    score -= 1.0 if size >= 6 and not column and has_verb(core) and not PLACE_END.search(core) else 0.0
    score += (1.5 if column else 0.0) + (1.5 if _FRAMED.fullmatch(core) else 0.0)
    # A couplet of some length is a headline, not the line above one; one of two equal halves is a slogan.
    score -= 1.5 if size >= 9 and " " in core and not column else 0.0
    score -= 1.0 if _SLOGAN.fullmatch(core) and not column and has_verb(core) else 0.0
    score -= 1.5 * sum(core.count(c) for c in ",;:?!") + broken(core) + (1.5 if FRESH.match(core) else 0.0)
    return score - (3.0 if tag in HEADLINE_TAGS else 0.0)


#: The end of a word and the next of a list (炉、烤炉), not a list of single characters (春、夏、秋).
_REST_OF_LIST = re.compile(r"(?![一二三四五六七八九十甲乙丙丁])[\u3400-\u9fff]、(?!.、)")


def cannot_begin(text: str) -> bool:
    """Whether no paragraph begins like this: with a mark, a single character before one, a particle."""
    return bool(STARTS_MID.match(text) or HANGING.match(text) or _REST_OF_LIST.match(text))


@lru_cache(maxsize=8192)
def is_open(core: str) -> bool:
    """Whether a quotation, title or bracket is opened and not closed: the sentence must go on."""
    return any(core.count(left) > core.count(right) for left, right in ("“”", "《》", "()", "「」", "【】"))


def broken(core: str) -> float:
    """How much a line looks like a fragment of a sentence."""
    unfinished = _OPEN_END.search(core)
    score = 2.0 if unfinished and is_last_word(core, unfinished[0]) else 0.0
    score += 3.0 if STARTS_MID.match(core) else 0.0
    for left, right in ("“”", "《》", "()", "「」", "【】"):
        score += 2.5 if core.count(left) != core.count(right) else 0.0
    return score


_SLOGAN = re.compile(rf"(?:{HAN}{{4}} {HAN}{{4}}|{HAN}{{5}} {HAN}{{5}}|{HAN}{{6}} {HAN}{{6}}|{HAN}{{7}} {HAN}{{7}})")
_FRAMED = re.compile(r"[【\[〔].{2,10}[】\]〕]|[·•].{2,10}[·•]|[■●◆▲☆★].{2,8}[■●◆▲☆★]?")
#: Names of regular columns: a kind of text or a subject, not a place.
COLUMN = re.compile(
    r"(?:时讯|时评|评论|快评|短评|杂谈|漫谈|论坛|观察|聚焦|关注|速递|快递|快讯|简讯|短讯|要闻|速览|"
    r"导读|动态|传真|在线|视点|视线|焦点|热点|热线|纵横|"
    r"广角|扫描|播报|专栏|专刊|特刊|副刊|周刊|连载|随笔|文苑|文萃|茶座|问答|访谈|对话|人物|风采|"
    r"风采录|故事|见闻|纪事|札记|笔谈|新语|视窗|之窗|天地|园地|"
    r"新闻|深度|调查|追踪|回音|民声|讲堂|课堂|直通车|一线|进行时|在行动|大家谈|面对面|新征程|新时代|"
    r"新篇章|新作为|巷陌|百态|万象|"
    r"時評|評論|觀察|關注|速遞|簡訊|要聞|動態|傳真|視點|焦點|熱點|專欄|副刊|人物|故事|新聞|論壇)$|"
    r"^(?:今日|本报|记者|新闻|聚焦|关注|走基层|新春走基层)"
)


@lru_cache(maxsize=8192)
def has_verb(core: str) -> bool:
    """Whether a headline verb stands in a short text."""
    return bool(_VERB.search(simplified(core)))


def is_column(core: str) -> bool:
    """Whether a short line names a regular column: by its last word, or as a slogan of three or four short parts.

    新时代 新征程 新伟业 is one; 抢单 抢料 抢人 is a headline.
    """
    parts = [] if has_verb(core) else core.split()
    return bool(COLUMN.search(core)) or (
        3 <= len(parts) <= 4 and max(map(len, parts)) <= 4 and min(map(len, parts)) >= 3
    )
