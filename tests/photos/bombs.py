"""Small files that unpack to pictures of gigantic size."""

import struct
import zlib
from io import BytesIO

from PIL import Image


def png(width: int, height: int, *, bits: int = 1, colour: int = 0) -> bytes:
    """A PNG, black all over; 65,536 x 65,536 dots of one bit, 4 gigapixels, are half a megabyte."""
    channels = {0: 1, 2: 3, 6: 4}[colour]
    raw = height * (1 + (width * bits * channels + 7) // 8)
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", _zeros(raw)) + _chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    """A grey JPEG whose 64 dots of a block are two bits, so that 280 megapixels are 1.1 megabytes."""
    buffer = BytesIO()
    Image.new("L", (8, 8), 128).save(buffer, "JPEG", optimize=True)
    found = bytearray(buffer.getvalue())
    frame, scan = found.index(b"\xff\xc0"), found.index(b"\xff\xda")
    struct.pack_into(">HH", found, frame + 5, height, width)
    start = scan + 2 + struct.unpack_from(">H", found, scan + 2)[0]
    blocks = -(-width // 8) * -(-height // 8)
    return bytes(found[:start]) + bytes(blocks * 2 // 8 + 1) + b"\xff\xd9"


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _zeros(size: int) -> bytes:
    """So many zeros as zlib packs them: one packed megabyte, again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    million = bytes(1 << 20)
    packer.compress(million)
    packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(million) + packer.flush(zlib.Z_FULL_FLUSH)
    rest = packer.compress(bytes(size % (1 << 20))) + packer.flush()
    return b"\x78\xda" + again * (size >> 20) + rest + struct.pack(">I", ((size % 65521) << 16) | 1)
