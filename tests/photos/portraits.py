"""A drawn face that the detector finds, for tests: nobody's."""

from PIL import Image, ImageDraw, ImageFilter

SKIN, HAIR, BEHIND = (224, 172, 140), (50, 35, 25), (120, 150, 170)
SIZE = (1000, 750)
MIDDLE = (0.5, 0.46)
"""Where its middle is, in parts of 1."""


def portrait() -> Image.Image:
    """A picture with one face in its middle."""
    image = Image.new("RGB", SIZE, BEHIND)
    draw = ImageDraw.Draw(image)

    def ellipse(x: int, y: int, width: int, height: int, fill: tuple[int, int, int]) -> None:
        draw.ellipse((x - width // 2, y - height // 2, x + width // 2, y + height // 2), fill=fill)

    draw.rectangle((470, 450, 530, 550), fill=(190, 146, 119))
    draw.ellipse((275, 512, 725, 850), fill=(60, 70, 110))
    ellipse(500, 312, 238, 288, HAIR)
    ellipse(500, 345, 200, 262, SKIN)
    for x in (455, 545):
        ellipse(x, 325, 42, 22, (245, 245, 245))
        ellipse(x, 325, 20, 21, HAIR)
        draw.arc((x - 30, 290, x + 30, 325), 200, 340, fill=HAIR, width=6)
    draw.polygon([(500, 325), (483, 380), (517, 380)], fill=(197, 151, 123))
    ellipse(500, 415, 75, 22, (170, 80, 80))
    return image.filter(ImageFilter.GaussianBlur(3))
