"""Annotation and rendering lose nothing and say only what is there, whatever the text."""

from __future__ import annotations

from functools import cache
from itertools import count, pairwise

from hypothesis import example, given
from hypothesis import strategies as st
from in_memory import ARTICLE, article_site, article_view, edition, nests, read, strip_html
from strategies import STEADY, markdown, texts

from sitegen.model import Block
from sitegen.read.markdown import parse_markdown
from sitegen.zh.annotate import Annotator, Context
from sitegen.zh.characters import fold
from sitegen.zh.pinyin import Romanizer

contexts = st.builds(
    Context,
    home=st.sampled_from(["shili", "shili-gaoxinqu", "nowhere", ""]),
    skip=st.sampled_from([frozenset[str](), frozenset({"yingshang-huanjing"})]),
    places=st.sampled_from([{}, {"全区": "shili-gaoxinqu"}, {"我市": "nowhere"}]),
)


@cache
def annotator() -> Annotator:
    """The starter's terms and places, and a few terms that overlap and hold quotation marks."""
    term = "---\nterm: {}\npinyin: x\nenglish: x\ncategory: economy\n---\n\nX.\n\n## 中文\n\n甲。\n"
    terms = {"a-a": "环境", "b-b": "“营商”", "c-c": "示例市的", "d-d": "的环境", "e-e": "GDP"}
    site, _ = read({f"glossary/{slug}.md": term.format(word) for slug, word in terms.items()})
    return Annotator(site.terms.values(), site.places)


def blocks(text: str) -> tuple[Block, ...]:
    return parse_markdown(text, "a.md")[0].blocks


@STEADY
@given(markdown, contexts)
@example("[[yingshang-huanjing|“]]营商”环境", Context("shili"))
def test_marks_of_one_kind_never_overlap(text: str, context: Context) -> None:
    """Of any two terms, or any two places, one ends before the other begins."""
    for block in blocks(text):
        marks = annotator().block(block, context).marks
        for kind in ("term", "place"):
            of_kind = [mark for mark in marks if mark.kind == kind]
            assert all(first.end <= second.start for first, second in pairwise(of_kind)), of_kind


@STEADY
@given(markdown, contexts)
def test_marks_and_doubts_stand_inside_the_text_and_are_not_empty(text: str, context: Context) -> None:
    for block in blocks(text):
        annotation = annotator().block(block, context)
        for mark in annotation.marks:
            assert 0 <= mark.start < mark.end <= len(block.text)
        for doubt in annotation.doubts:
            assert 0 <= doubt.start < doubt.end <= len(block.text)


@STEADY
@given(markdown, contexts)
@example("营商-{”}-环境", Context("shili"))
def test_nothing_is_marked_inside_what_is_closed_to_marks(text: str, context: Context) -> None:
    """Of links, code, locks, notes and forced marks, only the last hold a mark: the one that was forced."""
    for block in blocks(text):
        forced = {(style.start, style.end) for style in block.styles if style.kind == "mark"}
        closed = [s for s in block.styles if s.kind in ("link", "code", "lock", "note", "mark")]
        for mark in annotator().block(block, context).marks:
            if (mark.start, mark.end) not in forced:
                assert not any(s.start < mark.end and mark.start < s.end for s in closed), (block.text, mark)


@STEADY
@given(texts)
def test_folding_keeps_the_place_of_every_character(text: str) -> None:
    """Offsets increase, and each folded character is what the character at its offset folds to."""
    folded = fold(text)
    assert len(folded.text) == len(folded.offsets)
    assert all(first < second for first, second in pairwise(folded.offsets))
    assert all(0 <= offset < len(text) for offset in folded.offsets)
    assert folded.text == "".join(fold(text[offset]).text for offset in folded.offsets)


@STEADY
@given(texts, st.data())
def test_every_match_in_folded_text_is_the_same_text_in_the_original(text: str, data: st.DataObject) -> None:
    """Whatever stretch of the folded text matches, the stretch of the original that it stands for folds back to it."""
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.span(start, end)
    assert 0 <= first < last <= len(text)
    assert fold(text[first:last]).text == folded.text[start:end]


@STEADY
@given(texts)
def test_pinyin_gives_each_character_one_syllable_at_most(text: str) -> None:
    """Words stand in order, do not overlap, and have as many syllables as characters."""
    words = Romanizer({"营商环境": "yíng shāng huán jìng", "区的": "qū de"}).words(text, {"环境": "huán jìng"})
    assert all(first.end <= second.start for first, second in pairwise(words))
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert all(len(word.syllables) == word.end - word.start for word in words)


@STEADY
@given(markdown, st.sampled_from(["en", "zh-hans", "zh-hant"]), st.sampled_from(["hans", "hant"]))
def test_a_page_without_its_marks_is_the_text(text: str, code: str, script: str) -> None:
    """Links, ruby and emphasis taken away, a page's body is what the edition shows of each block, to the letter."""
    site = article_site(text, script=script)
    html = "".join(str(unit.chinese) for unit in article_view(site, code).units)
    article = site.articles[ARTICLE]
    shown = edition(site, code).shown
    assert strip_html(html) == "".join(shown(article, block.text, block.styles) for block in article.body.blocks)
    assert nests(html)


_setting = st.sampled_from(["{}", "**{}**", "[[x|{}]]", "-{{{}}}-", "*{}*"])
_kind = st.sampled_from(["word{}z", "词{}。"])


@STEADY
@given(st.lists(st.lists(st.tuples(_kind, _setting), min_size=1, max_size=4), min_size=1, max_size=4))
def test_every_word_of_a_block_knows_its_place_in_the_file(rows: list[list[tuple[str, str]]]) -> None:
    """A message points at the words that it is about, in Chinese and in English broken over several lines."""
    numbers = count(1)
    words = [[(kind.format(next(numbers)), setting) for kind, setting in row] for row in rows]
    lines = [" ".join(setting.format(word) for word, setting in row) for row in words]
    (block,) = parse_markdown("\n".join(lines), "a.md", 7)[0].blocks
    for number, row in enumerate(words):
        for word, _ in row:
            span = block.span(block.text.index(word))
            assert (span.line, span.col) == (number + 7, lines[number].index(word) + 1), word
