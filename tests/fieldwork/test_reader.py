"""The process that reads scans: what it opens, what it refuses, and that a picture keeps nothing but its pixels."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from ei_collect.errors import AbsentError
from ei_collect.fieldwork import reader as module
from ei_collect.fieldwork.reader import Reader
from ei_collect.fieldwork.scanned import Trouble
from ei_collect.photos.refusal import PhotoRefusedError, Refusal
from tests.photos.segments import is_bare

WORDS = b"Taken by Amina at 51.45, -2.58"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as opened:
        yield opened


@pytest.fixture
def picture() -> Image.Image:
    """Something with ink on it, and no code."""
    grey = np.full((800, 600), 250, np.uint8)
    grey[100:700:20, 50:550] = 10
    return Image.fromarray(grey)


@pytest.mark.parametrize("name", ["scan.png", "scan.jpg", "scan.webp", "scan.heic", "scan.pdf"])
def test_file_when_of_any_usual_sort_then_it_is_opened(
    reader: Reader, picture: Image.Image, tmp_path: Path, name: str
) -> None:
    pillow_heif.register_heif_opener()
    picture.convert("RGB").save(tmp_path / name)
    assert reader.pages(tmp_path / name) == 1
    laid = reader.lay(tmp_path / name, 0)
    assert (laid.words, laid.trouble) == (None, Trouble.NO_CODE)


def test_pdf_when_it_has_several_pages_then_each_can_be_had(
    reader: Reader, picture: Image.Image, tmp_path: Path
) -> None:
    blank = Image.new("L", picture.size, 255)
    picture.save(tmp_path / "all.pdf", save_all=True, append_images=[blank])
    assert reader.pages(tmp_path / "all.pdf") == 2
    assert [reader.lay(tmp_path / "all.pdf", page).trouble for page in (0, 1)] == [Trouble.NO_CODE, Trouble.BLANK]


def test_picture_when_it_tells_where_it_was_taken_then_what_is_kept_does_not(
    reader: Reader, picture: Image.Image, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x010E] = WORDS.decode()
    picture.save(tmp_path / "told.jpg", exif=exif, comment=WORDS)
    assert WORDS in (tmp_path / "told.jpg").read_bytes()
    kept = reader.lay(tmp_path / "told.jpg", 0).picture
    assert WORDS not in kept
    assert is_bare(kept)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", Refusal.EMPTY),
        (b"Dear all, see you on Tuesday.", Refusal.NO_PICTURE),
        (b"%PDF-1.7 and then nothing", Refusal.BROKEN),
        (b"\xff\xd8\xff\xe0 cut short", Refusal.BROKEN),
        (b"<html><svg>", Refusal.NO_PICTURE),
    ],
)
def test_file_when_it_is_no_scan_then_it_is_refused_by_its_name(
    reader: Reader, tmp_path: Path, content: bytes, refusal: Refusal
) -> None:
    path = tmp_path / "scan"
    path.write_bytes(content)
    with pytest.raises(PhotoRefusedError) as refused:
        reader.lay(path, reader.pages(path) - 1)
    assert (refused.value.refusal, refused.value.findings[0].where) == (refusal, "scan")


def test_process_when_it_was_killed_then_the_next_page_starts_another(
    reader: Reader, picture: Image.Image, tmp_path: Path
) -> None:
    picture.save(tmp_path / "scan.png")
    first = reader.lay(tmp_path / "scan.png", 0)
    lost = reader._worker.process_id
    assert lost is not None
    os.kill(lost, signal.SIGKILL)
    assert reader.lay(tmp_path / "scan.png", 0) == first
    assert reader._worker.process_id not in {None, lost}


def test_extra_when_it_is_not_installed_then_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIBRARIES", ("cv2", "no_such_library"))
    with pytest.raises(AbsentError, match=r"ei-collect\[scans\]"):
        Reader()
