"""Photos to take away, for staff: the sheet for the forum, and a ZIP for researchers and for whoever publishes."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, g, render_template, request, send_file
from werkzeug.wrappers import Response

from ei_collect.answering.photographs import Showing
from ei_collect.errors import NotFoundError
from ei_collect.forum.photo_sheet import MOST_A_PAGE
from ei_collect.operations.photo_exporting import export_photos
from ei_collect.operations.photo_showing import photo_sheet
from ei_collect.projects.project import Permission
from ei_collect.web import session
from ei_collect.web.access import Gives, members_only
from ei_collect.web.installed import installation

SELECTIONS = {
    Showing.RESEARCH: ("For the research", "Every photo that was sent and not removed. Show them to nobody else."),
    Showing.FORUM: ("For the forum", "Those that their makers and you allow to be shown there. Do not publish them."),
    Showing.PUBLISHED: ("For publishing", "Those whose makers allow that, and you; none with children in it."),
}
"""What each is called, and what it holds."""

photo_exports = Blueprint("photo_exports", __name__, url_prefix="/staff/<project>/photo-exports")
session.protect_forms(photo_exports)


@photo_exports.get("")
@members_only(Permission.READ_PACK)
def choices(project: str) -> str:
    """What there is to take away."""
    may_export = any(role.may(Permission.EXPORT) for role in g.roles)
    return render_template(
        "staff/photo_exports.html",
        project=g.project,
        may_export=may_export,
        selections=SELECTIONS,
        sizes=range(1, MOST_A_PAGE + 1),
    )


@photo_exports.get("/sheet.pdf")
@members_only(Permission.READ_PACK, gives=Gives.COPY)
def sheet(project: str) -> Response:
    """The photos for the forum, one to four a page."""
    given = request.args.get("per_page", "2")
    content = photo_sheet(installation(), g.project, int(given) if given.isdecimal() and len(given) == 1 else 0)
    return _not_kept(
        send_file(BytesIO(content), "application/pdf", download_name=f"{project}-photo-sheet.pdf", max_age=0)
    )


@photo_exports.get("/<showing>.zip")
@members_only(Permission.EXPORT, gives=Gives.COPY)
def archive(project: str, showing: str) -> Response:
    """The photos that one selection allows."""
    if showing not in set(Showing):
        raise NotFoundError.of("selection-unknown", "is not there", where=showing, mend="Go back to the page before.")
    with TemporaryDirectory(prefix="export-", dir=installation().config.data) as folder:
        path = Path(folder) / f"{project}-photos-{showing}.zip"
        export_photos(installation(), g.project, Showing(showing), path)
        held = path.open("rb")  # it can be read although its folder goes away before it is sent
    return _not_kept(send_file(held, "application/zip", as_attachment=True, download_name=path.name, max_age=0))


def _not_kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "private, no-store"
    return response
