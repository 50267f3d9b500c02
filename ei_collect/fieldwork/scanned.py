"""What was read off a picture of a page: the page's code, its boxes, and where on the straightened picture they lie.

Reading itself is in `straightening` and `marks`, which need the extra `scans`; nothing here does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ei_collect.fieldwork.layout import Layout, Spot

WIDTH, HEIGHT = 1600, 2260
"""Pixels of a straightened page."""
INSET = 60
"""So many pixels from its edges lie the middles of the four black squares."""
SURE = 0.6
"""From this confidence on a box counts as read; with less a person looks at it."""


class Trouble(StrEnum):
    """Why a picture was not read, or not whole."""

    NO_CODE = "no-code"
    SEVERAL_CODES = "several-codes"
    SLIP = "slip"
    BLANK = "blank"
    NO_CORNERS = "no-corners"
    UNKNOWN_CODE = "unknown-code"
    OTHER_PRINT = "other-print"


@dataclass(frozen=True)
class BoxReading:
    """A box: how much of it is dark (0 to 1), and how sure it is (0 to 1) whether it is ticked."""

    field: str
    value: str
    fill: float
    confidence: float
    ticked: bool

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to look."""
        return self.confidence >= SURE


@dataclass(frozen=True)
class Area:
    """A part of the straightened picture, in pixels from its top left corner."""

    left: int
    top: int
    width: int
    height: int

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        """As plain values, in the order of the fields."""
        return self.left, self.top, self.width, self.height


@dataclass(frozen=True)
class PageReading:
    """One page as it was read. `code` and `page` are None where nobody knows yet whose it is.

    `crops` maps each field to the part of the picture that shows it; it is empty where the page could not be
    straightened.
    """

    code: str | None
    page: int | None
    marks: tuple[BoxReading, ...] = ()
    crops: tuple[tuple[str, Area], ...] = ()
    trouble: Trouble | None = None

    def crop(self, field: str) -> Area | None:
        """Where on the picture a field is, or None where that is not known."""
        return dict(self.crops).get(field)


def area_of(spot: Spot, layout: Layout) -> Area:
    """Where on the straightened picture a spot of the page lies."""
    (left, top), _, (right, bottom), _ = layout.corners
    across = (WIDTH - 2 * INSET) / (right - left)
    down = (HEIGHT - 2 * INSET) / (bottom - top)
    return Area(
        round(INSET + (spot.left - left) * across),
        round(INSET + (spot.top - top) * down),
        round(spot.width * across),
        round(spot.height * down),
    )


def crops_of(layout: Layout, page: int) -> tuple[tuple[str, Area], ...]:
    """What to show beside each field of a page: its boxes in the whole breadth of the page, or its room."""
    by_field: dict[str, list[Spot]] = {}
    for spot in layout.pages[page - 1]:
        by_field.setdefault(spot.field, []).append(spot)
    return tuple((field, _around(spots, layout)) for field, spots in by_field.items())


def to_document(reading: PageReading) -> dict[str, Any]:
    """As it is kept."""
    return {
        "code": reading.code,
        "page": reading.page,
        "marks": [[mark.field, mark.value, mark.fill, mark.confidence, mark.ticked] for mark in reading.marks],
        "crops": [[field, *area.numbers] for field, area in reading.crops],
        "trouble": reading.trouble.value if reading.trouble else None,
    }


def from_document(document: dict[str, Any]) -> PageReading:
    """As it was kept."""
    return PageReading(
        document["code"],
        document["page"],
        tuple(BoxReading(*mark) for mark in document["marks"]),
        tuple((field, Area(*numbers)) for field, *numbers in document["crops"]),
        Trouble(document["trouble"]) if document["trouble"] else None,
    )


def _around(spots: Iterable[Spot], layout: Layout) -> Area:
    areas = [(area_of(spot, layout), spot) for spot in spots]
    pad = 14
    top = min(area.top for area, _ in areas) - pad
    bottom = max(area.top + area.height for area, _ in areas) + pad
    left = min(area.left for area, _ in areas) - pad
    right = max(area.left + area.width for area, _ in areas) + pad
    if any(spot.value is not None for _, spot in areas):
        left, right = 0, WIDTH
    left, top = max(left, 0), max(top, 0)
    return Area(left, top, min(right, WIDTH) - left, min(bottom, HEIGHT) - top)
