"""The pack as one accessible HTML file: no script, nothing from outside, its style within it."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from ei_collect.analysis.who_answered import CHOSE_TO
from ei_collect.coding.coding import Scale, Stance
from ei_collect.forum.pack import ForumPack
from ei_collect.language.languages import LANGUAGES
from ei_collect.language.visible import visible

STANCES = {Stance.ENABLER: ("+", "Enabler"), Stance.BARRIER: ("–", "Barrier")}
HEADINGS = {Stance.ENABLER: "Enablers", Stance.BARRIER: "Barriers"}
SCALES = {
    Scale.HOME_OR_STREET: "home or street",
    Scale.NEIGHBOURHOOD: "neighbourhood",
    Scale.CITY: "city",
    Scale.NOT_CLEAR: "not clear",
}
STATUSES = {
    "suggested": "suggested by the program, not yet confirmed by a person",
    "confirmed": "confirmed by a person, not yet worded",
    "proposed": "confirmed and worded by a researcher",
}


def to_html(pack: ForumPack) -> str:
    """The whole page."""
    return environment().get_template("pack.html").render(pack=pack)


def environment() -> Environment:
    """What the pages of the forum are written with."""
    environment = Environment(
        loader=PackageLoader("ei_collect.forum"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"visible": visible, "direction": _direction}
    environment.globals |= {
        "STANCES": STANCES,
        "HEADINGS": HEADINGS,
        "SCALES": SCALES,
        "STATUSES": STATUSES,
        "CHOSE_TO": CHOSE_TO,
    }
    return environment


def _direction(language: str) -> str:
    """The direction of words in this language; told from the words themselves where we do not know the language."""
    return LANGUAGES[language].direction if language in LANGUAGES else "auto"
