"""Faces that are covered before anything is kept, where a survey says so."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ei_collect.errors import AbsentError
from ei_collect.photos import pool
from ei_collect.photos.covering import COLOUR
from ei_collect.photos.faces import can_find_faces
from ei_collect.photos.pool import Cleaner
from ei_collect.photos.protecting import faces_covered
from tests.photographer import as_jpeg, striped
from tests.photos.portraits import MIDDLE, portrait


@pytest.fixture(scope="module")
def cleaner() -> Iterator[Cleaner]:
    """One that is closed again."""
    made = Cleaner(workers=1)
    yield made
    made.close()


def taken(folder: Path, image: Image.Image) -> Path:
    """It in a file."""
    path = folder / "photo"
    path.write_bytes(as_jpeg(image))
    return path


@pytest.mark.skipif(not can_find_faces(), reason="the extra `faces` is not installed")
def test_photo_when_there_is_a_face_then_it_is_covered_in_the_picture_and_the_thumbnail(
    cleaner: Cleaner, tmp_path: Path
) -> None:
    cleaned = cleaner.clean(taken(tmp_path, portrait()))
    kept, (face,) = faces_covered(cleaner, cleaned)
    assert face.left < MIDDLE[0] < face.left + face.width
    for content in (kept.picture, kept.thumbnail):
        image = Image.open(BytesIO(content))
        pixel = image.getpixel((round(image.width * MIDDLE[0]), round(image.height * MIDDLE[1])))
        assert pixel == pytest.approx(COLOUR, abs=6)
    assert kept.likeness != cleaned.likeness


@pytest.mark.skipif(not can_find_faces(), reason="the extra `faces` is not installed")
def test_photo_when_there_is_no_face_then_it_stays_as_it_is(cleaner: Cleaner, tmp_path: Path) -> None:
    cleaned = cleaner.clean(taken(tmp_path, striped()))
    assert faces_covered(cleaner, cleaned) == (cleaned, ())


def test_photo_when_faces_cannot_be_found_here_then_it_is_not_kept_as_if_there_were_none(
    cleaner: Cleaner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleaned = cleaner.clean(taken(tmp_path, portrait()))
    monkeypatch.setattr(pool, "can_find_faces", lambda: False)
    with pytest.raises(AbsentError, match="faces-absent"):
        faces_covered(cleaner, cleaned)
