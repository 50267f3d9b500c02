"""Where an error becomes an HTTP answer, and nowhere else."""

from flask import Flask, current_app, render_template, request
from flask.globals import request_ctx
from werkzeug.exceptions import HTTPException

from ei_collect.errors import BusyError, CollectError, GoneError, InputError, NotFoundError

STATUS: dict[type[CollectError], int] = {NotFoundError: 404, GoneError: 410, InputError: 422, BusyError: 503}


def register(app: Flask) -> None:
    """Answer errors with a page that says what to do, without a trace of what was typed."""
    app.register_error_handler(CollectError, _our_error)
    app.register_error_handler(HTTPException, _http_error)


def _our_error(error: CollectError) -> tuple[str, int]:
    status = STATUS.get(type(error), 500)
    if status == 500:
        current_app.logger.error("%s: %s", request.endpoint, error)  # the endpoint: an address may name a text
    return render_template(
        "problem.html",
        status=status,
        findings=error.findings if status == 422 else (),
        codes=[finding.code for finding in error.findings],
    ), status


def _http_error(error: HTTPException) -> tuple[str, int]:
    status = error.code or 500
    if request_ctx.url_adapter is None:  # what calls itself the host is none, and no page could link to another
        return f"{status}\n", status
    return render_template("problem.html", status=status, findings=()), status
