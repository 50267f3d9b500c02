"""Packs that were built, as rows. Their files lie in the data folder (`operations/packs.py`)."""

from sqlalchemy import Connection, select

from ei_collect.forum.pack import KeptPack
from ei_collect.projects.project import Scope
from ei_collect.store.tables import packs

LISTED = 200


def insert_pack(connection: Connection, scope: Scope, pack: KeptPack) -> None:
    """Write a pack whose files are all there."""
    connection.execute(packs.insert().values(project_id=scope.project_id, **vars(pack)))


def find_pack(connection: Connection, scope: Scope, pack_id: str) -> KeptPack | None:
    """The project's pack with this id, or None."""
    query = select(packs.c.id, packs.c.built_on, packs.c.built_by, packs.c.with_suggestions)
    row = connection.execute(query.where(packs.c.project_id == scope.project_id, packs.c.id == pack_id)).one_or_none()
    return KeptPack(*row) if row else None


def packs_of(connection: Connection, scope: Scope) -> tuple[KeptPack, ...]:
    """The latest packs of a project, LISTED at most: by day, the latest first, and within a day by id."""
    query = select(packs.c.id, packs.c.built_on, packs.c.built_by, packs.c.with_suggestions)
    ordered = query.where(packs.c.project_id == scope.project_id).order_by(packs.c.built_on.desc(), packs.c.id)
    return tuple(KeptPack(*row) for row in connection.execute(ordered.limit(LISTED)))
