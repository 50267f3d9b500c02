"""What a file of sound is, told from its bytes."""

import pytest

from ei_collect.answering.sound import ENDINGS, media_type
from tests.sounds import MP3, MP4, SOUNDS, WEBM


@pytest.mark.parametrize(("kind", "content"), SOUNDS.items())
def test_sound_when_of_a_sort_that_is_taken_then_it_is_told_which(kind: str, content: bytes) -> None:
    assert media_type(content) == kind
    assert kind in ENDINGS


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"sound",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        b"\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska" + b"\x00" * 60,
        b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
        b"<html><script>alert(1)</script>",
        b"\xff\xfet\x00e\x00x\x00t\x00",
    ],
    ids=["nothing", "a byte", "words", "jpeg", "png", "webp", "matroska", "heic", "html", "utf-16"],
)
def test_sound_when_it_is_something_else_then_none(content: bytes) -> None:
    assert media_type(content) is None


def test_sound_when_a_tag_is_before_it_then_it_is_told_as_well() -> None:
    assert media_type(b"ID3\x04\x00\x00\x00\x00\x00\x00" + MP3) == "audio/mpeg"


@pytest.mark.parametrize("content", [WEBM.replace(b"A_OPUS", b"V_VP8 "), MP4.replace(b"soun", b"vide")])
def test_sound_when_pictures_move_in_it_then_none(content: bytes) -> None:
    assert media_type(content) is None
