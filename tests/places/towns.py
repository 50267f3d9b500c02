"""An invented town of two square wards, side by side, each some 2.2 km wide; and where things are in it."""

import json
from pathlib import Path
from typing import Any

from ei_collect.operations.installation import Installation
from ei_collect.places.ward import Ward, WardOutline
from ei_collect.store.places import put_wards, set_boundaries

WEST, EAST = Ward("E05000001", "Westfield"), Ward("E05000002", "Eastfield")
NORTH, SIDE = 52.0, 0.02
"""The latitude of the upper edge, and the height of a ward, in degrees; they are 0.0325 degrees wide."""
WIDTH = 0.0325
BORDER = -1.0
"""The longitude of the border between the two."""


def square(west: float, north: float = NORTH, *, bends: int = 0) -> dict[str, Any]:
    """A ward as GeoJSON; along its upper edge some spots that are almost on it."""
    upper = [[west + WIDTH * part / (bends + 1), north + 0.000001 * (part % 2)] for part in range(bends + 2)]
    lower = [[west + WIDTH, north - SIDE], [west, north - SIDE]]
    return {"type": "Polygon", "coordinates": [[*upper, *lower, upper[0]]]}


def outlines() -> tuple[WardOutline, WardOutline]:
    """The two wards."""
    return WardOutline(WEST, square(BORDER - WIDTH, bends=50)), WardOutline(EAST, square(BORDER))


def bound(installation: Installation, place_set: str) -> None:
    """Let the town of this place set be the invented one."""
    with installation.database.writing() as connection:
        put_wards(connection, place_set, (WEST, EAST))
        set_boundaries(connection, place_set, outlines())


def write(path: Path) -> Path:
    """The two wards as a file of the ONS."""
    features = [
        {
            "type": "Feature",
            "properties": {"WD23CD": each.ward.code, "WD23NM": each.ward.name},
            "geometry": each.geometry,
        }
        for each in outlines()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path
