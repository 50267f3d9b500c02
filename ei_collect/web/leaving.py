"""The quick exit: out of here with one tap, and for a while no way back to anything that was answered here.

The browser forgets the codes, what is only half sent goes, and every page of a survey leads to the exit until half an
hour is over or somebody opens the front page. `static/leave.js` does the same faster, and by the Escape key; nothing
depends on it.
"""

import re

from flask import Blueprint, Response, redirect, request
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response as AnyResponse

from ei_collect.operations.uploading import forget_unfinished
from ei_collect.web.access import open_to_all
from ei_collect.web.carrying import cookie_name, keys_of_cookies
from ei_collect.web.installed import KEY, installation

CODES = cookie_name("")
LEFT = "ei_left"
SHARED_TABLET = "tablet"
"""The cookie of a shared tablet, whose storage holds the sealed answers of others: it is not ours to clear."""
YES = "1"  # no code of a respondent looks like it, so that a survey may even be called `left`
SECONDS = 30 * 60
PRIVATE = re.compile(r"/[^/]+/(s/|r(/|$))")
"""The addresses of surveys and receipts."""

leaving = Blueprint("leaving", __name__)


@leaving.post("/<lang>/leave")
@open_to_all
def leave(lang: str) -> AnyResponse:
    """Forget every code and what came only in part, remember only that somebody left, and go."""
    forget_unfinished(installation(), keys_of_cookies())
    response = _go()
    secure = installation().config.served_over_https
    for name in request.cookies:
        if name.startswith(CODES):
            response.delete_cookie(name, httponly=True, samesite="Lax", secure=secure)
    response.set_cookie(LEFT, YES, max_age=SECONDS, samesite="Lax", secure=secure)  # leave.js looks for it
    response.headers["Clear-Site-Data"] = '"cache"' if SHARED_TABLET in request.cookies else '"cache", "storage"'
    return response


@leaving.before_app_request
def stay_away() -> AnyResponse | None:
    """Where somebody has just left, the back button leads to the exit again."""
    if request.cookies.get(LEFT) != YES or request.method not in {"GET", "HEAD"}:
        return None
    return _go() if PRIVATE.match(request.path) else None


@leaving.after_app_request
def come_back(response: Response) -> Response:
    """Whoever opens the front page wants to be here."""
    if request.endpoint == "resident.front" and request.cookies.get(LEFT) == YES:
        response.delete_cookie(LEFT, samesite="Lax", secure=installation().config.served_over_https)
    return response


@leaving.record
def _tell_templates(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals["exit_url"] = state.app.extensions[KEY].config.exit_url


def _go() -> AnyResponse:
    """To the top of the exit: without a fragment a browser takes along that of our own address, which may be a code."""
    address = installation().config.exit_url
    return redirect(address if "#" in address else f"{address}#top", 303)
