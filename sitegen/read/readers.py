"""Content files to values: one reader for each kind of file the contract knows.

A reader takes the text of a file and its path and returns the value (or None if nothing usable is left) with
every problem found. It opens no files and knows nothing of the other files: whether an id exists is `site`'s
business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Span, error, warning
from sitegen.digest import digest
from sitegen.edtf import Edtf, parse_edtf
from sitegen.model import (
    CATEGORIES,
    GENRES,
    LEVELS,
    PLACE_KINDS,
    RIGHTS_DISPLAYS,
    ROLES,
    SCRIPTS,
    TERM_STATUSES,
    TOOLTIP_LIMIT,
    TRANSLATION_STATUSES,
    Article,
    Block,
    Credit,
    Document,
    Page,
    Paper,
    Part,
    Place,
    RawLines,
    Rendering,
    Rights,
    Term,
    Translation,
)  # fmt: skip
from sitegen.read.frontmatter import Fields, parse, split
from sitegen.read.markdown import parse_markdown
from sitegen.read.tables import EDTF_HINT, reading_problem, script_problem

_CHINESE_HEADING = "中文"


def read_article(text: str, path: str, article_id: str) -> tuple[Article | None, list[Diagnostic]]:
    """An article from its `.md` file. `article_id` is `<page>/<nn>-<slug>`."""
    opened = _open(text, path)
    if isinstance(opened, list):
        return None, opened
    fields, body, source_digest = opened
    terms = fields.record("terms")
    article = Article(
        id=article_id,
        path=path,
        title=fields.text("title", required=True),
        kicker=fields.text("kicker"),
        subtitle=fields.text("subtitle"),
        column=fields.text("column"),
        dateline=fields.text("dateline"),
        title_en=fields.text("title_en"),
        summary_en=fields.text("summary_en"),
        genre=fields.choice("genre", GENRES, default="report"),
        date=fields.parsed("date", parse_edtf, EDTF_HINT, required=True) or _NO_DATE,
        date_evidence=fields.text("date_evidence"),
        paper=fields.text("paper", required=True),
        page=fields.text("page"),
        district=fields.text("district", required=True),
        byline=tuple(_credits(fields)),
        script=fields.choice("script", SCRIPTS, default="hans"),
        raw=_raw_lines(fields),
        skip=frozenset(terms.texts("skip")) if terms else frozenset(),
        sense=terms.mapping("sense") if terms else {},
        places=fields.mapping("places"),
        readings=_readings(fields),
        scripts=_scripts(fields),
        rights=fields.text("rights"),
        aliases=fields.texts("aliases"),
        tags=fields.texts("tags"),
        draft=fields.flag("draft"),
        body=body,
        body_digest=source_digest,
        spans=fields.keys,
    )
    if terms:
        terms.finish()
    fields.finish()
    if not body.blocks:
        hint = "write the text below the front matter, or add 'draft: true'"
        fields.found.append(warning("empty-body", Span(path), "the article has no text", hint))
    return article, fields.found


def read_translation(text: str, path: str, article_id: str) -> tuple[Translation | None, list[Diagnostic]]:
    """The English of an article from its `.en.md` file."""
    opened = _open(text, path)
    if isinstance(opened, list):
        return None, opened
    fields, body, _ = opened
    translation = Translation(
        article=article_id,
        path=path,
        title=fields.text("title", required=True),
        kicker=fields.text("kicker"),
        subtitle=fields.text("subtitle"),
        status=fields.choice("status", TRANSLATION_STATUSES, default="draft"),
        translator=fields.text("translator"),
        source_digest=fields.text("source_digest"),
        body=body,
        spans=fields.keys,
    )
    fields.finish()
    return translation, fields.found


def read_term(text: str, path: str, term_id: str) -> tuple[Term | None, list[Diagnostic]]:
    """A gloss from its file."""
    opened = _open(text, path)
    if isinstance(opened, list):
        return None, opened
    fields, body, _ = opened
    gloss, gloss_zh = _by_language(body)
    term = Term(
        id=term_id,
        path=path,
        term=fields.text("term", required=True),
        hant=fields.text("hant"),
        forms=fields.texts("forms"),
        pinyin=fields.text("pinyin", required=True),
        english=fields.text("english", required=True),
        literal=fields.text("literal"),
        official=tuple(_renderings(fields)),
        avoid=fields.texts("avoid"),
        category=fields.choice("category", CATEGORIES, required=True),
        level=fields.choice("level", LEVELS),
        parts=tuple(_parts(fields)),
        not_in=fields.texts("not_in"),
        see_also=fields.texts("see_also"),
        sources=fields.texts("sources"),
        status=fields.choice("status", TERM_STATUSES, default="draft"),
        gloss=gloss,
        gloss_zh=gloss_zh,
        spans=fields.keys,
    )
    fields.finish()
    fields.found += _tooltip_problems(gloss, gloss_zh, path)
    return term, fields.found


def read_place(text: str, path: str, place_id: str) -> tuple[Place | None, list[Diagnostic]]:
    """A place from its file."""
    opened = _open(text, path)
    if isinstance(opened, list):
        return None, opened
    fields, body, _ = opened
    profile, profile_zh = _by_language(body)
    place = Place(
        id=place_id,
        path=path,
        name=fields.text("name", required=True),
        hant=fields.text("hant"),
        name_en=fields.text("name_en", required=True),
        pinyin=fields.text("pinyin", required=True),
        kind=fields.choice("kind", PLACE_KINDS, required=True),
        parent=fields.text("parent"),
        aliases=fields.texts("aliases"),
        local_names=fields.texts("local_names"),
        not_in=fields.texts("not_in"),
        not_to_confuse=fields.texts("not_to_confuse"),
        coordinates=_coordinates(fields),
        official_name=fields.text("official_name"),
        sources=fields.texts("sources"),
        profile=profile,
        profile_zh=profile_zh,
        spans=fields.keys,
    )
    fields.finish()
    return place, fields.found


def read_paper(text: str, path: str, paper_id: str) -> tuple[Paper | None, list[Diagnostic]]:
    """A newspaper from its file."""
    opened = _open(text, path)
    if isinstance(opened, list):
        return None, opened
    fields, body, _ = opened
    profile, profile_zh = _by_language(body)
    paper = Paper(
        id=paper_id,
        path=path,
        name=fields.text("name", required=True),
        name_en=fields.text("name_en", required=True),
        place=fields.text("place", required=True),
        url=fields.text("url"),
        rights=_rights(fields),
        profile=profile,
        profile_zh=profile_zh,
        spans=fields.keys,
    )
    fields.finish()
    return paper, fields.found


def read_page(text: str, path: str, page_id: str) -> tuple[Page | None, list[Diagnostic]]:
    """A page of prose in one language: front matter `title` and a body."""
    opened = _open(text, path)
    if isinstance(opened, list):
        return None, opened
    fields, body, _ = opened
    page = Page(id=page_id, path=path, title=fields.text("title", required=True), body=body)
    fields.finish()
    return page, fields.found


# -- parts of front matter

#: Stands in where the date is missing or wrong, so that the other problems of the file are found too.
_NO_DATE = Edtf("0001", 1)


def _open(text: str, path: str) -> tuple[Fields, Document, str] | list[Diagnostic]:
    """Front matter, body and the body's digest; or why there is nothing to read."""
    source, found = split(text, path)
    if source is None:
        return found
    fields = parse(source)
    body, problems = parse_markdown(source.body, path, source.body_line)
    fields.found += problems
    return fields, body, body_digest(source.body)


def body_digest(body: str) -> str:
    """The fingerprint of an article's body that a translation remembers: white space at its ends is ignored."""
    return digest(body.strip())


def _credits(fields: Fields) -> Iterator[Credit]:
    for record in fields.records("byline"):
        name = record.text("name", required=True)
        role = record.choice("role", ROLES, required=True)
        record.finish()
        if name and role:
            yield Credit(name, role)


def _renderings(fields: Fields) -> Iterator[Rendering]:
    for record in fields.records("official"):
        yield Rendering(record.text("english", required=True), record.text("source"))
        record.finish()


def _parts(fields: Fields) -> Iterator[Part]:
    for record in fields.records("parts"):
        yield Part(record.text("zh", required=True), record.text("en", required=True))
        record.finish()


def _rights(fields: Fields) -> Rights:
    record = fields.record("rights")
    if record is None:
        return Rights()
    rights = Rights(
        record.text("status"),
        record.text("holder"),
        record.text("basis"),
        record.choice("display", RIGHTS_DISPLAYS, default="full"),
    )
    record.finish()
    return rights


def _raw_lines(fields: Fields) -> RawLines | None:
    record = fields.record("raw")
    if record is None:
        return None
    page = record.text("page", required=True)
    hint = "write line ranges such as '5-43' or '5-20,33-40'"
    lines = record.parsed("lines", parse_line_ranges, hint, required=True)
    record.finish()
    return RawLines(page, lines) if page and lines else None


def parse_line_ranges(text: str) -> tuple[tuple[int, int], ...] | None:
    """`5-20,33` as ((5, 20), (33, 33)); None if it is not a list of 1-based line ranges."""
    ranges = []
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\d+)(?:-(\d+))?\s*", part)
        if not match:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if not 0 < first <= last:
            return None
        ranges.append((first, last))
    return tuple(ranges)


def _coordinates(fields: Fields) -> tuple[float, float] | None:
    values = fields.texts("coordinates")
    if not values:
        return None
    hint = "write [latitude, longitude] in degrees, for example [33.01, 114.02]"
    try:
        latitude, longitude = (float(value) for value in values)
    except ValueError:
        fields.report("bad-value", "coordinates", f"cannot read {', '.join(values)} as coordinates", hint)
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        fields.report("bad-value", "coordinates", f"{latitude}, {longitude} is nowhere on Earth", hint)
        return None
    return latitude, longitude


def _readings(fields: Fields) -> dict[str, str]:
    readings = fields.mapping("readings")
    for word, reading in readings.items():
        if problem := reading_problem(word, reading):
            fields.report("bad-reading", "readings", *problem)
    return readings


def _scripts(fields: Fields) -> dict[str, str]:
    scripts = fields.mapping("scripts")
    for source, target in scripts.items():
        if problem := script_problem(source, target):
            fields.report("bad-script", "scripts", *problem)
    return scripts


def _by_language(body: Document) -> tuple[Document, Document]:
    """The English and the Chinese half of a body, cut at its heading `## 中文`."""
    for index, node in enumerate(body.nodes):
        if isinstance(node, Block) and node.kind == "heading" and node.text.strip() == _CHINESE_HEADING:
            return Document(body.nodes[:index]), Document(body.nodes[index + 1 :])
    return body, Document()


def _tooltip_problems(gloss: Document, gloss_zh: Document, path: str) -> Iterator[Diagnostic]:
    for document, language in ((gloss, "English"), (gloss_zh, "Chinese")):
        first = document.first_paragraph
        if first is None:
            hint = "write a first paragraph that says what the term means"
            if language == "Chinese":
                hint = "add a heading '## 中文' and the gloss in Chinese"
            yield warning("no-gloss", Span(path), f"the term has no {language} gloss", hint)
        elif len(first.text) > TOOLTIP_LIMIT:
            message = f"the first paragraph in {language} has {len(first.text)} characters, more than {TOOLTIP_LIMIT}"
            hint = "the first paragraph is the tooltip: say it shortly and go on in the next paragraph"
            yield error("gloss-too-long", first.span(), message, hint)
