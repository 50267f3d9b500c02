"""Pictures and readings of published questions, under the digest of what is in them: they never change."""

from io import BytesIO

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
    content = stored_file(installation(), name)
    if content is None:
        abort(404)
    digest, _, ending = name.partition(".")
    response = send_file(BytesIO(content), TYPES[ending], conditional=True, max_age=A_YEAR, etag=digest)
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
