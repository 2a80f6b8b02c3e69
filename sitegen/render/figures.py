"""Where bars, places and moments stand in a figure: numbers for the templates to draw, no markup.

The map is equirectangular with its standard parallel through the middle (x = longitude * cos(latitude)): right enough
for a province, and said to be schematic.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

from sitegen.render.cards import Cards
from sitegen.render.html import Text
from sitegen.render.views import Bar, MapPoint, MapView, Moment, TimeLine

#: The map's size at most, and the room around the outermost places for their names: above and below, at the sides.
WIDTH, HEIGHT = 480, 320
MARGIN, SIDE = 28, 60
#: Of places closer than this only the first of them is drawn.
APART = 4.0
#: A line of a name, and a character of it (Latin, Han), in the map's units.
LINE, LATIN, HAN = 17.0, 8.0, 13.5
#: How far below its point's middle the foot of a name beside it is, and how near a name comes to the map's sides.
BESIDE, EDGE = 5, 4.0
#: Where a name may stand beside its point, the best first: dx, dy, and whether it ends there. Above or below its
#: point a long name moves sideways until all of it is on the map.
_SIDES = (
    (9, BESIDE, False),
    (-9, BESIDE, True),
    (6, 20, False),
    (6, -11, False),
    (-6, 20, True),
    (-6, -11, True),
    (9, 37, False),
    (9, -28, False),
    (-9, 37, True),
    (-9, -28, True),
)


def bars(rows: Iterable[tuple[Text, str, int]]) -> tuple[Bar, ...]:
    """Bars for (label, address, count), as long as their count says."""
    listed = list(rows)
    most = max((count for *_, count in listed), default=0)
    return tuple(Bar(label, url, count, count / most) for label, url, count in listed if most)


def places_map(cards: Cards, here: str = "") -> MapView | None:
    """The places of the archive with articles about them (or about places inside them), and the one shown."""
    site = cards.site
    facts = {place: site.place_card(place) for place in site.places()}
    shown = {place: f.coordinates for place, f in facts.items() if f.coordinates and (f.articles or place == here)}
    if len(shown) < 2 or (here and here not in shown):
        return None
    points = {place: _projected(at) for place, at in shown.items()}
    left, right = _range(x for x, _ in points.values())
    top, bottom = _range(y for _, y in points.values())
    scale = min((WIDTH - 2 * SIDE) / max(right - left, 1e-6), (HEIGHT - 2 * MARGIN) / max(bottom - top, 1e-6))
    height = round((bottom - top) * scale) + 2 * MARGIN
    west = (WIDTH - (right - left) * scale) / 2
    at = {place: (west + (x - left) * scale, MARGIN + (y - top) * scale) for place, (x, y) in points.items()}
    order = sorted(at, key=lambda place: (place != here, -facts[place].articles, place))
    return MapView(WIDTH, height, tuple(_labelled(cards, order, at, here)))


def _projected(at: tuple[float, float]) -> tuple[float, float]:
    latitude, longitude = at
    return longitude * math.cos(math.radians(_PARALLEL)), -latitude


#: The parallel through the middle of Henan, in degrees.
_PARALLEL = 34.0


def _range(values: Iterable[float]) -> tuple[float, float]:
    found = list(values)
    return min(found), max(found)


def _labelled(cards: Cards, order: Sequence[str], at: dict[str, tuple[float, float]], here: str) -> Iterable[MapPoint]:
    """The points with their names, each where it covers no other name and no point, as far as that goes."""
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y in at.values()]
    drawn: list[tuple[float, float]] = []
    for place in order:
        x, y = at[place]
        if any(math.dist((x, y), other) < APART for other in drawn):
            continue
        drawn.append((x, y))
        link = cards.place_link(place)
        size = _size(str(link.text))
        boxes = [(_box(x, y, size, side), side) for side in _SIDES]
        box, (_, dy, end) = min(boxes, key=lambda placed: _covered(placed[0], taken))
        taken.append(box)
        edge = box[2] if end else box[0]
        count = cards.site.place_card(place).articles
        yield MapPoint(round(x, 1), round(y, 1), round(edge, 1), round(y + dy, 1), end, link, place == here, count)


def _size(text: str) -> float:
    return sum(HAN if ord(char) > 0x2E80 else LATIN for char in text)


def _box(x: float, y: float, size: float, side: tuple[int, int, bool]) -> tuple[float, float, float, float]:
    dx, dy, end = side
    left = x + dx - (size if end else 0)
    if dy != BESIDE:
        left = max(EDGE, min(left, WIDTH - EDGE - size))
    return left, y + dy - LINE + 4, left + size, y + dy + 4


def _covered(box: tuple[float, float, float, float], taken: Iterable[tuple[float, float, float, float]]) -> float:
    """How much of `box` lies over others or outside the map."""
    left, top, right, bottom = box
    outside = max(0.0, -left) + max(0.0, right - WIDTH)
    over = sum(
        max(0.0, min(right, other[2]) - max(left, other[0])) * max(0.0, min(bottom, other[3]) - max(top, other[1]))
        for other in taken
    )
    return over + 1000 * outside


def time_line(cards: Cards, articles: Sequence[str]) -> TimeLine | None:
    """Articles along the years of the whole archive."""
    first, last = cards.site.years()
    if not articles or not first:
        return None
    last += 1
    start, span = date(first, 1, 1), (date(last, 1, 1) - date(first, 1, 1)).days

    def where(day: date) -> float:
        return round((day - start).days / span, 4)

    years = tuple((str(year), where(date(year, 1, 1))) for year in range(first, last))
    moments = tuple(Moment(where(cards.site.article_card(a).date.earliest), cards.article(a)) for a in articles)
    return TimeLine(years, moments)
