"""What is said between the program and its photo workers: frames of named plain values and some bytes.

Plain on purpose: what comes from a process that has opened strangers' pictures is read, never run.
"""

import json
import struct
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import IO, Any

from ei_collect.photos.cleaning import Cleaned
from ei_collect.photos.covering import Box

SIZES = struct.Struct(">II")
"""Of the named values as JSON, and of the bytes."""
MOST_NAMED = 100_000
MOST_BODY = 100_000_000


class Verb(StrEnum):
    """What a worker does with a photo."""

    CLEAN = "clean"
    COVER = "cover"
    FACES = "faces"


@dataclass(frozen=True)
class Frame:
    """One request or one answer."""

    named: dict[str, Any]
    body: bytes = field(default=b"", repr=False)

    def packed(self) -> bytes:
        """As it is sent."""
        named = json.dumps(self.named).encode()
        return SIZES.pack(len(named), len(self.body)) + named + self.body


def read_frame(stream: IO[bytes]) -> Frame | None:
    """The next frame, or None where the stream ends before it does or holds something else."""
    sizes = stream.read(SIZES.size)
    if len(sizes) < SIZES.size:
        return None
    named_size, body_size = SIZES.unpack(sizes)
    if named_size > MOST_NAMED or body_size > MOST_BODY:
        return None
    named, body = stream.read(named_size), stream.read(body_size)
    if len(named) < named_size or len(body) < body_size:
        return None
    try:
        said = json.loads(named)
    except ValueError:
        return None
    return Frame(said, body) if isinstance(said, dict) else None


def frame_of_cleaned(cleaned: Cleaned) -> Frame:
    """A cleaned photo as an answer: the thumbnail follows the picture."""
    named = {
        "width": cleaned.width,
        "height": cleaned.height,
        "likeness": cleaned.likeness,
        "picture": len(cleaned.picture),
    }
    return Frame(named, cleaned.picture + cleaned.thumbnail)


def cleaned_of_frame(frame: Frame) -> Cleaned:
    """The cleaned photo that an answer carries."""
    named, size = frame.named, int(frame.named["picture"])
    return Cleaned(
        frame.body[:size], frame.body[size:], int(named["width"]), int(named["height"]), str(named["likeness"])
    )


def boxes_named(boxes: tuple[Box, ...]) -> list[dict[str, float]]:
    """Parts of a picture as plain values."""
    return [asdict(box) for box in boxes]


def boxes_of(named: list[dict[str, float]]) -> tuple[Box, ...]:
    """The parts of a picture that these values say."""
    return tuple(Box(each["left"], each["top"], each["width"], each["height"]) for each in named)
