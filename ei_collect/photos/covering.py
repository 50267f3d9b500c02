"""Covering parts of a picture with solid shapes. What is under a cover is gone: the picture is encoded anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Self

from PIL import Image, ImageDraw

COLOUR = (38, 38, 38)
"""The same for every cover, so that it tells nothing of what is under it."""
MOST_COVERS = 60
"""So many at most on one picture: a crowd, and the number plates beside it."""

ROUNDING = 1e-9


@dataclass(frozen=True)
class Box:
    """A part of a picture as it is shown: from its left and top edge, all four in parts of 1."""

    left: float
    top: float
    width: float
    height: float

    @property
    def is_within(self) -> bool:
        """Whether it covers anything, and nothing outside of the picture."""
        starts = 0 <= self.left < 1 and 0 <= self.top < 1
        ends = self.left + self.width <= 1 + ROUNDING and self.top + self.height <= 1 + ROUNDING
        return starts and ends and self.width > 0 and self.height > 0

    def grown(self, factor: float) -> Self:
        """As much wider and higher about the same middle, cut at the edges of the picture."""
        aside, above = self.width * (factor - 1) / 2, self.height * (factor - 1) / 2
        left, top = max(0.0, self.left - aside), max(0.0, self.top - above)
        right, bottom = min(1.0, self.left + self.width + aside), min(1.0, self.top + self.height + above)
        return type(self)(left, top, right - left, bottom - top)


def covered(image: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    """A copy of an RGB picture with solid rectangles over these parts; half a pixel counts as a whole one."""
    copy = image.copy()
    draw = ImageDraw.Draw(copy)
    for box in boxes:
        left, top = floor(box.left * copy.width), floor(box.top * copy.height)
        right, bottom = ceil((box.left + box.width) * copy.width), ceil((box.top + box.height) * copy.height)
        draw.rectangle((left, top, max(left, right - 1), max(top, bottom - 1)), fill=COLOUR)
    return copy
