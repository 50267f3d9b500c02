"""Erasing on request, for staff: what it is, looking before it is done, and the copies to be called back after it."""

from flask import Blueprint, g, render_template, request

from ei_collect.errors import GoneError, InputError, NotFoundError
from ei_collect.operations.erasing import erase, look_before_erasing
from ei_collect.projects.project import Permission
from ei_collect.store.handed_out import copies_of
from ei_collect.web import session
from ei_collect.web.access import members_only
from ei_collect.web.auditing import mention
from ei_collect.web.installed import installation
from ei_collect.web.labels import COPIES

erasing = Blueprint("erasing", __name__)
session.protect_forms(erasing)


@erasing.get("/staff/<project>/erase")
@members_only(Permission.ERASE)
def ask(project: str) -> str:
    """The form; `?named=` fills in the id of what somebody was looking at."""
    return _form(request.args.get("named", ""))


@erasing.post("/staff/<project>/erase/look")
@members_only(Permission.ERASE)
def look(project: str) -> str | tuple[str, int]:
    """Show what would go, without a word of it. What was typed may be a code, so no address holds it."""
    typed = request.form.get("typed", "")
    try:
        found = look_before_erasing(installation(), g.project, typed)
    except (InputError, NotFoundError, GoneError) as error:
        return _form(typed, error), 422
    return render_template("staff/erase_sure.html", project=g.project, found=found, typed=typed)


@erasing.post("/staff/<project>/erase")
@members_only(Permission.ERASE)
def take(project: str) -> str | tuple[str, int]:
    """Let it go, and show which copies are to be called back."""
    typed = request.form.get("typed", "")
    try:
        erased = erase(installation(), g.project, typed)
    except (InputError, NotFoundError, GoneError) as error:
        return _form(typed, error), 422
    if erased.response_id:
        mention(response=erased.response_id)
    return render_template("staff/erased.html", project=g.project, erased=erased, kinds=COPIES)


@erasing.get("/staff/<project>/copies")
@members_only(Permission.ERASE)
def copies(project: str) -> str:
    """What was handed out, and whether somebody took answers back since."""
    with installation().database.reading() as connection:
        found = copies_of(connection, g.project.scope)
    return render_template("staff/copies.html", project=g.project, copies=found, kinds=COPIES)


def _form(typed: str, error: InputError | NotFoundError | GoneError | None = None) -> str:
    findings = error.findings if error else ()
    return render_template("staff/erase.html", project=g.project, typed=typed, findings=findings)
