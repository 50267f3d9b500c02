"""A town as a small picture: the outlines of its wards, simplified, and which wards a spot in the picture may mean.

Lengths in the picture are in UNITs from its upper left corner, to the east and to the south: a plain equirectangular
projection, which is off by less than one part in a thousand across a town.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, dist, hypot, radians
from typing import Any

from ei_collect.places.ward import WardOutline

UNIT = 10
"""Metres."""
METRES_A_DEGREE = 111_195
MARGIN = 20
FINEST, COARSER = 2.0, 1.6
"""How far a simplified outline may be from the true one at first, and by how much more if that is too long."""
MOST_POINTS = 4000
"""Of all outlines together: some 35 kB when drawn."""
STRETCH = 250
"""So many spots of a line are simplified at once."""
NEAR = 500
"""Metres within which a tap may mean something else than what it hit: fingers are broad, and maps are small."""
MOST_WARDS = 4

Spot = tuple[float, float]
Ring = tuple[Spot, ...]


@dataclass(frozen=True)
class Frame:
    """Where the upper left corner lies in degrees, and how much shorter a degree is to the east than to the north."""

    west: float
    north: float
    squeeze: float

    def spot(self, longitude: float, latitude: float) -> Spot:
        """Where a point lies in the picture, or beyond its edges."""
        unit = METRES_A_DEGREE / UNIT
        return MARGIN + (longitude - self.west) * unit * self.squeeze, MARGIN + (self.north - latitude) * unit


@dataclass(frozen=True)
class Shape:
    """A ward in the picture: its outer rings and those of its holes, each without its first spot again at the end."""

    ward: str
    rings: tuple[Ring, ...]

    def holds(self, spot: Spot) -> bool:
        """Whether the spot lies in the ward: a line from it to the east crosses the outline an odd number of times."""
        return sum(_crosses(spot, *side) for ring in self.rings for side in _sides(ring)) % 2 == 1

    def distance(self, spot: Spot) -> float:
        """How far the spot is from the ward in metres; 0 within it."""
        if self.holds(spot):
            return 0
        return UNIT * min(_to_side(spot, *side) for ring in self.rings for side in _sides(ring))


@dataclass(frozen=True)
class TownMap:
    """The picture: its size, and the wards in it."""

    frame: Frame
    width: int
    height: int
    shapes: tuple[Shape, ...]

    def tapped(self, x: int, y: int, shown_width: int) -> Spot:
        """The spot that was tapped, where the picture is shown so many dots wide."""
        return x * self.width / shown_width, y * self.width / shown_width

    def shows(self, spot: Spot) -> bool:
        """Whether the spot is within the picture."""
        return 0 <= spot[0] <= self.width and 0 <= spot[1] <= self.height

    def wards_at(self, spot: Spot) -> tuple[str, ...]:
        """The codes of the wards that the spot can mean, the one that it lies in first; none far from all of them."""
        near = sorted((away, shape.ward) for shape in self.shapes if (away := shape.distance(spot)) <= NEAR)
        return tuple(ward for _, ward in near[:MOST_WARDS])


def draw(outlines: Iterable[WardOutline]) -> TownMap | None:
    """The picture of these wards; None where none of them has a usable outline in degrees."""
    rings = {each.ward.code: tuple(_rings(each.geometry)) for each in outlines}
    spots = [spot for found in rings.values() for ring in found for spot in ring]
    if not spots:
        return None
    west, south = min(x for x, _ in spots), min(y for _, y in spots)
    east, north = max(x for x, _ in spots), max(y for _, y in spots)
    frame = Frame(west, north, cos(radians((north + south) / 2)))
    width, height = (round(edge + MARGIN) for edge in frame.spot(east, south))
    placed = [
        Shape(ward, tuple(tuple(frame.spot(*at) for at in ring) for ring in found)) for ward, found in rings.items()
    ]
    shapes = _simplified([shape for shape in placed if shape.rings])
    return TownMap(frame, width, height, shapes) if shapes else None


def metres(one: Spot, other: Spot) -> float:
    """How far two spots are from each other."""
    return UNIT * dist(one, other)


def _rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    """The rings of a Polygon or a MultiPolygon. What is none, or not in degrees, is left out: nothing can be drawn."""
    listed = geometry.get("coordinates")
    polygons = [listed] if geometry.get("type") == "Polygon" else listed
    for polygon in polygons if isinstance(polygons, list) else []:
        for ring in polygon if isinstance(polygon, list) else []:
            found = tuple(spot for each in ring if (spot := _degrees(each))) if isinstance(ring, list) else ()
            if len(found) > 3:
                yield found[:-1]


def _degrees(given: object) -> Spot | None:
    match given:
        case [int() | float() as longitude, int() | float() as latitude, *_]:
            return (longitude, latitude) if abs(longitude) <= 180 and abs(latitude) <= 90 else None
    return None


def _simplified(shapes: Sequence[Shape]) -> tuple[Shape, ...]:
    """The shapes with as many spots as there is room for; rings that shrink to nothing are left out."""
    allowed = FINEST
    while True:
        done = tuple(Shape(each.ward, tuple(_thinned(each.rings, allowed))) for each in shapes)
        if sum(len(ring) for shape in done for ring in shape.rings) <= MOST_POINTS:
            return tuple(shape for shape in done if shape.rings)
        shapes, allowed = done, allowed * COARSER


def _thinned(rings: Iterable[Ring], allowed: float) -> Iterator[Ring]:
    for ring in rings:
        middle = max(range(len(ring)), key=lambda at: dist(ring[0], ring[at]))
        there, back = _line(ring[: middle + 1], allowed), _line((*ring[middle:], ring[0]), allowed)
        fresh = tuple((round(x), round(y)) for x, y in (*there[:-1], *back[:-1]))
        if len(fresh) > 2:
            yield fresh


def _line(spots: Ring, allowed: float) -> Ring:
    """Douglas and Peucker's simplification: without the spots that are not further than `allowed` from what is left.

    Of a long line in stretches: it takes the square of their length where nothing can be left out.
    """
    ends = [*range(0, len(spots) - 1, STRETCH), len(spots) - 1]
    kept = set(ends)
    stretches = list(pairwise(ends))
    while stretches:
        first, last = stretches.pop()
        between = range(first + 1, last)
        away = [_to_side(spots[at], spots[first], spots[last]) for at in between]
        if away and max(away) > allowed:
            furthest = between[away.index(max(away))]
            kept.add(furthest)
            stretches += [(first, furthest), (furthest, last)]
    return tuple(spots[at] for at in sorted(kept))


def _sides(ring: Ring) -> Iterator[tuple[Spot, Spot]]:
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def _crosses(spot: Spot, one: Spot, other: Spot) -> bool:
    """Whether a line from the spot to the east crosses this side."""
    (x, y), (x1, y1), (x2, y2) = spot, one, other
    return (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1


def _to_side(spot: Spot, one: Spot, other: Spot) -> float:
    """How far the spot is from the nearest of this side."""
    (x, y), (x1, y1), (x2, y2) = spot, one, other
    along, down = x2 - x1, y2 - y1
    length = along * along + down * down
    part = max(0.0, min(1.0, ((x - x1) * along + (y - y1) * down) / length)) if length else 0.0
    return hypot(x - x1 - part * along, y - y1 - part * down)
