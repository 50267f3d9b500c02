"""Colours as every screen shows them (sRGB), from what a picture's own profile says that its numbers mean."""

from io import BytesIO
from itertools import product

from PIL import Image, ImageChops, ImageCms

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
STEPS = tuple(range(0, 256, 51))
SAMPLE = Image.frombytes(
    "RGB", (len(STEPS) ** 2, len(STEPS)), bytes(b for rgb in product(STEPS, repeat=3) for b in rgb)
)
"""Colours from all over, to see what a profile changes."""
NOTHING = 2
"""A difference of so many steps of 255 is none: most phones write sRGB as a profile of their own making."""


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture (L, RGB, RGBA or CMYK) with the colours that its profile means.

    Without a profile, or with one that is damaged or fits other pixels, it is returned as it is.
    """
    if not profile:
        return image
    target = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        meant = ImageCms.ImageCmsProfile(BytesIO(profile))
        change = ImageCms.ImageCmsTransform(meant, SRGB, image.mode, target)
    except (OSError, ValueError):
        return image
    return image if image.mode == "RGB" and _is_nothing(change) else change.apply(image)


def _is_nothing(change: ImageCms.ImageCmsTransform) -> bool:
    extrema = ImageChops.difference(change.apply(SAMPLE), SAMPLE).getextrema()
    return all(isinstance(band, tuple) and band[1] <= NOTHING for band in extrema)
