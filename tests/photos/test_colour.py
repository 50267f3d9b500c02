"""Colours and kinds of pixels: what comes out looks as it was meant."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from ei_collect.photos.cleaning import cleaned
from ei_collect.photos.colour import to_srgb
from ei_collect.photos.scaling import direct, reduced, scaled
from tests.photos import planting


@pytest.fixture(scope="module")
def display_p3(shared_data: Path) -> bytes:
    """The profile of a phone whose screen shows more colours than sRGB has."""
    with Image.open(shared_data / "photos" / "pug.heic") as image:
        return bytes(image.info["icc_profile"])


def _dot(image: Image.Image) -> tuple[int, ...]:
    found = image.convert("RGB").getpixel((0, 0))
    assert isinstance(found, tuple)
    return found


def test_colours_when_the_profile_is_wider_then_the_same_colour_in_srgb(display_p3: bytes) -> None:
    # 234, 51, 35 in Display P3 is the reddest that sRGB has: 255, 0, 0 (Apple's own example).
    red, green, blue = _dot(to_srgb(Image.new("RGB", (2, 2), (234, 51, 35)), display_p3))
    assert red >= 252
    assert green <= 12
    assert blue <= 12


def test_colours_when_see_through_then_converted_and_still_see_through(display_p3: bytes) -> None:
    image = to_srgb(Image.new("RGBA", (2, 2), (234, 51, 35, 128)), display_p3)
    assert image.mode == "RGBA"
    assert image.getpixel((0, 0))[3] == 128  # type: ignore[index]
    assert _dot(image)[0] >= 252


def test_colours_when_the_profile_says_what_everybody_shows_then_left_alone() -> None:
    image = planting.scene()
    assert to_srgb(image, planting.profile()) is image


@pytest.mark.parametrize("profile", [None, b"", b"no profile", planting.profile()[:200]])
def test_colours_when_there_is_no_usable_profile_then_as_they_are(profile: bytes | None) -> None:
    image = planting.scene()
    assert to_srgb(image, profile) is image


def test_colours_when_the_profile_fits_other_pixels_then_as_they_are(display_p3: bytes) -> None:
    image = Image.new("CMYK", (2, 2))
    assert to_srgb(image, display_p3) is image


def test_colours_when_grey_has_a_profile_then_still_grey() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    image = Image.new("L", (2, 2), 100)
    assert to_srgb(image, lab) is image


@pytest.mark.parametrize(
    ("image", "colour"),
    [
        (Image.new("L", (4, 4), 90), (90, 90, 90)),
        (Image.new("1", (4, 4), 1), (255, 255, 255)),
        (Image.new("I;16", (4, 4), 0x8040), (128, 128, 128)),
        (Image.new("LA", (4, 4), (90, 0)), (255, 255, 255)),
        (Image.new("RGBA", (4, 4), (200, 0, 0, 0)), (255, 255, 255)),
        (Image.new("RGBA", (4, 4), (200, 0, 0, 255)), (200, 0, 0)),
        (Image.new("CMYK", (4, 4), (0, 255, 255, 0)), (255, 0, 0)),
        (Image.new("RGB", (4, 4), (0, 120, 0)).quantize(4), (0, 120, 0)),
        (Image.new("YCbCr", (4, 4), (76, 85, 255)), (254, 0, 0)),
    ],
    ids=lambda value: getattr(value, "mode", None),
)
@pytest.mark.parametrize("times", [1, 700])
def test_photo_when_its_pixels_are_of_any_kind_then_painted_on_white(
    image: Image.Image, colour: tuple[int, ...], times: int
) -> None:
    big = image.resize((image.width * times, image.height * times), Image.Resampling.NEAREST)
    found = cleaned(scaled(reduced(big, 2_000), 2_000))
    assert max(found.width, found.height) == min(4 * times, 2_000)
    shown = _dot(Image.open(BytesIO(found.picture)))
    assert all(abs(one - other) <= 3 for one, other in zip(shown, colour, strict=True))


def test_photo_when_a_palette_has_see_through_colours_then_these_are_white() -> None:
    image = Image.new("P", (4, 4), 0)
    image.putpalette([200, 0, 0])
    image.info["transparency"] = 0
    assert direct(image).getchannel("A").getextrema() == (0, 0)


def test_photo_when_shrunk_in_bands_then_as_when_shrunk_at_once() -> None:
    image = Image.radial_gradient("L").resize((5_003, 4_001)).convert("RGB")
    found = reduced(image, 2_000)
    assert found.size == (2_502, 2_001)
    assert found.tobytes() == image.reduce(2).tobytes()
