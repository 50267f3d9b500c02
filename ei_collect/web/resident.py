"""What a resident meets around a survey: the choice of language and survey, its start page, the way back by code."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ei_collect.answering.path import find_path
from ei_collect.answering.response import Answer
from ei_collect.answering.summary import Part, summarise
from ei_collect.errors import NotFoundError
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.answering import ReceiptView, Standing, find_standing, open_receipt
from ei_collect.operations.asking import Asking, all_asking, asking, languages_of_codes
from ei_collect.store.migration import is_current
from ei_collect.web import carrying
from ei_collect.web.access import open_to_all
from ei_collect.web.installed import installation
from ei_collect.web.language import languages_of, speak, wished

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
    """What a survey is about, who asks, and what one agrees to by starting."""
    asked = asking(installation(), slug)
    speak(lang, asked.languages)
    return render_template(
        "resident/start.html",
        asking=asked,
        survey=asked.survey,
        choices=languages_of(asked.languages),
        begun=_begun(lang, slug),
    )


@resident.post("/<lang>/s/<slug>")
@open_to_all
def afresh(lang: str, slug: str) -> Response:
    """Forget the code on this device, for the next person who uses it. What is kept under it stays as it is."""
    return carrying.drop(redirect(url_for("resident.start", lang=lang, slug=slug), 303), slug)


@resident.get("/<lang>/r")
@open_to_all
def receipt(lang: str) -> str:
    """Ask for the code."""
    return _ask_for_code(lang)


@resident.post("/<lang>/r")
@open_to_all
def open_code(lang: str) -> Response | str | tuple[str, int]:
    """What the code opens: the answers that were sent, or the draft and a way to go on with it."""
    try:
        opened = open_receipt(installation(), request.form.get("code", ""))
    except NotFoundError:
        return _ask_for_code(lang, typed=request.form.get("code", ""), unknown=True), 404
    slug = opened.version.survey.slug
    asked = asking(installation(), slug, opened.key)
    if "resume" in request.form:
        return carrying.carry(redirect(_stopped_at(lang, asked, opened.standing), 303), slug, opened.key)
    open_ones = _languages_of_codes()
    speak(lang, open_ones)
    return render_template(
        "resident/kept.html",
        days_kept=installation().config.draft_days,
        asking=asked,
        opened=opened,
        survey=asked.survey,
        parts=_sent_parts(opened, lang),
        choices=languages_of(open_ones),
    )


@resident.get("/healthz")
@open_to_all
def health() -> tuple[str, int, dict[str, str]]:
    """Whether the process lives."""
    return "alive\n", 200, {"Content-Type": "text/plain"}


@resident.get("/readyz")
@open_to_all
def readiness() -> tuple[str, int, dict[str, str]]:
    """Whether answers can be kept: the database is there and has the right shape."""
    database = installation().database
    ready = database.reachable() and is_current(database)
    return ("ready\n" if ready else "not ready\n"), (200 if ready else 503), {"Content-Type": "text/plain"}


def _home(everything: tuple[Asking, ...], lang: str) -> str:
    offered = _offered(everything)
    speak(lang, offered)
    listed = [Listed(each, lang if lang in each.languages else each.survey.language) for each in everything]
    draft = any(each.asking.is_draft(lang) for each in listed)
    return render_template("resident/home.html", listed=listed, draft=draft, choices=languages_of(offered))


def _offered(everything: tuple[Asking, ...]) -> tuple[str, ...]:
    """Every language in which some survey can be answered; all that we know while there is none."""
    return tuple(dict.fromkeys(code for each in everything for code in each.languages)) or tuple(LANGUAGES)


def _ask_for_code(lang: str, *, typed: str = "", unknown: bool = False) -> str:
    open_ones = _languages_of_codes()
    speak(lang, open_ones)
    return render_template("resident/receipt.html", typed=typed, unknown=unknown, choices=languages_of(open_ones))


def _languages_of_codes() -> tuple[str, ...]:
    """Those in which a code can be typed; all that we know while nothing is published."""
    return languages_of_codes(installation()) or tuple(LANGUAGES)


def _sent_parts(opened: ReceiptView, lang: str) -> tuple[Part, ...]:
    """The answers as they were sent, whatever has been typed since."""
    if opened.standing.sent is None:
        return ()
    answers: dict[str, Answer] = dict(opened.standing.sent.submission.answers)
    return summarise(find_path(opened.version.survey, answers), answers, lang, opened.standing.wards)


def _stopped_at(lang: str, asked: Asking, standing: Standing) -> str:
    """The first section that was never saved, or the check page, in this language where it is offered."""
    slug, language = asked.survey.slug, lang if lang in asked.languages else asked.survey.language
    missing = [page.section.code for page in standing.path.pages if page.section.code not in standing.drafts]
    if missing and standing.sent is None:
        return url_for("answering.section", lang=language, slug=slug, code=missing[0])
    return url_for("answering.check", lang=language, slug=slug)


def _begun(lang: str, slug: str) -> str | None:
    """Where somebody has stopped who began to answer on this device, if anybody has."""
    if (key := carrying.key_of_cookie(slug)) is None:
        return None
    asked = asking(installation(), slug, key)
    standing = find_standing(installation(), asked.project, asked.version, key, lang)
    return _stopped_at(lang, asked, standing) if standing.drafts else None
