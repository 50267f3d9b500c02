"""A photo as it may be kept: its pixels on a fresh canvas, and nothing else that its file held.

`clean` and `cleaned` are called in a process that may be lost at any moment (see `worker`): what they meet was made by
anybody.
"""

from dataclasses import dataclass
from io import BytesIO
from mmap import ACCESS_READ, mmap
from pathlib import Path

from PIL import Image

from ei_collect.photos.colour import to_srgb
from ei_collect.photos.formats import Format, format_of
from ei_collect.photos.limits import MOST_BYTES
from ei_collect.photos.opening import opened
from ei_collect.photos.refusal import Refusal, refused
from ei_collect.photos.scaling import LONGEST, LONGEST_SMALL, fitted, reduced, scaled

QUALITY = 85
ORIENTATION = 0x0112
"""The field of Exif which says how a picture is to be turned."""
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class Cleaned:
    """A photo on a fresh canvas: JPEG, sRGB, upright, longest side at most 2,000 pixels, and its thumbnail of 640.

    `width` and `height` are the picture's, in pixels; `likeness` is a 64-bit difference hash as 16 hex digits.
    """

    picture: bytes
    thumbnail: bytes
    width: int
    height: int
    likeness: str


def clean(path: Path) -> Cleaned:
    """The photo in this file.

    Raises:
        PhotoRefusedError: it cannot be kept.
    """
    found = _format(path)
    picture = opened(path, found, path.name)
    turn = None if found is Format.HEIF else TURNS.get(_orientation(picture))  # libheif has turned it already
    profile = picture.info.get("icc_profile")
    picture = reduced(picture, LONGEST)
    shown = to_srgb(scaled(picture, LONGEST), profile)
    return cleaned(shown.transpose(turn) if turn is not None else shown)


def cleaned(image: Image.Image) -> Cleaned:
    """Pixels in sRGB (L, RGB, RGBA or CMYK) as a photo that may be kept; what is see-through becomes white."""
    canvas = Image.new("RGB", image.size, "white")
    canvas.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    small = canvas.resize(fitted(canvas.size, LONGEST_SMALL), Image.Resampling.BICUBIC, reducing_gap=1.0)
    return Cleaned(_encoded(canvas), _encoded(small), *canvas.size, _likeness(small))


def _format(path: Path) -> Format:
    size = path.stat().st_size
    if size == 0:
        raise refused(Refusal.EMPTY, path.name)
    if size > MOST_BYTES:
        raise refused(Refusal.TOO_BIG, path.name)
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        return format_of(content, path.name)


def _orientation(picture: Image.Image) -> int:
    """How the picture lies, by its Exif; 1, upright, where that cannot be read."""
    try:
        return int(picture.getexif().get(ORIENTATION, 1))
    except (OSError, SyntaxError, ValueError, TypeError):
        return 1


def _encoded(canvas: Image.Image) -> bytes:
    buffer = BytesIO()
    canvas.save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()


def _likeness(image: Image.Image) -> str:
    """Whether each of 8 times 8 fields is darker than the next one to its right."""
    few = image.reduce(max(1, min(image.size) // 48)).convert("L")
    fields = few.resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    bits = [fields[row * 9 + column] < fields[row * 9 + column + 1] for row in range(8) for column in range(8)]
    return f"{int(''.join('01'[bit] for bit in bits), 2):016x}"
