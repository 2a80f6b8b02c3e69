"""Every form of byline: who is named and in which role, and which characters say so.

`credit_group` reads a stretch that should be nothing but credits, `bare_signature` a line of nothing but names. Strings
are flat (see `flat`), offsets theirs. Knows nothing about lines, pieces or pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sitegen.importer import names
from sitegen.zh.surnames import surname_length
from sitegen.zh.words import words_of

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """One person: the name without inner spaces, the roles, and where its characters stand."""

    name: str
    roles: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Credits:
    """The people named in `text[start:end]`; `dateline` is where 本报讯 or an agency's line stands, if any."""

    start: int
    end: int
    people: tuple[Named, ...] = ()
    dateline: Span | None = None

    @property
    def roles(self) -> frozenset[str]:
        """All roles named."""
        return frozenset(role for person in self.people for role in person.roles)


HAN = "[\u3400-\u9fff\U00020000-\U0003ffff]"
KIND = (
    rf"(?:本[报報刊网網台社]|特约|特約|见习|見習|实习|實習|首席|高级|全媒体|全媒體|[省市县縣区區旗州]?融媒(?:体|體)?(?:中心)?|特派|[驻駐]{HAN}{{1,4}}|"
    r"新华社|新華社|中新社|中新网|人民网|新华网|中央社|日报社?|晚报|早报|时报|都市报|晨报|商报|网|報|"
    r"视频|摄影|攝影|文字|体育|财经)"
)

#: What people are who write to a paper; a name follows after a space (读者 张三).
CALLING = r"(?:市民|读者|讀者|网友|網友|居民|村民|民工|社员|学生|教师|职工|战士)(?= )"

#: Role words that stand before names.
ROLE_WORDS = (
    (
        "photographer",
        rf"{KIND}*(?:摄影记者|攝影記者|摄影师?|攝影師?)|(?<!{HAN})(?:图|圖|摄|攝)(?=\s*[/:|])|图片|圖片|供图|供圖|配图",
    ),
    (
        "editor",
        (
            r"(?:本[版期])?(?:责任编辑|責任編輯|责编|責編|执行主编|編輯(?!部)|编辑(?!部)|组版|版式|美编|校对|校對|审核|"
            r"统筹|编审|终审|值班[编總总][辑輯]?)"
        ),
    ),
    ("correspondent", rf"{KIND}*(?:通 ?讯 ?员|通 ?訊 ?員|撰稿人)"),
    ("reporter", rf"{KIND}*(?:记 ?者|記 ?者|(?:调研|采访|报道)组(?:成员)?|实习生|實習生|见习生)"),
    ("author", rf"{KIND}*(?:评论员|評論員|主笔|撰稿|撰文|(?<!工)作者|执笔|文字|(?<!{HAN})文(?=\s*[/:|])|{CALLING})"),
)
#: Words that stand after names: 文/图, 摄, 报道.
_SUFFIXES = (
    ((), r"(?:[图圖]片?[/:由 ]*(?:受访者|受訪者|采访对象|主办方|资料|資料|网络|網路)(?:提供|供图|图片?|圖片?)?|提供)"),
    (
        ("author", "photographer"),
        r"(?:文[/、及并和 ]+[图圖摄攝](?:片|影)?|(?<![记記]者[\u3400-\u9fff]{2})文[图圖摄攝](?:片|影)?|"
        r"[图圖][/、]?文|撰文[/、]?(?:摄影|攝影)|(?:摄影|攝影)[/、]?撰?文)",
    ),
    (("reporter", "photographer"), r"(?:(?:摄影|攝影)\s*[/、]?\s*(?:报道|報道|報導))"),
    (("photographer",), r"(?:[摄攝] ?影|[摄攝]|供[图圖]|(?<=[\s/])[图圖]片?|(?<=[\s/])绘|制图|漫画)"),
    (("author",), r"(?:(?<=[\s/])(?:文|著|译)|整理|编译|编著|撰文)"),
    ((), r"(?:综合|綜合|联合)?(?:报道|報道|報導)"),
)
_PLACE_SUFFIX = (
    rf"(?<=[记記]者{HAN}{{2}}){HAN}{{2}}[市縣县](?:报道|報道|報導)|(?<=[记記]者{HAN}{{3}}){HAN}{{2,3}}(?:报道|報道|報導)|"
    rf"(?<=[/\s])(?:{HAN}{{2,4}}、)*{HAN}{{1,8}}?(?:\s*\d{{1,2}}月)?(?:\s*\d{{1,2}}日)?"
    r"(?:综合|綜合|连线|連線|专访|專訪|即時|即时)?(?:报道|報道|報導|[专專]?[电電])"
)
_TOKEN = re.compile(
    "|".join(
        [
            *(rf"(?P<suffix{i}>{words}(?!{HAN}|\s*[/:|]\s*{HAN}))" for i, (_, words) in enumerate(_SUFFIXES)),
            *(f"(?P<role{i}>{words})" for i, (_, words) in enumerate(ROLE_WORDS)),
            rf"(?P<place>{_PLACE_SUFFIX}(?!{HAN}))",
            rf"(?P<foreign>{HAN}{{1,6}}(?:·(?:(?!通[讯訊]员|[记記]者){HAN}){{1,8}}){{1,3}})",
            rf"(?P<han>{HAN})",
            r"(?P<latin>[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+){0,3})",
            r"(?P<sep>[\s、,;/:·|&和与及])",
        ]
    )
)
_OPEN, _CLOSE = "(【[〔「<〖", ")】]〕」>〗"
_MARKS = "□■◆●▲△○◎★☆※〓·-—_| "
#: The paper's name before its reporter (聯合報 記者王小明).
_HOUSE_NAME = re.compile(rf"{HAN}{{2,6}}[报報网網社台] +(?={KIND}*(?:记者|記者))")
#: An office before the name of the one who writes for it (县委宣传部 张三).
_OFFICE = re.compile(r"(?:部|局|办|委|站|中心|公司|学校|政府|医院|大学|集团|街道|办事处|[镇乡区县院所社会])$")
#: A commentary signed by the paper itself.
_HOUSE = re.compile(rf"{KIND}+(?:评论员|評論員|编辑部|編輯部)")
ANY_ROLE = re.compile("|".join(words for _, words in ROLE_WORDS))


@dataclass(slots=True)
class _Token:
    kind: str
    start: int
    end: int
    roles: tuple[str, ...] = ()


def _tokens(text: str, start: int, end: int) -> list[_Token] | None:
    """The stretch as tokens, Han characters gathered into words; None if something else stands in it."""
    out: list[_Token] = []
    at = start
    while at < end:
        match = _TOKEN.match(text, at, end)
        if match is None or match.lastgroup is None:
            return None
        (kind, roles), after = _meaning(match.lastgroup), match.end()
        if kind == "place" and out and out[-1].kind == "role":  # 記者 王小明報道: the name stands before the place
            kind, after = "han", at + 1
        if kind == "han" and out and out[-1].kind == "han" and out[-1].end == at:
            out[-1].end = after
        elif kind != "sep":
            out.append(_Token(kind, at, after, roles))
        at = after
    _read_as_prefixes(out)
    for token, following in pairwise(out):  # 记者 张三 摄影 李四
        if token.roles == ("photographer",) and token.end - token.start > 1 and following.kind == "han":
            token.kind = "role" if following is out[-1] else token.kind
    for before, token in pairwise(out):  # 记者 文 竹: nobody has written yet
        if (
            before.kind == "role"
            and token.kind == "suffix"
            and token.end - token.start == 1
            and before.end < token.start
        ):
            token.kind, token.roles = "han", ()
    for token, following in pairwise(out):
        word = text[token.start : token.end]
        if token.kind == following.kind == "han" and len(word) > 2 and _OFFICE.search(word):
            token.kind = "place"
    return out


def _read_as_prefixes(tokens: list[_Token]) -> None:
    """Where the first word is 撰文 or 摄影, every such word before a name speaks of the name after it."""
    single = [t for t in tokens if len(t.roles) == 1 and t.roles[0] in ("author", "photographer")]
    if len(single) < 2 or single[0] is not tokens[0]:
        return
    for token, after in pairwise(tokens):
        if token.kind == "suffix" and token in single and after.kind == "han":
            token.kind = "role"


def _meaning(group: str) -> tuple[str, tuple[str, ...]]:
    if group.startswith("role"):
        return "role", (ROLE_WORDS[int(group[4:])][0],)
    if group.startswith("suffix"):
        return "suffix", _SUFFIXES[int(group[6:])][0]
    return group, ()


def credit_group(text: str, start: int = 0, end: int | None = None, *, bare: bool = False) -> Credits | None:
    """The credits that `text[start:end]` consists of, or None if it is anything else.

    `bare` allows names without any role word (a signature), which are then authors.
    """
    end = len(text) if end is None else end
    low, high = _inner(text, start, end)
    if house := _HOUSE.fullmatch(text, low, high):
        return Credits(start, end, (Named(house[0], ("author",), (house.span(),)),))
    if high - low > 120 or low >= high:
        return None
    tokens = _tokens(text, low, high)
    if not tokens:
        return None
    people = list(_people(text, tokens, bare=bare))
    if not people or any(not person.name for person in people):
        return None
    return Credits(start, end, tuple(_merged(people)))


def _inner(text: str, start: int, end: int) -> Span:
    """Without the marks and one pair of brackets around the whole."""
    while start < end and text[start] in _MARKS:
        start += 1
    while start < end and text[end - 1] in _MARKS + "。.":
        end -= 1
    if start < end and text[start] in _OPEN and text[end - 1] in _CLOSE:
        start, end = start + 1, end - 1
    house = _HOUSE_NAME.match(text, start, end)
    return (house.end() if house else start), end


def _people(text: str, tokens: list[_Token], *, bare: bool) -> Iterator[Named]:
    """Names under the role words before them and the suffixes after them; an empty name means failure."""
    role: tuple[str, ...] = ()
    slot: tuple[str, ...] = ()
    announced = False
    pending: list[_Token] = []
    groups: list[tuple[tuple[str, ...], list[_Token]]] = []
    for token in [*tokens, _Token("role", 0, 0)]:
        if token.kind in ("han", "foreign", "latin"):
            pending.append(token)
        elif token.kind == "suffix":
            announced = True
            if pending:
                groups.append((_with_suffix(role, token.roles), pending))
                pending = []
            elif groups and token.roles:
                groups[-1] = (_with_suffix(groups[-1][0], token.roles), groups[-1][1])
            elif token.roles:
                slot = token.roles
            if len(token.roles) > 1:
                # 文/图 after several names is said of all of them.
                groups = [(_with_suffix(r, token.roles), words) for r, words in groups]
            elif token.roles == ("photographer",) and token is tokens[-1] and not slot and _only_suffix(tokens):
                groups = [(token.roles, words) for _, words in groups]  # so is 摄 alone
        elif token.kind == "role":
            if pending:
                groups.append((role or slot, pending))
                pending = []
            announced = announced or token.end > 0
            same_slot = text[token.end : token.end + 2].strip()[:1] in ("/", ":", "|") and token.roles != ("reporter",)
            if same_slot:
                slot, role = token.roles, token.roles
            elif slot == ("photographer",):
                role = slot
            else:
                role = token.roles
    if not groups or not (announced or bare):
        yield Named("", (), ())
        return
    if len(slot) > 1:
        groups = [(_with_suffix(g, slot), t) for g, t in groups]
    for roles, words in groups:
        yield from _named(text, roles or ("author",), words, strict=not roles)


def _only_suffix(tokens: list[_Token]) -> bool:
    """Whether one word after the names, and none before them but 记者 and 通讯员, says who did what."""
    plain = {("reporter",), ("correspondent",)}
    return sum(t.kind == "suffix" for t in tokens) == 1 and all(t.roles in plain for t in tokens if t.kind == "role")


def _with_suffix(role: tuple[str, ...], suffix: tuple[str, ...]) -> tuple[str, ...]:
    """记者 X 文/图 is a reporter and photographer; 记者 X 摄 only took the picture."""
    if not suffix:
        return role
    if suffix == ("photographer",):
        return suffix
    written = role or suffix[:1]
    return tuple(dict.fromkeys([*written, *(r for r in suffix if r == "photographer")]))


def _named(text: str, roles: tuple[str, ...], words: list[_Token], *, strict: bool) -> Iterator[Named]:
    """The single names in a row of words: spaced characters are put together, glued names cut apart."""
    singles: list[_Token] = []
    for word in [*words, _Token("end", 0, 0)]:
        if word.kind == "han" and word.end - word.start == 1:
            singles.append(word)
            continue
        if singles and _is_given_name(text, singles[-1], word):
            *singles, surname = singles
            if singles:
                yield from _from_singles(text, roles, singles, strict=strict)
                singles = []
            spans = ((surname.start, surname.end), (word.start, word.end))
            yield Named("".join(text[a:b] for a, b in spans), roles, spans)
            continue
        if singles:
            yield from _from_singles(text, roles, singles, strict=strict)
            singles = []
        if word.kind in ("foreign", "latin"):
            yield Named(text[word.start : word.end], roles, ((word.start, word.end),))
        elif word.kind == "han":
            yield from _from_word(text, roles, word, strict=strict)


def _is_given_name(text: str, before: _Token, word: _Token) -> bool:
    """Whether a word of two characters is the given name to the single surname before it (毛 一丁)."""
    given = text[word.start : word.end]
    alone = text[before.start : before.end]
    return word.kind == "han" and len(given) == 2 and bool(surname_length(alone)) and not names.is_name(given)


def _from_singles(text: str, roles: tuple[str, ...], singles: list[_Token], *, strict: bool) -> Iterator[Named]:
    """唐 翀 is one name; 武 强 李 明 are two; three single characters are one. Announced, they need no surname."""
    size = 3 if len(singles) == 3 else 2
    if len(singles) % size or (strict and not surname_length(text[singles[0].start])):
        yield Named("", (), ())
        return
    for i in range(0, len(singles), size):
        spans = tuple((t.start, t.end) for t in singles[i : i + size])
        yield Named("".join(text[a:b] for a, b in spans), roles, spans)


def _from_word(text: str, roles: tuple[str, ...], word: _Token, *, strict: bool) -> Iterator[Named]:
    name = text[word.start : word.end]
    if names.is_name(name) or (not strict and len(name) <= 3 and names.plausible(name)):
        yield Named(name, roles, ((word.start, word.end),))
        return
    sizes = () if not strict and names.is_transcribed(name) else names.split_glued(name)
    if not sizes:
        good = not strict and names.plausible(name)
        yield Named(name if good else "", roles, ((word.start, word.end),))
        return
    at = word.start
    for size in sizes:
        yield Named(text[at : at + size], roles, ((at, at + size),))
        at += size


def _merged(people: list[Named]) -> Iterator[Named]:
    """One entry a person and role, in order of first mention."""
    seen: set[tuple[str, str]] = set()
    for person in people:
        roles = tuple(r for r in person.roles if (person.name, r) not in seen)
        seen.update((person.name, r) for r in roles)
        yield Named(person.name, roles, person.spans)


_GIVEN = re.compile(rf"[(【〔]({HAN}{{2,3}})[)】〕]")
_NO_GIVEN = re.compile(
    r"^[一二三四五六七八九十]+$|[图圖篇章页版]$|试行|暂行|草案|节选|選|连载|转载|待续|未完|续完|摘编|摘自|作者|[注註]|略|掌声|笑|资料|综合|修订"
)


def given_name(text: str) -> Credits | None:
    """A given name or a pen name in brackets on a line of its own: (小三)."""
    match = _GIVEN.fullmatch(text)
    if not match or _NO_GIVEN.search(match[1]) or not names.plausible(match[1]):
        return None
    return Credits(0, len(text), (Named(match[1], ("author",), (match.span(1),)),))


#: What a pen name is made of, at most.
_PEN_NAME = re.compile(rf"{HAN}{{2,4}}")
_FROM_SOMEWHERE = re.compile(rf"{HAN}{{2,4}} +({HAN}{{2,4}})")


def pen_name(text: str) -> Credits | None:
    """A line that may be an author's name: two to four characters that make no words (or only names), or a real name
    after the place where its bearer lives."""
    lives = _FROM_SOMEWHERE.fullmatch(text)
    start = lives.start(1) if lives and names.is_name(lives[1]) else 0
    name = text[start:]
    if not _PEN_NAME.fullmatch(name) or names.is_no_name(name) or names.is_place(name) or _NO_GIVEN.search(name):
        return None
    if not start and not all(len(word) == 1 or names.is_known(word) for word in words_of(name).words):
        return None
    return Credits(0, len(text), (Named(name, ("author",), ((start, len(text)),)),))


_BARE_LINE = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff·]{1,6}(?:[ 、][\u3400-\u9fff\U00020000-\U0003ffff·]{1,6}){0,3}"
)


#: Marks before an author's name that nothing else begins with: what follows is a name, whatever its surname.
_SIGNING = "□◎"


def bare_signature(text: str) -> Credits | None:
    """A line that is nothing but one or a few people's names."""
    stripped = text.strip(_MARKS)
    if len(stripped) > 16 or not _BARE_LINE.fullmatch(stripped):
        return None
    if text[0] in _SIGNING and names.plausible(stripped) and not names.is_no_name(stripped):
        start = text.index(stripped)
        return Credits(0, len(text), (Named(stripped, ("author",), ((start, start + len(stripped)),)),))
    found = credit_group(text, bare=True)
    if (
        not found
        or found.roles != {"author"}
        or any(a.spans[-1][1] == b.spans[0][0] for a, b in pairwise(found.people))
    ):
        return None  # names that run into each other are words
    return found if all(names.is_name(p.name, spaced=len(p.spans) > 1) for p in found.people) else None
