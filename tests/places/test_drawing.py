"""The map as SVG: small, and nothing in it but shapes and numbers."""

from pathlib import Path
from xml.etree import ElementTree as ET

from ei_collect.places.drawing import Dot, to_svg
from ei_collect.places.ons import read_outlines
from ei_collect.places.outline import draw
from ei_collect.places.ward import WardOutline
from tests.places.towns import BORDER, NORTH, outlines

SVG = "{http://www.w3.org/2000/svg}"
MOST_BYTES = 40_000


def test_map_when_drawn_then_a_path_for_each_ward_and_a_numbered_dot_for_each_place() -> None:
    town = draw(outlines())
    assert town
    spot = town.frame.spot(BORDER, NORTH - 0.01)
    root = ET.fromstring(to_svg(town, [Dot(spot, "1"), Dot((40, 40), "<٢>")]))
    assert len(list(root.iter(f"{SVG}path"))) == 2
    first = next(root.iter(f"{SVG}circle"))
    assert (float(first.get("cx", "")), float(first.get("cy", ""))) == (round(spot[0]), round(spot[1]))
    assert [each.text for each in root.iter(f"{SVG}text")] == ["1", "<٢>"]
    assert root.get("viewBox") == f"0 0 {town.width} {town.height}"
    assert not any(name in to_svg(town) for name in ("href", "script", "style", "<image"))


def test_path_when_followed_then_it_goes_round_its_ward() -> None:
    town = draw(outlines())
    assert town
    path = next(ET.fromstring(to_svg(town)).iter(f"{SVG}path")).get("d", "")
    start, steps = path.removeprefix("M").removesuffix("z").split("l")
    at = [int(part) for part in start.split()]
    numbers = [int(part) for part in steps.replace("-", " -").split()]
    followed = [tuple(at)]
    for right, down in zip(numbers[::2], numbers[1::2], strict=True):
        at = [at[0] + right, at[1] + down]
        followed.append((at[0], at[1]))
    assert tuple(followed) == town.shapes[0].rings[0]


def test_bristol_when_drawn_then_small_enough_for_a_phone(shared_data: Path) -> None:
    found = read_outlines(shared_data / "places" / "bristol_wards_2016.geojson")
    town = draw(each for each in found if isinstance(each, WardOutline))
    assert town
    assert 3000 < len(to_svg(town)) < MOST_BYTES
