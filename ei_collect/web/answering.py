"""Answering a survey: one section a page, check, send, thanks. What is typed is saved before anything else."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from ei_collect.answering.form import FoundWard
from ei_collect.answering.interpreting import Interpreted, interpreted
from ei_collect.answering.receipts import mint
from ei_collect.answering.response import Help
from ei_collect.errors import Finding, NotFoundError
from ei_collect.operations import answering as operations
from ei_collect.operations.agreeing import RESEARCH
from ei_collect.operations.answering import Closing, PageSent, SectionOutcome, UnfinishedError
from ei_collect.operations.asking import find_ward
from ei_collect.operations.holding import NotOfferedError, UnagreedError
from ei_collect.operations.keeping import Outcome, today
from ei_collect.operations.standing import HELP, HELP_FROM, HELP_INTO, LAST_PAGE, Visit, visit
from ei_collect.survey.definition import Kind
from ei_collect.web.access import open_to_all
from ei_collect.web.answering_pages import agreement, check_page, section_page, thanks_page
from ei_collect.web.beside import WISH, shown_so, use_beside, wished_beside
from ei_collect.web.carrying import carry, key_of_cookie, key_of_form
from ei_collect.web.device import device_of
from ei_collect.web.doubting import beginnings, doubts
from ei_collect.web.easy import is_easy, use_easy
from ei_collect.web.installed import installation
from ei_collect.web.language import speak, speakable, spoken
from ei_collect.web.led import poster_arguments, poster_carried
from ei_collect.web.limiting import slow_down
from ei_collect.web.origin import came_from_here
from ei_collect.web.photos import ADD, COVER, MAP, Taken, make_room_for_photos, named_photo, take_photos
from ei_collect.web.receipts import later_page
from ei_collect.web.resident import SYNTHETIC
from ei_collect.web.unsent import LATE, TOLD, tell_script
from ei_collect.web.voice import make_room, take_recordings

LATER, EASY, USUAL = "later", "easy", "usual"

answering = Blueprint("answering", __name__, url_prefix="/<lang>/s/<slug>")
slow_down(answering)
answering.after_request(tell_script)


@answering.get("/<code>")
@open_to_all
def section(lang: str, slug: str, code: str) -> Response:
    """A section with what was saved of it. The first one is where answering starts, with a fresh code if need be."""
    key = key_of_cookie(slug)
    here = _visit(lang, slug, key)
    if key and here.standing.has_begun and here.standing.path.page(code):
        return section_page(here, key, code) if here.standing.shows(code) else _go(here, key, LAST_PAGE, lang)
    survey = here.asking.survey
    is_over = here.asking.project.has_ended(today()) or here.standing.sent_on is not None
    if is_over and not here.standing.has_begun:
        return _to_start(lang, slug)
    if code == survey.sections[0].code and (key or _has_agreed_here()):
        beginner = here if key is None else _visit(lang, slug, None)
        return carry(section_page(beginner, key := mint(), code), slug, key)
    if survey.section(code) is None:
        raise NotFoundError.of("section-unknown", "is not there", where=code, mend="Begin at the start page.")
    return _to_start(lang, slug, asked_for="agree" in request.args or code == survey.sections[0].code)


@answering.post("/<code>")
@open_to_all
def save(lang: str, slug: str, code: str) -> Response:
    """Save a section; then show what is wrong with it, or go where the button says."""
    if with_files := request.mimetype == "multipart/form-data":
        make_room()
        make_room_for_photos(slug, code)
    key = key_of_form(slug) or mint()
    speak(lang, speakable())
    try:
        refused = take_recordings(slug, key, lang) if with_files else ()
        taken = take_photos(slug, key, lang) if with_files else Taken()
        outcome = operations.save_section(installation(), slug, key, code, _page_sent(lang))
        _count(key)
    except NotOfferedError as error:
        speak(lang, error.offered)  # which says in which languages it is there
        raise
    except UnagreedError:
        return _to_start(lang, slug, asked_for=True)
    speak(lang, outcome.visit.asking.languages)
    if refused or taken.findings:
        others = () if request.form.get("go") == ADD else outcome.findings
        return _faulty(outcome.visit, key, code, (*others, *refused, *taken.findings))
    if taken.changed and request.form.get("go", ADD) == ADD and "switch" not in request.form:
        return _go(outcome.visit, key, code, lang)  # to say something of the photo, or to see that it is gone
    return _follow(outcome, key, code, lang)


@answering.get("/check")
@open_to_all
def check(lang: str, slug: str) -> Response:
    """Every answer before it is sent, each with a way to change it."""
    key = key_of_cookie(slug)
    here = _visit(lang, slug, key)
    if not key or not here.standing.has_begun:
        return _to_start(lang, slug)
    return check_page(here, key)


@answering.post("/send")
@open_to_all
def send(lang: str, slug: str) -> Response:
    """Send everything. Done twice it ends in the same place."""
    key = key_of_form(slug) or mint()
    speak(lang, speakable())
    (helped, between), readable = _help(), "readable" in request.form
    if "switch" in request.form or "go" in request.form:
        operations.save_last_page(
            installation(), slug, key, helped=helped, readable=readable, language=lang, interpreted=between
        )
        return _leave_check(_visit(lang, slug, key), key, lang)
    device = device_of(request.headers.get("User-Agent", ""), request.headers.get("Sec-CH-UA-Mobile", ""))
    made_up = bool(request.environ.get(SYNTHETIC))
    marks = () if made_up else doubts(key)
    closing = Closing(lang, device, helped, synthetic=made_up, readable=readable, interpreted=between, doubts=marks)
    try:
        kept = operations.submit(installation(), slug, key, closing)
    except UnfinishedError as error:
        return _faulty(_visit(lang, slug, key), key, error.section, error.findings)
    except UnagreedError:
        return _to_start(lang, slug, asked_for=True)
    except NotFoundError:
        _visit(lang, slug, None)  # where there is no such survey, say so
        return _to_start(lang, slug)
    if kept.outcome is not Outcome.CONFLICT and key_of_cookie(slug) == key:
        return redirect(url_for("answering.thanks", lang=lang, slug=slug), 303)
    here = _visit(lang, slug, key)
    return carry(thanks_page(here.asking, key, conflict=kept.outcome is Outcome.CONFLICT), slug, key)


@answering.get("/thanks")
@open_to_all
def thanks(lang: str, slug: str) -> Response:
    """The code to keep, once the answers have been sent."""
    key = key_of_cookie(slug)
    here = _visit(lang, slug, key)
    if not key or here.standing.sent_on is None:
        return _to_start(lang, slug)
    return thanks_page(here.asking, key)


def _count(key: str) -> None:
    """Take notice of how fast the pages come, but for those that have waited for a signal."""
    if request.headers.get(TOLD) == LATE:
        beginnings().forget(key)
    else:
        beginnings().saved(key)


def _page_sent(lang: str) -> PageSent:
    return PageSent(
        form=request.form.to_dict(flat=False),
        language=lang,
        version_id=request.form.get("version", ""),
        easy=is_easy(),
        agreement=agreement() if request.form.get("agree") == RESEARCH else None,
        stops=request.form.get("go") == LATER,
        poster=poster_carried(),
    )


def _follow(outcome: SectionOutcome, key: str, code: str, lang: str) -> Response:
    """Where the button leads that was pressed on a section, now that the section is saved."""
    here = outcome.visit
    if (wanted := request.form.get("switch")) in here.asking.languages:
        return _switch(here, key, code, str(wanted))
    wish = request.form.get("go")
    for button, page in ((COVER, "covering.own"), (MAP, "mapping.own")):
        if photo := named_photo(button):
            question, photo_id = photo
            slug = here.asking.survey.slug
            return redirect(url_for(page, lang=lang, slug=slug, code=question, photo_id=photo_id), 303)
    if wish == ADD or WISH in request.form:
        return _go(here, key, code, lang)
    if wish == "back":
        return _go(here, key, outcome.previous_section, lang)
    if wish == LATER:
        return carry(later_page(here.asking, key), here.asking.survey.slug, key)
    if wish in {EASY, USUAL}:
        use_easy(wish == EASY)
        return _go(here, key, code, lang)
    if (found := _found_ward(here, code)) is not None:
        return carry(section_page(here, key, code, found=found), here.asking.survey.slug, key)
    if outcome.findings:
        return _faulty(here, key, code, outcome.findings)
    return _go(here, key, outcome.next_section or LAST_PAGE, lang)


def _has_agreed_here() -> bool:
    """Whether the box on our own first page was ticked: a link that somebody was sent agrees to nothing.

    Older browsers do not tell where they come from, and may be told to keep the referrer to themselves.
    """
    return request.args.get("agree") == RESEARCH and came_from_here()


def _visit(lang: str, slug: str, key: str | None) -> Visit:
    """Where the person with this code is in the survey, whose language is spoken from now on."""
    here = visit(installation(), slug, key, lang)
    speak(lang, here.asking.languages)
    return here


def _to_start(lang: str, slug: str, *, asked_for: bool = False) -> Response:
    """Back to the first page; where somebody wanted to begin without agreeing, it says what that means."""
    carried: dict[str, Any] = {**({"agree": "missing"} if asked_for else {}), **shown_so(), **poster_arguments()}
    return redirect(url_for("resident.start", lang=lang, slug=slug, **carried), 303)


def _go(here: Visit, key: str, code: str | None, lang: str) -> Response:
    """To another page: by its address where the browser has shown that it keeps cookies, else by showing it at once."""
    slug = here.asking.survey.slug
    if code is None:
        return carry(_to_start(lang, slug), slug, key)
    if not here.standing.shows(code):
        code = LAST_PAGE
    if key_of_cookie(slug) == key:
        carried: dict[str, Any] = {"slug": slug, "code": code, **shown_so()}
        return redirect(url_for("answering.section", lang=lang, **carried), 303)
    speak(lang, here.asking.languages)
    if code == LAST_PAGE:
        return carry(check_page(here, key), slug, key)
    return carry(section_page(here, key, code), slug, key)


def _switch(here: Visit, key: str, code: str, wanted: str) -> Response:
    """The same page in another language; where that stood below, the two change places."""
    if wanted == wished_beside():
        use_beside(spoken().code)
    return _go(here, key, code, wanted)


def _leave_check(here: Visit, key: str, lang: str) -> Response:
    """From the check page to another language or to a section: the one to change, else the last."""
    if (wanted := request.form.get("switch")) in here.asking.languages:
        return _switch(here, key, LAST_PAGE, str(wanted))
    path = here.standing.path
    to_change = path.page(request.form.get("go", ""))
    last = path.pages[-1].section.code if path.pages else None
    return _go(here, key, to_change.section.code if to_change else last, lang)


def _faulty(here: Visit, key: str, code: str, findings: Sequence[Finding]) -> Response:
    page = section_page(here, key, code, findings=findings)
    page.status_code = 422
    return carry(page, here.asking.survey.slug, key)


def _found_ward(here: Visit, code: str) -> FoundWard | None:
    """Where the postcode typed on this page leads: if its button was pressed, or if no ward is chosen beside it."""
    section = here.asking.survey.section(code)
    for question in section.questions if section else ():
        typed = request.form.get(f"postcode_{question.code}", "")
        asked_for = request.form.get("find") == question.code
        tried = typed == request.form.get(f"tried_{question.code}")  # unknown then, and nobody is held up by it twice
        alone = bool(typed.strip()) and not tried and not request.form.get(f"q_{question.code}")
        if question.kind is Kind.WARD and (asked_for or alone):
            return FoundWard(question.code, typed, find_ward(installation(), here.asking.project, typed))
    return None


def _help() -> tuple[Help, Interpreted]:
    given = request.form.get(HELP)
    helped = Help(given) if given in set(Help) else Help.UNKNOWN
    return helped, interpreted(helped, request.form.get(HELP_FROM), request.form.get(HELP_INTO))
