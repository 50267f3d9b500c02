"""Where things lie on a page that was laid flat, and how a reading is kept."""

from ei_collect.fieldwork.layout import Layout, Spot
from ei_collect.fieldwork.scanned import (
    HEIGHT,
    INSET,
    WIDTH,
    Area,
    BoxReading,
    PageReading,
    Trouble,
    area_of,
    crops_of,
    from_document,
    to_document,
)

LAYOUT = Layout(
    (
        (
            Spot("q_bus", "often", 50, 100, 12, 12),
            Spot("q_bus", "never", 50, 120, 12, 12),
            Spot("q_why", None, 50, 200, 300, 60),
        ),
        (),
    ),
    ((30, 30), (565, 30), (565, 812), (30, 812)),
)


def test_spot_when_in_the_middle_of_a_square_then_it_lies_where_the_square_is_laid() -> None:
    assert area_of(Spot("x", "1", 30, 30, 0, 0), LAYOUT) == Area(INSET, INSET, 0, 0)
    assert area_of(Spot("x", "1", 565, 812, 0, 0), LAYOUT) == Area(WIDTH - INSET, HEIGHT - INSET, 0, 0)


def test_crops_when_of_boxes_then_as_broad_as_the_page_and_when_of_a_room_then_no_broader_than_it() -> None:
    crops = dict(crops_of(LAYOUT, 1))
    assert list(crops) == ["q_bus", "q_why"]
    boxes, room = crops["q_bus"], crops["q_why"]
    assert (boxes.left, boxes.width) == (0, WIDTH)
    first, last = (area_of(spot, LAYOUT) for spot in LAYOUT.pages[0][:2])
    assert boxes.top < first.top
    assert boxes.top + boxes.height > last.top + last.height
    assert room.left > 0
    assert room.width < WIDTH
    assert crops_of(LAYOUT, 2) == ()


def test_crop_when_at_the_edge_then_it_ends_with_the_picture() -> None:
    wide = Layout(((Spot("q_x", None, -20, 0, 900, 900),),), LAYOUT.corners)
    assert dict(crops_of(wide, 1))["q_x"] == Area(0, 0, WIDTH, HEIGHT)


def test_reading_when_kept_then_it_comes_back_as_it_was() -> None:
    marks = (BoxReading("q_bus", "often", 0.3, 1.0, ticked=True), BoxReading("q_bus", "never", 0.0, 0.4, ticked=False))
    whole = PageReading("7K2M0V9S", 2, marks, (("q_bus", Area(1, 2, 3, 4)),))
    assert from_document(to_document(whole)) == whole
    assert [mark.is_sure for mark in marks] == [True, False]
    assert (whole.crop("q_bus"), whole.crop("q_why")) == (Area(1, 2, 3, 4), None)
    nothing = PageReading(None, None, trouble=Trouble.NO_CODE)
    assert from_document(to_document(nothing)) == nothing
