"""Pictures for the demonstration: photos as far as the program can tell, and no two alike."""

from io import BytesIO

import pytest
from PIL import Image

from ei_collect.photos.painting import HEIGHT, SKIES, WIDTH, paint


@pytest.mark.parametrize("scene", SKIES)
def test_picture_when_painted_then_a_jpeg_with_the_word_in_it_and_the_same_each_time(scene: str) -> None:
    painted = paint(scene, "none", "seed")
    image = Image.open(BytesIO(painted))
    assert (image.format, image.size) == ("JPEG", (WIDTH, HEIGHT))
    word = set(image.convert("L").crop((300, HEIGHT - 190, 900, HEIGHT - 40)).tobytes())
    assert {0, 255} <= word  # white letters with a black edge
    assert painted == paint(scene, "none", "seed")


def test_picture_when_somebody_is_in_it_then_there_and_behind_a_solid_shape_where_covered() -> None:
    faces = [
        Image.open(BytesIO(paint("stop", people, "seed"))).getpixel((430, 470))
        for people in ("none", "agreed", "covered")
    ]
    assert len(set(faces)) == 3
    covered = faces[2]
    assert isinstance(covered, tuple)
    assert max(covered) < 60
