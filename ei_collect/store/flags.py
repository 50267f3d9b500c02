"""What was flagged, as rows. They go with the response that they are about."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from ei_collect.projects.flag import Flag, FlagKind
from ei_collect.projects.project import Scope
from ei_collect.store.ids import new_id
from ei_collect.store.tables import flags, users

MOST_LISTED = 200
_flagger, _closer = users.alias("flagger"), users.alias("closer")


def insert_flag(connection: Connection, scope: Scope, flag: Flag, user_id: str) -> str:
    """Write that somebody flagged something; the id of the row."""
    row = {name: getattr(flag, name) for name in ("response_id", "kind", "subject_id", "reason", "flagged_on")}
    flag_id = new_id("fl")
    connection.execute(flags.insert().values(**row, id=flag_id, project_id=scope.project_id, flagged_by=user_id))
    return flag_id


def open_flags(connection: Connection, scope: Scope) -> tuple[Flag, ...]:
    """What nobody has dealt with yet, the oldest first."""
    query = _flags(scope).where(flags.c.closed_on.is_(None)).order_by(flags.c.flagged_on, flags.c.id)
    return tuple(map(_flag, connection.execute(query.limit(MOST_LISTED))))


def closed_flags(connection: Connection, scope: Scope) -> tuple[Flag, ...]:
    """What was dealt with, the newest first."""
    query = _flags(scope).where(flags.c.closed_on.is_not(None)).order_by(flags.c.closed_on.desc(), flags.c.id)
    return tuple(map(_flag, connection.execute(query.limit(MOST_LISTED))))


def find_flag(connection: Connection, scope: Scope, flag_id: str) -> Flag | None:
    """The flag with this id, or None."""
    row = connection.execute(_flags(scope).where(flags.c.id == flag_id)).one_or_none()
    return _flag(row) if row else None


def close_flag(connection: Connection, scope: Scope, flag: Flag, user_id: str, closed_on: date) -> bool:
    """Write what was done about a flag; False where somebody has closed it already."""
    still_open = flags.c.project_id == scope.project_id, flags.c.id == flag.id, flags.c.closed_on.is_(None)
    told = {"done": flag.done, "told": flag.told, "closed_by": user_id, "closed_on": closed_on}
    return connection.execute(flags.update().where(*still_open).values(**told)).rowcount > 0


def _flags(scope: Scope) -> Select[Any]:
    return (
        select(flags, _flagger.c.name.label("flagger"), _closer.c.name.label("closer"))
        .join(_flagger, _flagger.c.id == flags.c.flagged_by)
        .outerjoin(_closer, _closer.c.id == flags.c.closed_by)
        .where(flags.c.project_id == scope.project_id)
    )


def _flag(row: Row[Any]) -> Flag:
    known = Flag(row.id, row.response_id, FlagKind(row.kind), row.subject_id, row.reason, row.flagger, row.flagged_on)
    return replace(known, done=row.done, told=row.told, closed_by=row.closer or "", closed_on=row.closed_on)
