"""What a camera wrote beside the pixels of a photo, as pieces that are no chance any more when they turn up elsewhere."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.photos.segments import segments

REAL = ("DSCN0010.jpg", "DSCN0025.jpg", "corrupted.jpg", "portrait_6.jpg", "pug.heic")
"""Shared photos that real cameras took."""
WINDOW = 12
"""So many bytes of a camera's own."""


def beside(path: Path) -> list[bytes]:
    """All that a file holds beside the pixels."""
    if path.suffix == ".heic":
        with Image.open(path) as image:
            return [bytes(image.info[name]) for name in ("exif", "xmp", "icc_profile")]
    return [body for marker, body in segments(path.read_bytes()) if marker in {*range(0xE1, 0xF0), 0xFE}]


def windows(*parts: bytes) -> set[bytes]:
    """Every piece of these parts that is not nearly all the same byte."""
    return {piece for part in parts for piece in _pieces(part)}


def in_every_jpeg(size: tuple[int, int]) -> set[bytes]:
    """The pieces of an empty picture of this size: the tables, which the small picture in Exif has as well."""
    blank = BytesIO()
    Image.new("RGB", size).save(blank, "JPEG", quality=85)
    return windows(blank.getvalue())


def found(content: bytes, wanted: set[bytes]) -> set[bytes]:
    """Those of the pieces that stand anywhere in it."""
    return {piece for piece in _pieces(content) if piece in wanted}


def _pieces(part: bytes) -> Iterator[bytes]:
    for at in range(len(part) - WINDOW + 1):
        piece = part[at : at + WINDOW]
        if len(set(piece)) > 3:
            yield piece
