"""Killed at random instants while people answer, the program loses nothing of what it acknowledged, and doubles nothing."""

import os
import signal
import time
from contextlib import suppress

import pytest

from ei_collect.operations.installation import Installation
from tests.faults.chance import Chance
from tests.faults.crowd import Crowd
from tests.faults.ledger import compare
from tests.faults.servers import WORKERS, any_server, gunicorn
from tests.journeys.server import Server, free_port, serving

SOME, ALL = 8, 200
"""Instants on every run, and in the full set."""
FEW, MANY = 8, 32
"""Clients."""
LONGEST_S = 0.5
"""From the first acknowledgement of a round to the instant: at most."""

full = pytest.mark.full


@pytest.mark.parametrize(
    ("instants", "clients"), [(SOME, FEW), pytest.param(ALL, MANY, marks=full)], ids=["some", "all"]
)
@pytest.mark.sqlite_only
def test_the_server_when_killed_at_random_instants_then_nothing_acknowledged_is_lost_or_doubled(
    asked: Installation, chance: Chance, instants: int, clients: int
) -> None:
    crowd = Crowd(free_port())
    for number in range(instants):
        with serving(asked.config, crowd.port) as server:
            _kill_amid(crowd, server, clients, chance)
        assert compare(asked, crowd.ledger, thoroughly=number % 10 == 0).faults == ()
    _finish(asked, crowd, clients, chance, f"{instants} kills of the whole server, {clients} clients")


@pytest.mark.parametrize(("times", "clients"), [(2, FEW), pytest.param(100, MANY, marks=full)], ids=["some", "all"])
def test_all_processes_when_killed_together_then_nothing_acknowledged_is_lost_or_doubled(
    asked: Installation, chance: Chance, times: int, clients: int
) -> None:
    crowd = Crowd(free_port())
    for number in range(times):
        with any_server(asked, crowd.port) as server:
            _kill_amid(crowd, server, clients, chance)
        assert compare(asked, crowd.ledger, thoroughly=number % 10 == 0).faults == ()
    kind = asked.database.writers.dialect.name
    _finish(asked, crowd, clients, chance, f"{times} kills of all processes on {kind}, {clients} clients")


@pytest.mark.parametrize(
    ("instants", "clients"), [(SOME, FEW), pytest.param(ALL, MANY, marks=full)], ids=["some", "all"]
)
def test_a_worker_when_killed_at_random_instants_then_nothing_acknowledged_is_lost_or_doubled(
    asked: Installation, chance: Chance, instants: int, clients: int
) -> None:
    if asked.database.is_sqlite:
        pytest.skip("one process serves SQLite")
    crowd = Crowd(free_port())
    with gunicorn(asked, crowd.port) as server:
        seen = crowd.ledger.so_far()
        with crowd.coming(clients):
            for number in range(instants):
                _kill_a_worker(crowd, server, chance)
                told = crowd.ledger.so_far()
                assert compare(asked, told.without(seen), thoroughly=number % 20 == 0).faults == ()
                seen = told
        crowd.finish(clients)
    _judge(asked, crowd, chance, f"{instants} kills of a worker of {WORKERS}, {clients} clients")


def _kill_amid(crowd: Crowd, server: Server, clients: int, chance: Chance) -> None:
    """Let people come until somebody was told something, and then for a random while; then kill, and let them stop."""
    with crowd.coming(clients):
        before = len(crowd.ledger.saved)
        crowd.until(lambda: len(crowd.ledger.saved) > before)
        time.sleep(chance.numbers.uniform(0, LONGEST_S))
        server.kill()


def _kill_a_worker(crowd: Crowd, server: Server, chance: Chance) -> None:
    """One of those that are there, a random while after somebody was told something; the next comes by itself."""
    before = len(crowd.ledger.saved)
    crowd.until(lambda: len(crowd.ledger.saved) > before + SOME)
    time.sleep(chance.numbers.uniform(0, LONGEST_S))
    if workers := server.workers():
        with suppress(ProcessLookupError):
            os.kill(chance.numbers.choice(workers), signal.SIGKILL)


def _finish(asked: Installation, crowd: Crowd, clients: int, chance: Chance, what: str) -> None:
    """Whoever was not told that it worked tries until they are; then everything is there, once."""
    with any_server(asked, crowd.port):
        crowd.finish(clients)
    _judge(asked, crowd, chance, what)


def _judge(asked: Installation, crowd: Crowd, chance: Chance, what: str) -> None:
    verdict = compare(asked, crowd.ledger)
    assert not crowd.unfinished
    assert crowd.ledger.sent == crowd.ledger.saved
    told = len(crowd.ledger.sent)
    chance.tell(f"{what}: {told} responses acknowledged, {len(verdict.lost)} lost, {len(verdict.doubled)} doubled")
    assert verdict.faults == ()
