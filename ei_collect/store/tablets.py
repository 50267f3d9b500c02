"""Shared tablets of a sitting, as each last told of itself."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from ei_collect.projects.project import Scope
from ei_collect.store.ids import new_id
from ei_collect.store.tables import tablets

MOST = 100
"""Tablets that a list shows at most."""


@dataclass(frozen=True)
class Tablet:
    """A tablet by the name that it gave itself: on `heard_on` it had `waiting` answers, the oldest `waits_since`."""

    name: str
    heard_on: date
    waiting: int
    waits_since: date | None = None


_TOLD = ("heard_on", "waiting", "waits_since")


def _upsert(insert: type[sqlite.Insert] | type[postgresql.Insert]) -> sqlite.Insert | postgresql.Insert:
    written = insert(tablets)
    changed = {name: written.excluded[name] for name in _TOLD}
    return written.on_conflict_do_update(index_elements=["project_id", "sitting_id", "name"], set_=changed)


_UPSERT = {"sqlite": _upsert(sqlite.Insert), "postgresql": _upsert(postgresql.Insert)}


def put_tablet(connection: Connection, scope: Scope, sitting_id: str, tablet: Tablet) -> None:
    """Write what a tablet told of itself, in place of what it told before."""
    values = {"id": new_id("tb"), "project_id": scope.project_id, "sitting_id": sitting_id, **vars(tablet)}
    connection.execute(_UPSERT[connection.dialect.name], values)


def tablets_of(connection: Connection, scope: Scope, sitting_id: str) -> tuple[Tablet, ...]:
    """The tablets of a sitting, those that wait longest first."""
    columns = (tablets.c.name, *(tablets.c[name] for name in _TOLD))
    query = select(*columns).where(tablets.c.project_id == scope.project_id, tablets.c.sitting_id == sitting_id)
    rows = connection.execute(query.order_by(tablets.c.waits_since, tablets.c.name).limit(MOST))
    found = [Tablet(**row._mapping) for row in rows]
    return tuple(sorted(found, key=lambda each: (each.waits_since or date.max, each.name)))
