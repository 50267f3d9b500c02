"""How often what residents are shown has changed: whoever keeps a copy of it compares this number."""

from sqlalchemy import Connection, select

from ei_collect.store.tables import revisions

THE_ONE = 1


def bump(connection: Connection) -> None:
    """Say that a project, a version, a sign-off or a ward has changed; other processes look anew once this commits."""
    connection.execute(revisions.update().where(revisions.c.id == THE_ONE).values(number=revisions.c.number + 1))


def revision(connection: Connection) -> int:
    """The number of changes so far."""
    return int(connection.scalar(select(revisions.c.number).where(revisions.c.id == THE_ONE)) or 0)
