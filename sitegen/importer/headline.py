"""The head of an article: which of its lines is column, kicker, headline and subtitle, and what its spaces mean.

Editorial policy, section 7 of the contract, in code. Knows drafts and labelled lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.importer import clean, looks
from sitegen.importer.context import Page
from sitegen.importer.display import BREAKS_OFF, PLACE_FIRST, has_verb, is_column
from sitegen.importer.draft import Block, Draft, Edit
from sitegen.importer.flat import flat
from sitegen.importer.join import core_piece
from sitegen.importer.piece import Drop, Piece, concat, inserted, remove
from sitegen.importer.segment import Labelled

BROKEN_SPACE = "space where the headline breaks over two lines"
_ORGAN = re.compile(
    r"(?:园区|商城|平台|中心|公司|集团|学校|医院|政府|委员会|办事处|街道|社区|分局|支队|大队|法院|"
    r"检察院|工程|项目|區公所|市府)$"
)
_FACT_VERB = re.compile(
    r"^(?:新增|突破|达到|获|荣获|入选|启动|启用|开工|投用|成立|揭牌|举办|开展|举行|增长|超|交易额|"
    r"总量|啟用|上路|正式|喜获|顺利|累计)"
)
_DATED = re.compile(
    r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:上午|下午|晚|凌晨|清晨|一早)?[,、]?|(?:近日|日前|昨日|"
    r"昨天|今日|今天)[,、]?"
)
_CLAUSE = re.compile(r"[,。;:!?、]")


def compose(draft: Draft, heads: Sequence[Labelled], page: Page) -> list[Drop]:
    """Fill in the head of a draft from its headline lines; returns what was closed up."""
    drops: list[Drop] = []
    kickers: list[Piece] = []
    for line in heads:
        piece, gone = clean.close_headline(core_piece(line.shape))
        drops += gone
        if line.label == looks.KICKER:
            kickers.append(piece)
        elif line.label == looks.TITLE or not draft.title:
            draft.title = piece
        elif line.label == looks.MORE and _same_headline(line, page, draft.title.text, kicked=bool(kickers)):
            draft.title = _with_space(draft.title, piece)
            draft.edits.append(Edit(0, "join-headline", f"a headline of two lines: {piece.text[:12]}"))
        else:
            draft.subtitle = _with_space(draft.subtitle, piece) if draft.subtitle else piece
    _place_kickers(draft, kickers)
    drops += _closed_phrase(draft)
    return drops


def _with_space(left: Piece, right: Piece) -> Piece:
    return concat([left, inserted(" ", right.start), right])


def _same_headline(line: Labelled, page: Page, title: str, *, kicked: bool) -> bool:
    """Whether two headline lines are one headline: set close together where everything else stands apart.

    A slogan and then a fact (who did what, beginning with the place) are title and subtitle; below a kicker, and where
    the first line breaks off, two lines are one headline.
    """
    if line.shape.line.gap > 0 or _QUOTED.fullmatch(title):
        return False
    if page.gap >= 1 and (
        kicked or len(title) < 7 or PLACE_FIRST.match(title) or not PLACE_FIRST.match(line.shape.text)
    ):
        return True
    second = line.shape.text
    half = bool(PLACE_FIRST.match(title)) and not PLACE_FIRST.match(second) and not has_verb(title)
    half = half or bool(_QUOTED.fullmatch(second)) or (" " not in title and bool(_DANGLING.search(title)))
    return half or bool(BREAKS_OFF.search(title) or _ORGAN.search(title)) or len(title) == len(line.shape.text)


#: A preposition and what it governs, without the verb.
_DANGLING = re.compile(r"(?<![成作因以称])(?:为|(?<!一)把|将|让|向|与|给|從|从|在|用)[\u3400-\u9fff]{1,6}$")
#: What somebody said, as a whole headline.
_QUOTED = re.compile(r"“[^“”]+”|「[^「」]+」")


def _place_kickers(draft: Draft, kickers: Sequence[Piece]) -> None:
    """The names of regular columns are no kickers."""
    rest: list[Piece] = []
    for i, piece in enumerate(kickers):
        text = flat(piece.text).strip()
        if (is_column(text) or (i == 0 and len(kickers) > 1)) and not draft.column:
            draft.column = piece
        else:
            rest.append(piece)
    for piece in rest:
        draft.kicker = _with_space(draft.kicker, piece) if draft.kicker else piece


def _closed_phrase(draft: Draft) -> list[Drop]:
    """A single space that only breaks one phrase over two lines goes (园区 新增, 开展 检查)."""
    text = flat(draft.title.text)
    parts = text.split(" ")
    if len(parts) != 2:
        return []
    left, right = parts
    document = bool(_ORGAN.search(left)) and right.startswith(("关于", "關於"))
    if not (document or BREAKS_OFF.search(left) or (_ORGAN.search(left) and _FACT_VERB.match(right))):
        return []
    at = len(left)
    draft.title, gone = remove(draft.title, [(at, at + 1)])
    draft.edits.append(Edit(0, "close-headline", "the space only broke the phrase over two lines"))
    return [d for part in gone for d in part.drop(BROKEN_SPACE)]


def borrow(draft: Draft) -> None:
    """Name an item without a headline after the first clause of its text."""
    first: Block | None = next((b for b in draft.blocks if b.piece), None)
    if first is None:
        return
    text = re.sub(r"^[▲△▼■●\[【(]?\s*[图圖]?(?:[①-⑳]|[为為]|片?[:])\s*", "", flat(first.piece.text))
    lead = len(first.piece.text) - len(text)
    dated = _DATED.match(text)
    match = _CLAUSE.search(text, dated.end() if dated else 2)
    size = min(match.start() if match else len(text), 30)
    draft.title = first.piece.cut(lead, lead + size)
    draft.title_copied = True
    if draft.blocks and any(b.kind != "caption" for b in draft.blocks):
        draft.doubts.append("no headline found; the title is the first clause of the text")
