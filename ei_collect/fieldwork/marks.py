"""Which boxes of a straightened page are ticked, and how sure that is. Needs the extra `scans`.

Each box is first found by its printed frame, since paper bends: the frame says where exactly it is, and that it is the
page that it should be. Then what is dark within it is counted, against the paper around it.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ei_collect.fieldwork.ink import Grey, Ink, inked
from ei_collect.fieldwork.scanned import Area, BoxReading

REACH = 9
"""Pixels by which a box may be off."""
EMPTY, TICKED, BLACK = 0.01, 0.1, 0.85
"""So much of a box is dark at most where nobody touched it, at least where it was ticked, at most before it looks like
something taken back by blackening it."""
DOT = 0.5
"""A mark reaches at least over so much of the box; with less it may be where a pen rested."""
INK = 0.13
"""From so much darker than the paper on a pixel counts as ink, if it is half as dark as the darkest in its box, too."""
DEEPEST = 0.3
"""Where the edge of a shadow runs through a box, its paper may look so much darker than the paper around it."""
EDGE, RIM = 0.24, 0.13
"""So much of a box at each side may be its frame, and surely is, where not all of what is left is black."""
FRAME_SEEN = 0.09
"""By so much a frame must be darker than what lies on both sides of it."""
MOST_LOST = 0.15
"""If the frames of more boxes than this are not where they should be, it is not this page, or not flat."""


def read_marks(picture: Grey, boxes: Sequence[tuple[str, str, Area]]) -> tuple[BoxReading, ...] | None:
    """The boxes of a page, each as field, value and place; None where the print on the picture is another one."""
    ink = inked(picture)
    found = [_found(ink, area) for _, _, area in boxes]
    lost = sum(contrast < FRAME_SEEN for _, contrast in found)
    if boxes and lost > MOST_LOST * len(boxes):
        return None
    return tuple(
        _reading(ink, field, value, area, contrast)
        for (field, value, _), (area, contrast) in zip(boxes, found, strict=True)
    )


def _found(ink: Ink, area: Area) -> tuple[Area, float]:
    """Where a box near `area` really is, and how much darker its frame is than what lies on both sides of it."""
    left, top = area.left - REACH - 4, area.top - REACH - 4
    near = ink[max(top, 0) : area.top + area.height + REACH + 4, max(left, 0) : area.left + area.width + REACH + 4]
    kernel = _frame(area.width, area.height)
    if near.shape[0] < kernel.shape[0] or near.shape[1] < kernel.shape[1]:
        return area, 0.0
    _, contrast, _, (x, y) = cv2.minMaxLoc(cv2.matchTemplate(near, kernel, cv2.TM_CCORR))
    return Area(max(left, 0) + x + 4, max(top, 0) + y + 4, area.width, area.height), float(contrast)


def _frame(width: int, height: int) -> Ink:
    """What a frame looks like: its line, lighter paper outside it, and nothing said about the inside."""
    kernel = np.zeros((height + 8, width + 8), np.float32)
    cv2.rectangle(kernel, (1, 1), (width + 6, height + 6), -1.0, 1)
    line = np.zeros_like(kernel)
    cv2.rectangle(line, (4, 4), (width + 3, height + 3), 1.0, 2)
    outside = kernel < 0
    kernel[outside] = -1 / outside.sum()
    kernel[line > 0] = 1 / (line > 0).sum()
    return kernel


def _reading(ink: Ink, field: str, value: str, area: Area, contrast: float) -> BoxReading:
    inside = _inside(ink, area, EDGE)
    paper = min(float(np.quantile(inside, 0.1)), DEEPEST)
    least = paper + max(INK, (float(np.quantile(inside, 0.98)) - paper) / 2)
    dark = inside > least
    fill, black = float(dark.mean()), float((_inside(ink, area, RIM) > least).mean())
    confidence = _confidence(fill, _reach(dark), black) if contrast >= FRAME_SEEN else 0.0
    return BoxReading(field, value, round(fill, 3), round(confidence, 2), fill >= TICKED)


def _inside(ink: Ink, area: Area, share: float) -> Ink:
    edge = round(min(area.width, area.height) * share)
    return ink[area.top + edge : area.top + area.height - edge, area.left + edge : area.left + area.width - edge]


def _reach(dark: NDArray[np.bool_]) -> float:
    """Over how much of a box what is dark reaches, in the direction in which it reaches further."""
    if not dark.any():
        return 0.0
    rows, columns = np.nonzero(dark)
    return float(max(np.ptp(rows) + 1, np.ptp(columns) + 1) / max(dark.shape))


def _confidence(fill: float, reach: float, black: float) -> float:
    """1 for an untouched box and for a plain mark; less for a speck, and for what is all black."""
    if fill <= EMPTY:
        return 1.0
    if black > BLACK:
        return 0.4
    return 1.0 if fill >= TICKED and reach >= DOT else 0.5 * min(1.0, reach / DOT)
