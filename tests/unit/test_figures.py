"""Figures: bars to scale, and a map whose names can be read."""

from __future__ import annotations

from itertools import combinations

from harness import ROOT

from sitegen.build import read_only
from sitegen.render.cards import Cards
from sitegen.render.edition import Edition
from sitegen.render.figures import HAN, LATIN, LINE, WIDTH, bars, places_map, time_line
from sitegen.render.html import Text
from sitegen.render.theme import Theme
from sitegen.render.views import MapPoint
from sitegen.site.assemble import assemble
from sitegen.site.facets import Reader


def _cards(code: str) -> Cards:
    site = assemble(read_only(ROOT / "content"))
    theme = Theme((ROOT / "themes/gazette",))
    return Cards(Reader(site), Edition(code, site.content.config, site.content.scripts, theme.strings(code)))


def test_bars_are_as_long_as_their_counts() -> None:
    """The longest is whole; a chart of nothing has no bars."""
    label = Text("a", "en", "en")
    assert [bar.share for bar in bars([(label, "", 4), (label, "", 1), (label, "", 0)])] == [1, 0.25, 0]
    assert bars([(label, "", 0)]) == ()


def _left(point: MapPoint) -> float:
    return point.label_x - (_width(point) if point.end else 0)


def _width(point: MapPoint) -> float:
    return sum(HAN if ord(char) > 0x2E80 else LATIN for char in str(point.link.text))


def test_no_name_on_the_map_covers_another_or_leaves_it() -> None:
    """In English and in Chinese, whose names have other widths."""
    for code in ("en", "zh-hans"):
        found = places_map(_cards(code))
        assert found is not None
        assert len(found.points) > 4
        assert all(0 <= p.x <= WIDTH and 0 <= p.y <= found.height for p in found.points)
        assert all(_left(p) >= 0 and _left(p) + _width(p) <= WIDTH for p in found.points)
        for one, other in combinations(found.points, 2):
            apart = abs(one.label_y - other.label_y) >= LINE - 4
            first, second = sorted((one, other), key=_left)
            size = _left(second) - _left(first)
            assert apart or size >= _width(first), (one.link.text, other.link.text)


def test_north_is_up_and_east_is_right() -> None:
    """Zhengzhou lies north of Zhumadian, Zhoukou east of Pingdingshan."""
    found = places_map(_cards("en"), "zhumadian-kaifaqu")
    assert found is not None
    at = {str(p.link.text): p for p in found.points}
    assert at["Zhengzhou"].y < at["Zhumadian Economic Development Zone"].y
    assert at["Zhoukou"].x > at["Pingdingshan"].x
    assert [p.here for p in found.points].count(True) == 1


def test_a_place_without_coordinates_has_no_map() -> None:
    """Nothing is guessed."""
    assert places_map(_cards("en"), "xiaoyinzhuang") is None


def test_a_time_line_spans_the_archive() -> None:
    """Years from the first to the last; a moment lies in its year."""
    cards = _cards("en")
    line = time_line(cards, cards.site.articles())
    assert line is not None
    years = dict(line.years)
    assert line.years[0] == ("2015", 0)
    for moment in line.moments:
        year = cards.site.article(moment.card.url.split("articles/")[1].strip("/")).date.year
        assert years[str(year)] <= moment.x < years.get(str(year + 1), 1.0001)
    assert time_line(cards, []) is None
