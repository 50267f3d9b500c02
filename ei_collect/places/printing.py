"""Posters as pages to be printed: A4, A3, or a sheet of small cards; in HTML, from which the PDF is made, and as SVG.

What stands on them are words for residents: through the catalogue of the interface, in every language printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ei_collect.language.catalogues import Catalogue
from ei_collect.language.languages import LANGUAGES
from ei_collect.language.text import Text
from ei_collect.places.poster import address_of, readable_address
from ei_collect.places.qr import QrCode, qr_code
from ei_collect.places.typesetting import Typesetter

CARDS_ON_A_SHEET = 10


class Paper(StrEnum):
    """What a poster is printed on."""

    A4 = "a4"
    A3 = "a3"
    CARDS = "cards"


class Size(StrEnum):
    """How large the letters are, from the largest: in some languages the same words need twice the room."""

    LARGE = "large"
    MIDDLE = "middle"
    SMALL = "small"
    SMALLEST = "smallest"


@dataclass(frozen=True)
class PosterFacts:
    """What a poster says. `languages` are those in which it is printed, `offered` those in which one can answer.

    `drafts` are languages of a demonstration whose translation no speaker has signed off.
    """

    code: str
    base_url: str
    title: Text
    summary: Text
    minutes: int
    project: str
    controller: str
    contact: str
    minimum_age: int
    ends_on: date | None
    place: Text
    batch: str
    languages: tuple[str, ...]
    offered: tuple[str, ...]
    drafts: frozenset[str] = frozenset()

    @property
    def address(self) -> str:
        """What people can type."""
        return readable_address(self.base_url, self.code)

    @property
    def square(self) -> QrCode:
        """What people can photograph."""
        return qr_code(address_of(self.base_url, self.code), outdoors=True)


class Press(Typesetter):
    """Prints posters in the languages whose catalogues it has; one poster after the other, not several at once."""

    def __init__(self, catalogues: Mapping[str, Catalogue]) -> None:
        super().__init__(catalogues, "ei_collect.places")

    def page(self, facts: PosterFacts, paper: Paper, size: Size = Size.LARGE) -> str:
        """The whole page, or sheet, in letters of this size."""
        return self.set_page(
            "cards.html" if paper is Paper.CARDS else "poster.html",
            facts=facts,
            paper=paper.value,
            size=size.value,
            first=self.speak(facts.languages[0]),
            others=[LANGUAGES[code] for code in facts.languages[1:]],
            offered=[known for known in LANGUAGES.values() if known.code in facts.offered],
            cards=range(CARDS_ON_A_SHEET),
        )


def to_svg(square: QrCode) -> str:
    """The code alone as a drawing of its own, for whoever makes their own poster."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {square.size} {square.size}" width="80mm" height="80mm">'
        f'<rect width="{square.size}" height="{square.size}" fill="#fff"/>'
        f'<path d="{square.path}" stroke="#000" stroke-width="1" shape-rendering="crispEdges"/></svg>\n'
    )
