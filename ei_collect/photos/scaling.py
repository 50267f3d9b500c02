"""A picture as big as it is kept: never made bigger, and never held in memory a second time while it shrinks."""

from typing import Protocol

from PIL import Image

LONGEST = 2_000
"""Pixels of the longest side of a picture."""
LONGEST_SMALL = 640
"""Pixels of the longest side of a thumbnail."""
BAND = 64
"""So many rows of what comes out are made at a time."""
DIRECT = {"L", "RGB", "RGBA", "CMYK"}
"""Kinds of pixels that can be scaled and have their colours converted as they are."""


class Sliced(Protocol):
    """Pixels that can be had part by part."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""

    def crop(self, box: tuple[int, int, int, int]) -> Image.Image:
        """A part: left, top, and where it ends on the right and below."""


def fitted(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """The size at which the longest side is at most this, in the same proportions."""
    factor = longest / max(size)
    if factor >= 1:
        return size
    return max(1, round(size[0] * factor)), max(1, round(size[1] * factor))


def reduced(image: Sliced, longest: int) -> Image.Image:
    """The picture as L, RGB, RGBA or CMYK, made smaller a whole number of times, at least as big as is asked for.

    Who lets go of the big one before the rest of the way has its memory back.
    """
    size = fitted(image.size, longest)
    factor = min(image.size[0] // size[0], image.size[1] // size[1])
    if factor > 1:
        return _in_bands(image, factor)
    return direct(image if isinstance(image, Image.Image) else image.crop((0, 0, *image.size)))


def scaled(image: Image.Image, longest: int) -> Image.Image:
    """The picture, L, RGB, RGBA or CMYK, with its longest side at most this."""
    size = fitted(image.size, longest)
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)


def direct(image: Image.Image) -> Image.Image:
    """The same picture without a palette, with see-through parts in a channel of their own, in 8 bits."""
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    return image if image.mode in DIRECT else image.convert("RGB")


def _in_bands(image: Sliced, factor: int) -> Image.Image:
    """So many times smaller in both directions, band by band: a conversion of the whole would need as much again."""
    width, height = image.size
    whole: Image.Image | None = None
    for top in range(0, height, BAND * factor):
        part = direct(image.crop((0, top, width, min(height, top + BAND * factor)))).reduce(factor)
        if whole is None:
            whole = Image.new(part.mode, (part.width, -(-height // factor)))
        whole.paste(part, (0, top // factor))
    return whole or direct(image.crop((0, 0, width, height)))
