"""The picture of a town as SVG: light in every theme and never mirrored, since it is a map."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from ei_collect.places.outline import Shape, Spot, TownMap

NARROW = 280
"""How many dots wide the picture is where there is least room; what must be read is measured in these."""
GROUND, LAND, BORDER, DOT, INK = "#dfe9e7", "#fff", "#5d6d6a", "#0a5a55", "#fff"


@dataclass(frozen=True)
class Dot:
    """Something that is marked in the picture, and the number that its name has beside it."""

    spot: Spot
    number: str


def to_svg(town: TownMap, dots: Sequence[Dot] = ()) -> str:
    """The drawing: the wards, and above them the dots."""
    size = f'width="{town.width}" height="{town.height}"'
    line = town.width / NARROW
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {town.width} {town.height}" {size}>'
        f'<rect {size} fill="{GROUND}"/>'
        f'<g fill="{LAND}" stroke="{BORDER}" stroke-width="{line:.1f}" stroke-linejoin="round" fill-rule="evenodd">'
        f"{''.join(map(_path, town.shapes))}</g>"
        f'<g font-family="sans-serif" font-weight="bold" font-size="{11 * line:.0f}" text-anchor="middle">'
        f"{''.join(_dots(dots, line))}</g></svg>\n"
    )


def _path(shape: Shape) -> str:
    return f'<path d="{"".join(map(_ring, shape.rings))}"/>'


def _ring(ring: Sequence[Spot]) -> str:
    """Steps from spot to spot, which are shorter to write than the spots."""
    steps = (f"{x2 - x1:.0f} {y2 - y1:.0f}" for (x1, y1), (x2, y2) in pairwise(ring))
    return f"M{ring[0][0]:.0f} {ring[0][1]:.0f}l{' '.join(steps)}z".replace(" -", "-")


def _dots(dots: Iterable[Dot], line: float) -> Iterable[str]:
    for dot in dots:
        x, y = dot.spot
        edge = f'fill="{DOT}" stroke="{INK}" stroke-width="{line:.1f}"'
        yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{9 * line:.0f}" {edge}/>'
        yield f'<text x="{x:.0f}" y="{y + 4 * line:.0f}" fill="{INK}">{escape(dot.number)}</text>'
