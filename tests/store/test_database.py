"""Opening a database, and what is said of its faults."""

from pathlib import Path

import pytest

from ei_collect.errors import AbsentError
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from ei_collect.store.database import open_database
from ei_collect.store.migration import upgrade
from ei_collect.store.tables import projects


def test_database_when_its_file_is_made_then_it_is_its_owners_alone_wherever_it_lies(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    database = open_database(f"sqlite:///{tmp_path / 'town.sqlite'}")
    upgrade(database)
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.glob("town.sqlite*")} == dict.fromkeys(
        ("town.sqlite", "town.sqlite-shm", "town.sqlite-wal"), "0o600"
    )
    database.close()


def test_writing_when_a_row_is_refused_then_the_error_does_not_quote_it(
    installation: Installation, project: Project
) -> None:
    row = {**vars(project), "id": "pr_other", "languages": ["en"], "contact": "ask Secret Person"}
    with pytest.raises(AbsentError) as caught, installation.database.writing() as connection:
        connection.execute(projects.insert().values(**row))
    assert "IntegrityError" in str(caught.value) or "UniqueViolation" in str(caught.value)
    assert "Secret Person" not in str(caught.value)
    assert caught.value.__suppress_context__
