"""Parts of a picture as forms name them."""

import pytest
from werkzeug.datastructures import MultiDict

from ei_collect.errors import InputError
from ei_collect.photos.covering import Box
from ei_collect.web.boxes import Found, parts_sent


def of(*fields: tuple[str, str]) -> tuple[Box, ...]:
    """What a form with these fields names."""
    return parts_sent(MultiDict(fields))


def numbers(row: int, *edges: str) -> list[tuple[str, str]]:
    """A row of numbers."""
    return [(f"{name}_{row}", edge) for name, edge in zip(("left", "top", "width", "height"), edges, strict=True)]


def near(box: Box) -> list[float]:
    """Its edges, without what counting in fractions adds."""
    return [round(edge, 6) for edge in (box.left, box.top, box.width, box.height)]


def test_parts_when_ticked_and_typed_then_each_is_one_and_empty_rows_are_none() -> None:
    typed = of(("part", "10.00 20.00 30.00 40.00"), *numbers(1, "5", " 6,5 ", "7%", "8"), *numbers(2, "", " ", "", ""))
    assert [near(box) for box in typed] == [[0.1, 0.2, 0.3, 0.4], [0.05, 0.065, 0.07, 0.08]]
    assert of() == ()


def test_part_when_it_goes_over_an_edge_then_it_is_cut_there() -> None:
    (box,) = of(*numbers(1, "90", "50", "20", "60"))
    assert near(box) == [0.9, 0.5, 0.1, 0.5]
    assert box.is_within


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("a b c d", "cover-number"),
        ("1 2 3", "cover-number"),
        ("1 2 3 4 5", "cover-number"),
        ("", "cover-number"),
        ("nan 1 1 1", "cover-outside"),
        ("inf 1 1 1", "cover-outside"),
        ("100 1 1 1", "cover-outside"),
        ("-1 1 1 1", "cover-outside"),
        ("1 1 0 1", "cover-outside"),
        ("1 1 nan 1", "cover-outside"),
    ],
)
def test_part_when_it_is_none_then_said(part: str, code: str) -> None:
    with pytest.raises(InputError, match=code):
        of(("part", part))


def test_row_when_only_begun_then_said_and_not_left_out() -> None:
    with pytest.raises(InputError, match="cover-number"):
        of(*numbers(2, "5", "", "", ""))


def test_face_when_offered_then_its_box_brings_back_where_it_is() -> None:
    face = Box(0.12345, 0.2, 0.3, 0.4)
    (back,) = of(("part", Found.of(face).value))
    assert near(back) == pytest.approx(near(face), abs=1e-4)
