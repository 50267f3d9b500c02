"""Scans of paper sheets in the browser: brought in many at once, those without a sheet given one, pictures shown."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from ei_collect.errors import CollectError, Finding, InputError, NotFoundError
from ei_collect.fieldwork.reader import can_read_scans
from ei_collect.fieldwork.sheet_code import shown_sheet_code
from ei_collect.operations import scans as operations
from ei_collect.operations.desk import Keyer
from ei_collect.operations.scan_showing import picture_of
from ei_collect.operations.scans import SAID, BroughtIn, bring_in
from ei_collect.projects.project import Permission
from ei_collect.store.scans import count_of_scans, scans_without_sheet
from ei_collect.web import session
from ei_collect.web.access import Gives, members_only
from ei_collect.web.installed import installation
from ei_collect.web.picturing import send_picture

ROOM = 200 * 1024 * 1024
"""How big all files of a form may be together."""
TROUBLES = {
    "no-code": "No code of a sheet could be read on it.",
    "several-codes": "It shows more than one page.",
    "unknown-code": "Its code is not one of this project's sheets.",
}

scans = Blueprint("scans", __name__, url_prefix="/staff/<project>/scans")
_reading = BoundedSemaphore(1)  # each holds a thread for minutes


def _make_room() -> None:
    if request.endpoint == "scans.bring":
        request.max_content_length = ROOM


scans.before_request(_make_room)  # before the token of the form is looked for in it
session.protect_forms(scans)


@scans.get("")
@members_only(Permission.KEY_SHEETS)
def listing(project: str) -> str:
    """Where scans are brought in, and those of which nobody knows yet whose they are."""
    return _listing()


@scans.post("")
@members_only(Permission.KEY_SHEETS)
def bring(project: str) -> str | tuple[str, int]:
    """Read the files of the form; what became of each page. Sent again, nothing is kept twice."""
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files:
        nothing = Finding("the files", "files-missing", "have not been chosen", "Choose one or more.")
        return _listing(findings=(nothing,)), 422
    if not _reading.acquire(blocking=False):
        busy = Finding("the files", "scans-busy", "come while others are read", "Send them again in a few minutes.")
        return _listing(findings=(busy,)), 503
    try:
        return _listing(_brought(files))
    except CollectError as error:
        return _listing(findings=error.findings), 422
    finally:
        _reading.release()


@scans.get("/<scan_id>/picture")
@members_only(Permission.KEY_SHEETS, gives=Gives.ORIGINAL)
def picture(project: str, scan_id: str) -> Response:
    """A page, or with `?field=` the part of it that shows a field."""
    keyer = _keyer()
    return send_picture(picture_of(installation(), keyer, scan_id, request.args.get("field", "")))


@scans.post("/<scan_id>/place")
@members_only(Permission.SEE_EVERY_SITTING)
def place(project: str, scan_id: str) -> Response | tuple[str, int]:
    """Say whose a scan is."""
    given = request.form.get("number", "").strip()
    page = int(given) if given.isascii() and given.isdigit() and len(given) < 3 else 0
    try:
        operations.place(installation(), g.project.scope, scan_id, request.form.get("code", ""), page)
    except (InputError, NotFoundError) as error:
        return _listing(findings=error.findings), 404 if isinstance(error, NotFoundError) else 422
    return redirect(url_for("scans.listing", project=project), 303)


@scans.post("/<scan_id>/remove")
@members_only(Permission.SEE_EVERY_SITTING)
def remove(project: str, scan_id: str) -> Response:
    """Throw a scan away."""
    operations.remove(installation(), g.project.scope, scan_id)
    return redirect(url_for("scans.listing", project=project), 303)


def _brought(files: Sequence[FileStorage]) -> list[BroughtIn]:
    with TemporaryDirectory(prefix="scans-", dir=installation().config.data) as folder:
        paths = []
        for number, file in enumerate(files):
            path = Path(folder) / str(number)
            file.save(path)
            paths.append((file.filename or "", path))
        return list(bring_in(installation(), g.project.scope, paths))


def _keyer() -> Keyer:
    every = any(role.may(Permission.SEE_EVERY_SITTING) for role in g.roles)
    return Keyer(session.signed_in_user(), g.project, every=every)


def _listing(brought: Sequence[BroughtIn] = (), findings: tuple[Finding, ...] = ()) -> str:
    every = _keyer().every
    with installation().database.reading() as connection:
        placed, without = count_of_scans(connection, g.project.scope)
        unplaced = scans_without_sheet(connection, g.project.scope) if every else ()
    return render_template(
        "staff/scans.html",
        project=g.project,
        can_read=can_read_scans(),
        brought=brought,
        said=SAID,
        shown=shown_sheet_code,
        findings=findings,
        every=every,
        placed=placed,
        without=without,
        unplaced=unplaced,
        troubles=TROUBLES,
    )
