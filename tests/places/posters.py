"""A poster's facts for tests of printing, and reading its code back from a picture."""

from datetime import date
from io import BytesIO
from typing import Any

import zxingcpp
from PIL import Image

from ei_collect.language.catalogues import INTERFACE, read_catalogue
from ei_collect.language.text import Text
from ei_collect.places.printing import PosterFacts, Press
from tests.conftest import HOME

FACTS = PosterFacts(
    code="K7M4QX2",
    base_url="https://listen.town",
    title=Text("en", {"en": "Our town", "ar": "مدينتنا", "so": "Magaaladeena"}),
    summary=Text("en", {"en": "What helps?", "ar": "ما الذي يساعد؟"}),
    minutes=10,
    project="Everyday <Bristol>",
    controller="A council",
    contact="team@example.org",
    minimum_age=16,
    ends_on=date(2027, 3, 31),
    place=Text.of("The park & pond"),
    batch="May",
    languages=("en",),
    offered=("en", "ar", "so", "pl", "zh-Hans"),
)


def press(*languages: str) -> Press:
    """A press for these languages, with the house's own catalogues."""
    return Press({code: read_catalogue(HOME / "translations", code, INTERFACE) for code in languages})


def picture(png: bytes) -> Image.Image:
    """A picture in grey."""
    return Image.open(BytesIO(png)).convert("L")


def codes_in(image: Image.Image) -> list[str]:
    """What every code in a picture says."""
    found: Any = zxingcpp.read_barcodes(image)
    return [code.text for code in found]
