"""The numbered steps lead to the tables that the code names, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import UniqueConstraint

from ei_collect.operations.installation import Installation
from ei_collect.store.migration import MIGRATIONS, is_current, upgrade
from ei_collect.store.tables import metadata


def test_upgraded_database_when_compared_with_the_tables_then_nothing_differs(installation: Installation) -> None:
    with installation.database.reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert differences == []


def test_upgrade_when_run_again_then_nothing_happens(installation: Installation) -> None:
    upgrade(installation.database)
    assert is_current(installation.database)


def test_migrations_when_listed_then_numbered_without_a_gap() -> None:
    numbers = sorted(int(path.name[:4]) for path in MIGRATIONS.glob("versions/[0-9]*.py"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_tables_of_a_project_when_keyed_then_the_project_comes_first() -> None:
    shared = {"projects", "wards", "postcodes", "users", "revisions", "audit_head", "key_checks"}
    shared |= {"staff_sessions", "authenticators", "recovery_codes", "passkeys"}  # of a person, whatever the project
    for table in metadata.sorted_tables:
        if table.name in shared:
            continue
        assert "project_id" in table.c, table.name
        for constraint in table.constraints:
            if isinstance(constraint, UniqueConstraint) and constraint.name != "uq_surveys_slug":
                assert constraint.columns.keys()[0] == "project_id", constraint.name
