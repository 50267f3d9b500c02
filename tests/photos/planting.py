"""Pictures of every format with all that cameras and programs put beside the pixels, each with a mark to look for."""

import struct
from collections.abc import Callable
from io import BytesIO
from types import MappingProxyType

import pillow_heif
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from ei_collect.photos.cleaning import TURNS

pillow_heif.register_heif_opener()

NAME = "amina-at-home-21-stapleton-road"
COMMENT = b"PLANTED comment of a phone"
MAKER = b"PLANTED make of a phone"
NOTE = b"PLANTED maker note: serial 4711"
THUMBNAIL = b"PLANTED inside the small picture"
PROFILE = b"PLANTED colours"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>PLANTED Amina</dc:creator></x:xmpmeta>'
GPS = struct.pack("<6I", 51, 1, 27, 1, 123457, 1009)
MARKS = (NAME.encode(), b"PLANTED", "PLANTED".encode("utf-16-be"), b"Amina", b"xmpmeta", GPS, b"Exif", b"ICC_PROFILE")
"""None of these may be anywhere afterwards."""


def scene(width: int = 240, height: int = 160) -> Image.Image:
    """A picture that looks different whichever way it is turned: red on the upper left, blue on the lower right."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 3, height // 3), fill=(220, 20, 20))
    draw.ellipse((width // 2, height // 2, width, height), fill=(20, 20, 220))
    return image


def exif(orientation: int = 1) -> bytes:
    """Exif as a camera writes it: make, orientation, a maker's note, where it was, and a small picture."""
    small = _saved(scene(32, 24), "JPEG", comment=THUMBNAIL)

    def first(camera: int, where: int, following: int) -> bytes:
        make, turn = (0x010F, 2, len(MAKER), MAKER), (0x0112, 3, 1, struct.pack("<HH", orientation, 0))
        return _directory(8, (make, turn, _number(0x8769, camera), _number(0x8825, where)), following)

    camera_at = 8 + len(first(0, 0, 0))
    camera = _directory(camera_at, ((0x927C, 7, len(NOTE), NOTE),))
    where_at = camera_at + len(camera)
    where = _directory(where_at, ((0x0002, 5, 3, GPS),))
    last_at = where_at + len(where)
    small_at = last_at + len(_directory(last_at, (_number(0x0201, 0), _number(0x0202, 0))))
    last = _directory(last_at, (_number(0x0201, small_at), _number(0x0202, len(small))))
    return b"Exif\0\0II*\0\x08\0\0\0" + first(camera_at, where_at, last_at) + camera + where + last + small


def _number(tag: int, value: int) -> tuple[int, int, int, bytes]:
    return tag, 4, 1, struct.pack("<I", value)


def _directory(start: int, entries: tuple[tuple[int, int, int, bytes], ...], following: int = 0) -> bytes:
    """A directory of TIFF that begins at `start`: tag, type, count and value each; long values come after it."""
    rows, after = b"", b""
    for tag, kind, count, value in entries:
        inside = value
        if len(value) > 4:
            inside = struct.pack("<I", start + 2 + 12 * len(entries) + 4 + len(after))
            after += value
        rows += struct.pack("<HHI", tag, kind, count) + inside
    return struct.pack("<H", len(entries)) + rows + struct.pack("<I", following) + after


def profile() -> bytes:
    """A profile of the colours that everybody has, with a mark in its description."""
    found = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    marked = found.replace("sRGB built-in".encode("utf-16-be"), PROFILE.decode()[:13].encode("utf-16-be"))
    assert marked != found
    return marked


def jpeg() -> bytes:
    """With a comment, Exif, XMP, a profile, IPTC, and a second picture after its end."""
    iptc = b"\xff\xed" + struct.pack(">H", 2 + len(COMMENT)) + COMMENT
    written = _saved(scene(), "JPEG", exif=exif(), xmp=XMP, icc_profile=profile(), comment=COMMENT)
    return written[:2] + iptc + written[2:] + _saved(scene(16, 16), "JPEG", comment=THUMBNAIL)


def png() -> bytes:
    """With plain, packed and international words, Exif, a profile, and bytes after its end."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", COMMENT.decode())
    words.add_text("Author", "PLANTED Amina", zip=True)
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return _saved(scene(), "PNG", pnginfo=words, exif=exif(), icc_profile=profile()) + COMMENT


def webp() -> bytes:
    """With Exif, XMP and a profile."""
    return _saved(scene(), "WEBP", exif=exif(), xmp=XMP, icc_profile=profile())


def gif() -> bytes:
    """With a comment and XMP, and a second frame in green."""
    second = Image.new("RGB", (240, 160), "green")
    return _saved(scene(), "GIF", comment=COMMENT, save_all=True, append_images=[second], xmp=XMP)


def heic() -> bytes:
    """With Exif, XMP and a profile."""
    return _saved(scene(), "HEIF", exif=exif(), xmp=XMP, icc_profile=profile())


def avif() -> bytes:
    """With Exif, XMP and a profile."""
    return _saved(scene(), "AVIF", exif=exif(), xmp=XMP, icc_profile=profile())


def _saved(image: Image.Image, kind: str, **beside: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **beside)
    return buffer.getvalue()


EVERY = MappingProxyType[str, Callable[[], bytes]](
    {"jpg": jpeg, "png": png, "webp": webp, "gif": gif, "heic": heic, "avif": avif}
)


def only(ending: str) -> bytes:
    """The picture with nothing beside it."""
    return _saved(scene(), {"jpg": "JPEG", "heic": "HEIF"}.get(ending, ending.upper()))


def lying(ending: str, orientation: int) -> bytes:
    """The picture as a camera writes it that was held in another way: what is to be shown is `scene()`."""
    back = {2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}.get(orientation)
    lain = scene() if back is None else scene().transpose(TURNS[back])
    return _saved(lain, {"jpg": "JPEG", "heic": "HEIF"}.get(ending, ending.upper()), exif=exif(orientation))


TURNED = ("jpg", "png", "webp", "heic", "avif")
