"""What a file of sound is, told from its bytes: nothing that a browser says of it, nor its name, is believed."""

from collections.abc import Callable

MOST_BYTES = 6 * 1024 * 1024
"""The greatest size of a recording: three minutes at 256 kbit/s, which no phone needs for speech."""
MOST_SECONDS = 180
HEAD = 4096
"""So many bytes tell what a file is."""

ENDINGS = {
    "audio/webm": "webm",
    "audio/ogg": "ogg",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "audio/aac": "aac",
}
"""Every sort of sound that is taken, with the ending of a file of it."""

_EBML = b"\x1a\x45\xdf\xa3"
_MOVING = (b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG")
_BRANDS = frozenset(
    {b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"dash", b"MSNV", b"3gp4", b"3gp5", b"3gp6"}
    | {b"iso%d" % number for number in range(2, 10)}
)


def media_type(content: bytes) -> str | None:
    """The type of a whole file of sound, a key of ENDINGS; None for all else, and where moving pictures are in it."""
    head = content[:HEAD]
    found = next((name for name, fits in _SIGNS.items() if fits(head)), None)
    return None if found and _shows_pictures(found, content) else found


def _is_webm(head: bytes) -> bool:
    return head.startswith(_EBML) and b"webm" in head[:64]


def _is_mp4(head: bytes) -> bool:
    """An ISO base media file (ISO/IEC 14496-12) of a brand that recorders of sound write; pictures have others."""
    return head[4:8] == b"ftyp" and head[8:12] in _BRANDS


def _is_mp3(head: bytes) -> bool:
    """A tag before it, or the sync word of an MPEG audio frame of layer III."""
    return head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2)


def _is_aac(head: bytes) -> bool:
    """The sync word of ADTS, whose layer is always 0, or ADIF."""
    return head.startswith(b"ADIF") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0)


def _shows_pictures(found: str, content: bytes) -> bool:
    if found == "audio/webm":
        return any(codec in content[:HEAD] for codec in _MOVING)
    at = content.find(b"hdlr") if found == "audio/mp4" else -1
    while at >= 0:
        if content[at + 12 : at + 16] == b"vide":
            return True
        at = content.find(b"hdlr", at + 4)
    return False


_SIGNS: dict[str, Callable[[bytes], bool]] = {
    "audio/webm": _is_webm,
    "audio/ogg": lambda head: head.startswith(b"OggS"),
    "audio/mp4": _is_mp4,
    "audio/mpeg": _is_mp3,
    "audio/wav": lambda head: head.startswith(b"RIFF") and head[8:12] == b"WAVE",
    "audio/aac": _is_aac,
}
