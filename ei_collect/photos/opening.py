"""A picture's pixels, decoded by the one decoder that its content asks for."""

from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from PIL import Image, ImageFile
from PIL.AvifImagePlugin import AvifImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile
from pillow_heif import HeifImageFile

from ei_collect.photos.formats import Format
from ei_collect.photos.heif import reduced_heif
from ei_collect.photos.refusal import Refusal, refused
from ei_collect.photos.scaling import LONGEST, fitted

DECODERS = MappingProxyType[Format, type[ImageFile.ImageFile]](
    {
        Format.JPEG: JpegImageFile,
        Format.PNG: PngImageFile,
        Format.WEBP: WebPImageFile,
        Format.GIF: GifImageFile,
        Format.HEIF: HeifImageFile,
        Format.AVIF: AvifImageFile,
    }
)
MOST_PIXELS = MappingProxyType(
    {
        Format.JPEG: 210_000_000,  # the biggest sensors of phones; decoded at a smaller scale
        Format.PNG: 50_000_000,
        Format.WEBP: 14_000_000,  # its decoder holds every pixel four times
        Format.GIF: 50_000_000,
        Format.HEIF: 50_000_000,  # the big mode of phones
        Format.AVIF: 20_000_000,
    }
)
"""What can be decoded within the memory that there is."""
MOST_AT_ONCE = 26_000_000
"""A HEIC with more pixels than this is taken from its decoder part by part."""
MUCH = 30_000_000
"""With more pixels than this a picture that no memory is left for looks like one that is damaged."""


def opened(path: Path, found: Format, where: str, longest: int = LONGEST) -> Image.Image:
    """The first picture of a file, as it lies in the file, its longest side at least `longest` where it has so many.

    What a HEIC says of its turning is done already.

    Raises:
        PhotoRefusedError: too many pixels, or damaged.
    """
    pixels = _webp_pixels(path) if found is Format.WEBP else 0
    try:
        if pixels > MOST_PIXELS[found]:
            raise refused(Refusal.TOO_MANY_PIXELS, where)
        picture = DECODERS[found](path)
        pixels = picture.width * picture.height
        if pixels > MOST_PIXELS[found]:
            raise refused(Refusal.TOO_MANY_PIXELS, where)
        if found is Format.HEIF and pixels > MOST_AT_ONCE:
            picture.close()
            del picture  # and with it the whole file
            return reduced_heif(path)
        if found is Format.JPEG:  # of a HEIC this would take the small picture within, which may show something else
            picture.draft("RGB", fitted(picture.size, longest))
        picture.load()
    except (Image.DecompressionBombError, MemoryError) as error:
        raise refused(Refusal.TOO_MANY_PIXELS, where) from error
    except (OSError, SyntaxError) as error:
        raise refused(Refusal.TOO_MANY_PIXELS if pixels > MUCH else Refusal.BROKEN, where) from error
    return picture


def opened_again(content: bytes) -> Image.Image:
    """The pixels of a picture that was cleaned before."""
    with JpegImageFile(BytesIO(content)) as picture:
        picture.load()
        return picture.convert("RGB")


def _webp_pixels(path: Path) -> int:
    """How many pixels a WebP claims to have: its decoder makes room for all before it can be asked."""
    with path.open("rb") as file:
        head = file.read(30).ljust(30, b"\0")
    if head[12:16] == b"VP8X":
        return (1 + int.from_bytes(head[24:27], "little")) * (1 + int.from_bytes(head[27:30], "little"))
    if head[12:16] == b"VP8L":
        sizes = int.from_bytes(head[21:25], "little")
        return (1 + (sizes & 0x3FFF)) * (1 + (sizes >> 14 & 0x3FFF))
    return (int.from_bytes(head[26:28], "little") & 0x3FFF) * (int.from_bytes(head[28:30], "little") & 0x3FFF)
