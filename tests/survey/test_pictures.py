"""Which files are pictures, and of which sort."""

import pytest

from ei_collect.survey.pictures import sort_named, sort_of_picture
from tests.pictures import JPEG, PNG, WEBP
from tests.sounds import WAV


@pytest.mark.parametrize(
    ("content", "sort"), [(PNG, "png"), (JPEG, "jpg"), (WEBP, "webp"), (WAV, None), (b"", None), (b"<svg/>", None)]
)
def test_picture_when_looked_at_then_its_bytes_tell_what_it_is(content: bytes, sort: str | None) -> None:
    assert sort_of_picture(content) == sort


def test_picture_when_named_then_both_spellings_of_jpeg_are_one_sort() -> None:
    assert [sort_named(file) for file in ("a.jpeg", "a.jpg", "a.b.png")] == ["jpg", "jpg", "png"]
