"""Sittings in the browser of a partner: opened, watched while they go on, changed, closed; the page for a volunteer."""

from io import BytesIO

from flask import Blueprint, g, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from ei_collect.errors import Finding, InputError
from ei_collect.fieldwork.sitting import Plan, Sitting
from ei_collect.fieldwork.volunteer import volunteer_style
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations import sitting as operations
from ei_collect.operations.keeping import today
from ei_collect.operations.tablets import tablets_at
from ei_collect.operations.volunteer import volunteer_page, volunteer_pdf
from ei_collect.places.poster import readable_address
from ei_collect.projects.project import Permission
from ei_collect.store.sittings import sittings_of
from ei_collect.web import session
from ei_collect.web.access import allow_style, members_only
from ei_collect.web.installed import installation
from ei_collect.web.language import languages_of
from ei_collect.web.sitting_form import Typed, plan_of, typed_of_form, typed_of_plan
from ei_collect.web.style import hash_of

USUAL_SHARE = 10
"""Of a hundred sheets, so many are keyed twice unless somebody says otherwise."""

sittings = Blueprint("sittings", __name__, url_prefix="/staff/<project>/sittings")
session.protect_forms(sittings)


def the_sitting(sitting_code: str) -> Sitting:
    """The sitting with this code, in a view for members of its project.

    Raises:
        NotFoundError: it is not there, or somebody else's of whom this person may not know.
    """
    return operations.sitting_named(installation(), g.project.scope, sitting_code, _seen_by())


@sittings.get("")
@members_only(Permission.KEY_SHEETS)
def listing(project: str) -> str:
    """The sittings that one may know of, the latest first."""
    with installation().database.reading() as connection:
        found = sittings_of(connection, g.project.scope, _seen_by())
    return render_template("staff/sittings.html", project=g.project, sittings=found)


@sittings.get("/new")
@members_only(Permission.RUN_SITTINGS)
def new(project: str) -> str:
    """The form for a sitting."""
    return _form(_blank())


@sittings.post("/new")
@members_only(Permission.RUN_SITTINGS)
def make(project: str) -> Response | tuple[str, int]:
    """Open a sitting."""
    try:
        made = operations.open_sitting(installation(), g.project, session.signed_in_user(), plan_of(request.form))
    except InputError as error:
        return _form(typed_of_form(request.form), findings=error.findings), 422
    return _to(made)


@sittings.get("/<sitting_code>")
@members_only(Permission.RUN_SITTINGS)
def one(project: str, sitting_code: str) -> str:
    """How a sitting goes: exact counts, its code, and what can be done."""
    return _one(the_sitting(sitting_code))


@sittings.post("/<sitting_code>/notes")
@members_only(Permission.RUN_SITTINGS)
def note(project: str, sitting_code: str) -> Response | tuple[str, int]:
    """Keep what was noted."""
    sitting = the_sitting(sitting_code)
    try:
        operations.note(installation(), g.project.scope, sitting, typed_of_form(request.form).cells.get("notes", ""))
    except InputError as error:
        return _one(sitting, error.findings), 422
    return _to(sitting)


@sittings.get("/<sitting_code>/change")
@members_only(Permission.RUN_SITTINGS)
def change(project: str, sitting_code: str) -> str:
    """The form with what was planned."""
    sitting = the_sitting(sitting_code)
    return _form(typed_of_plan(sitting), sitting)


@sittings.post("/<sitting_code>/change")
@members_only(Permission.RUN_SITTINGS)
def keep(project: str, sitting_code: str) -> Response | tuple[str, int]:
    """Put another plan in the place of the one before."""
    sitting = the_sitting(sitting_code)
    try:
        operations.change_sitting(installation(), g.project, sitting, plan_of(request.form))
    except InputError as error:
        return _form(typed_of_form(request.form), sitting, error.findings), 422
    return _to(sitting)


@sittings.post("/<sitting_code>/close")
@members_only(Permission.RUN_SITTINGS)
def close(project: str, sitting_code: str) -> Response:
    """Let nobody begin by its code from now on."""
    sitting = the_sitting(sitting_code)
    operations.close_sitting(installation(), g.project.scope, sitting)
    return _to(sitting)


@sittings.post("/<sitting_code>/reopen")
@members_only(Permission.RUN_SITTINGS)
def reopen(project: str, sitting_code: str) -> Response:
    """Let people begin by its code again."""
    sitting = the_sitting(sitting_code)
    operations.reopen_sitting(installation(), g.project.scope, sitting)
    return _to(sitting)


@sittings.get("/<sitting_code>/volunteer")
@members_only(Permission.RUN_SITTINGS)
def volunteer(project: str, sitting_code: str) -> str:
    """The page for the volunteer, to be read on a screen."""
    allow_style(hash_of(volunteer_style()))
    return volunteer_page(installation(), g.project, the_sitting(sitting_code))


@sittings.get("/<sitting_code>/volunteer.pdf")
@members_only(Permission.RUN_SITTINGS)
def volunteer_sheet(project: str, sitting_code: str) -> Response | tuple[str, int]:
    """The same on one side of A4."""
    sitting = the_sitting(sitting_code)
    try:
        content = volunteer_pdf(installation(), g.project, sitting)
    except InputError as error:
        return _one(sitting, error.findings), 422
    return send_file(BytesIO(content), as_attachment=True, download_name=f"sitting-{sitting.code}.pdf", max_age=0)


def _seen_by() -> str | None:
    """Whose sittings this person may know of: None for everybody's."""
    every = any(role.may(Permission.SEE_EVERY_SITTING) for role in g.roles)
    return None if every else session.signed_in_user().id


def _one(sitting: Sitting, findings: tuple[Finding, ...] = ()) -> str:
    return render_template(
        "staff/sitting.html",
        project=g.project,
        sitting=sitting,
        findings=findings,
        titles=_titles(),
        progress=operations.progress(installation(), g.project.scope, sitting),
        names={known.code: known.english_name for known in LANGUAGES.values()},
        address=readable_address(installation().config.base_url, sitting.code),
        tablets=tablets_at(installation(), g.project.scope, sitting),
    )


def _form(typed: Typed, sitting: Sitting | None = None, findings: tuple[Finding, ...] = ()) -> str:
    return render_template(
        "staff/sitting_form.html",
        project=g.project,
        sitting=sitting,
        typed=typed,
        findings=findings,
        surveys=_titles(),
        languages=languages_of(_languages()),
        helper_languages={known.code: known.english_name for known in LANGUAGES.values()},
    )


def _titles() -> dict[str, str]:
    """The title of each survey of the project, by its slug."""
    asked = operations.asked_in(installation(), g.project)
    return {each.survey.slug: each.survey.title.wording("en").body for each in asked}


def _languages() -> set[str]:
    """Those in which some survey of the project is offered."""
    return {code for each in operations.asked_in(installation(), g.project) for code in each.languages}


def _blank() -> Typed:
    """What stands in the form of a sitting that nobody has planned yet."""
    return typed_of_plan(Plan(venue="", held_on=today(), surveys=(), languages=(), keyed_twice=USUAL_SHARE))


def _to(sitting: Sitting) -> Response:
    return redirect(url_for("sittings.one", project=g.project.slug, sitting_code=sitting.code), 303)
