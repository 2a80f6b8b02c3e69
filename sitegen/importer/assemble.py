"""Labelled lines to articles: what belongs together, who signed it, what kind of item it is.

Takes the grammar's word for what each line is. Knows drafts; nothing about files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sitegen.importer import headline, join, looks, order
from sitegen.importer.bylines import Credits
from sitegen.importer.context import Page
from sitegen.importer.draft import Block, Draft, Edit
from sitegen.importer.flat import flat
from sitegen.importer.layout import Shape, shape_of
from sitegen.importer.piece import Drop, Piece, remove
from sitegen.importer.segment import CLOSED, HEADLINES, LEAD, LED, PICTURED, SIGNED, UNSIGNED, Labelled

WORDING = "byline wording"
END_MARK = "end mark"
ORPHAN = "byline without an article"
_KINDS = {
    looks.PARA: "paragraph",
    looks.HEAD: "heading",
    looks.VERSE: "verse",
    looks.SIGN: "paragraph",
    looks.CAPTION: "caption",
}


@dataclass(slots=True)
class Group:
    """The lines of one item, in printed order."""

    lines: list[Labelled] = field(default_factory=list)


@dataclass(slots=True)
class Assembled:
    """The drafts of a page, what they gave up, and the lines each one is made of."""

    drafts: list[Draft] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)


def assemble(labelled: Sequence[Labelled], page: Page) -> Assembled:
    """The articles of a page."""
    out = Assembled()
    seen: dict[str, list[Draft]] = {}
    for group in _groups(labelled, page):
        draft = _Builder(page).build(group)
        if _printed_before(draft.draft, seen):
            out.drops += [drop for line in group.lines for drop in line.shape.line.piece.drop(join.TWICE)]
        elif draft.draft.blocks or draft.draft.title:
            out.drafts.append(draft.draft)
            out.groups.append(group)
            out.drops += draft.drops
        else:
            out.drops += [drop for line in group.lines for drop in line.shape.line.piece.drop(ORPHAN)]
    return out


def _printed_before(draft: Draft, seen: dict[str, list[Draft]]) -> bool:
    """Whether the page already has an item of this headline and text (a page printed twice, a hidden copy)."""
    if not draft.title or not draft.blocks:
        return False
    same = seen.setdefault(draft.title.text, [])
    known = any(_holds(other, draft) for other in same)
    same.append(draft)
    return known


def _holds(other: Draft, draft: Draft) -> bool:
    """Whether every paragraph of a draft stands in another."""
    return all("".join(block.piece.text.split()) in other.wording for block in draft.blocks)


def _groups(labelled: Sequence[Labelled], page: Page) -> Iterator[Group]:
    group = Group()
    for i, line in enumerate(labelled):
        before = labelled[i - 1] if i else None
        if before is not None and group.lines and (_begins(before, line) or _stands_alone(labelled, i, page)):
            yield group
            group = Group()
        group.lines.append(line)
    if group.lines:
        yield group


def _begins(before: Labelled, line: Labelled) -> bool:
    """Whether a new item begins with this line."""
    if line.label in (looks.KICKER, looks.TITLE):
        return before.label not in HEADLINES and before.status != LED
    if line.label == looks.PARA and line.status in (UNSIGNED, PICTURED) and before.status in (CLOSED, SIGNED):
        return True
    return line.label == looks.PARA and line.status in (LEAD, LED) and before.status not in (LEAD,)


def _stands_alone(labelled: Sequence[Labelled], at: int, page: Page) -> bool:
    """Whether a caption opens an item of its own: signed, unnumbered, about something else than the text before it."""
    line = labelled[at]
    if line.label != looks.CAPTION or line.shape.line.tag == "caption" or labelled[at - 1].label in HEADLINES:
        return False
    if _NUMBERED.match(line.shape.text) or line.shape.size < 16:
        return False
    following = labelled[at + 1] if at + 1 < len(labelled) else None
    if not (line.shape.photo_credit or (following is not None and following.label == looks.CREDIT)):
        return False
    wide = line.shape.line.gap >= page.gap + 1.5
    return _kinship(labelled, at) < (0.3 if wide else 0.2)


_NUMBERED = re.compile(r"[\[(]?[图圖][①-⑳\d为為]|[▲△▼]|[左右上下][图圖]")


def _kinship(labelled: Sequence[Labelled], at: int) -> float:
    """How much of a caption's wording the text around it shares (0 to 1)."""
    caption = labelled[at].shape.text
    wanted = set(map("".join, pairwise(caption)))
    around: list[str] = []
    for line in reversed(labelled[:at]):
        around.append(line.shape.text)
        if line.label == looks.TITLE:
            break
    text = "\n".join(around)
    return sum(pair in text for pair in wanted) / max(1, len(wanted))


class _Builder:
    """Builds one draft from its lines."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.draft = Draft()
        self.drops: list[Drop] = []
        self.heads: list[Labelled] = []
        self.closed_at: int | None = None

    def build(self, group: Group) -> _Builder:
        """Read the lines in order, then finish the whole."""
        run: list[Shape] = []
        kind = ""
        found = order.restored(group.lines)
        self.draft.edits += [Edit(0, "restore-order", why) for why in found.why]
        for line in found.lines:
            if line.label in (looks.BYLINE, looks.CREDIT) or line.label in HEADLINES:
                self._block(kind, run)
                run, kind = [], ""
                self._head_or_credit(line)
                continue
            if line.label != looks.JOIN:
                self._block(kind, run)
                run, kind = [], _KINDS[line.label]
            kind = kind or "paragraph"
            run.append(line.shape)
        self._block(kind, run)
        self._finish()
        return self

    def _head_or_credit(self, line: Labelled) -> None:
        if line.label in HEADLINES:
            self.heads.append(line)
            self._around(line.shape)
            return
        signed = line.shape.credits or line.shape.signature
        if signed is not None:
            self._sign(line.shape.line.piece, signed)
            if line.label == looks.BYLINE and self.draft.blocks:
                self._close()
        else:  # a line the grammar took for a byline without finding a name in it
            self.draft.blocks.append(Block("paragraph", line.shape.line.piece))

    def _close(self) -> None:
        self.closed_at = len(self.draft.blocks) if self.closed_at is None else self.closed_at

    def _block(self, kind: str, run: Sequence[Shape]) -> None:
        if not run:
            return
        number = len(self.draft.blocks) + 1
        for before, after in pairwise(run):
            edit = join.why_joined(before, after)
            self.draft.edits.append(Edit(number, edit.kind, edit.why))
        # The whole is looked at again: a break may have cut the byline itself.
        whole = shape_of(join.one_line([shape.line for shape in run])) if len(run) > 1 else run[0]
        if whole.credits is not None:
            whole = run[0]
        self._around(whole)
        closes = whole.end_mark is not None or (whole.closing is not None and not whole.photo_credit)
        piece, drops = join.paragraph(whole, kind)
        self.drops += drops
        if piece:
            self.draft.blocks.append(Block(kind, piece))
        if closes and self.heads:  # a lead above its headline is signed before the article begins
            self._close()

    def _around(self, shape: Shape) -> None:
        """Dateline, byline and end mark of a line."""
        piece = shape.line.piece
        if shape.opening is not None:
            self._sign(piece.cut(0, shape.opening.end), shape.opening)
            span = shape.opening.dateline
            if span and not self.draft.dateline:
                self.draft.dateline = piece.cut(*span)
        if shape.closing is not None:
            self._sign(piece, shape.closing, within=(shape.closing.start, shape.closing.end))
        if shape.end_mark is not None:
            self.drops += piece.cut(*shape.end_mark).drop(END_MARK)

    def _sign(self, piece: Piece, signed: Credits, within: tuple[int, int] | None = None) -> None:
        """Take the names; the words around them are dropped."""
        start, end = within or (0, len(piece.text))
        taken = [signed.dateline] if signed.dateline and not self.draft.dateline else []
        for rank in (0, 1):  # what people wrote first, then who of them also took pictures
            for person in signed.people:
                for role in person.roles[rank : rank + 1]:
                    self.draft.credit(person.name, role)
        for person in signed.people:
            if not any(a < d and c < b for a, b in person.spans for c, d in taken):
                taken += person.spans
                self.draft.words += [piece.cut(*span) for span in person.spans]
        rest, _ = remove(piece.cut(0, end), sorted({*taken, *([(0, start)] if start else [])}))
        self.drops += rest.drop(WORDING)

    def _finish(self) -> None:
        draft = self.draft
        self.drops += headline.compose(draft, self.heads, self.page)
        if self.closed_at is not None:
            _late_captions(draft, self.closed_at)
            late = [b for b in draft.blocks[self.closed_at :] if b.kind == "paragraph"]
            join.restore_order(draft, late)
            if late:
                draft.doubts.append("text is printed after the end mark; is it in its place?")
        self.drops += join.drop_repeats(draft)
        _photo_story(draft)
        join.mark_lost(draft)
        if not draft.title:
            headline.borrow(draft)
        draft.genre = _genre(draft)


_ONE_SENTENCE = re.compile(r"[^。!?]{4,70}[。!?]?")


def _late_captions(draft: Draft, closed_at: int) -> None:
    """Single short sentences after a 文/图 signature stand under its pictures."""
    late = draft.blocks[closed_at:]
    if not any(c.role == "photographer" for c in draft.byline):
        return
    if late and all(b.kind == "caption" or _ONE_SENTENCE.fullmatch(flat(b.piece.text)) for b in late):
        for block in late:
            block.kind = "caption"


def _photo_story(draft: Draft) -> None:
    """A headline, one or two paragraphs and only a photographer: the text is the caption."""
    roles = {c.role for c in draft.byline}
    texts = [b for b in draft.blocks if b.kind == "paragraph"]
    if roles == {"photographer"} and len(texts) == len(draft.blocks) <= 2 and draft.han < 400 and not draft.dateline:
        for block in texts:
            block.kind = "caption"


_NOTICE = re.compile(r"(?:公告|通告|公示|声明|启事|通知|通报|告示|讣告|遗失|招聘|拍卖|公開|聲明|啟事)")
_COMMENT = re.compile(r"评论|時評|时评|快评|短评|杂谈|漫谈|論壇|社论|评$")
_ASKS = re.compile(r"^(?:问|問|记者|記者|主持人|Q|答|A)\s*[:.、]")


def _genre(draft: Draft) -> str:
    """The kind of item, from its form."""
    kinds = [b.kind for b in draft.blocks]
    heads = f"{draft.kicker.text} {draft.column.text} {draft.title.text}"
    if kinds and set(kinds) == {"caption"}:
        return "photo"
    if sum(bool(_ASKS.match(flat(b.piece.text))) for b in draft.blocks) >= 2:
        return "interview"
    if _NOTICE.search(heads) and not any(c.role == "reporter" for c in draft.byline):
        return "notice"
    if _COMMENT.search(f"{draft.kicker.text} {draft.column.text}") or any("评论员" in c.name for c in draft.byline):
        return "commentary"
    if kinds.count("heading") >= 2 or re.search(r"综述|纪实|纪略|回眸|巡礼|扫描", draft.subtitle.text):
        return "roundup"
    if draft.dateline and draft.han < 450:
        return "brief"
    return "report" if draft.dateline or draft.han < 500 else "feature" if "verse" in kinds else "report"
