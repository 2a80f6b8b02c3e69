"""Who uses a term how often, and what sets a district apart."""

from __future__ import annotations

import math

import pytest
from harness import Archive

from sitegen.build import read_only
from sitegen.site.assemble import assemble
from sitegen.site.usage import Usage, log_likelihood


def test_log_likelihood_is_dunnings() -> None:
    """Nothing where the shares are equal, and the textbook value where they are not."""
    assert log_likelihood(10, 20, 1000, 2000) == pytest.approx(0)
    expected = 2 * (20 * math.log(20 / 10) + 0)
    assert log_likelihood(20, 0, 1000, 1000) == pytest.approx(expected)
    assert log_likelihood(30, 10, 1000, 1000) == pytest.approx(log_likelihood(10, 30, 1000, 1000))


def _article(archive: Archive, name: str, district: str, body: str) -> None:
    archive.write(
        f"articles/shili-2024-05/{name}.md",
        f"---\ntitle: 一篇\ndate: '2024-05'\npaper: shili-bao\ndistrict: {district}\n---\n\n{body}\n",
    )


def test_a_term_tells_of_the_district_that_uses_it_more(archive: Archive) -> None:
    """Counts and rates are by the article's home; one use is no habit, and the others' term is not ours."""
    for path in archive.content.glob("articles/*/*.md"):
        path.unlink()
    _article(archive, "01-a", "shili-gaoxinqu", "营商环境好，营商环境优，营商环境新，大家都说营商环境。" + "天" * 60)
    _article(archive, "02-b", "shili", "今天天气不错。" * 40)
    usage = Usage(assemble(read_only(archive.content)))
    assert usage.districts == ("shili", "shili-gaoxinqu")
    assert usage.by_district["yingshang-huanjing"]["shili-gaoxinqu"] == 4
    assert usage.by_year["yingshang-huanjing"] == {"2024": 4}
    assert usage.rate("yingshang-huanjing", "shili-gaoxinqu") > 30
    assert usage.telling("shili-gaoxinqu", 5) == ("yingshang-huanjing",)
    assert usage.telling("shili", 5) == ()
    assert usage.shared(usage.by_district, 5) == ()
