"""Pages made once for everyone, with a slot for what is the own of the one who looks at it: the code above all.

What stands around the slot is compressed once as well: a deflate stream may be put together from parts that end on a
whole byte, and the code lies between them as it is. So it is never compressed together with anything else either.
"""

import struct
import zlib
from dataclasses import dataclass

SLOT = "\ufdd0key\ufdd0"
"""Stands for the code while a page is made; no text has these characters, which are kept out of all exchange."""

_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_RAW = -zlib.MAX_WBITS
_BEST = 9


@dataclass(frozen=True)
class CompiledPage:
    """The parts of a page before and after the code, as they are and compressed."""

    before: bytes
    after: bytes
    packed_before: bytes
    packed_after: bytes

    @classmethod
    def of(cls, page: str) -> "CompiledPage":
        """A page in which SLOT stands once for the code."""
        before, after = page.split(SLOT)
        return cls(before.encode(), after.encode(), _packed(before.encode(), last=False), _packed(after.encode()))

    def filled(self, code: str) -> bytes:
        """The page of the person with this code, in UTF-8."""
        return b"".join((self.before, code.encode(), self.after))

    def gzipped(self, code: str) -> bytes:
        """The same as gzip."""
        slot = code.encode()
        stored = struct.pack("<BHH", 0, len(slot), len(slot) ^ 0xFFFF) + slot  # a block without compression
        size = len(self.before) + len(slot) + len(self.after)
        check = zlib.crc32(self.after, zlib.crc32(slot, zlib.crc32(self.before)))
        return b"".join((_HEADER, self.packed_before, stored, self.packed_after, struct.pack("<II", check, size)))


def _packed(part: bytes, *, last: bool = True) -> bytes:
    packer = zlib.compressobj(_BEST, zlib.DEFLATED, _RAW)
    return packer.compress(part) + packer.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)
