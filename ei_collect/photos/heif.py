"""A HEIC with as many pixels as phones make at the most, taken from its decoder part by part.

Pillow would hold all of them a second time, and a third larger: there is no memory for that.
"""

from dataclasses import dataclass
from pathlib import Path

import pillow_heif
from PIL import Image

from ei_collect.photos.limits import give_back
from ei_collect.photos.scaling import LONGEST, reduced


@dataclass(frozen=True)
class Decoded:
    """A decoded picture as its decoder holds it."""

    frame: pillow_heif.HeifImage

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.frame.size

    def crop(self, box: tuple[int, int, int, int]) -> Image.Image:
        """A part over the whole width; left and right are taken as its edges."""
        _, top, _, bottom = box
        mode, stride = self.frame.mode, self.frame.stride
        rows = bytes(memoryview(self.frame.data)[top * stride : bottom * stride])
        return Image.frombuffer(mode, (self.size[0], bottom - top), rows, "raw", mode, stride, 1)


def reduced_heif(path: Path) -> Image.Image:
    """The first picture of a file as `reduced` makes it, with its colour profile.

    Raises:
        OSError: it is damaged, or needs more memory than there is.
    """
    pillow_heif.options.DECODE_THREADS = 1  # each would hold memory of its own
    give_back()
    try:
        file = pillow_heif.open_heif(path, convert_hdr_to_8bit=True, remove_stride=False)
        frame = file[file.primary_index]
        frame.load()
    except (RuntimeError, ValueError, EOFError) as error:
        raise OSError(str(error)) from error
    small = reduced(Decoded(frame), LONGEST)
    if profile := frame.info.get("icc_profile"):
        small.info["icc_profile"] = profile
    return small
