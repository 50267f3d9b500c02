"""Keying interviews in the browser: begun with a printed guide or without, question by question, finished once."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ei_collect.answering.receipts import mint
from ei_collect.errors import Finding, InputError, NotFoundError
from ei_collect.fieldwork.interview import Interview
from ei_collect.fieldwork.interview_reading import SYMBOL_FOR_NUL, WRITTEN_ON
from ei_collect.fieldwork.sheet_code import shown_sheet_code
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations import interviewing as operations
from ei_collect.operations.guides import print_slip
from ei_collect.operations.interview_desk import InterviewDesk, guide_named
from ei_collect.operations.interview_finishing import finish as finish_interview
from ei_collect.projects.project import Permission
from ei_collect.web import session
from ei_collect.web.access import members_only
from ei_collect.web.installed import installation
from ei_collect.web.interview_pages import interviewer, keyed, listing_page, sitting_chosen

TOLD = {
    "done": "is finished, and what was said is kept",
    "away": "was thrown away: nothing of it is kept",
}

interviews = Blueprint("interviews", __name__, url_prefix="/staff/<project>/interviews")
session.protect_forms(interviews)


@interviews.get("")
@members_only(Permission.KEY_SHEETS)
def listing(project: str) -> str:
    """Where interviews are begun and gone on with, and guides read and printed."""
    told, code = TOLD.get(request.args.get("told", ""), ""), request.args.get("code", "")
    return listing_page(told=f"Interview {shown_sheet_code(code)} {told}." if told else "")


@interviews.post("")
@members_only(Permission.KEY_SHEETS)
def begin(project: str) -> Response | tuple[str, int]:
    """Begin with an interview that has no printed guide."""
    language, sitting = request.form.get("language", ""), sitting_chosen()
    try:
        guide = guide_named(installation(), g.project, request.form.get("guide", ""))
        begun = operations.begin(installation(), interviewer(), guide, language, sitting)
    except (InputError, NotFoundError) as error:
        return listing_page(error.findings), 422
    return _to("interviews.facts", begun)


@interviews.post("/by-code")
@members_only(Permission.KEY_SHEETS)
def by_code(project: str) -> Response | tuple[str, int]:
    """Begin with an interview by the code on its printed guide, or go on with one."""
    typed = request.form.get("code", "").replace("\0", SYMBOL_FOR_NUL)
    try:
        begun = operations.take_up(installation(), interviewer(), typed)
    except (InputError, NotFoundError) as error:
        return listing_page(error.findings, typed), 404 if isinstance(error, NotFoundError) else 422
    return _to("interviews.facts", begun)


@interviews.get("/<interview_code>")
@members_only(Permission.KEY_SHEETS)
def facts(project: str, interview_code: str) -> str:
    """What is asked of the interview itself."""
    return render_template(
        "staff/interview.html",
        **_around(operations.at_desk(installation(), interviewer(), interview_code), 0),
        languages={known.code: known.english_name for known in LANGUAGES.values()},
        written_on=WRITTEN_ON,
    )


@interviews.post("/<interview_code>")
@members_only(Permission.KEY_SHEETS)
def keep_facts(project: str, interview_code: str) -> Response:
    """Keep it."""
    language = request.form.get("language", "")
    operations.save_facts(installation(), interviewer(), interview_code, _typed(), language)
    return _onward(interview_code, 0)


@interviews.get("/<interview_code>/<int:number>")
@members_only(Permission.KEY_SHEETS)
def section(project: str, interview_code: str, number: int) -> str:
    """The questions of a section, with what is keyed of them."""
    desk = operations.at_desk(installation(), interviewer(), interview_code)
    part = desk.section(number)
    return render_template(
        "staff/interview_section.html",
        **_around(desk, number),
        title=part.title.wording(desk.wording),
        asked=keyed(desk, part),
        languages={known.code: known for known in LANGUAGES.values()},
    )


@interviews.post("/<interview_code>/<int:number>")
@members_only(Permission.KEY_SHEETS)
def keep_section(project: str, interview_code: str, number: int) -> Response:
    """Keep what is keyed of a section, and go on to the next one; with `stay` only keep it."""
    operations.save_section(installation(), interviewer(), interview_code, number, _typed())
    return _onward(interview_code, number)


@interviews.get("/<interview_code>/end")
@members_only(Permission.KEY_SHEETS)
def end(project: str, interview_code: str) -> str:
    """The end: what is missing, and where it is said that all is keyed."""
    return _end(operations.at_desk(installation(), interviewer(), interview_code), mint())


@interviews.post("/<interview_code>/end")
@members_only(Permission.KEY_SHEETS)
def finish(project: str, interview_code: str) -> Response | str | tuple[str, int]:
    """All is keyed; where no slip was printed before, the answer is one."""
    given = request.form.get("slip", "")
    try:
        done = finish_interview(installation(), interviewer(), interview_code, given)
    except InputError as error:
        desk = operations.at_desk(installation(), interviewer(), interview_code)
        return _end(desk, given or mint(), error.findings), 422
    if not done.receipt_code:
        return _told("done", interview_code)
    slip = print_slip(installation(), done.desk.interview.language, done.receipt_code)
    code = shown_sheet_code(done.desk.interview.code)
    return render_template("staff/interview_slip.html", project=g.project, slip=slip, code=code)


@interviews.post("/<interview_code>/away")
@members_only(Permission.KEY_SHEETS)
def throw_away(project: str, interview_code: str) -> Response | tuple[str, int]:
    """Let go of all that was keyed, once the box is ticked."""
    if "sure" not in request.form:
        desk = operations.at_desk(installation(), interviewer(), interview_code)
        sure = Finding("throwing it away", "not-sure", "is not certain", "Tick the box beside it.")
        return _end(desk, mint(), (sure,)), 422
    operations.throw_away(installation(), interviewer(), interview_code)
    return _told("away", interview_code)


def _typed() -> dict[str, list[str]]:
    return {name: request.form.getlist(name) for name in request.form}


def _around(desk: InterviewDesk, number: int) -> Mapping[str, object]:
    """What every page of an interview shows; 0 is the page that is about no question."""
    return {
        "project": g.project,
        "desk": desk,
        "form": {name: values[0] for name, values in desk.interview.form.items()},
        "code": shown_sheet_code(desk.interview.code),
        "number": number,
        "spoken": LANGUAGES[desk.interview.language],
        "sections": [part.title.wording("en").body for part in desk.survey.sections],
    }


def _end(desk: InterviewDesk, slip: str, findings: tuple[Finding, ...] = ()) -> str:
    missing = desk.read().findings
    needs_slip = desk.interview.key_hash is None
    around = _around(desk, len(desk.survey.sections) + 1)
    return render_template(
        "staff/interview_end.html", **around, findings=findings, missing=missing, slip=slip if needs_slip else ""
    )


def _onward(interview_code: str, number: int) -> Response:
    """To the page behind this one; to this one again with `stay`."""
    desk = operations.at_desk(installation(), interviewer(), interview_code)
    following = number if "stay" in request.form else number + 1
    if following > len(desk.survey.sections):
        return _to("interviews.end", desk.interview)
    if following == 0:
        return _to("interviews.facts", desk.interview)
    return _to("interviews.section", desk.interview, number=following)


def _to(endpoint: str, interview: Interview, **further: Any) -> Response:
    where = url_for(endpoint, project=g.project.slug, interview_code=interview.code, **further)
    return redirect(where, 303)


def _told(what: str, interview_code: str) -> Response:
    return redirect(url_for("interviews.listing", project=g.project.slug, told=what, code=interview_code), 303)
