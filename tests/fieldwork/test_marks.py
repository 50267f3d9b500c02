"""Boxes drawn by hand on an otherwise printed page: what is sure, and what somebody has to look at."""

from random import Random

import cv2
import numpy as np
import pytest

from ei_collect.fieldwork.layout import Spot
from ei_collect.fieldwork.marks import read_marks
from ei_collect.fieldwork.scanned import HEIGHT, WIDTH, Area, BoxReading
from tests.fieldwork.pens import SCALE, STROKES, Pen, Picture

SIDE = 33
PLACES = [(200 + 150 * column, 300 + 120 * row) for row in range(4) for column in range(8)]


@pytest.fixture
def drawn() -> Picture:
    """Boxes with a label each."""
    blank = np.full((HEIGHT, WIDTH), 245, np.uint8)
    for left, top in PLACES:
        cv2.rectangle(blank, (left, top), (left + SIDE, top + SIDE), 20, 3)
        cv2.putText(blank, "1", (left + 45, top + 26), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 20, 2)
    return blank


def _spot(number: int) -> Spot:
    left, top = PLACES[number]
    return Spot("q_x", str(number), left / SCALE, top / SCALE, SIDE / SCALE, SIDE / SCALE)


def _pen(habit: str, darkness: int = 40, breadth: int = 3, seed: int = 1) -> Pen:
    pen = Pen(Random(seed))
    pen.habit, pen.darkness, pen.breadth = habit, darkness, breadth
    return pen


def _read(drawn: Picture, off: tuple[int, int] = (0, 0)) -> tuple[BoxReading, ...] | None:
    softened = np.asarray(cv2.GaussianBlur(drawn, (0, 0), 1), np.uint8)
    areas = [Area(left + off[0], top + off[1], SIDE, SIDE) for left, top in PLACES]
    return read_marks(softened, [("q_x", str(number), area) for number, area in enumerate(areas)])


def _one(drawn: Picture) -> BoxReading:
    marks = _read(drawn)
    assert marks is not None
    assert all(mark.is_sure and not mark.ticked for mark in marks[1:])
    return marks[0]


@pytest.mark.parametrize("habit", ["tick", "cross", "slash", "ring"])
@pytest.mark.parametrize(("darkness", "breadth"), [(20, 4), (60, 2), (140, 2)])
def test_mark_when_made_in_any_usual_way_then_it_is_surely_ticked(
    drawn: Picture, habit: str, darkness: int, breadth: int
) -> None:
    for seed in range(5):
        there = drawn.copy()
        _pen(habit, darkness, breadth, seed).mark(there, _spot(0))
        read = _one(there)
        assert (read.ticked, read.is_sure) == (True, True), read


def test_box_when_nobody_touched_it_then_surely_empty(drawn: Picture) -> None:
    assert (_one(drawn).ticked, _one(drawn).is_sure, _one(drawn).fill) == (False, True, 0)


def test_box_when_blackened_then_somebody_has_to_look(drawn: Picture) -> None:
    _pen("cross").black_out(drawn, _spot(0))
    assert not _one(drawn).is_sure


def test_box_when_a_pen_rested_in_it_then_it_is_not_surely_ticked(drawn: Picture) -> None:
    for seed in range(20):
        there = drawn.copy()
        _pen("cross", seed=seed).rest(there, _spot(0))
        read = _one(there)
        assert not (read.ticked and read.is_sure), seed


def test_box_when_off_by_a_millimetre_then_it_is_found_all_the_same(drawn: Picture) -> None:
    _pen("cross").mark(drawn, _spot(3))
    for off in ((7, -7), (-8, 4), (0, 8)):
        marks = _read(drawn, off)
        assert marks is not None
        assert [mark.value for mark in marks if mark.ticked] == ["3"]
        assert all(mark.is_sure for mark in marks)


def test_page_when_in_shadow_then_it_reads_the_same(drawn: Picture) -> None:
    _pen("tick", darkness=90).mark(drawn, _spot(5))
    shade = np.linspace(1, 0.35, WIDTH)[None] * np.linspace(1, 0.7, HEIGHT)[:, None]
    marks = _read((drawn * shade).astype(np.uint8))
    assert marks is not None
    assert [mark.value for mark in marks if mark.ticked] == ["5"]
    assert all(mark.is_sure for mark in marks)


def test_box_when_the_edge_of_a_shadow_runs_through_it_then_it_is_not_taken_for_ticked(drawn: Picture) -> None:
    edge = PLACES[4][0] - 25
    shade = 1 - 0.45 / (1 + np.exp(-(np.arange(WIDTH) - edge) / 6))
    marks = _read((drawn * shade[None]).astype(np.uint8))
    assert marks is not None
    assert not [mark for mark in marks if mark.ticked]
    assert sum(not mark.is_sure for mark in marks) < 3


def test_page_when_its_print_is_another_one_then_nothing_is_read(drawn: Picture) -> None:
    assert _read(drawn, (60, 50)) is None
    assert _read(np.full((HEIGHT, WIDTH), 250, np.uint8)) is None


def test_box_when_its_frame_cannot_be_seen_then_it_is_in_doubt(drawn: Picture) -> None:
    left, top = PLACES[0]
    drawn[top - 10 : top + SIDE + 10, left - 10 : left + SIDE + 10] = 245
    assert not _one(drawn).is_sure


def test_every_habit_of_pens_is_one_that_is_tried_here() -> None:
    assert set(STROKES) == {"tick", "cross", "slash", "ring", "filled"}
