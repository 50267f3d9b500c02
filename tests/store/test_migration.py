"""Every step up from the first released shape, on empty tables and on full ones, and cut off by kill -9 at any moment."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import event
from sqlalchemy.engine import Engine

from ei_collect.operations.installation import Installation
from ei_collect.store.database import Connection, Database
from ei_collect.store.dumping import drop_everything, dump
from ei_collect.store.migration import MIGRATIONS, newest_revision, revision_of, upgrade, upgrade_within
from ei_collect.store.tables import metadata
from tests.store.filling import Rows, fill, lost

FIRST = "0001"
CUT_OFF = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from ei_collect.store.database import open_database
from ei_collect.store.migration import upgrade

left = int(sys.argv[2])

def reached(*_):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(Engine, "before_cursor_execute", reached)
event.listen(Engine, "commit", reached)
upgrade(open_database(sys.argv[1]))
"""


def steps() -> list[str]:
    """Every step, in its order."""
    return sorted(path.name[:4] for path in MIGRATIONS.glob("versions/[0-9]*.py"))


def begin_anew(database: Database, *, full: bool) -> Rows:
    """A database of the first released shape; the rows in it."""
    rows: Rows = {}
    with database.writing() as connection:
        drop_everything(connection)
        upgrade_within(connection, FIRST)
        if full:
            fill(connection, rows)
    return rows


def differences(database: Database) -> list[object]:
    """Between the database and the tables that the code names."""
    with database.reading() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


@pytest.mark.parametrize("full", [False, True], ids=["empty", "full"])
def test_steps_when_gone_one_by_one_then_each_row_is_still_there_and_the_shape_is_this_programs(
    installation: Installation, full: bool
) -> None:
    database = installation.database
    rows = begin_anew(database, full=full)
    for step in steps()[1:]:
        with database.writing() as connection:
            upgrade_within(connection, step)
        with database.writing() as connection:
            assert (step, lost(connection, rows)) == (step, [])
            if full:
                fill(connection, rows)
    assert differences(database) == []
    assert len(rows) == (0 if not full else 2 * (len(metadata.tables) - 2))


def test_upgrade_when_run_at_once_from_the_first_shape_then_nothing_is_lost(installation: Installation) -> None:
    rows = begin_anew(installation.database, full=True)
    upgrade(installation.database)
    with installation.database.reading() as connection:
        assert lost(connection, rows) == []
    assert differences(installation.database) == []


@pytest.mark.parametrize("instants", [pytest.param(2, id="two"), pytest.param(25, id="many", marks=pytest.mark.full)])
def test_upgrade_when_killed_in_the_middle_then_all_is_as_before_and_it_can_be_run_again(
    installation: Installation, instants: int, capsys: pytest.CaptureFixture[str]
) -> None:
    database = installation.database
    rows = begin_anew(database, full=True)
    statements = _counted(database)
    ends = []
    for instant in range(instants):
        rows = begin_anew(database, full=True)
        before = _lines(database)
        database.close()
        ends.append(_cut_off(installation, 1 + (statements - 1) * (instant + 1) // instants))
        assert (_lines(database), _revision(database)) == (before, FIRST)
        upgrade(database)
        with database.reading() as connection:
            assert lost(connection, rows) == []
        assert differences(database) == []
    assert set(ends) == {-signal.SIGKILL}
    with capsys.disabled():
        print(f"\nupgrade: killed at {instants} of {statements} statements, nothing lost")


def _counted(database: Database) -> int:
    """How many statements it takes from the first shape to this one."""
    number = [0]

    def count(*_: object) -> None:
        number[0] += 1

    event.listen(Engine, "before_cursor_execute", count)
    try:
        upgrade(database)
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    return number[0]


def _cut_off(installation: Installation, after: int) -> int:
    """Upgrade in a process that is killed after so many statements; how it ended."""
    home = Path(__file__).resolve().parent.parent.parent
    command = [sys.executable, "-c", CUT_OFF, installation.config.database_url, str(after)]
    return subprocess.run(command, env={**os.environ, "PYTHONPATH": str(home)}, check=False).returncode


def _lines(database: Database) -> list[bytes]:
    with database.reading() as connection:
        return list(dump(connection))


def _revision(database: Database) -> str | None:
    with database.reading() as connection:
        return _of(connection)


def _of(connection: Connection) -> str | None:
    assert newest_revision() != FIRST
    return revision_of(connection)
