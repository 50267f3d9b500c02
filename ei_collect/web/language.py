"""The language of a page: chosen for a request, handed to the templates with its catalogue and filters for wordings."""

from collections.abc import Iterable
from datetime import date
from typing import cast

from flask import Flask, abort, current_app, g, make_response, render_template, request
from markupsafe import Markup, escape

from ei_collect.answering.kinds import Pictured, Shown, Spoken
from ei_collect.language.catalogues import Catalogue
from ei_collect.language.languages import LANGUAGES, PSEUDO, SHOWN, Language
from ei_collect.language.negotiation import negotiate
from ei_collect.language.text import Text, Wording
from ei_collect.language.visible import visible
from ei_collect.language.writing import list_pattern, order_of_date, write_day, write_length, write_number
from ei_collect.operations.signing import served_interface
from ei_collect.web.installed import installation

CATALOGUES = "ei_collect.catalogues"


def register(app: Flask) -> None:
    """Give the templates `language`, gettext in that language, and filters for wordings, numbers, days and lists."""
    app.extensions[CATALOGUES] = {}
    environment = app.jinja_env
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.policies["ext.i18n.trimmed"] = True
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it when it is loaded
        lambda message: _catalogue().gettext(message),
        lambda singular, plural, number: _catalogue().ngettext(singular, plural, number),
        newstyle=True,
        pgettext=lambda context, message: _catalogue().pgettext(context, message),
        npgettext=lambda context, singular, plural, number: _catalogue().npgettext(context, singular, plural, number),
    )
    environment.filters |= {"words": words, "plain": plain, "number": number, "day": day, "listed": listed}
    environment.filters |= {"date_order": order_of_date, "length_of_sound": length_of_sound}
    app.context_processor(lambda: {"language": spoken()})


def speak(code: str, offered: Iterable[str]) -> Language:
    """Speak `code` for the rest of the request; where it is not offered, answer with the list of those that are."""
    choices = languages_of(offered)
    if code not in {choice.code for choice in choices}:
        g.language = LANGUAGES[wished(LANGUAGES)]
        abort(make_response(render_template("resident/not_offered.html", choices=choices), 404))
    g.language = SHOWN[code]
    return SHOWN[code]


def speakable() -> tuple[str, ...]:
    """The codes of all languages that pages of this installation may be in."""
    return (*LANGUAGES, PSEUDO.code) if installation().config.pseudo_language else tuple(LANGUAGES)


def wished(offered: Iterable[str]) -> str:
    """The offered language that the browser asks for first."""
    return negotiate(request.headers.get("Accept-Language", ""), tuple(offered))


def languages_of(codes: Iterable[str]) -> tuple[Language, ...]:
    """The languages with these codes, in the program's own order."""
    wanted = set(codes)
    return tuple(known for known in SHOWN.values() if known.code in wanted)


def spoken() -> Language:
    """The language of this request; before a view has chosen one, that of its address, or what the browser asks for."""
    if "language" not in g:
        code = (request.view_args or {}).get("lang")
        g.language = SHOWN[code if code in speakable() else wished(LANGUAGES)]
    return cast(Language, g.language)


def words(given: Text | Shown) -> Markup:
    """A wording, marked with its language where that is not the page's; what people typed is visible and in a <bdi>."""
    if isinstance(given, Spoken):
        return escape(_catalogue().gettext("A recording of your voice"))
    if isinstance(given, Pictured):
        return escape(_catalogue().gettext("Photo %(number)s")) % {"number": number(given.number)}
    if isinstance(given, str):
        return Markup("<bdi>{}</bdi>").format(visible(given))
    wording = _wording(given)
    if wording.language == spoken().code:
        return escape(wording.body)
    direction = SHOWN[wording.language].direction if wording.language in SHOWN else "auto"
    return Markup('<span lang="{}" dir="{}">{}</span>').format(wording.language, direction, wording.body)


def plain(given: Text | Wording) -> str:
    """The same words where no element can stand, as in a title."""
    return _wording(given).body


def number(given: int) -> Markup:
    """A number as the language writes it, for the words of an element."""
    return _isolated(escape(write_number(given, spoken().code)))


def length_of_sound(seconds: int) -> Markup:
    """Minutes and seconds as the language writes its digits, for the words of an element."""
    return _isolated(escape(write_length(seconds, spoken().code)))


def day(given: date) -> Markup:
    """A day as the language writes it, for the words of an element."""
    return _isolated(escape(write_day(given, spoken().code)))


def listed(given: Iterable[Text | Shown]) -> Markup:
    """Several wordings, or things that people typed, joined as the language joins them."""
    told = [each if isinstance(each, Markup) else words(each) for each in given]
    return escape(list_pattern(len(told), spoken().code)).format(*told)


def _isolated(written: Markup) -> Markup:
    """Kept apart from what stands beside it where the page runs from right to left: digits would run into it."""
    return Markup("<bdi>{}</bdi>").format(written) if spoken().direction == "rtl" else written


def _wording(given: Text | Wording) -> Wording:
    return given.wording(spoken().code) if isinstance(given, Text) else given


def catalogue_of(code: str) -> Catalogue:
    """The interface's own words in a language, read once in the life of the app."""
    kept: dict[str, Catalogue] = current_app.extensions[CATALOGUES]
    if code not in kept:
        kept[code] = served_interface(installation(), code)
    return kept[code]


def _catalogue() -> Catalogue:
    return catalogue_of(spoken().code)
