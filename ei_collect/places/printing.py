"""Posters as pages to be printed: A4, A3, or a sheet of small cards; in HTML, from which the PDF is made, and as SVG.

What stands on them are words for residents: through the catalogue of the interface, in every language printed.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ei_collect.language.catalogues import Catalogue
from ei_collect.language.languages import LANGUAGES, Language
from ei_collect.language.text import Text
from ei_collect.language.visible import visible
from ei_collect.language.writing import write_day, write_number
from ei_collect.places.poster import address_of, readable_address
from ei_collect.places.qr import QrCode, qr_code

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


class Press:
    """Prints posters in the languages whose catalogues it has; one poster after the other, not several at once."""

    def __init__(self, catalogues: Mapping[str, Catalogue]) -> None:
        self._catalogues = catalogues
        self._spoken = LANGUAGES["en"]
        self._environment = Environment(
            loader=PackageLoader("ei_collect.places"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
        )
        self._environment.policies["ext.i18n.trimmed"] = True
        self._environment.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it when loaded
            self._gettext,
            self._ngettext,
            newstyle=True,
            pgettext=self._pgettext,
        )
        self._environment.globals |= {"speak": self._speak}
        self._environment.filters |= {
            "visible": visible,
            "words": self._words,
            "direction": _direction,
            "number": lambda given: self._isolated(write_number(given, self._spoken.code)),
            "day": lambda given: self._isolated(write_day(given, self._spoken.code)),
        }

    def page(self, facts: PosterFacts, paper: Paper, size: Size = Size.LARGE) -> str:
        """The whole page, or sheet, in letters of this size."""
        template = self._environment.get_template("cards.html" if paper is Paper.CARDS else "poster.html")
        return template.render(
            facts=facts,
            paper=paper.value,
            size=size.value,
            first=self._speak(facts.languages[0]),
            others=[LANGUAGES[code] for code in facts.languages[1:]],
            offered=[known for known in LANGUAGES.values() if known.code in facts.offered],
            cards=range(CARDS_ON_A_SHEET),
        )

    def _speak(self, code: str) -> Language:
        """Say what follows in this language."""
        self._spoken = LANGUAGES[code]
        return self._spoken

    def _gettext(self, message: str) -> str:
        return self._catalogues[self._spoken.code].gettext(message)

    def _ngettext(self, singular: str, plural: str, number: int) -> str:
        return self._catalogues[self._spoken.code].ngettext(singular, plural, number)

    def _pgettext(self, context: str, message: str) -> str:
        return self._catalogues[self._spoken.code].pgettext(context, message)

    def _words(self, given: Text) -> Markup:
        wording = given.wording(self._spoken.code)
        if wording.language == self._spoken.code:
            return escape(visible(wording.body))
        direction = LANGUAGES[wording.language].direction if wording.language in LANGUAGES else "auto"
        marked = Markup('<span lang="{}" dir="{}">{}</span>')
        return marked.format(wording.language, direction, visible(wording.body))

    def _isolated(self, written: str) -> Markup:
        """Digits kept apart from what stands beside them where the page runs from right to left."""
        return Markup("<bdi>{}</bdi>").format(written) if self._spoken.direction == "rtl" else escape(written)


def _direction(words: str) -> str:
    """Which way these words run, told by the first letter that has a direction: what prints the page cannot tell."""
    strong = (unicodedata.bidirectional(letter) for letter in words)
    return "rtl" if next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L" else "ltr"


def to_svg(square: QrCode) -> str:
    """The code alone as a drawing of its own, for whoever makes their own poster."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {square.size} {square.size}" width="80mm" height="80mm">'
        f'<rect width="{square.size}" height="{square.size}" fill="#fff"/>'
        f'<path d="{square.path}" stroke="#000" stroke-width="1" shape-rendering="crispEdges"/></svg>\n'
    )
