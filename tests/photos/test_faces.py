"""Finding a face, its size and its absence; what happens where the detector is not installed."""

import pytest
from PIL import Image

from ei_collect.errors import AbsentError
from ei_collect.photos import faces
from tests.photos.portraits import MIDDLE, portrait

needs_detector = pytest.mark.skipif(not faces.can_find_faces(), reason="the extra `faces` is not installed")


@needs_detector
@pytest.mark.parametrize("times", [1, 4])
def test_face_when_there_is_one_then_its_middle_lies_in_the_box_whatever_the_size(times: int) -> None:
    image = portrait()
    found = faces.find_faces(image.resize((image.width * times, image.height * times)))
    assert len(found) == 1
    box = found[0]
    assert box.is_within
    assert box.left < MIDDLE[0] < box.left + box.width
    assert box.top < MIDDLE[1] < box.top + box.height
    assert 0.15 < box.width < 0.4


@needs_detector
def test_faces_when_there_are_none_then_none_is_found() -> None:
    assert faces.find_faces(Image.new("RGB", (800, 600), (90, 140, 90))) == ()


def test_detector_when_not_installed_then_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "find_spec", lambda _name: None)
    faces.load_detector.cache_clear()
    assert not faces.can_find_faces()
    with pytest.raises(AbsentError) as raised:
        faces.find_faces(portrait())
    assert raised.value.findings[0].code == "faces-absent"
    assert "ei-collect[faces]" in raised.value.findings[0].mend
