"""People who fill in printed sheets, each mark as hands make them; what they meant is known."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, pi, sin
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from ei_collect.fieldwork.layout import Layout, Spot
from ei_collect.fieldwork.paper_form import Box, PaperForm, PaperQuestion
from ei_collect.survey.definition import Kind

DOTS_AN_INCH = 150
SCALE = DOTS_AN_INCH / 72
"""Pixels a point."""

Picture = NDArray[np.uint8]
Stroke = Sequence[tuple[float, float]]
"""Points of a line within a box, of which 0 is its left or top edge and 1 its right or bottom one."""
Marks = dict[tuple[str, str], Callable[["Pen", Picture, Spot], None]]


@dataclass
class Pen:
    """Somebody's pen and hand."""

    chance: Random
    darkness: int = 0
    breadth: int = 2
    habit: str = ""

    def __post_init__(self) -> None:
        self.darkness = self.chance.choice([15, 30, 60, 90, 115])
        self.breadth = self.chance.choice([1, 2, 2, 3])
        self.habit = self.chance.choice(["tick", "tick", "cross", "cross", "slash", "filled", "ring"])

    def mark(self, page: Picture, spot: Spot) -> None:
        """A mark that is meant."""
        for stroke in STROKES[self.habit](self.chance):
            self._draw(page, spot, stroke, self.breadth + 2 * (self.habit == "filled"))

    def black_out(self, page: Picture, spot: Spot) -> None:
        """A mark that is taken back by going over it until nothing can be seen."""
        self.mark(page, spot)
        for stroke in (*_filled(self.chance), *_filled(self.chance)):
            self._draw(page, spot, stroke, self.breadth + 3)

    def rest(self, page: Picture, spot: Spot) -> None:
        """A dot where the pen rested."""
        x, y = self.chance.uniform(0.2, 0.8), self.chance.uniform(0.2, 0.8)
        self._draw(page, spot, [(x, y), (x + 0.04, y)], 2)

    def write(self, page: Picture, spot: Spot) -> None:
        """Something like handwriting, over most of a room."""
        for line in range(max(1, round(spot.height / 24))):
            base = (line + 0.6) / max(1, round(spot.height / 24))
            run = [
                (0.03 + step * 0.012, base + self.chance.uniform(-0.16, 0.16) * 24 / max(spot.height, 24))
                for step in range(self.chance.randrange(15, 70))
            ]
            self._draw(page, spot, run, self.breadth)

    def _draw(self, page: Picture, spot: Spot, stroke: Stroke, breadth: int) -> None:
        points = [
            (
                round((spot.left + (x + self.chance.uniform(-0.04, 0.04) * 12 / spot.width) * spot.width) * SCALE),
                round((spot.top + (y + self.chance.uniform(-0.04, 0.04) * 12 / spot.height) * spot.height) * SCALE),
            )
            for x, y in stroke
        ]
        for start, end in pairwise(points):
            cv2.line(page, start, end, self.darkness, breadth, cv2.LINE_AA)


def _tick(chance: Random) -> Iterator[Stroke]:
    yield [
        (chance.uniform(0, 0.25), 0.5),
        (0.4, chance.uniform(0.7, 1)),
        (chance.uniform(0.8, 1.5), chance.uniform(-0.4, 0.2)),
    ]


def _cross(chance: Random) -> Iterator[Stroke]:
    reach = chance.uniform(-0.1, 0.2)
    yield [(reach, reach), (1 - reach, 1 - reach)]
    yield [(1 - reach, reach), (reach, 1 - reach)]


def _slash(chance: Random) -> Iterator[Stroke]:
    yield [(chance.uniform(0, 0.2), 1), (chance.uniform(0.8, 1), 0)]


def _filled(chance: Random) -> Iterator[Stroke]:
    yield [(0.15 + 0.7 * (step % 2), 0.1 + 0.8 * step / 9) for step in range(10)]


def _ring(chance: Random) -> Iterator[Stroke]:
    yield [(0.5 + 0.3 * cos(step * pi / 6), 0.5 + 0.3 * sin(step * pi / 6)) for step in range(13)]


STROKES: dict[str, Callable[[Random], Iterator[Stroke]]] = {
    "tick": _tick,
    "cross": _cross,
    "slash": _slash,
    "filled": _filled,
    "ring": _ring,
}


@dataclass
class Person:
    """Somebody with a sheet: `meant` are the boxes that they want to be ticked."""

    chance: Random
    meant: set[tuple[str, str]] = field(default_factory=set)
    taken_back: set[tuple[str, str]] = field(default_factory=set)
    rested: set[tuple[str, str]] = field(default_factory=set)

    def decide(self, form: PaperForm) -> None:
        """Answer it all, leaving some out, thinking again now and then."""
        for boxes in ((box,) for box in form.consents):
            self._choose(boxes, 1)
        self._choose(form.helps, 1)
        for section in form.sections:
            for question in section.questions:
                self._answer(question)

    def fill_in(self, pages: Sequence[Picture], layout: Layout) -> None:
        """Write on the pages what was decided."""
        pen = Pen(self.chance)
        for page, spots in zip(pages, layout.pages, strict=True):
            for spot in spots:
                box = (spot.field, spot.value or "")
                if spot.value is None and self.chance.random() < 0.6:
                    pen.write(page, spot)
                elif box in self.meant:
                    pen.mark(page, spot)
                elif box in self.taken_back:
                    pen.black_out(page, spot)
                elif box in self.rested:
                    pen.rest(page, spot)

    def _answer(self, question: PaperQuestion) -> None:
        if self.chance.random() < 0.1:
            return
        if question.question.kind is Kind.GRID:
            for name in dict.fromkeys(box.field for box in question.boxes):
                self._choose([box for box in question.boxes if box.field == name], 1)
        elif question.question.kind is Kind.MULTIPLE:
            self._choose(question.boxes, self.chance.randrange(1, 4))
        else:
            self._choose(question.boxes, 1)

    def _choose(self, boxes: Sequence[Box], many: int) -> None:
        named = [(box.field, box.value) for box in boxes]
        chosen = set(self.chance.sample(named, min(many, len(named))))
        self.meant |= chosen
        left = [box for box in named if box not in chosen]
        if left and self.chance.random() < 0.03:
            self.taken_back.add(self.chance.choice(left))
        if left and self.chance.random() < 0.03:
            self.rested.add(self.chance.choice(left))
