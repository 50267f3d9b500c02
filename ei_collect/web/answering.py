"""Answering a survey: one section a page, check, send, thanks. What is typed is saved before anything else."""

from collections.abc import Sequence

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from ei_collect.answering.form import FoundWard
from ei_collect.answering.receipts import mint
from ei_collect.answering.response import Help
from ei_collect.errors import Finding, NotFoundError
from ei_collect.operations import answering as operations
from ei_collect.operations.answering import Closing, Outcome, UnfinishedError
from ei_collect.operations.asking import Asking, asking, find_ward
from ei_collect.survey.definition import Kind
from ei_collect.web.access import open_to_all
from ei_collect.web.answering_pages import check_page, find_standing, section_page, thanks_page
from ei_collect.web.carrying import carry, key_of_cookie, key_of_form
from ei_collect.web.device import device_of
from ei_collect.web.installed import installation
from ei_collect.web.language import speak
from ei_collect.web.resident import SYNTHETIC

CHECK = "check"

answering = Blueprint("answering", __name__, url_prefix="/<lang>/s/<slug>")


@answering.get("/<code>")
@open_to_all
def section(lang: str, slug: str, code: str) -> Response:
    """A section with what was saved of it. The first one is where answering starts, with a fresh code if need be."""
    key = key_of_cookie(slug)
    asked = asking(installation(), slug, key)
    speak(lang, asked.languages)
    standing = find_standing(asked, key, lang)
    if key and standing.drafts and standing.path.page(code):
        return section_page(asked, standing, key, code)
    if code == asked.survey.sections[0].code and not standing.drafts:
        asked = asking(installation(), slug)
        return section_page(asked, find_standing(asked, None, lang), mint(), code)
    if asked.survey.section(code) is None:
        raise NotFoundError.of("section-unknown", "is not there", where=code, mend="Begin at the start page.")
    return redirect(url_for("resident.start", lang=lang, slug=slug))


@answering.post("/<code>")
@open_to_all
def save(lang: str, slug: str, code: str) -> Response:
    """Save a section; then show what is wrong with it, or go where the button says."""
    key = key_of_form(slug) or mint()
    asked = asking(installation(), slug, key, request.form.get("version", ""))
    speak(lang, asked.languages)
    outcome = operations.save_section(
        installation(), asked.project, asked.version, key, code, form=request.form.to_dict(flat=False), language=lang
    )
    if (wanted := request.form.get("switch")) in asked.languages:
        return _go(asked, key, code, str(wanted))
    if request.form.get("go") == "back":
        return _go(asked, key, outcome.previous_section, lang)
    if (found := _found_ward(asked, code)) is not None:
        return carry(section_page(asked, find_standing(asked, key, lang), key, code, found=found), slug, key)
    if outcome.findings:
        return _faulty(asked, key, code, lang, outcome.findings)
    return _go(asked, key, outcome.next_section or CHECK, lang)


@answering.get("/check")
@open_to_all
def check(lang: str, slug: str) -> Response:
    """Every answer before it is sent, each with a way to change it."""
    key = key_of_cookie(slug)
    asked = asking(installation(), slug, key)
    speak(lang, asked.languages)
    standing = find_standing(asked, key, lang)
    if not key or not standing.drafts:
        return redirect(url_for("resident.start", lang=lang, slug=slug))
    return check_page(asked, standing, key)


@answering.post("/send")
@open_to_all
def send(lang: str, slug: str) -> Response:
    """Send everything. Done twice it ends in the same place."""
    key = key_of_form(slug) or mint()
    asked = asking(installation(), slug, key)
    speak(lang, asked.languages)
    helped = _help()
    if "switch" in request.form or "go" in request.form:
        return _leave_check(asked, key, lang, helped)
    device = device_of(request.headers.get("User-Agent", ""), request.headers.get("Sec-CH-UA-Mobile", ""))
    closing = Closing(lang, device, helped, synthetic=bool(request.environ.get(SYNTHETIC)))
    try:
        kept = operations.submit(installation(), asked.project, asked.version, key, closing)
    except UnfinishedError as error:
        return _faulty(asked, key, error.section, lang, error.findings)
    except NotFoundError:
        return redirect(url_for("resident.start", lang=lang, slug=slug), 303)
    if kept.outcome is not Outcome.CONFLICT and key_of_cookie(slug) == key:
        return redirect(url_for("answering.thanks", lang=lang, slug=slug), 303)
    return carry(thanks_page(asked, key, conflict=kept.outcome is Outcome.CONFLICT), slug, key)


@answering.get("/thanks")
@open_to_all
def thanks(lang: str, slug: str) -> Response:
    """The code to keep, once the answers have been sent."""
    key = key_of_cookie(slug)
    asked = asking(installation(), slug, key)
    speak(lang, asked.languages)
    if not key or find_standing(asked, key, lang).sent is None:
        return redirect(url_for("resident.start", lang=lang, slug=slug))
    return thanks_page(asked, key)


def _go(asked: Asking, key: str, code: str | None, lang: str) -> Response:
    """To another page: by its address where the browser has shown that it keeps cookies, else by showing it at once."""
    slug = asked.survey.slug
    if code is None:
        return carry(redirect(url_for("resident.start", lang=lang, slug=slug), 303), slug, key)
    if key_of_cookie(slug) == key:
        return redirect(url_for("answering.section", lang=lang, slug=slug, code=code), 303)
    speak(lang, asked.languages)
    standing = find_standing(asked, key, lang)
    if code == CHECK:
        return carry(check_page(asked, standing, key), slug, key)
    return carry(section_page(asked, standing, key, code), slug, key)


def _leave_check(asked: Asking, key: str, lang: str, helped: Help) -> Response:
    """From the check page to another language or to a section (the one to change, else the last); help is kept."""
    operations.save_help(installation(), asked.project, asked.version, key, helped=helped, language=lang)
    if (wanted := request.form.get("switch")) in asked.languages:
        return _go(asked, key, CHECK, str(wanted))
    path = find_standing(asked, key, lang).path
    to_change = path.page(request.form.get("go", ""))
    last = path.pages[-1].section.code if path.pages else None
    return _go(asked, key, to_change.section.code if to_change else last, lang)


def _faulty(asked: Asking, key: str, code: str, lang: str, findings: Sequence[Finding]) -> Response:
    page = section_page(asked, find_standing(asked, key, lang), key, code, findings=findings)
    page.status_code = 422
    return carry(page, asked.survey.slug, key)


def _found_ward(asked: Asking, code: str) -> FoundWard | None:
    """Where the postcode typed on this page leads: if its button was pressed, or if no ward is chosen beside it."""
    section = asked.survey.section(code)
    for question in section.questions if section else ():
        typed = request.form.get(f"postcode_{question.code}", "")
        asked_for = request.form.get("find") == question.code
        tried = typed == request.form.get(f"tried_{question.code}")  # unknown then, and nobody is held up by it twice
        alone = bool(typed.strip()) and not tried and not request.form.get(f"q_{question.code}")
        if question.kind is Kind.WARD and (asked_for or alone):
            return FoundWard(question.code, typed, find_ward(installation(), asked.project, typed))
    return None


def _help() -> Help:
    given = request.form.get("help")
    return Help(given) if given in set(Help) else Help.UNKNOWN
