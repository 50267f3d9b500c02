"""The big mode of phones: a HEIC that is taken from its decoder part by part gives what the usual way gives."""

from io import BytesIO
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageChops, ImageStat

from ei_collect.photos import opening
from ei_collect.photos.cleaning import clean
from ei_collect.photos.refusal import PhotoRefusedError
from tests.photos import planting


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """From now on every HEIC is a big one."""
    monkeypatch.setattr(pillow_heif.options, "DECODE_THREADS", 1)
    monkeypatch.setattr(opening, "MOST_AT_ONCE", 0)
    return monkeypatch


def difference(one: bytes, other: bytes) -> float:
    """How far two pictures are from each other, in steps of 255."""
    apart = ImageChops.difference(Image.open(BytesIO(one)), Image.open(BytesIO(other)))
    return max(ImageStat.Stat(apart).mean)


def test_heic_when_taken_in_parts_then_it_is_the_same_picture_with_its_colours_and_upright(
    tmp_path: Path, in_parts: pytest.MonkeyPatch
) -> None:
    for number, content in enumerate((planting.heic(), planting.lying("heic", 6))):
        path = tmp_path / str(number)
        path.write_bytes(content)
        parts = clean(path)
        with in_parts.context() as usual:
            usual.setattr(opening, "MOST_AT_ONCE", 10**9)
            whole = clean(path)
        assert (parts.width, parts.height) == (whole.width, whole.height)
        assert difference(parts.picture, whole.picture) < 1


@pytest.mark.shared
def test_heic_of_a_phone_when_taken_in_parts_then_it_is_the_same_picture(
    shared_data: Path, in_parts: pytest.MonkeyPatch
) -> None:
    path = shared_data / "photos" / "pug.heic"
    parts = clean(path)
    in_parts.setattr(opening, "MOST_AT_ONCE", 10**9)
    assert difference(parts.picture, clean(path).picture) < 1
    with pytest.raises(PhotoRefusedError, match="photo-broken"):
        clean(shared_data / "photos" / "truncated.heic")


@pytest.mark.usefixtures("in_parts")
def test_heic_when_its_pixels_are_damaged_then_it_is_refused_and_not_kept_in_part(tmp_path: Path) -> None:
    content = bytearray(planting.only("heic"))
    begin = content.index(b"mdat") + 4
    content[begin:] = bytes(len(content) - begin)
    path = tmp_path / "damaged"
    path.write_bytes(content)
    with pytest.raises(PhotoRefusedError, match="photo-broken"):
        clean(path)
