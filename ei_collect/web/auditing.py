"""Writing into the log what staff do: before each change, and before anything leaves that is more than a page.

What is to be written follows from the method and from what the route declares (`access`), so that none can forget it.
"""

from flask import Flask, Response, current_app, g, request

from ei_collect.errors import CollectError
from ei_collect.operations.auditing import begin, end, named, note
from ei_collect.projects.log import Act, Outcome
from ei_collect.projects.project import Scope
from ei_collect.web.access import Gives, declared, visitor
from ei_collect.web.installed import installation
from ei_collect.web.session import signed_in_user

READING = {"GET", "HEAD"}
STAFF = "/staff/"


def register(app: Flask) -> None:
    """Write down every request of staff that `guard` lets through, so to be registered after it."""
    app.before_request(_begin)
    app.after_request(_end)


def mention(**ids: str) -> None:
    """Let the log say what else the act of this request was done to: what does not stand in its address."""
    g.mentioned = {**g.get("mentioned", {}), **ids}


def act_of_scope(scope: Scope) -> None:
    """Let the log say which project the act of this request is about, where its address does not."""
    g.mentioned_scope = scope


def _begin() -> None:
    """Nothing is done where this cannot be written: then it is an error, and the view is not reached."""
    if request.endpoint in {None, "static"} or request.method == "OPTIONS":
        return
    access = declared(current_app.view_functions[request.endpoint or ""])
    if access is None or not access.signed_in:
        return
    if request.method in READING and access.gives is Gives.PAGE:
        return
    act = _act()
    hands_out = request.method in READING and access.gives is Gives.COPY
    g.begun = begin(installation(), act, hands_out=hands_out), act


def _end(response: Response) -> Response:
    """What was done stays done where its outcome cannot be written: then the log holds its beginning alone."""
    try:
        _write_outcome(response)
    except (CollectError, OSError) as error:
        current_app.logger.error("the outcome of %s is not in the log: %s", request.endpoint, type(error).__name__)
    return response


def _write_outcome(response: Response) -> None:
    mentioned = g.get("mentioned", {})
    if "begun" in g:
        number, act = g.pop("begun")
        end(installation(), number, named(act, mentioned), _outcome(response.status_code))
    elif _has_signed_in(response):
        note(installation(), named(_act(), mentioned))


def _act() -> Act:
    project = g.get("project")
    target = {name: str(value) for name, value in (request.view_args or {}).items() if name != "project"}
    return Act(signed_in_user().id, request.endpoint or "", target, project.id if project else "")


def _outcome(status: int) -> Outcome:
    if status < 400:
        return Outcome.DONE
    return Outcome.REFUSED if status < 500 else Outcome.FAILED


def _has_signed_in(response: Response) -> bool:
    """Whether a form that is open to all has just signed somebody in."""
    if request.method in READING or not request.path.startswith(STAFF) or response.status_code >= 400:
        return False
    return bool(visitor().is_authenticated)
