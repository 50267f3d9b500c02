"""A recording without what its recorder wrote into it besides the sound: when it was made, where, with what, for whom.

The sound itself is left as it is. Comments in Ogg stay: its pages carry checksums, and its recorders write no dates.
"""

from collections.abc import Callable

_AROUND = frozenset({b"moov", b"trak", b"mdia", b"moof", b"traf"})
"""Boxes of an ISO base media file (ISO/IEC 14496-12) that hold others."""
DEEPEST = 4
"""A box of a real file has at most so many around it."""
_TIMED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
"""Boxes that begin with a version, flags, and when they were made and changed."""
_TOLD = frozenset({b"udta", b"meta", b"uuid"})
"""Boxes of what a recorder wants to tell: a place, names, itself."""
_NEEDED = frozenset({b"fmt ", b"data", b"fact"})
"""Chunks of a wave file without which it cannot be played."""
_WEBM_DATE = b"\x44\x61\x88"
"""The element DateUTC, and that eight bytes follow."""


def bare(content: bytes, media_type: str) -> bytes:
    """The same sound; `media_type` is what it is. A file that is broken is left as it is from there on."""
    return _WAYS.get(media_type, _as_it_is)(content)


def _as_it_is(content: bytes) -> bytes:
    return content


def _bare_mp4(content: bytes) -> bytes:
    """Dates set to nothing, and what is told overwritten: boxes keep their places, which other boxes count on."""
    whole = bytearray(content)
    _clear_boxes(whole, 0, len(whole))
    return bytes(whole)


def _clear_boxes(whole: bytearray, at: int, stop: int, depth: int = 0) -> None:
    while at + 8 <= stop:
        size, kind, body = int.from_bytes(whole[at : at + 4]), bytes(whole[at + 4 : at + 8]), at + 8
        if size == 1:
            size, body = int.from_bytes(whole[at + 8 : at + 16]), at + 16
        end = stop if size == 0 else at + size
        if not body <= end <= stop:
            return
        if kind in _AROUND and depth < DEEPEST:
            _clear_boxes(whole, body, end, depth + 1)
        elif kind in _TIMED:
            _clear(whole, body + 4, min(end, body + (20 if whole[body] == 1 else 12)))
        elif kind in _TOLD:
            whole[at + 4 : at + 8] = b"free"
            _clear(whole, body, end)
        at = end


def _clear(whole: bytearray, start: int, stop: int) -> None:
    whole[start:stop] = bytes(max(0, stop - start))


def _bare_mp3(content: bytes) -> bytes:
    """Without the tag before the sound (ID3v2, its size in four times seven bits) and the one behind it (ID3v1)."""
    while content.startswith(b"ID3") and len(content) > 10:
        size = sum((byte & 0x7F) << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True))
        content = content[10 + size :]
    return content[:-128] if content[-128:-125] == b"TAG" else content


def _bare_wav(content: bytes) -> bytes:
    """Its needed chunks alone."""
    kept, at = b"WAVE", 12
    while at + 8 <= len(content):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        if content[at : at + 4] in _NEEDED:
            kept += content[at:end]
        at = end
    return b"RIFF" + len(kept).to_bytes(4, "little") + kept


def _bare_webm(content: bytes) -> bytes:
    at = content.find(_WEBM_DATE, 0, 4096)
    if at < 0:
        return content
    after = at + len(_WEBM_DATE)
    return content[:after] + bytes(8) + content[after + 8 :]


_WAYS: dict[str, Callable[[bytes], bytes]] = {
    "audio/mp4": _bare_mp4,
    "audio/mpeg": _bare_mp3,
    "audio/wav": _bare_wav,
    "audio/webm": _bare_webm,
}
