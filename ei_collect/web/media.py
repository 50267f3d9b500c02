"""Pictures and readings of published questions, under the digest of what is in them: they never change."""

from flask import Blueprint, abort, send_file
from werkzeug.wrappers import Response

from ei_collect.operations.media import TYPES, stored_file
from ei_collect.web.access import open_to_all
from ei_collect.web.installed import installation

A_YEAR = 365 * 24 * 3600

media = Blueprint("media", __name__)


@media.get("/media/<name>")
@open_to_all
def file(name: str) -> Response:
    """One file, in parts where the browser asks for a part."""
    path = stored_file(installation(), name)
    if path is None:
        abort(404)
    response = send_file(path, TYPES[path.suffix[1:]], conditional=True, max_age=A_YEAR, etag=path.stem)
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
