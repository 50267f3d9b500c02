"""Which format a picture has, by its content: no name and no stated type is believed.

A file that could be taken for something else as well (a document, an archive, a script) is no picture here. What
cameras append to theirs (a second picture, a short film) is none of these, and goes with the original.
"""

import re
import struct
from enum import StrEnum
from mmap import mmap

from ei_collect.photos.refusal import Refusal, refused

HEAD, TAIL = 65_536, 131_072
"""Bytes at both ends in which browsers and archivers look for what a file is, and more."""
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
AVIF_BRANDS = {b"avif", b"avis"}
STARTS = (b"%PDF-",)
ENDS = (b"%PDF-", b"%%EOF", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
"""Documents and archives, at that end of the file where their readers look for them."""
MARKUP = re.compile(rb"<(?:html|svg|script|body|iframe|!doctype|\?php)[\s>:]", re.I)
AS_SCRIPT = re.compile(rb"GIF8[79]a/\*|\xff\xd8\xff./\*", re.S)
"""Pictures that begin as a script does: the size of the screen or of the first segment opens a comment."""
END_OF_ZIP = struct.Struct("<4s4HIIH")
BOX = struct.Struct(">I4s")
WHOLE_BOXES = {b"ftyp", b"meta", b"mdat", b"moov"}


class Format(StrEnum):
    """What a picture can be."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    GIF = "gif"
    HEIF = "heif"
    AVIF = "avif"


def format_of(content: bytes | mmap, where: str) -> Format:
    """What this picture is.

    Raises:
        PhotoRefusedError: it is none of these, or something else besides; or a box of it runs past its end.
    """
    found = _signature(bytes(content[:64]))
    if found is None or _is_something_else(content):
        raise refused(Refusal.NO_PICTURE, where)
    if found in {Format.HEIF, Format.AVIF} and _is_cut_short(content):
        raise refused(Refusal.BROKEN, where)
    return found


def _signature(head: bytes) -> Format | None:
    if head.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Format.PNG
    if head.startswith((b"GIF87a", b"GIF89a")):
        return Format.GIF
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Format.WEBP
    return _brand(head) if head[4:8] == b"ftyp" else None


def _brand(head: bytes) -> Format | None:
    """By the brands that the first box names: the major one, and after four bytes those that it fits as well."""
    end = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, end, 4))}
    if brands & AVIF_BRANDS:
        return Format.AVIF
    return Format.HEIF if brands & HEIF_BRANDS else None


def _is_something_else(content: bytes | mmap) -> bool:
    head, tail = bytes(content[:HEAD]), bytes(content[-TAIL:])
    if AS_SCRIPT.match(head) or MARKUP.search(head) or MARKUP.search(tail):
        return True
    return _ends_as_zip(tail) or any(sign in head for sign in STARTS) or any(sign in tail for sign in ENDS)


def _ends_as_zip(tail: bytes) -> bool:
    """Whether an archive's directory ends here: on one disk, its comment within the file."""
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < END_OF_ZIP.size:
        return False
    _, disk, first, here, entries, _, _, comment = END_OF_ZIP.unpack_from(tail, at)
    return bool(disk == first == 0 and here == entries and at + END_OF_ZIP.size + comment <= len(tail))


def _is_cut_short(content: bytes | mmap) -> bool:
    """Whether one of the outermost boxes is not whole; libheif paints what is missing as if it were there."""
    at = 0
    while at + BOX.size <= len(content):
        size, kind = BOX.unpack(content[at : at + BOX.size])
        if size == 1:  # the true one follows
            size = int.from_bytes(content[at + 8 : at + 16], "big")
        if size < BOX.size:  # 0: to the end of the file; or no box at all, appended by a camera
            return False
        if kind in WHOLE_BOXES and at + size > len(content):
            return True
        at += size
    return False
