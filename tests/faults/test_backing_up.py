"""A backup that is made while people answer has every answer that was acknowledged before it, and nobody erased since."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ei_collect.answering.receipts import key_hash
from ei_collect.operations.installation import Installation, opened
from ei_collect.operations.restoring import restore
from ei_collect.operations.verifying import verify
from ei_collect.operations.withdrawing import withdraw
from ei_collect.store.erased_list import read_erased
from tests.conftest import Databases, fresh_config
from tests.faults.chance import Chance
from tests.faults.crowd import Crowd
from tests.faults.ledger import Ledger, compare
from tests.faults.servers import any_server
from tests.faults.stored import read_bodies
from tests.journeys.server import HOME, free_port
from tests.photographs import photo
from tests.s3 import environment_of

ERASED = 3
"""So many people take their answers back after each backup."""


@pytest.mark.parametrize("size", [(1, 6), pytest.param((20, 32), marks=pytest.mark.full)], ids=["some", "many"])
def test_backup_when_made_under_load_and_restored_elsewhere_then_all_acknowledged_before_it_is_there(
    asked: Installation, chance: Chance, databases: Databases, tmp_path: Path, size: tuple[int, int]
) -> None:
    """`size` is how many backups and clients."""
    times, clients = size
    crowd, before, gone = Crowd(free_port(), photo=photo(1)), list[Ledger](), set[str]()
    with any_server(asked, crowd.port), crowd.coming(clients):
        for _ in range(times):
            before.append(_some_more(crowd))
            _back_up(asked, tmp_path / "backups")
            gone |= _take_back(asked, before[-1], gone, chance)
    checked = verify(asked, tmp_path / "backups")
    assert [each.findings for each in checked] == [()] * times
    for number, each in enumerate(checked):
        config = fresh_config(databases, tmp_path / f"elsewhere {number}")
        shutil.copy(asked.config.backup_key, config.backup_key)
        with opened(config) as other:
            _let_be_checked(other)
            restore(other, each.folder, erased=[asked.config.erased])
            told = _without(before[number], gone)
            assert compare(other, told).faults == ()
            assert _bodies(other, gone) == {}
    answers = [len(ledger.sent) for ledger in before]
    chance.tell(f"{times} backups under load of {clients} clients: {answers} responses before them, none lost")


def _some_more(crowd: Crowd) -> Ledger:
    """What was acknowledged once more people were told that everything is sent than will take it back."""
    enough = len(crowd.ledger.sent) + 2 * ERASED
    crowd.until(lambda: len(crowd.ledger.sent) >= enough)
    return crowd.ledger.so_far()


def _back_up(asked: Installation, to: Path) -> None:
    """As an operator does, beside the server."""
    config = asked.config
    variables = {
        "EI_DATA": str(config.data),
        "EI_DATABASE_URL": config.database_url,
        "EI_SECRET_KEY": config.secret_key,
        **environment_of(config),
    }
    command = [sys.executable, "-m", "ei_collect.cli", "backup", "--to", str(to)]
    subprocess.run(command, env=variables, cwd=HOME, check=True, stdout=subprocess.DEVNULL)


def _take_back(asked: Installation, told: Ledger, gone: set[str], chance: Chance) -> set[str]:
    """Let some who were told that everything is sent take it back."""
    chosen = chance.numbers.sample(sorted(told.sent - gone), ERASED)
    for key in chosen:
        withdraw(asked, key)
    assert len(read_erased(asked.config.erased)) == len(gone) + len(chosen)
    return set(chosen)


def _let_be_checked(other: Installation) -> None:
    """Let PostgreSQL look into its own files, as the ledger asks it to."""
    if not other.database.is_sqlite:
        with other.database.writing() as connection:
            connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS amcheck")


def _without(told: Ledger, gone: set[str]) -> Ledger:
    return Ledger(told.saved - gone, told.pictured - gone, told.sent - gone)


def _bodies(other: Installation, keys: set[str]) -> dict[str, list[str | None]]:
    owners = {key_hash(other.config.secret_key, key): key for key in keys}
    with other.database.reading() as connection:
        return read_bodies(connection, owners)
