"""By what a database knows again the secret key under which its codes are hashed."""

from sqlalchemy import Connection, select

from ei_collect.store.tables import key_checks

ONLY = 1


def find_check(connection: Connection) -> str | None:
    """The digest that was kept, or None."""
    return connection.scalar(select(key_checks.c.digest).where(key_checks.c.id == ONLY))


def insert_check(connection: Connection, digest: str) -> None:
    """Keep the digest of a key; there is none yet."""
    connection.execute(key_checks.insert().values(id=ONLY, digest=digest))
