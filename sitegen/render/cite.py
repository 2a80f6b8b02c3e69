"""How to cite an article: Chicago, GB/T 7714, BibTeX and RIS.

Sources: Chicago Manual of Style, 17th ed., 14.191-14.200 (newspapers), 11.90 (titles with a translation); GB/T
7714-2015, 8.8 (N/OL); BibTeX 0.99d; RIS as Reference Manager 12 wrote it. Names stay as printed, family name first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.edtf import Edtf
from sitegen.render.views import Citation

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a citation is made of. `shown_date` is the date in English words."""

    id: str
    authors: tuple[str, ...]
    title: str
    title_en: str
    paper: str
    paper_en: str
    date: Edtf
    shown_date: str
    url: str


def citations(source: Source) -> tuple[Citation, ...]:
    """The article in each style and format."""
    return (
        Citation("Chicago", chicago(source)),
        Citation("GB/T 7714", gb7714(source)),
        Citation("BibTeX", bibtex(source)),
        Citation("RIS", ris(source)),
    )


def chicago(source: Source) -> str:
    """An entry of a bibliography."""
    *others, last = source.authors or ("",)
    authors = f"{', '.join(others)} and {last}" if others else last
    title = f"“{source.title}”" + (f" [{source.title_en}]" if source.title_en else "")
    about = "ca. " if source.date.qualifier else ""
    start = f"{authors}. " if authors else ""
    return f"{start}{title}. {source.paper} [{source.paper_en}], {about}{source.shown_date}. {source.url}."


def gb7714(source: Source) -> str:
    """An entry of a list of references; the day of access is left to whoever cites."""
    authors = ", ".join(source.authors[:3]) + (", 等" if len(source.authors) > 3 else "")
    start = f"{authors}. " if authors else ""
    date = f"[{source.date.iso}]" if source.date.qualifier else source.date.iso
    return f"{start}{source.title}[N/OL]. {source.paper}, {date}[引用日期]. {source.url}."


def bibtex(source: Source) -> str:
    """A BibTeX entry of type `article`."""
    fields = {
        "author": " and ".join(f"{{{name}}}" for name in source.authors),
        "title": f"{{{source.title}}}",
        "journal": source.paper,
        "year": f"{source.date.year:04d}",
        "month": _MONTHS[source.date.month - 1] if 0 < source.date.month <= len(_MONTHS) else "",
        "day": str(source.date.day or ""),
        "url": source.url,
        "language": "chinese",
        "note": "; ".join(filter(None, (source.title_en, "date approximate" if source.date.qualifier else ""))),
    }
    body = "".join(
        f"  {key} = {value if key == 'month' else '{' + _escaped(value) + '}'},\n"
        for key, value in fields.items()
        if value
    )
    return f"@article{{{source.id.replace('/', '-')},\n{body}}}"


def ris(source: Source) -> str:
    """A RIS record of type `NEWS`."""
    date = source.date
    day = f"{date.year:04d}/{date.month if 0 < date.month <= 12 else 0:02d}/{date.day:02d}".replace("/00", "/")
    lines = [
        ("TY", "NEWS"),
        *(("AU", name) for name in source.authors),
        ("TI", source.title),
        *([("TT", source.title_en)] if source.title_en else []),
        ("T2", source.paper),
        ("PY", f"{date.year:04d}"),
        ("DA", day + ("/" * (3 - day.count("/")))),
        ("LA", "zh"),
        ("UR", source.url),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {value}".rstrip() if tag != "ER" else "ER  - " for tag, value in lines)


def _escaped(text: str) -> str:
    """TeX's own characters, escaped; braces stay."""
    return re.sub(r"([%&#$_])", r"\\\1", text)
