"""Copies of answers that left the program: what, by whom and on which day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from ei_collect.projects.log import Act, written
from ei_collect.projects.project import Scope
from ei_collect.store.tables import handed_out, tombstones, users

LISTED = 200


@dataclass(frozen=True)
class Copy:
    """One copy. `handed_by` is a name where there is an account; `since`: how many took answers back from then on."""

    number: int
    what: str
    target: str
    handed_by: str
    handed_on: date
    since: int

    def may_hold(self, survey_slug: str, packs: Collection[str]) -> bool:
        """Whether it can hold something of a response to this survey, which stood in these packs."""
        named = dict(part.split("=", 1) for part in self.target.split())
        survey = named.get("slug") or named.get("survey")
        return survey in {None, survey_slug} and ("pack_id" not in named or named["pack_id"] in packs)


def insert_copy(connection: Connection, number: int, act: Act, day: date) -> None:
    """Write that the event with this number hands a copy out."""
    row = {"number": number, "project_id": act.project_id, "what": act.what, "target": written(act.target)}
    connection.execute(handed_out.insert().values(**row, handed_by=act.actor, handed_on=day))


def delete_copy(connection: Connection, number: int) -> None:
    """Nothing was handed out after all."""
    connection.execute(handed_out.delete().where(handed_out.c.number == number))


def copies_of(connection: Connection, scope: Scope, *, since: date | None = None) -> tuple[Copy, ...]:
    """The latest copies of a project, LISTED at most, the latest first; with `since` only those from that day on."""
    later = (tombstones.c.project_id == handed_out.c.project_id, tombstones.c.erased_on >= handed_out.c.handed_on)
    times = select(func.count()).select_from(tombstones).where(*later).correlate(handed_out).scalar_subquery()
    name = func.coalesce(users.c.name, handed_out.c.handed_by)
    query = (
        select(handed_out.c.number, handed_out.c.what, handed_out.c.target, name, handed_out.c.handed_on, times)
        .outerjoin(users, users.c.id == handed_out.c.handed_by)
        .where(handed_out.c.project_id == scope.project_id)
    )
    if since is not None:
        query = query.where(handed_out.c.handed_on >= since)
    rows = connection.execute(query.order_by(handed_out.c.number.desc()).limit(LISTED))
    return tuple(Copy(*row) for row in rows)
