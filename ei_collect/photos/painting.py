"""Painted pictures for the demonstration: simple shapes, with the word "synthetic" in each. None shows a real place."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFont

WORD = "synthetic"
WIDTH, HEIGHT = 1200, 900
SKIES = {"park": "#bfe0f2", "market": "#f3dfb9", "stop": "#c9cfd6", "street": "#394457"}
GROUNDS = {"park": "#7cae63", "market": "#b9a184", "stop": "#83888d", "street": "#23262b"}
HORIZON = 520


def paint(scene: str, people: str, seed: str) -> bytes:
    """A JPEG of a scene (`park`, `market`, `stop` or `street`); `people` as its maker says; each seed another one."""
    random, image = Random(seed), Image.new("RGB", (WIDTH, HEIGHT), SKIES[scene])
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, HORIZON, WIDTH, HEIGHT), GROUNDS[scene])
    for left in range(random.randrange(40), WIDTH, 240):
        _stand(pen, scene, left, random)
    if people != "none":
        for left in (360, 560):
            _person(pen, left, covered=people == "covered")
    _write(pen)
    held = BytesIO()
    image.save(held, "JPEG", quality=85)
    return held.getvalue()


def _stand(pen: ImageDraw.ImageDraw, scene: str, left: int, random: Random) -> None:
    """A tree, a stall, a shelter or a house, standing on the horizon."""
    high = random.randrange(180, 320)
    top = HORIZON - high
    colour = random.choice(("#7d4f37", "#375f7d", "#7d3750", "#4b7d37"))
    if scene == "park":
        pen.rectangle((left + 70, HORIZON - 90, left + 95, HORIZON + 40), "#5b4432")
        pen.ellipse((left, top, left + 165, HORIZON - 60), "#3f7a3a")
    elif scene == "market":
        pen.rectangle((left + 10, HORIZON - 60, left + 180, HORIZON + 60), "#d9c6a5")
        pen.polygon([(left, HORIZON - 60), (left + 95, top), (left + 190, HORIZON - 60)], colour)
    elif scene == "stop":
        pen.line((left + 100, top, left + 100, HORIZON + 60), "#2f3439", 12)
        pen.rectangle((left + 70, top, left + 170, top + 60), colour)
    else:
        pen.rectangle((left, top, left + 190, HORIZON), colour)
        pen.rectangle((left + 40, top + 50, left + 90, top + 110), "#f2d67a")


def _person(pen: ImageDraw.ImageDraw, left: int, *, covered: bool) -> None:
    """A figure without a face; where it is covered, behind a solid shape."""
    pen.ellipse((left + 30, 430, left + 110, 510), "#c99b77")
    pen.rectangle((left, 515, left + 140, 760), "#5a4a78")
    if covered:
        pen.rectangle((left - 10, 420, left + 150, 640), "#262626")


def _write(pen: ImageDraw.ImageDraw) -> None:
    """The word, so large that it is read in a thumbnail too."""
    font = ImageFont.load_default(150)
    pen.text((WIDTH / 2, HEIGHT - 110), WORD, "#fff", font, "mm", stroke_width=8, stroke_fill="#000")
