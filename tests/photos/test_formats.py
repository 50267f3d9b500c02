"""What is a picture, by its content, and what only looks like one."""

import zipfile
from io import BytesIO

import pytest

from ei_collect.photos.formats import Format, format_of
from ei_collect.photos.refusal import PhotoRefusedError, Refusal
from tests.photos import planting

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<!doctype html><script>alert(1)</script>"


def _refusal(content: bytes) -> Refusal:
    with pytest.raises(PhotoRefusedError) as caught:
        format_of(content, "photo")
    return caught.value.refusal


def _zip() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("program.class", "x")
    return buffer.getvalue()


def _jpeg_with(comment: bytes) -> bytes:
    buffer = BytesIO()
    planting.scene().save(buffer, "JPEG", comment=comment)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("ending", "found"),
    [
        ("jpg", Format.JPEG),
        ("png", Format.PNG),
        ("webp", Format.WEBP),
        ("gif", Format.GIF),
        ("heic", Format.HEIF),
        ("avif", Format.AVIF),
    ],
)
def test_format_when_content_is_a_picture_then_which(ending: str, found: Format) -> None:
    assert format_of(planting.EVERY[ending](), "photo.pdf") is found
    assert format_of(planting.only(ending), "photo") is found


@pytest.mark.parametrize(
    "content",
    [PDF, SVG, HTML, _zip(), b"BM\x46\0", b"II*\0\x08\0\0\0", b"plain words", b"RIFF\x10\0\0\0WAVEfmt ", b"\xff\xd8"],
    ids=["pdf", "svg", "html", "zip", "bmp", "tiff", "words", "wav", "stump"],
)
def test_format_when_content_is_something_else_then_no_picture(content: bytes) -> None:
    assert _refusal(content) is Refusal.NO_PICTURE


@pytest.mark.parametrize("ending", planting.EVERY)
@pytest.mark.parametrize(
    "more", [PDF, SVG, HTML, _zip(), b"Rar!\x1a\x07\x01\0"], ids=["pdf", "svg", "html", "zip", "rar"]
)
def test_format_when_something_else_follows_the_picture_then_no_picture(ending: str, more: bytes) -> None:
    assert _refusal(planting.only(ending) + more) is Refusal.NO_PICTURE


@pytest.mark.parametrize("within", [PDF, SVG, HTML, b"<?php system($_GET[0]);"], ids=["pdf", "svg", "html", "php"])
def test_format_when_something_else_lies_in_a_comment_then_no_picture(within: bytes) -> None:
    assert _refusal(_jpeg_with(within)) is Refusal.NO_PICTURE


@pytest.mark.parametrize(
    "content",
    [b"GIF89a/*\0\0\x80\0\0*/=1;alert(1)", b"\xff\xd8\xff\xe0/*JFIF\0*/=alert(1)"],
    ids=["gif", "jpeg"],
)
def test_format_when_it_begins_as_a_script_then_no_picture(content: bytes) -> None:
    assert _refusal(content) is Refusal.NO_PICTURE


def test_format_when_a_camera_appended_a_film_or_a_second_picture_then_still_a_picture() -> None:
    film = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(range(256)) * 40
    assert format_of(planting.only("jpg") + planting.only("jpg") + film, "photo") is Format.JPEG


def test_format_when_a_long_document_follows_then_no_picture_by_its_end() -> None:
    long = PDF.replace(b"trailer", bytes(600_000) + b"trailer")
    assert _refusal(planting.only("png") + long) is Refusal.NO_PICTURE


@pytest.mark.parametrize("ending", ["heic", "avif"])
def test_format_when_the_last_box_is_not_whole_then_broken(ending: str) -> None:
    assert _refusal(planting.only(ending)[:-1]) is Refusal.BROKEN
