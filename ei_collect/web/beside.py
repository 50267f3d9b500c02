"""A second language below the first on one screen: for somebody who helps, or whose reading is in another language.

Like easy read it travels in the address and in forms, and tells of nobody. A page shows it that calls `show_beside`.
"""

from collections.abc import Iterable

from flask import Flask, g, request
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from ei_collect.language.languages import SHOWN, Language
from ei_collect.language.text import Text
from ei_collect.web.easy import easy_arguments
from ei_collect.web.language import catalogue_of, plain, spoken, words

BESIDE = "beside"
WISH = "second"
"""The name of the buttons by which somebody chooses it; an empty value is for one language only."""


def register(app: Flask) -> None:
    """Give the templates `second`, and filters that say a wording twice or only in the second language."""
    app.jinja_env.filters |= {"both": both, "also": _also, "both_plain": both_plain}
    app.context_processor(lambda: {"second": second()})


def wished_beside() -> str:
    """The code of the second language that is wished for; empty where none is."""
    wish = request.values.get(WISH, request.values.get(BESIDE, ""))
    wish = str(g.get("beside", wish))
    return wish if wish in SHOWN else ""


def use_beside(code: str) -> None:
    """Wish for another second language, or with "" for none, for the rest of the request."""
    g.beside = code


def show_beside(offered: Iterable[str]) -> None:
    """Let this page show the language that is wished for beside its own, if it is one of these and another one."""
    wish = wished_beside()
    g.second = SHOWN[wish] if wish in set(offered) and wish != spoken().code else None


def second() -> Language | None:
    """The second language of this page, or None where it has one only."""
    found: Language | None = g.get("second")
    return found


def beside_arguments() -> dict[str, str]:
    """What an address carries so that the next page shows the second language as well."""
    return {BESIDE: wish} if (wish := wished_beside()) else {}


def shown_so() -> dict[str, str]:
    """All that an address carries of how pages are shown: in easy read, in two languages."""
    return {**easy_arguments(), **beside_arguments()}


def both(given: Text) -> Markup:
    """A wording in the language of the page, and below it in the second one, if the page has any."""
    return words(given) + also(given)


def both_plain(given: Text) -> str:
    """The same where no element can stand, as in a list to choose from."""
    told = _told(given)
    return f"{plain(given)} / {told}" if told else plain(given)


def also(given: Text | str) -> Markup:
    """A wording, or a message of the program, in the second language alone; nothing where it is not in it."""
    beside, told = second(), _told(given)
    if beside is None or not told:
        return Markup()
    return Markup('<span class="also" lang="{}" dir="{}">{}</span>').format(beside.code, beside.direction, escape(told))


@pass_context  # else a message that stands in a template would be said once and for all, when it is compiled
def _also(_: Context, given: Text | str) -> Markup:
    return also(given)


def _told(given: Text | str) -> str:
    """The words in the second language; empty where they would not be in it, or would be the page's own again."""
    if (beside := second()) is None:
        return ""
    if isinstance(given, Text):
        wording = given.wording(beside.code)
        repeated = given.wording(spoken().code).language == wording.language
        return wording.body if wording.language == beside.code and not repeated else ""
    catalogue = catalogue_of(beside.code)
    told = catalogue.gettext(given)
    return "" if told == given and beside.code != "en" else told
