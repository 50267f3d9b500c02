"""What a photo keeps of its file, and what it does not."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ei_collect.photos.cleaning import Cleaned
from ei_collect.photos.likeness import distance
from ei_collect.photos.pool import Cleaner
from ei_collect.photos.refusal import PhotoRefusedError, Refusal
from tests.photos import planting
from tests.photos.beside import REAL, beside, found, in_every_jpeg, windows
from tests.photos.segments import is_bare


def _cleaned(cleaner: Cleaner, folder: Path, content: bytes, ending: str = "jpg") -> Cleaned:
    path = folder / f"{planting.NAME}.{ending}"
    path.write_bytes(content)
    return cleaner.clean(path)


def _shown(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def _pixel(content: bytes, across: float, down: float) -> tuple[int, ...]:
    image = _shown(content)
    found = image.getpixel((int(across * image.width), int(down * image.height)))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize("ending", planting.EVERY)
def test_photo_when_everything_is_planted_then_nothing_of_it_is_left(
    cleaner: Cleaner, tmp_path: Path, ending: str
) -> None:
    content = planting.EVERY[ending]()
    assert any(mark in content for mark in planting.MARKS)
    cleaned = _cleaned(cleaner, tmp_path, content, ending)
    for kept in (cleaned.picture, cleaned.thumbnail):
        assert not [mark for mark in planting.MARKS if mark in kept]
        assert is_bare(kept)
        assert _shown(kept).info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("ending", planting.EVERY)
def test_photo_when_cleaned_then_it_shows_the_same(cleaner: Cleaner, tmp_path: Path, ending: str) -> None:
    cleaned = _cleaned(cleaner, tmp_path, planting.EVERY[ending](), ending)
    assert (cleaned.width, cleaned.height) == _shown(cleaned.picture).size == (240, 160)
    red, _, blue = _pixel(cleaned.picture, 0.1, 0.1)
    assert red > 190
    assert blue < 60
    red, _, blue = _pixel(cleaned.picture, 0.75, 0.75)
    assert red < 60
    assert blue > 190


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("ending", planting.TURNED)
def test_photo_when_the_camera_was_turned_then_as_pillow_shows_it_upright(
    cleaner: Cleaner, tmp_path: Path, ending: str, orientation: int
) -> None:
    upright = planting.scene()
    content = planting.lying(ending, orientation)
    cleaned = _cleaned(cleaner, tmp_path, content, ending)
    assert (cleaned.width, cleaned.height) == upright.size
    red, _, blue = _pixel(cleaned.picture, 0.1, 0.1)
    assert red > 190
    assert blue < 60


def test_photo_when_it_is_real_then_upright_whatever_its_orientation(cleaner: Cleaner, shared_data: Path) -> None:
    upright = cleaner.clean(shared_data / "photos" / "portrait_1.jpg")
    for number in range(2, 9):
        other = cleaner.clean(shared_data / "photos" / f"portrait_{number}.jpg")
        assert (other.width, other.height) == (upright.width, upright.height) == (450, 600)
        assert distance(other.likeness, upright.likeness) <= 20  # they are different takes of the numbers 1 to 8


@pytest.mark.parametrize("name", REAL)
def test_photo_when_it_is_real_then_nothing_that_its_camera_wrote_is_left(
    cleaner: Cleaner, shared_data: Path, name: str
) -> None:
    path = shared_data / "photos" / name
    written = windows(*beside(path))
    assert len(written) > 100
    cleaned = cleaner.clean(path)
    for kept in (cleaned.picture, cleaned.thumbnail):
        assert is_bare(kept)
        assert found(kept, written) <= in_every_jpeg(_shown(kept).size)


def test_photo_when_truncated_then_refused(cleaner: Cleaner, shared_data: Path) -> None:
    with pytest.raises(PhotoRefusedError) as caught:
        cleaner.clean(shared_data / "photos" / "truncated.heic")
    assert caught.value.refusal is Refusal.BROKEN


@pytest.mark.parametrize("ending", planting.EVERY)
@pytest.mark.parametrize("part", [0.9, 0.5, 0.1])
def test_photo_when_cut_short_then_refused_as_broken(
    cleaner: Cleaner, tmp_path: Path, ending: str, part: float
) -> None:
    content = planting.only(ending)
    with pytest.raises(PhotoRefusedError) as caught:
        _cleaned(cleaner, tmp_path, content[: int(len(content) * part)], ending)
    assert caught.value.refusal is Refusal.BROKEN


def test_photo_when_empty_then_refused_as_such(cleaner: Cleaner, tmp_path: Path) -> None:
    with pytest.raises(PhotoRefusedError) as caught:
        _cleaned(cleaner, tmp_path, b"")
    assert caught.value.refusal is Refusal.EMPTY


def test_photo_when_the_file_is_too_big_then_refused_before_it_is_read(cleaner: Cleaner, tmp_path: Path) -> None:
    path = tmp_path / "big.jpg"
    with path.open("wb") as file:
        file.truncate(40_000_001)
    with pytest.raises(PhotoRefusedError) as caught:
        cleaner.clean(path)
    assert caught.value.refusal is Refusal.TOO_BIG


@pytest.mark.parametrize(
    ("size", "kept", "small"),
    [
        ((4032, 3024), (2000, 1500), (640, 480)),
        ((3024, 4032), (1500, 2000), (480, 640)),
        ((2000, 1000), (2000, 1000), (640, 320)),
        ((300, 200), (300, 200), (300, 200)),
        ((9000, 3), (2000, 1), (640, 1)),
        ((1, 1), (1, 1), (1, 1)),
    ],
)
def test_photo_when_bigger_than_it_is_kept_then_scaled_in_proportion(
    cleaner: Cleaner, tmp_path: Path, size: tuple[int, int], kept: tuple[int, int], small: tuple[int, int]
) -> None:
    for kind in ("JPEG", "PNG"):
        buffer = BytesIO()
        Image.new("RGB", size, "teal").save(buffer, kind)
        cleaned = _cleaned(cleaner, tmp_path, buffer.getvalue())
        assert (cleaned.width, cleaned.height) == _shown(cleaned.picture).size == kept
        assert _shown(cleaned.thumbnail).size == small


def test_likeness_when_smaller_or_brighter_then_near_and_when_another_scene_then_far(
    cleaner: Cleaner, tmp_path: Path
) -> None:
    def likeness(image: Image.Image) -> str:
        buffer = BytesIO()
        image.save(buffer, "PNG")
        return _cleaned(cleaner, tmp_path, buffer.getvalue()).likeness

    first = likeness(planting.scene())
    assert len(first) == 16
    assert distance(first, likeness(planting.scene().resize((120, 80)))) <= 4
    assert distance(first, likeness(planting.scene().point(lambda value: value * 0.8))) <= 6
    assert distance(first, likeness(planting.scene().rotate(90, expand=True))) > 10
