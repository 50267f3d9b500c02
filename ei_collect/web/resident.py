"""What a resident meets around a survey: the choice of language and survey, and its start page."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ei_collect.operations.asking import Asking, all_asking, asking
from ei_collect.operations.keeping import today
from ei_collect.operations.standing import visit
from ei_collect.survey.definition import Survey
from ei_collect.survey.duration import minutes
from ei_collect.web import carrying
from ei_collect.web.access import open_to_all
from ei_collect.web.beside import show_beside
from ei_collect.web.carrying import key_of_cookie
from ei_collect.web.easy import is_easy
from ei_collect.web.installed import installation
from ei_collect.web.language import languages_of, speak, speakable, wished
from ei_collect.web.led import poster_arguments, poster_carried
from ei_collect.web.receipts import stopped_at

SYNTHETIC = "ei_collect.synthetic"
"""The demonstration sets this in the WSGI environment, where no browser can, to mark its answers as made up."""

resident = Blueprint("resident", __name__)


@dataclass(frozen=True)
class Listed:
    """A survey in the list, with the language in which it can be answered: the page's own where it is offered."""

    asking: Asking
    language: str


@resident.get("/")
@open_to_all
def front() -> Response | tuple[str, int, dict[str, str]]:
    """Choose a language and a survey, in the language that the browser asks for."""
    everything = all_asking(installation())
    page = _home(everything, wished(_offered(everything)))
    return page, 200, {"Vary": "Accept-Language"}


@resident.get("/<lang>/")
@open_to_all
def home(lang: str) -> str:
    """The same in a language that was chosen."""
    return _home(all_asking(installation()), lang)


@resident.get("/<lang>/s/<slug>")
@open_to_all
def start(lang: str, slug: str) -> str:
    """What a survey is about, who asks, and what one agrees to by starting; nothing of whoever answered here before."""
    key = key_of_cookie(slug)
    here = visit(installation(), slug, key, lang)
    if here.standing.is_buried:
        key, here = None, visit(installation(), slug, None, lang)
    asked, standing = here.asking, here.standing
    speak(lang, asked.languages)
    show_beside(asked.languages)
    return render_template(
        "resident/start.html",
        asking=asked,
        survey=asked.survey,
        choices=languages_of(asked.languages),
        minutes=minutes(asked.survey),
        closed=asked.project.has_ended(today()),
        begun=stopped_at(lang, asked, standing) if key and standing.has_begun and standing.has_agreed else None,
        sent=standing.sent_on is not None,
        unagreed=request.args.get("agree") == "missing",
        easy=is_easy(),
        has_easy=_has_easy(asked.survey, lang),
        poster=poster_carried() or None,
    )


@resident.post("/<lang>/s/<slug>")
@open_to_all
def afresh(lang: str, slug: str) -> Response:
    """Forget the code on this device, for the next person who uses it. What is kept under it stays as it is."""
    asking(installation(), slug)  # where there is no such survey, say so
    arguments: dict[str, Any] = poster_arguments()
    return carrying.drop(redirect(url_for("resident.start", lang=lang, slug=slug, **arguments), 303), slug)


def _home(everything: tuple[Asking, ...], lang: str) -> str:
    offered = _offered(everything)
    speak(lang, offered)
    listed = [Listed(each, lang if lang in each.languages else each.survey.language) for each in everything]
    draft = any(each.asking.is_draft(lang) for each in listed)
    return render_template("resident/home.html", listed=listed, draft=draft, choices=languages_of(offered))


def _offered(everything: tuple[Asking, ...]) -> tuple[str, ...]:
    """Every language in which some survey can be answered; all that we know while there is none."""
    return tuple(dict.fromkeys(code for each in everything for code in each.languages)) or speakable()


def _has_easy(survey: Survey, lang: str) -> bool:
    """Whether some question has an easier wording in this language."""
    return any(question.easy and lang in question.easy.wordings for question in survey.questions())
