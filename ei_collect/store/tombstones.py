"""What was taken back, by the hash of its code: nothing comes in again under it, however late a copy arrives."""

from datetime import date

from sqlalchemy import Connection, select

from ei_collect.projects.log import RESPONDENT
from ei_collect.projects.project import Scope
from ei_collect.store.tables import tombstones

STAFF = "staff"


def bury(connection: Connection, scope: Scope, key_hash: str, day: date, *, by_staff: bool = False) -> None:
    """Write that what was kept under this key was taken back on `day`; of a key buried before, the first day stays."""
    if buried_on(connection, scope, key_hash) is None:
        row = {"project_id": scope.project_id, "key_hash": key_hash, "erased_on": day}
        connection.execute(tombstones.insert().values(**row, erased_by=STAFF if by_staff else RESPONDENT))


def buried_on(connection: Connection, scope: Scope, key_hash: str) -> date | None:
    """The day on which what was kept under this key was taken back, or None."""
    of_key = (tombstones.c.project_id == scope.project_id, tombstones.c.key_hash == key_hash)
    return connection.scalar(select(tombstones.c.erased_on).where(*of_key))


def all_buried(connection: Connection) -> tuple[tuple[str, str, date], ...]:
    """Every tombstone of every project: the project's id, the hash and the day."""
    query = select(tombstones.c.project_id, tombstones.c.key_hash, tombstones.c.erased_on)
    return tuple((row.project_id, row.key_hash, row.erased_on) for row in connection.execute(query))
