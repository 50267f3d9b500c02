"""The log of a project, for its auditor: who did what to what, and when. It holds no answer."""

from dataclasses import dataclass

from flask import Blueprint, g, render_template, request

from ei_collect.projects.log import Event
from ei_collect.projects.project import Permission
from ei_collect.store.log import latest_events, names_of_actors
from ei_collect.web import session
from ei_collect.web.access import members_only
from ei_collect.web.installed import installation

PAGE = 100
LONGEST_NUMBER = 9

audit_log = Blueprint("audit_log", __name__)
session.protect_forms(audit_log)


@dataclass(frozen=True)
class Line:
    """An event, and what colleagues call whoever did it."""

    event: Event
    name: str


@audit_log.get("/staff/<project>/log")
@members_only(Permission.READ_AUDIT)
def listing(project: str) -> str:
    """The latest events, a page at a time; `?before=` goes on with those before a number."""
    with installation().database.reading() as connection:
        events = latest_events(connection, g.project.scope, before=_before(), limit=PAGE)
        names = names_of_actors(connection, events)
    lines = [Line(event, names.get(event.actor, event.actor)) for event in events]
    more = events[-1].number if len(events) == PAGE else None
    return render_template("staff/log.html", project=g.project, lines=lines, more=more)


def _before() -> int | None:
    given = request.args.get("before", "")
    return int(given) if given.isdecimal() and given.isascii() and len(given) <= LONGEST_NUMBER else None
