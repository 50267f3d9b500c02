"""Answers and codings as tables to take away, for researchers."""

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, g, send_file
from werkzeug.wrappers import Response

from ei_collect.operations.exporting import Format, export_codings, export_notes, export_responses
from ei_collect.projects.project import Permission
from ei_collect.web import session
from ei_collect.web.access import Gives, members_only
from ei_collect.web.installed import installation

MIME = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

exporting = Blueprint("exporting", __name__)
session.protect_forms(exporting)


@exporting.get("/staff/<project>/export/<slug>.<any(csv,xlsx):ending>")
@members_only(Permission.EXPORT, gives=Gives.COPY)
def answers(project: str, slug: str, ending: str) -> Response:
    """One row a response."""
    with TemporaryDirectory(prefix="export-", dir=installation().config.data) as folder:
        path = Path(folder) / f"{slug}.{ending}"
        export_responses(installation(), g.project, slug, path, format=Format(ending))
        return _taken_away(path)


@exporting.get("/staff/<project>/export/codings/<slug>.csv")
@members_only(Permission.EXPORT, gives=Gives.COPY)
def codings(project: str, slug: str) -> Response:
    """One row a coding of the words given to a survey."""
    with TemporaryDirectory(prefix="export-", dir=installation().config.data) as folder:
        path = Path(folder) / f"{slug}-codings.csv"
        export_codings(installation(), g.project, slug, path, format=Format.CSV)
        return _taken_away(path)


@exporting.get("/staff/<project>/export/notes/<slug>.csv")
@members_only(Permission.EXPORT, gives=Gives.COPY)
def notes(project: str, slug: str) -> Response:
    """One row a note of an interviewer."""
    with TemporaryDirectory(prefix="export-", dir=installation().config.data) as folder:
        path = Path(folder) / f"{slug}-notes.csv"
        export_notes(installation(), g.project, slug, path, format=Format.CSV)
        return _taken_away(path)


def _taken_away(path: Path) -> Response:
    """The file as a download; it is open, so it can be read although its folder goes away before it is sent."""
    return send_file(
        path.open("rb"), mimetype=MIME[Format(path.suffix[1:])], as_attachment=True, download_name=path.name, max_age=0
    )
