"""Citations: what each style and format writes for a whole source, and for one that lacks what can be lacking."""

from __future__ import annotations

from dataclasses import replace

from sitegen.edtf import Edtf
from sitegen.render.cite import Source, bibtex, chicago, gb7714, ris

WHOLE = Source(
    id="shili-2024-05/01-tongzhi",
    authors=("张三", "李四"),
    title="通知 & 公告",
    title_en="Notice",
    paper="示例日报",
    paper_en="Sample Daily",
    date=Edtf("2024-05-03", 2024, 5, 3),
    shown_date="3 May 2024",
    url="https://example.org/en/articles/shili-2024-05/01-tongzhi/",
)
BARE = replace(WHOLE, authors=(), title_en="", date=Edtf("2024~", 2024, qualifier="~"), shown_date="2024")


def test_chicago() -> None:
    """Authors, the title with its translation, the newspaper, the date, the address; "ca." for a doubtful date."""
    assert chicago(WHOLE) == (
        "张三 and 李四. “通知 & 公告” [Notice]. 示例日报 [Sample Daily], 3 May 2024. "
        "https://example.org/en/articles/shili-2024-05/01-tongzhi/."
    )
    assert chicago(BARE).startswith("“通知 & 公告”. 示例日报 [Sample Daily], ca. 2024. ")


def test_gb7714() -> None:
    """A fourth author becomes 等, a doubtful date stands in brackets, the day of access is left open."""
    assert gb7714(WHOLE).startswith("张三, 李四. 通知 & 公告[N/OL]. 示例日报, 2024-05-03[引用日期]. https://")
    assert gb7714(replace(WHOLE, authors=("甲", "乙", "丙", "丁"))).startswith("甲, 乙, 丙, 等. ")
    assert gb7714(BARE).startswith("通知 & 公告[N/OL]. 示例日报, [2024][引用日期]. ")


def test_bibtex() -> None:
    """Names are kept whole, TeX's own characters escaped, a month is a macro; what is not known is left out."""
    entry = bibtex(WHOLE)
    assert entry.startswith("@article{shili-2024-05-01-tongzhi,\n  author = {{张三} and {李四}},\n")
    assert "title = {{通知 \\& 公告}},\n" in entry
    assert "month = may,\n" in entry
    assert not any(f"  {key} =" in bibtex(BARE) for key in ("author", "month", "day"))
    assert "note = {date approximate}" in bibtex(BARE)


def test_ris() -> None:
    """One author a line, the date with its three slashes, and the end of the record."""
    lines = ris(WHOLE).splitlines()
    assert lines[0] == "TY  - NEWS"
    assert lines[1:3] == ["AU  - 张三", "AU  - 李四"]
    assert "DA  - 2024/05/03/" in lines
    assert "DA  - 2024///" in ris(BARE).splitlines()
    assert lines[-1].startswith("ER  -")
