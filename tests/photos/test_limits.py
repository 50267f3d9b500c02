"""What is refused for being too much, how fast, and with how little memory."""

import struct
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from ei_collect.photos.limits import MOST_MEMORY, MOST_SECONDS
from ei_collect.photos.pool import Worker
from ei_collect.photos.protocol import Frame, Verb
from ei_collect.photos.refusal import Refusal
from tests.photos import bombs, planting

SLACK = 1.0
"""Seconds that a busy machine may add to a limit of time."""


def _asked(worker: Worker, folder: Path, content: bytes) -> tuple[Frame, float]:
    path = folder / "bomb"
    path.write_bytes(content)
    began = time.monotonic()
    answer = worker.ask(Frame({"verb": Verb.CLEAN, "path": str(path)}))
    assert answer.named["peak"] <= MOST_MEMORY
    return answer, time.monotonic() - began


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """A worker whose libraries are loaded."""
    found = Worker()
    found.ask(Frame({"verb": Verb.CLEAN, "path": "/nowhere"}))
    yield found
    found.close()


def test_photo_when_a_png_of_4_gigapixels_then_refused_at_once(worker: Worker, tmp_path: Path) -> None:
    content = bombs.png(65_536, 65_536)
    assert 400_000 < len(content) < 700_000
    answer, took = _asked(worker, tmp_path, content)
    assert answer.named["refused"] == Refusal.TOO_MANY_PIXELS
    assert took < MOST_SECONDS


def test_photo_when_a_jpeg_of_280_megapixels_then_refused_at_once(worker: Worker, tmp_path: Path) -> None:
    content = bombs.jpeg(20_000, 14_000)
    assert 900_000 < len(content) < 1_300_000
    answer, took = _asked(worker, tmp_path, content)
    assert answer.named["refused"] == Refusal.TOO_MANY_PIXELS
    assert took < MOST_SECONDS


@pytest.mark.parametrize("kind", ["WEBP", "GIF"])
def test_photo_when_too_many_pixels_are_well_packed_then_refused(worker: Worker, tmp_path: Path, kind: str) -> None:
    buffer = BytesIO()
    Image.new("L", {"WEBP": (16_383, 900), "GIF": (16_383, 4_000)}[kind]).save(buffer, kind)
    answer, took = _asked(worker, tmp_path, buffer.getvalue())
    assert answer.named["refused"] == Refusal.TOO_MANY_PIXELS
    assert took < MOST_SECONDS


@pytest.mark.parametrize("ending", ["heic", "avif"])
def test_photo_when_a_box_claims_too_many_pixels_then_refused(worker: Worker, tmp_path: Path, ending: str) -> None:
    content = planting.only(ending).replace(struct.pack(">II", 240, 160), struct.pack(">II", 9_000, 9_000))
    answer, took = _asked(worker, tmp_path, content)
    assert answer.named["refused"] == Refusal.TOO_MANY_PIXELS
    assert took < MOST_SECONDS


@pytest.mark.parametrize("colour", [0, 2, 6], ids=["grey", "colour", "see-through"])
def test_photo_when_the_biggest_png_that_is_taken_then_within_the_limits(
    worker: Worker, tmp_path: Path, colour: int
) -> None:
    answer, took = _asked(worker, tmp_path, bombs.png(7_000, 7_000, bits=8, colour=colour))
    assert (answer.named.get("width"), answer.named.get("height")) == (2_000, 2_000)
    assert took < MOST_SECONDS + SLACK


@pytest.mark.parametrize("bits", [1, 16])
def test_photo_when_a_big_png_has_other_bits_then_within_the_limits(worker: Worker, tmp_path: Path, bits: int) -> None:
    answer, _ = _asked(worker, tmp_path, bombs.png(6_000, 6_000, bits=bits))
    assert answer.named.get("width") == 2_000


def test_photo_when_the_biggest_jpeg_that_is_taken_then_within_the_limits(worker: Worker, tmp_path: Path) -> None:
    answer, took = _asked(worker, tmp_path, bombs.jpeg(16_320, 12_240))
    assert (answer.named.get("width"), answer.named.get("height")) == (2_000, 1_500)
    assert took < MOST_SECONDS + SLACK


@pytest.mark.full
def test_photo_when_a_progressive_jpeg_needs_too_much_memory_then_refused(worker: Worker, tmp_path: Path) -> None:
    buffer = BytesIO()
    Image.new("RGB", (12_000, 9_000), "teal").save(buffer, "JPEG", progressive=True, subsampling=0)
    answer, took = _asked(worker, tmp_path, buffer.getvalue())
    assert answer.named["refused"] == Refusal.TOO_MANY_PIXELS
    assert took < MOST_SECONDS + SLACK


@pytest.mark.full
@pytest.mark.parametrize("kind", ["WEBP", "HEIF", "AVIF"])
def test_photo_when_the_biggest_of_another_format_then_within_the_limits(
    worker: Worker, tmp_path: Path, kind: str
) -> None:
    buffer = BytesIO()
    size = {"WEBP": (4_300, 3_200), "HEIF": (5_712, 4_284), "AVIF": (5_000, 3_750)}[kind]
    Image.radial_gradient("L").resize(size).convert("RGB").save(buffer, kind)
    answer, took = _asked(worker, tmp_path, buffer.getvalue())
    assert answer.named.get("width") == 2_000, answer.named
    assert took < MOST_SECONDS + SLACK


@pytest.mark.full
def test_photo_when_a_heic_has_48_megapixels_as_phones_make_them_then_within_the_limits(
    worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pillow_heif.options, "GRID_TILE_SIZE", 512)
    buffer = BytesIO()
    Image.radial_gradient("L").resize((8_064, 6_048)).convert("RGB").save(buffer, "HEIF")
    answer, took = _asked(worker, tmp_path, buffer.getvalue())
    assert (answer.named.get("width"), answer.named.get("height")) == (2_000, 1_500), answer.named
    assert took < MOST_SECONDS + SLACK
