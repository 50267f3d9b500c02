"""A town drawn small: where spots lie, how outlines are simplified, and what cannot be drawn."""

from math import isclose
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ei_collect.places.ons import read_outlines
from ei_collect.places.outline import FINEST, MOST_POINTS, NEAR, UNIT, Shape, TownMap, draw, metres
from ei_collect.places.ward import Ward, WardOutline
from tests.places.towns import BORDER, EAST, NORTH, SIDE, WEST, WIDTH, outlines, square


@pytest.fixture
def town() -> TownMap:
    """The two wards."""
    drawn = draw(outlines())
    assert drawn
    return drawn


def spots_of(town: TownMap) -> int:
    """How many spots its outlines have."""
    return sum(len(ring) for shape in town.shapes for ring in shape.rings)


def test_town_when_drawn_then_lengths_are_those_of_the_ground(town: TownMap) -> None:
    corner = town.frame.spot(BORDER - WIDTH, NORTH)
    assert isclose(metres(corner, town.frame.spot(BORDER - WIDTH, NORTH - SIDE)), 2224, abs_tol=2)
    assert isclose(metres(corner, town.frame.spot(BORDER, NORTH)), 2227, abs_tol=5)
    assert isclose(town.width / town.height, 2, rel_tol=0.1)


def test_outline_when_nearly_straight_then_only_its_corners_are_left(town: TownMap) -> None:
    assert spots_of(town) == 8


def test_spot_when_within_a_ward_then_that_ward_and_only_near_a_border_the_next_one(town: TownMap) -> None:
    middle = NORTH - SIDE / 2
    assert town.wards_at(town.frame.spot(BORDER - WIDTH / 2, middle)) == (WEST.code,)
    assert town.wards_at(town.frame.spot(BORDER + 0.003, middle)) == (EAST.code, WEST.code)
    assert town.wards_at(town.frame.spot(BORDER - 0.003, middle)) == (WEST.code, EAST.code)


def test_spot_when_outside_then_a_ward_that_is_near_or_none(town: TownMap) -> None:
    degree = 1 / 111_195
    assert town.wards_at(town.frame.spot(BORDER - WIDTH / 2, NORTH + (NEAR - 50) * degree)) == (WEST.code,)
    assert town.wards_at(town.frame.spot(BORDER - WIDTH / 2, NORTH + (NEAR + 50) * degree)) == ()


def test_tap_when_the_map_is_shown_in_any_width_then_the_same_spot(town: TownMap) -> None:
    assert town.tapped(140, 70, 280) == town.tapped(280, 140, 560)
    assert town.shows(town.tapped(0, 0, 280))
    assert not town.shows(town.tapped(281, 70, 280))


def test_hole_when_in_a_ward_then_it_is_not_in_it() -> None:
    outer, inner = (
        square(0.0)["coordinates"][0],
        [[0.01, 51.99], [0.02, 51.99], [0.02, 51.985], [0.01, 51.985], [0.01, 51.99]],
    )
    drawn = draw([WardOutline(WEST, {"type": "MultiPolygon", "coordinates": [[outer, inner]]})])
    assert drawn
    (shape,) = drawn.shapes
    assert not shape.holds(drawn.frame.spot(0.015, 51.987))
    assert shape.holds(drawn.frame.spot(0.025, 51.987))


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": [[[358000, 172000], [359000, 172000], [359000, 173000], [358000, 172000]]]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[["a", "b"], ["c", "d"], ["e", "f"], ["a", "b"]]]},
        {"type": "MultiPolygon", "coordinates": [[3]]},
        {"type": "MultiPolygon"},
        {"type": "GeometryCollection", "coordinates": {"a": 1}},
    ],
)
def test_boundary_when_it_cannot_be_drawn_then_left_out(geometry: dict[str, Any]) -> None:
    assert draw([WardOutline(WEST, geometry)]) is None
    drawn = draw([WardOutline(WEST, geometry), outlines()[1]])
    assert drawn
    assert [shape.ward for shape in drawn.shapes] == [EAST.code]


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=4, max_size=40, unique=True))
def test_outline_when_simplified_then_every_spot_is_near_it(spots: list[tuple[int, int]]) -> None:
    ring = [[x / 10_000, y / 10_000] for x, y in spots]
    drawn = draw([WardOutline(WEST, {"type": "Polygon", "coordinates": [[*ring, ring[0]]]})])
    if drawn is None:
        return
    (shape,) = drawn.shapes
    bare = Shape(shape.ward, shape.rings)
    for longitude, latitude in ring:
        assert bare.distance(drawn.frame.spot(longitude, latitude)) <= UNIT * (FINEST + 1)


def test_town_when_its_outlines_are_endless_then_as_many_spots_as_there_is_room_for() -> None:
    jagged = [[x / 5000, 51 + (x % 7) / 50] for x in range(6000)]
    drawn = draw([WardOutline(WEST, {"type": "Polygon", "coordinates": [[*jagged, [0.6, 52.0], jagged[0]]]})])
    assert drawn
    assert 3 < spots_of(drawn) <= MOST_POINTS


def test_bristol_when_drawn_then_each_ward_holds_its_middle(shared_data: Path) -> None:
    found = list(read_outlines(shared_data / "places" / "bristol_wards_2016.geojson"))
    drawn = draw(each for each in found if isinstance(each, WardOutline))
    assert drawn
    assert len(drawn.shapes) == 34
    ashley = drawn.frame.spot(-2.582673160470352, 51.46830988465598)
    assert drawn.wards_at(ashley)[0] == "E05010885"
    assert drawn.wards_at(drawn.frame.spot(-2.9, 51.46)) == ()


def test_ward_when_it_is_far_too_small_to_be_seen_then_the_others_are_drawn() -> None:
    speck = {
        "type": "Polygon",
        "coordinates": [[[0.01, 51.99], [0.010001, 51.99], [0.010001, 51.990001], [0.01, 51.99]]],
    }
    drawn = draw([WardOutline(Ward("E05000009", "Speck"), speck), WardOutline(WEST, square(0.0))])
    assert drawn
    assert [shape.ward for shape in drawn.shapes] == [WEST.code]
