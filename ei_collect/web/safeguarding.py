"""Safeguarding in the browser: coders and moderators flag, the lead reads what was flagged and writes what was done."""

from flask import Blueprint, abort, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ei_collect.errors import Finding, InputError
from ei_collect.operations import covering
from ei_collect.operations import safeguarding as operations
from ei_collect.operations.keeping import today
from ei_collect.projects.flag import FlagKind
from ei_collect.projects.project import Permission
from ei_collect.store.flags import closed_flags, open_flags
from ei_collect.web import session
from ei_collect.web.access import Gives, members_only
from ei_collect.web.installed import installation
from ei_collect.web.picturing import send_picture
from ei_collect.web.typed import typed

READS = {FlagKind.TEXT: Permission.READ_WORDS, FlagKind.PHOTO: Permission.MODERATE}
"""What somebody has to be allowed to see to flag it."""

safeguarding = Blueprint("safeguarding", __name__, url_prefix="/staff/<project>")
session.protect_forms(safeguarding)


@safeguarding.post("/flag/<any(text, photo):kind>/<subject_id>")
@members_only(Permission.FLAG)
def flag(project: str, kind: str, subject_id: str) -> str | tuple[str, int]:
    """Flag what one has just read or looked at."""
    named, reason = FlagKind(kind), typed("reason")
    if not any(role.may(READS[named]) for role in g.roles):
        abort(404)
    told = {"project": g.project, "kind": named, "subject_id": subject_id}
    try:
        operations.flag(installation(), g.project.scope, session.signed_in_user(), (named, subject_id), reason)
    except InputError as error:
        return render_template("staff/flagged.html", **told, findings=error.findings, reason=reason), 422
    return render_template("staff/flagged.html", **told)


@safeguarding.get("/safeguarding")
@members_only(Permission.SAFEGUARD)
def listing(project: str) -> str:
    """What was flagged and waits, the oldest first, and what was dealt with."""
    with installation().database.reading() as connection:
        waiting = open_flags(connection, g.project.scope)
        closed = closed_flags(connection, g.project.scope)
    return render_template("staff/safeguarding.html", project=g.project, waiting=waiting, closed=closed, today=today())


@safeguarding.get("/safeguarding/<flag_id>")
@members_only(Permission.SAFEGUARD)
def one(project: str, flag_id: str) -> str:
    """What was flagged, why, and the form for what was done."""
    return _page(flag_id)


@safeguarding.post("/safeguarding/<flag_id>")
@members_only(Permission.SAFEGUARD)
def close(project: str, flag_id: str) -> Response | tuple[str, int]:
    """Write down what was done and what the respondent was told."""
    done, told = (typed(name) for name in ("done", "told"))
    try:
        operations.close(installation(), g.project.scope, session.signed_in_user(), flag_id, (done, told))
    except InputError as error:
        return _page(flag_id, error.findings, done, told), 422
    return redirect(url_for("safeguarding.listing", project=project))


@safeguarding.get("/safeguarding/<flag_id>/picture")
@members_only(Permission.SAFEGUARD, gives=Gives.ORIGINAL)
def picture(project: str, flag_id: str) -> Response:
    """The photo that was flagged."""
    found = operations.flagged(installation(), g.project.scope, flag_id)
    if found.photo is None:
        abort(404)
    return send_picture(covering.picture(installation(), found.photo.photo))


def _page(flag_id: str, findings: tuple[Finding, ...] = (), done: str = "", told: str = "") -> str:
    found = operations.flagged(installation(), g.project.scope, flag_id)
    return render_template(
        "staff/flag.html", project=g.project, found=found, findings=findings, done=done, told=told, today=today()
    )
