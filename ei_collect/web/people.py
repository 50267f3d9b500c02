"""The people of a project in the browser of an administrator, and what its staff have to show to come in."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ei_collect.errors import Finding, InputError
from ei_collect.operations import people as operations
from ei_collect.operations.people import BroughtIn
from ei_collect.operations.projects import set_project
from ei_collect.projects.project import Permission
from ei_collect.store.members import members_of
from ei_collect.web import session
from ei_collect.web.access import members_only
from ei_collect.web.installed import installation
from ei_collect.web.labels import ROLES
from ei_collect.web.typed import typed

people = Blueprint("people", __name__, url_prefix="/staff/<project>/people")
session.protect_forms(people)


@people.get("")
@members_only(Permission.MANAGE_PROJECT)
def listing(project: str) -> str:
    """Who is in the project, and as what."""
    return _page()


@people.post("")
@members_only(Permission.MANAGE_PROJECT)
def bring_in(project: str) -> str | tuple[str, int]:
    """Give somebody a role; a first password is shown this once."""
    form, by = request.form, session.signed_in_user()
    try:
        role = operations.role_named(form.get("role", ""))
        told = form.get("email", ""), typed("name")
        brought = operations.bring_in(installation(), g.project.scope, by, told, role)
    except InputError as error:
        return _page(error.findings), 422
    return _page(brought=brought)


@people.post("/<user_id>/<role>/remove")
@members_only(Permission.MANAGE_PROJECT)
def take_away(project: str, user_id: str, role: str) -> Response | tuple[str, int]:
    """Take a role away from somebody."""
    try:
        named = operations.role_named(role)
        operations.take_away(installation(), g.project.scope, session.signed_in_user(), user_id, named)
    except InputError as error:
        return _page(error.findings), 422
    return redirect(url_for("people.listing", project=project))


@people.post("/second-factor")
@members_only(Permission.MANAGE_PROJECT)
def demand(project: str) -> Response:
    """Ask everybody in the project for more than a password, or stop asking."""
    set_project(installation(), g.project.slug, {"second_factor": request.form.get("demand") == "yes"})
    return redirect(url_for("people.listing", project=project))


def _page(findings: tuple[Finding, ...] = (), brought: BroughtIn | None = None) -> str:
    with installation().database.reading() as connection:
        listed = members_of(connection, g.project.scope)
    kept = request.form if findings else {}
    return render_template(
        "staff/people.html",
        project=g.project,
        listed=listed,
        roles=ROLES,
        findings=findings,
        brought=brought,
        typed=kept,
    )
