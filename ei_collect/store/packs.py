"""Packs that were built, as rows. Their files lie in the data folder (`operations/packs.py`)."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, func, select

from ei_collect.forum.pack import KeptPack
from ei_collect.projects.project import Scope
from ei_collect.store.tables import packs, tombstones

LISTED = 200
_KEPT = tuple(packs.c[name] for name in KeptPack.__dataclass_fields__)


def hold_packs(connection: Connection, scope: Scope) -> int:
    """Let no pack come or go until the transaction ends; how often answers have been taken back by now.

    So none is listed that was put together before something in it was taken back. SQLite has one writer anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"packs {scope.project_id}", 0))))
    return count_taken_back(connection, scope)


def count_taken_back(connection: Connection, scope: Scope) -> int:
    """How often answers have been taken back in a project."""
    query = select(func.count()).select_from(tombstones).where(tombstones.c.project_id == scope.project_id)
    return connection.scalar(query) or 0


def insert_pack(connection: Connection, scope: Scope, pack: KeptPack, sources: Iterable[str]) -> None:
    """Write a pack whose files are all there; `sources` are the ids of the texts and photos in it."""
    row = {**vars(pack), "project_id": scope.project_id, "sources": sorted(sources)}
    connection.execute(packs.insert().values(**row))


def find_pack(connection: Connection, scope: Scope, pack_id: str) -> KeptPack | None:
    """The project's pack with this id, or None."""
    query = select(*_KEPT).where(packs.c.project_id == scope.project_id, packs.c.id == pack_id)
    row = connection.execute(query).one_or_none()
    return KeptPack(*row) if row else None


def packs_of(connection: Connection, scope: Scope) -> tuple[KeptPack, ...]:
    """The latest packs of a project, LISTED at most: by day, the latest first, and within a day by id."""
    ordered = select(*_KEPT).where(packs.c.project_id == scope.project_id).order_by(packs.c.built_on.desc(), packs.c.id)
    return tuple(KeptPack(*row) for row in connection.execute(ordered.limit(LISTED)))


def sources_of_packs(connection: Connection, scope: Scope) -> dict[str, frozenset[str]]:
    """The ids of what is or was in each pack, by the pack's id; none of one that was built before they were kept."""
    rows = connection.execute(select(packs.c.id, packs.c.sources).where(packs.c.project_id == scope.project_id))
    return {row.id: frozenset(row.sources) for row in rows}


def mark_withdrawn(connection: Connection, scope: Scope, pack_id: str, day: date) -> None:
    """Write that a pack has no files any more, from the first day on which somebody took back what was in it."""
    this = (packs.c.project_id == scope.project_id, packs.c.id == pack_id, packs.c.withdrawn_on.is_(None))
    connection.execute(packs.update().where(*this).values(withdrawn_on=day))


def withdrawn_packs(connection: Connection) -> frozenset[str]:
    """The ids of all packs that were withdrawn."""
    return frozenset(connection.scalars(select(packs.c.id).where(packs.c.withdrawn_on.is_not(None))))
