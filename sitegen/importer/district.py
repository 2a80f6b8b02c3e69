"""Which district an article is about: its own words first, then the home place of its page.

A word such as 开发区 means a district only inside its own city, so only those of the page's city are looked for.
Knows the front matter of place files, not how pages are cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.importer.draft import Draft
from sitegen.read.frontmatter import parse, split

#: Kinds of place that an article can be filed under.
_DISTRICTS = ("district", "development-zone", "high-tech-zone", "county", "county-city")
#: Words that point back to whatever district was named before.
_ANAPHORS = frozenset(("全区", "该区", "我区", "全區", "該區", "我區", "全市", "我市", "全县", "该县", "我县"))


@dataclass(frozen=True, slots=True)
class District:
    """A district of the page's city: its id, what it is called there, and longer words that do not mean it."""

    id: str
    names: tuple[str, ...]
    not_in: tuple[str, ...] = ()


def districts_of(folder: Path, home: str) -> list[District]:
    """The districts of the city that `home` belongs to, from the place files in `folder`."""
    found: dict[str, tuple[str, District]] = {}
    for path in sorted(folder.glob("*.md")) if home and folder.is_dir() else ():
        try:
            source, _ = split(path.read_text("utf-8"), path.name)
        except (OSError, UnicodeDecodeError):
            continue
        fields = parse(source) if source else None
        if fields is None or fields.text("kind") not in _DISTRICTS:
            continue
        names = (fields.text("name"), fields.text("hant"), *fields.texts("aliases"), *fields.texts("local_names"))
        known = tuple(name for name in names if name and name not in _ANAPHORS)
        found[path.stem] = (fields.text("parent"), District(path.stem, known, fields.texts("not_in")))
    city = found[home][0] if home in found else home
    return [district for parent, district in found.values() if parent == city]


def district_of(draft: Draft, districts: Sequence[District]) -> str:
    """The district named first in kicker, headline, subtitle or text; empty if none is."""
    heads = (draft.kicker.text, draft.title.text, draft.subtitle.text)
    for text in (*heads, *(block.piece.text for block in draft.blocks)):
        if found := _first(text, districts):
            return found
    return ""


def _first(text: str, districts: Iterable[District]) -> str:
    """The id of the district whose name comes first in a text (of two at one place, the longer name's)."""
    hits = [
        (at, -len(name), district.id)
        for district in districts
        for name in district.names
        for at in _at(text, name, district)
    ]
    return min(hits)[2] if hits else ""


def _at(text: str, name: str, district: District) -> list[int]:
    """Where a name stands, but for longer words around it that mean something else."""
    found, at = [], text.find(name)
    while at >= 0:
        if not any(name in longer and _covers(text, at, name, longer) for longer in district.not_in):
            found.append(at)
        at = text.find(name, at + 1)
    return found


def _covers(text: str, at: int, name: str, longer: str) -> bool:
    """Whether the longer word stands around the name at this place."""
    start = at - longer.index(name)
    return start >= 0 and text.startswith(longer, start)
