"""One installation: its configuration and its open database. Made at the edges and handed to operations."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ei_collect.config import Config
from ei_collect.operations.memory import Memory
from ei_collect.store.database import Database, open_database


@dataclass(frozen=True)
class Installation:
    """What every operation works on, and what it remembers of it."""

    config: Config
    database: Database
    memory: Memory = field(default_factory=Memory, compare=False)


@contextmanager
def opened(config: Config) -> Iterator[Installation]:
    """The installation that `config` describes, closed on leaving."""
    database = open_database(config.database_url)
    try:
        yield Installation(config, database)
    finally:
        database.close()
