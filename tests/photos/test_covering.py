"""What lies under a cover is of one colour, and nothing else of a picture changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ei_collect.photos.covering import COLOUR, Box, covered

PARTS = st.floats(0, 1.2, allow_nan=False)


def speckled(width: int = 40, height: int = 20) -> Image.Image:
    """A picture with no two pixels alike, and none of the colour of covers."""
    image = Image.new("RGB", (width, height))
    image.putdata([(x, y + 100, 200) for y in range(height) for x in range(width)])
    return image


def test_picture_when_covered_then_solid_there_and_the_same_elsewhere() -> None:
    before = speckled()
    after = covered(before, [Box(0.25, 0.5, 0.5, 0.25)])
    for y in range(20):
        for x in range(40):
            inside = 10 <= x < 30 and 10 <= y < 15
            assert after.getpixel((x, y)) == (COLOUR if inside else before.getpixel((x, y)))
    assert before.getpixel((10, 10)) == (10, 110, 200)


def test_cover_when_it_ends_within_a_pixel_then_the_whole_pixel_goes() -> None:
    after = covered(speckled(10, 10), [Box(0.19, 0.19, 0.02, 0.02)])
    assert {(x, y) for x in range(10) for y in range(10) if after.getpixel((x, y)) == COLOUR} == {
        (1, 1),
        (1, 2),
        (2, 1),
        (2, 2),
    }


def test_covers_when_several_then_each_counts_and_none_is_none() -> None:
    both = covered(speckled(), [Box(0, 0, 0.1, 0.1), Box(0.9, 0.9, 0.1, 0.1)])
    assert both.getpixel((0, 0)) == both.getpixel((39, 19)) == COLOUR
    assert covered(speckled(), []).tobytes() == speckled().tobytes()


@pytest.mark.parametrize(
    ("box", "within"),
    [
        (Box(0, 0, 1, 1), True),
        (Box(0.9, 0.9, 0.1, 0.05), True),
        (Box(0, 0, 0, 1), False),
        (Box(0.5, 0, 0.6, 1), False),
        (Box(-0.1, 0, 0.5, 0.5), False),
        (Box(1, 0, 0.1, 0.1), False),
        (Box(float("nan"), 0, 0.1, 0.1), False),
    ],
)
def test_box_when_asked_then_it_knows_whether_it_lies_within(box: Box, within: bool) -> None:
    assert box.is_within is within


@given(left=st.floats(0, 0.99), top=st.floats(0, 0.99), width=st.floats(0.001, 2), height=st.floats(0.001, 2))
def test_box_when_it_grows_then_it_stays_within_and_never_shrinks(
    left: float, top: float, width: float, height: float
) -> None:
    box = Box(left, top, width, height).grown(1)
    assert box.is_within
    bigger = box.grown(1.3)
    assert bigger.is_within
    assert bigger.left <= box.left
    assert bigger.width >= box.width - 1e-9
