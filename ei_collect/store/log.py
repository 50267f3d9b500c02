"""The log as rows: added one after the other, each tied to the one before, and never changed."""

from datetime import date

from sqlalchemy import Connection, Select, func, select

from ei_collect.projects.log import Act, Event, Head, Outcome, written
from ei_collect.projects.project import Scope
from ei_collect.store.tables import audit_events, audit_head, tombstones, users

BATCH = 1000
THE_ONE = 1
_EVENT = tuple(audit_events.c[name] for name in Event.__dataclass_fields__)


def append(connection: Connection, act: Act, at: str, outcome: Outcome, *, about: int = 0) -> Head:
    """Add an event; the head that the log has then. Nobody else adds one until the transaction ends."""
    before = find_head(connection, hold=True)
    row = (before.number + 1, act.project_id, at, act.actor, act.what, written(act.target), about, outcome)
    event = Event(*row)
    head = Head(event.number, event.chained(before.hash))
    connection.execute(audit_events.insert().values(**{**vars(event), "outcome": outcome.value, "hash": head.hash}))
    connection.execute(audit_head.update().where(audit_head.c.id == THE_ONE).values(**vars(head)))
    return head


def find_head(connection: Connection, *, hold: bool = False) -> Head:
    """The newest event; with `hold` there is no newer one until the transaction ends."""
    query = select(audit_head.c.number, audit_head.c.hash).where(audit_head.c.id == THE_ONE)
    return Head(*connection.execute(query.with_for_update() if hold else query).one())


def events_after(connection: Connection, number: int) -> tuple[Event, ...]:
    """The next BATCH events at most behind this number, in their order."""
    query = select(*_EVENT).where(audit_events.c.number > number).order_by(audit_events.c.number).limit(BATCH)
    return _read(connection, query)


def latest_events(connection: Connection, scope: Scope, *, before: int | None, limit: int) -> tuple[Event, ...]:
    """At most `limit` events of a project, the newest first; only those before this number where one is given."""
    query = select(*_EVENT).where(audit_events.c.project_id == scope.project_id)
    if before is not None:
        query = query.where(audit_events.c.number < before)
    return _read(connection, query.order_by(audit_events.c.number.desc()).limit(limit))


def find_event(connection: Connection, number: int) -> Event | None:
    """The event with this number, or None."""
    return next(iter(_read(connection, select(*_EVENT).where(audit_events.c.number == number))), None)


def names_of_actors(connection: Connection, events: tuple[Event, ...]) -> dict[str, str]:
    """What colleagues call those who did these things, by id; whoever has no account any more is left out."""
    query = select(users.c.id, users.c.name).where(users.c.id.in_({event.actor for event in events}))
    return {row.id: row.name for row in connection.execute(query)}


def last_day_of(connection: Connection, actor: str) -> str:
    """The last day, as it stands there, on which somebody did anything; "" where there is none."""
    return str(connection.scalar(select(func.max(audit_events.c.at)).where(audit_events.c.actor == actor)) or "")


def taken_back_between(connection: Connection, actor: str, after: date, before: date) -> list[tuple[date, str, int]]:
    """How often what was sent was taken back by `actor` on each day between these two: day, project's id, times."""
    times = func.count().label("times")
    day, of_project = tombstones.c.erased_on, tombstones.c.project_id
    query = select(day, of_project, times).where(tombstones.c.erased_by == actor, day > after, day < before)
    rows = connection.execute(query.group_by(day, of_project).order_by(day, of_project))
    return [(row.erased_on, row.project_id, row.times) for row in rows]


def _read(connection: Connection, query: Select[tuple[object, ...]]) -> tuple[Event, ...]:
    rows = connection.execute(query)
    return tuple(Event(**{**row._asdict(), "outcome": Outcome(row.outcome)}) for row in rows)
