"""Bringing a database to this program's shape, by the numbered steps in `migrations/versions`."""

from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from ei_collect.store.database import Connection, Database

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database) -> None:
    """Run every step that this database has not yet seen, in one transaction."""
    with database.writing() as connection:
        upgrade_within(connection)


def upgrade_within(connection: Connection, revision: str = "head") -> None:
    """Run every step up to a revision, in the transaction of the caller."""
    settings = _settings()
    settings.attributes["connection"] = connection
    command.upgrade(settings, revision)


def is_current(database: Database) -> bool:
    """Whether the database has the newest shape."""
    with database.reading() as connection:
        return revision_of(connection) == newest_revision()


def revision_of(connection: Connection) -> str | None:
    """The step at which a database is; None where it has seen none."""
    return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """The last step that this program knows."""
    return ScriptDirectory.from_config(_settings()).get_current_head()


def is_known(revision: str) -> bool:
    """Whether this program knows a step."""
    return revision in {step.revision for step in ScriptDirectory.from_config(_settings()).walk_revisions()}


def _settings() -> AlembicConfig:
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(MIGRATIONS))
    return settings
