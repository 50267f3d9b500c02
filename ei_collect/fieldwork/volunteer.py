"""The page for the volunteer of a sitting: what to say, how to join, what to do when something fails."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ei_collect.fieldwork.sitting import Sitting
from ei_collect.language.languages import Language
from ei_collect.language.visible import visible
from ei_collect.language.writing import write_day
from ei_collect.places.poster import address_of, readable_address
from ei_collect.places.qr import QrCode, qr_code
from ei_collect.projects.project import Project


class Letters(StrEnum):
    """How large they are, from the largest: what a sitting says of itself can be short or long."""

    LARGE = "large"
    MIDDLE = "middle"
    SMALL = "small"


@dataclass(frozen=True)
class Briefing:
    """What the page says. `surveys` are titles, each with what it is for, in English where there is English."""

    project: Project
    sitting: Sitting
    surveys: tuple[tuple[str, str], ...]
    languages: tuple[Language, ...]
    base_url: str

    @property
    def day(self) -> str:
        """The day of the sitting in words."""
        return write_day(self.sitting.held_on, "en")

    @property
    def recalled(self) -> str:
        """The day from which printed copies cannot be called back, in words; empty where there is none."""
        return write_day(self.project.recall_until, "en") if self.project.recall_until else ""

    @property
    def address(self) -> str:
        """What people can type to join."""
        return readable_address(self.base_url, self.sitting.code)

    @property
    def code_address(self) -> str:
        """Where people type the code that they keep."""
        return f"{self.base_url}/en/r".partition("://")[2]

    @property
    def square(self) -> QrCode:
        """What people can photograph to join."""
        return qr_code(address_of(self.base_url, self.sitting.code))


def volunteer_html(briefing: Briefing, letters: Letters = Letters.LARGE) -> str:
    """The whole page, for a screen and for A4."""
    template = _environment().get_template("volunteer.html")
    return template.render(briefing=briefing, letters=letters.value, style=Markup(volunteer_style()))  # noqa: S704  # ours


@cache
def volunteer_style() -> str:
    """The page's style, which stands in it."""
    return (files("ei_collect.fieldwork") / "templates" / "volunteer.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("ei_collect.fieldwork"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["visible"] = visible
    return environment
