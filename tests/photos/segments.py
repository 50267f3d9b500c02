"""What a JPEG file is made of, read without any library that the program uses."""

import struct

BARE = {0xDB, 0xC0, 0xC4, 0xDA, 0xE0}
"""Tables, the frame, the scan and JFIF's header: what a picture needs, and nothing that says more."""


def segments(content: bytes) -> list[tuple[int, bytes]]:
    """Marker and content of each segment up to the scan, which carries all to the end of the file."""
    assert content.startswith(b"\xff\xd8")
    found: list[tuple[int, bytes]] = []
    at = 2
    while True:
        sign, marker, size = struct.unpack_from(">BBH", content, at)
        assert sign == 0xFF
        body = content[at + 4 : at + 2 + size]
        if marker == 0xDA:
            return [*found, (marker, content[at + 4 :])]
        found.append((marker, body))
        at += 2 + size


def is_bare(content: bytes) -> bool:
    """Whether there is nothing but the picture: JFIF's header at its smallest, no other word, nothing after the end."""
    found = segments(content)
    headers = [body for marker, body in found if marker == 0xE0]
    scan = found[-1][1]
    return (
        {marker for marker, _ in found} <= BARE
        and headers == [b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"]
        and scan.endswith(b"\xff\xd9")
        and scan.count(b"\xff\xd9") == 1
    )
