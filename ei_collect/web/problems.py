"""Where an error becomes an HTTP answer, and nowhere else.

Where something is gone that will be back (the database, the files, room on a disk), the page keeps what was typed in a
form that sends it again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask, current_app, render_template, request
from flask.globals import request_ctx
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from ei_collect.errors import BusyError, CollectError, GoneError, InputError, NotFoundError, UnavailableError

STATUS: dict[type[CollectError], int] = {NotFoundError: 404, GoneError: 410, InputError: 422, BusyError: 503}
TYPED_IN = frozenset({"answering", "coding", "interviews", "keying", "moderating", "transcribing"})
"""The blueprints whose forms hold what somebody typed, and no password."""
SOON = "60"
"""Seconds after which machines may try again."""


@dataclass(frozen=True)
class Again:
    """What was sent and could not be kept: where it goes, its fields in their order, whether files were among it."""

    action: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool


def register(app: Flask) -> None:
    """Answer errors with a page that says what to do, without a trace of what was typed."""
    app.register_error_handler(CollectError, _our_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(OSError, _system_error)


def _our_error(error: CollectError) -> Response | tuple[str, int]:
    is_gone = isinstance(error, UnavailableError)
    status = 503 if is_gone else STATUS.get(type(error), 500)
    if is_gone or status == 500:
        current_app.logger.error("%s: %s", request.endpoint, error)  # the endpoint: an address may name a text
    if status == 503:
        return _unavailable()
    return render_template(
        "problem.html",
        status=status,
        findings=error.findings if status == 422 else (),
        codes=[finding.code for finding in error.findings],
    ), status


def _system_error(error: OSError) -> Response:
    """A disk that is full, most of all: also where a big form is put while it comes in."""
    current_app.logger.error("%s: the system: %s", request.endpoint, error.strerror or type(error).__name__)
    return _unavailable()


def _unavailable(status: int = 503) -> Response:
    page = render_template("problem.html", status=status, findings=(), again=_again())
    return Response(page, status, {"Retry-After": SOON}, mimetype="text/html")


def _again() -> Again | None:
    """What the form held that was sent, so that it can be sent again; None where there is nothing to keep."""
    if request.method != "POST" or request.blueprint not in TYPED_IN:
        return None
    try:
        fields, had_files = tuple(_fields()), any(each.filename for each in request.files.values())
    except (HTTPException, OSError):  # what came cannot even be read
        return None
    return Again(request.full_path.rstrip("?"), fields, had_files) if fields else None


def _fields() -> Iterator[tuple[str, str]]:
    for name, values in request.form.lists():
        yield from ((name, value) for value in values if name)


def _http_error(error: HTTPException) -> Response | tuple[str, int]:
    status = error.code or 500
    if status == 429:
        return _unavailable(status)
    if request_ctx.url_adapter is None:  # what calls itself the host is none, and no page could link to another
        return f"{status}\n", status
    return render_template("problem.html", status=status, findings=()), status
