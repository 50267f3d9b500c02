"""Where on the paper each box and room lies, so that a scan of it can be read. Made with the sheet, kept beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Spot:
    """A rectangle on a page, in points (1/72 inch) from its top left corner; the page is A4, 595.28 by 841.89.

    `value` is that of a box, and None for a room (`answering/form` tells what fields mean).
    """

    field: str
    value: str | None
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Layout:
    """One sheet: for each of its pages, from 1 on, what is on it. `corners` are the middles of the four black squares
    that stand at the corners of every page, top left, top right, bottom right and bottom left, in points.
    """

    pages: tuple[tuple[Spot, ...], ...]
    corners: tuple[tuple[float, float], ...]


def to_document(layout: Layout) -> dict[str, Any]:
    """The layout as it is stored."""
    pages = [[dict(vars(spot)) for spot in page] for page in layout.pages]
    return {"pages": pages, "corners": [list(corner) for corner in layout.corners]}


def from_document(document: Mapping[str, Any]) -> Layout:
    """The layout that was stored."""
    pages = tuple(tuple(Spot(**spot) for spot in page) for page in document["pages"])
    return Layout(pages, tuple((left, top) for left, top in document["corners"]))
