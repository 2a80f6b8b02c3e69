"""What surrounds the articles: site navigation, copyright notices, page headers, records of the publishing system.

Each rule is a reason and a pattern over a flat line; a rule is added by adding a line. Also finds the page's own
date there. Knows nothing about articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitegen.importer import names
from sitegen.importer.bylines import Named, credit_group
from sitegen.importer.lines import Line
from sitegen.importer.piece import Drop, Piece, remove

_STAMP = r"\d{4} ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2} ?日?"
_WEEKDAY = r"(?:星期|周|週|礼拜)[一二三四五六日天]"

#: Lines that are furniture wherever they stand.
ALWAYS = (
    (
        "breadcrumb",
        (
            r"^(?:您|你)?(?:现在|目前|当前|現在|當前|所在)?的?(?:所在)?位置\s*[:>]|^(?:您|你)(?:现在|当前|"
            r"所在|現在)"
        ),
    ),
    ("breadcrumb", r"^[^\s。,/]{2,8}(?:\s+/\s+[^\s。,/]{1,8}){2,5}$"),
    ("breadcrumb", r"^首[页頁]\s*(?:[>›»→|/\\-]|$)|^[^\s。,]{1,12}(?:\s*[>›»]{1,2}\s*[^。,>›»]{1,16}){1,6}$"),
    (
        "share links",
        (
            r"^(?:[【\[]?\s*)?(?:分享(?:到|至|本文|文章)?|轉?分享|一键分享|转发(?:到|至)|收藏(?:本文|本页)?|"
            r"点赞|讚好)\s*(?:[:】\]]|\s|$)"
        ),
    ),
    (
        "share links",
        (
            r"^(?:微信|微博|QQ空间|QQ|Facebook|LINE|Twitter|复制链接|[\s|/、·]){2,}$|(?:分享到|"
            r"分享至)\s*:?\s*(?:微信|微博|QQ|Facebook|LINE)"
        ),
    ),
    (
        "page tools",
        (
            r"^字[体體级級号號](?:大小|设定|設定)?\s*[:]|^[【\[]?(?:字号|字體|"
            r"字体)\s*[:]?\s*[【\[]?大\s*中\s*小"
        ),
    ),
    (
        "page tools",
        (
            r"[【\[(]\s*(?:打印|列印|关闭|關閉|返回|收藏)(?:本页|此页|窗口|视窗|視窗|本頁|顶部|首页|"
            r"列表)?\s*[】\])]|^(?:打印|关闭|列印)(?:本页|窗口|此文)"
        ),
    ),
    (
        "neighbouring pages",
        (
            r"^[【\[<«·]*\s*(?:上|下|前|后|後)一?[篇条條页頁版期则則个個节節](?:新闻|新聞|"
            r"文章)?\s*(?:[:>»】\]]|\s|$)|^返回(?:首页|列表|目录|顶部|上级)|^回(?:首頁|上頁|列表)"
        ),
    ),
    (
        "copyright notice",
        (
            r"版[权權](?:所有|声明|聲明)|(?i:copyright|all rights reserved)|ICP[备備证證]|公网安备|"
            r"信息服务许可证|网上传播视听"
        ),
    ),
    ("copyright notice", r"^(?:免责声明|免責聲明|版权说明)\s*:"),
    (
        "copyright notice",
        r"(?:未[经經]|不得|请勿|請勿|禁止|谢绝|严禁)[^。]{0,24}(?:转载|轉載|摘编|摘編|转贴|复制|複製|镜像)",
    ),
    (
        "copyright notice",
        (
            r"凡(?:本网|本站|本報|本报|本網|注明)[^。]{0,40}(?:来源|來源|作品|稿件)|(?:违法|"
            r"不良)[和与及]?(?:不良)?信息举报"
        ),
    ),
    (
        "copyright notice",
        (
            r"(?:本網站|本网站|本站)所[刊登提]?[載载供]之?[^。]{0,20}(?:版權|版权|著作權|授權|授权)|法律顾问|"
            r"法律顧問"
        ),
    ),
    (
        "record of the publishing system",
        (
            r"^[【\[(]?(?:摘要|摘 要|关键词|关键字|關鍵詞|關鍵字|标签|標籤|[Tt]ags?|[Kk]eywords?|文章编号|"
            r"稿件编号|索引号|信息分类|发布机构)[】\])]?\s*:"
        ),
    ),
    ("record of the publishing system", r"^[(【\[]?原[标標][题題]\s*:"),
    (
        "record of the publishing system",
        (
            rf"^(?:来源|來源|稿源|出处|文章来源|信息来源|发布者|发布人|作者|编辑|时间|日期|(?:发布|發布|发表|"
            rf"更新|发稿)(?:时间|日期|時間)?)\s*:.*(?:{_STAMP}|点击|點擊|浏览|瀏覽|阅读|次$|编辑\s*:)"
        ),
    ),
    ("record of the publishing system", r"^(?:来源|來源|稿源|文章来源|信息来源|稿件来源)\s*:\s*[^,。]{1,24}$"),
    (
        "record of the publishing system",
        rf"^{_STAMP}\s*(?:{_WEEKDAY})?\s*\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s|$|[^,。]{{0,40}}$)",
    ),
    ("record of the publishing system", r"^(?=[^。]{0,60}$)[^。]*\d{4}[-/.]\d{1,2}[-/.]\d{1,2} +\d{1,2}:\d{2}(?!\d)"),
    (
        "record of the publishing system",
        (
            r"^(?:点击|點擊|點閱|阅读|閱讀|浏览|瀏覽|人气|人氣|评论|評論|访问)(?:数|數|次数|次數|量|"
            r"率)?\s*:?\s*\d+"
        ),
    ),
    (
        "reader reactions",
        (
            r"^(?:(?:感[动動]|同情|[无無]聊|[愤憤]怒|搞笑|[难難][过過]|高[兴興]|路[过過]|支持|震[惊驚]|新奇|鼓掌|温馨|流汗)"
            r"\s*\d*\s*){4,}$"
        ),
    ),
    (
        "reader reactions",
        r"查看心情|文章的感受|我要(?:评论|留言)|^(?:网友|發表|发表|最新|热门)(?:评论|評論)|^共?\d+条评论",
    ),
    (
        "site navigation",
        r"^[(<]?(?:[请請])?(?:[继繼][续續]往?下?|展[开開]|[点點][击擊])(?:[阅閱][读讀]|[浏瀏][览覽])(?:全文|原文)?[.…>)]*$",
    ),
    (
        "site navigation",
        (
            r"^(?:扫一扫|扫描|扫码|长按|微信扫)|(?:关注|搜索).{0,12}(?:公众号|官方微信|官方微博)|(?:下载|打开|"
            r"點我下載).{0,8}(?:客户端|APP|App)"
        ),
    ),
    (
        "site navigation",
        (
            r"^(?:\s*(?:首页|首頁|登录|登錄|注册|註冊|设为首页|加入收藏|搜索|手机版|网站地图|联系我们|"
            r"關於我們|关于我们|English|RSS|广告服务|招聘信息|投稿|导航|新闻中心|数字报|往期回顾|版面导航|"
            r"标题导航|会员)\s*[|·/\s]*){2,}$"
        ),
    ),
    (
        "site navigation",
        (
            r"^(?:版面|标题|往期|報紙)(?:导航|目录|回顾|導航)|^(?:朗读|放大|缩小|默认|全文复制|全屏)\s*[+-]?(?:\s|"
            r"$)"
        ),
    ),
    (
        "site navigation",
        (
            r"点击(?:上方|下方|左下角|蓝字).{0,12}(?:关注|订阅|蓝字|原文)|^欢迎(?:点赞|转发|关注|分享|留言)|长按.{0,8}识别|"
            r"^(?:阅读|閱讀)原文$|^(?:下載|下载).{0,24}(?:[Aa][Pp][Pp]|客户端)"
        ),
    ),
    ("record of the publishing system", rf"^{_STAMP}\s+(?:来源|來源|稿源|作者|编辑|編輯|字号|浏览|阅读|点击)\s*:"),
    ("record of the publishing system", rf"^(?:发布|發布|发表|發表|刊登|更新)[于於]\s*:?\s*{_STAMP}.{{0,30}}$"),
    (
        "page header",
        (
            rf"^(?=[^。,]{{0,60}}$)(?=.*{_STAMP}).*(?:责任编辑|责编|責任編輯|責編|编辑|編輯|版式|美编|组版|校对)\s*:|"
            rf"^{_STAMP}\s+\S{{2,8}}\s+[A-Z]?\d{{1,2}}$|^[A-Z]?\d{{1,2}}\s+\S{{2,8}}\s+{_STAMP}$"
        ),
    ),
    ("web address", r"^(?:https?://|www\.)\S+$"),
    ("calendar", r"日 ?一 ?二 ?三 ?四 ?五 ?六"),
    ("record of the publishing system", r"^(?:[a-z]{2,12}:\S+ +){2,}[a-z]{2,12}:\S*$"),
    ("calendar", r"^(?:[日一二三四五六]\s+){6}[日一二三四五六]$|^\d{1,2}(?:\s+\d{1,2}){3,}$"),
    (
        "page number",
        r"^[-—\s·]*\d{1,3}\s*[-—·]*$|^第?\s*\d+\s*[页頁](?:\s*[,/]?\s*共\s*\d+\s*[页頁])?$|^\d+\s*/\s*\d+$",
    ),
    ("page header", rf"^(?=[^。,;]{{0,70}}$).*(?:(?:{_STAMP}|\d{{4}}年).*{_WEEKDAY}|{_WEEKDAY}\s*{_STAMP})"),
    (
        "page header",
        (
            r"^(?=[^。]{0,70}$).*(?:国内统一(?:连续出版物|刊)|CN\d{2}-\d{4}|邮发代号|(?:总|第)\s*\d{3,6}\s*期|"
            r"今日\s*\d+\s*版|本期\s*\d+\s*版|统一刊号)"
        ),
    ),
    (
        "page header",
        (
            r"^(?=[^。,]{0,60}$)(?:第\s*)?[A-Z]?\s*\d{1,3}\s*版(?:\s*[:·|]|\s|$)|"
            r"^第\s*[一二三四五六七八九十]+\s*版|^(?:版次|版面|版名)\s*[:]|^[A-Z]\d{1,2}\s*(?:[|·/]|\s|"
            r"$)[^。,]{0,40}$"
        ),
    ),
    ("page header", r"^[^。,]{0,40}第\s*[A-Z]?\d{1,3}\s*版[^。,]{0,30}$"),
    ("page header", r"^\S{2,10} +(?:[A-Z]\d{1,2}|\d{1,2} *版)(?: +\S{2,8})?$|^\S{2,6} \d{2}$"),
    ("page header", rf"^(?=[^。,]{{0,70}}$)[^|]+\|.*{_STAMP}.*\|"),
    ("page header", rf"^{_WEEKDAY} +[A-Z]?\d{{1,2}}(?:版)?$"),
    ("site navigation", r"^(?:[^|。,]{2,8} *\| *){2,}[^|。,]{2,8}$"),
    (
        "site navigation",
        r"^今天是.{0,30}(?:星期|天气)|^当前栏目\s*:|^友情[链鏈][接結]\s*:|^网站(?:地图|标识码)|^主办(?:单位)?\s*:.*承办",
    ),
    ("pointer to another page", r"^\((?:上接|下转|紧接|緊接).{0,12}版?\)$"),
    ("site navigation", r"^(?:广告|廣告)?\s*(?:请|請)?(?:继续|繼續)?(?:往下|向下)(?:阅读|閱讀|滑动|滑動)$"),
    (
        "agency credit",
        (
            r"^\(?(?:据|據)?(?:新华社|新華社|中新社|人民网|央视新闻|央视网|中央社|综合)(?:记者)?(?:发|發|电|"
            r"電|消息|报道|客户端)?\)?$"
        ),
    ),
    (
        "page header",
        (
            r"^(?=[^。]{0,80}$)(?:\S*\s*)?(?:责编|责任编辑|编辑|主编|值班\S{0,3}|组版|版式|美编|校对|校對|"
            r"责校|审读)\s*:?\s*[\u3400-\u9fff\U00020000-\U0003ffff ]{2,8}?\s+"
            r"(?:\S*\s*)?(?:版式|美编|校对|校對|组版|制图|审读|"
            r"责校|视觉|设计|电话|邮箱|审核|主编|编辑|责编)"
        ),
    ),
    (
        "page header",
        (
            r"^(?=[^。]{0,70}$).*(?:新闻热线|热线电话|投稿邮箱|电子(?:邮箱|信箱)|"
            r"[Ee]-?mail)\s*:?\s*[\w@.+-]{5,}"
        ),
    ),
    ("page header", r"^[\u3400-\u9fff\U00020000-\U0003ffff ]{2,14}[日晚时早晨商周都市青年农民法制經济][ ]*(?:报|報)$"),
)
#: Headings after which only a list of links follows.
_OPENERS = re.compile(
    r"^[【\[■▶>]*\s*(?:相关(?:新闻|阅读|链接|文章|报道|推荐)|相關(?:新聞|閱讀|文章|報導)|延伸(?:阅读|"
    r"閱讀)|推荐(?:阅读|新闻)|推薦(?:閱讀|新聞)|"
    r"热门(?:新闻|文章|推荐|排行)|熱門(?:新聞|文章)|热点(?:推荐|新闻|排行)|精彩(?:推荐|图片)|编辑推荐|"
    r"更多(?:新闻|精彩|阅读|相关)|更多\s*[>»]|"
    r"猜你喜欢|大家都在看|您可能|你可能|点击排行|新闻排行|图片新闻\s*>|最新(?:新闻|文章|资讯)|"
    r"友情链接|網友評論|网友评论|往期(?:精彩|推荐|回顾)\S{0,4}|(?:本周|本月|今日|一周)(?:点击|热点|新闻)排行|"
    r"版面(?:目录|导航)|标题导航|本版(?:新闻|标题|目录|导读)|看[过過]本文的人\S{0,6})\S{0,4}\s*[】\]>»::]*\s*$"
)
_LEGAL = re.compile(
    r"本网|本站|本網|版权|版權|转载|轉載|授权|授權|侵权|侵犯|法律|律师|律師|知识产权|知識產權|著作权|"
    r"稿件|媒体|媒體|联系我们|聯繫|删除|刪除|许可证|备案|地址:|邮编|传真"
)
_EDITOR = re.compile(
    r"^[(【\[]?\s*(?:责任编辑|責任編輯|责编|責編|编辑|編輯|审核|校对|校對|值班编辑|"
    r"网络编辑)(?! ?(?:同 ?志|部|先 ?生))\s*[:/]?\s*(\S.{0,20}?)?\s*[)】\]]?$"
)
_SIGNED_BY_PERSON = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff](?:[ \u3400-\u9fff\U00020000-\U0003ffff、]{1,12})")
_DATE_LINE = re.compile(rf"^(?:发布时间|發布時間|日期|时间)?\s*:?\s*({_STAMP})\s*(?:{_WEEKDAY})?$")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_BODY = re.compile(r"[。!?].*[,。]|,.{6,}。")
_ALWAYS = tuple((reason, re.compile(pattern)) for reason, pattern in ALWAYS)
_ANY = re.compile(
    "|".join(f"(?:{pattern})" for _, pattern in ALWAYS).replace(
        "(?i:copyright|all rights reserved)", "[Cc][Oo][Pp][Yy][Rr][Ii][Gg][Hh][Tt]|[Aa]ll [Rr]ights"
    )
)


@dataclass(frozen=True, slots=True)
class Cleared:
    """The lines that may belong to articles, what was dropped, and the page's own date (ISO) with its words.

    `authors` are the names that records of the publishing system give, each with its role; they are not among the
    drops.
    """

    lines: list[Line]
    drops: list[Drop]
    date: str = ""
    date_words: str = ""
    authors: tuple[tuple[Piece, str], ...] = ()


def clear(lines: Sequence[Line]) -> Cleared:
    """Take the furniture out of a page."""
    reasons = _reasons(lines)
    kept, drops = [], []
    date = words = ""
    authors: list[tuple[Piece, str]] = []
    for number, (line, reason) in enumerate(zip(lines, reasons, strict=True)):
        if not reason:
            recorded = reasons[number + 1 : number + 2] == [RECORD] and _may_be_headline(line)
            kept.append(replace(line, tag="title") if recorded else line)
            continue
        people = _recorded(line.flat) if reason == RECORD else ()
        authors += [(line.piece.cut(*person.spans[0]), role) for person in people for role in person.roles[:1]]
        rest, _ = remove(line.piece, [person.spans[0] for person in people])
        drops += rest.drop(reason)
        found = _DATE.search(line.flat) if not date else None
        if found and reason in ("page header", "record of the publishing system"):
            date, words = _iso(found), found[0]
    return Cleared(kept, drops, date, words, tuple(authors))


def _may_be_headline(line: Line) -> bool:
    """Whether a line may be a headline because a record of its article stands under it."""
    return len(line.flat) <= _HEADLINE and not line.tag and line.flat[:1] not in "—-" and line.flat[-1:] != "。"


_HEADLINE = 40
RECORD = "record of the publishing system"
_AUTHOR = re.compile(r"作者\s*:\s*((?:(?!\s[\u3400-\u9fff]{2,6}\s*:)[^\d:])+)")


def _recorded(line: str) -> tuple[Named, ...]:
    """The people whom a record names as authors (作者:记者 张三 通讯员 李四), as far as they are surely people."""
    named = _AUTHOR.search(line)
    found = credit_group(line, *named.span(1), bare=True) if named else None
    if found is None or not all(len(p.spans) == 1 and names.is_name(p.name) for p in found.people):
        return ()
    return found.people


def _iso(match: re.Match[str]) -> str:
    year, month, day = (int(g) for g in match.groups())
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def _reasons(lines: Sequence[Line]) -> list[str]:
    """Why each line is furniture; nothing for the others."""
    reasons = [reason(line) for line in lines]
    first = next((i for i, line in enumerate(lines) if not reasons[i] and _BODY.search(line.flat)), len(lines))
    for i in range(min(first, 6)):
        if i < 4 and not reasons[i] and _DATE_LINE.match(lines[i].flat):
            reasons[i] = "record of the publishing system"
        elif not reasons[i] and (_TOP.fullmatch(lines[i].flat) or _under_header(lines, reasons, i)):
            reasons[i] = "page header"
    _spread(lines, reasons)
    _page_titles(lines, reasons)
    return reasons


#: Only at the top of a page: whom to call, a date in Chinese figures, who made the page.
_TOP = re.compile(
    r"\S{0,6}(?:热线|電話|电话|邮箱|传真|微信|QQ群?)\s*:\s*[\w\s@.+-]{5,}|"
    r"[二一][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日(?:\s*星期.)?|"
    r"[A-Z]?\d{2} [\u3400-\u9fff]{2,6}|(?:图文|本版|值班|责任|执行)?(?:编辑|主编|策划|统筹)\s*[:/]\s*\S{2,4}"
)
_SECTION_NAME = re.compile(r"[\u3400-\u9fff]{2,6}(?:·[\u3400-\u9fff]{2,4})?")


def _under_header(lines: Sequence[Line], reasons: Sequence[str], at: int) -> bool:
    """Whether a word or two stand right under or over a line of the page's header: the name of the page."""
    if not _SECTION_NAME.fullmatch(lines[at].flat):
        return False
    under = at > 0 and reasons[at - 1] == "page header" and lines[at].gap == 0
    over = at + 1 < len(lines) and reasons[at + 1] == "page header" and lines[at + 1].gap == 0
    return under or over


_SITE = re.compile(r"(.{6,60}?)\s*[_|—-]+\s*[\u3400-\u9fff\U00020000-\U0003ffff_|A-Za-z -]{2,24}")


def _page_titles(lines: Sequence[Line], reasons: list[str]) -> None:
    """The title of a web page, copied with it: the headline with the site's name behind it, above the headline."""
    for i, line in enumerate(lines[:6]):
        match = _SITE.fullmatch(line.flat) if not reasons[i] and len(line.flat) <= 90 else None
        if match and any(after.flat == match[1] for after in lines[i + 1 : i + 14]):
            reasons[i] = "page title"


def reason(line: Line) -> str:
    """Why a line is furniture wherever it stands; nothing if it may not be."""
    text = line.flat
    if len(text) > 120 and not text.startswith(("凡", "1.", "2.", "3.")):
        head = text[:40]
        return "record of the publishing system" if _CMS_HEAD.match(head) else ""
    sentence = len(text) > 45 and text.endswith("。") and not _LEGAL.search(text)
    if sentence or not _ANY.search(text):
        return "site furniture" if _is_footer_editor(text) else ""
    found = next((reason for reason, pattern in _ALWAYS if pattern.search(text)), "")
    return "" if found in _SHORT and _PROSE.search(text) and not _LEGAL.search(text) else found


#: What is said in a few words on a site, never in a line of running text.
_SHORT = frozenset(("breadcrumb", "share links", "page tools", "site navigation", "reader reactions"))
_PROSE = re.compile(r"[\u3400-\u9fff]{4},[\u3400-\u9fff“”]{4}|[\u3400-\u9fff]{2}。[\u3400-\u9fff“”]{2}")


_CMS_HEAD = re.compile(r"^[【\[(]?(?:摘要|摘 要|关键词|關鍵詞|标签|標籤)[】\])]?\s*:")


def _is_footer_editor(text: str) -> bool:
    """责任编辑:xmx: a record of who clicked; with a real name it is a credit."""
    if len(text) > 30:
        return False
    match = _EDITOR.match(text)
    if match is None:
        return False
    return not (match[1] and _SIGNED_BY_PERSON.fullmatch(match[1].strip()))


def _spread(lines: Sequence[Line], reasons: list[str]) -> None:
    """Carry a copyright notice or a list of links on to the lines that belong to it."""
    mode = ""
    for i, line in enumerate(lines):
        if _OPENERS.match(line.flat) and not (_BOX.search(line.flat) and _holds_text(lines, i + 1)):
            mode = reasons[i] = "links to other pages"
        elif reasons[i]:
            mode = reasons[i] if reasons[i] == "copyright notice" else mode
        elif (mode == "copyright notice" and _LEGAL.search(line.flat)) or (
            mode == "links to other pages" and not _leads_to_text(lines, reasons, i)
        ):
            reasons[i] = mode
        else:
            mode = ""


#: Headings that may stand above a box of text as well as above links.
_BOX = re.compile(r"链接|鏈接|连结|延伸[阅閱]")


def _leads_to_text(lines: Sequence[Line], reasons: Sequence[str], at: int) -> bool:
    """Whether running text stands at or soon after a line, so that it is a headline and no link."""
    return any(
        len(line.flat) > 40 or _BODY.search(line.flat)
        for line, reason in zip(lines[at : at + 3], reasons[at : at + 3], strict=True)
        if not reason
    )


def _holds_text(lines: Sequence[Line], at: int) -> bool:
    """Whether one of the first lines of a box is a sentence, so that they are no links."""
    return any(line.flat.endswith("。") for line in lines[at : at + 3])
