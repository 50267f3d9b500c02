"""PostgreSQL stopped at once while people answer: the same page for all, nothing lost, and it goes on by itself."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from ei_collect.config import Config
from ei_collect.operations.installation import Installation, opened
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.store.migration import upgrade
from tests import postgres
from tests.answering.surveys import publish_yaml
from tests.faults.chance import Chance
from tests.faults.crowd import START, SURVEY, Crowd
from tests.faults.ledger import compare, words_of
from tests.faults.servers import gunicorn
from tests.journeys.server import free_port, request

CLIENTS = 16
LONGEST_S = 0.5

pytestmark = [pytest.mark.postgresql, pytest.mark.sqlite_only]


@pytest.fixture
def machine() -> Iterator[postgres.Machine]:
    """A PostgreSQL server of one's own, whose disk is waited for."""
    if reason := postgres.why_absent():
        pytest.skip(reason)
    with postgres.stoppable_cluster() as machine:
        yield machine


@pytest.fixture
def there(machine: postgres.Machine, config: Config) -> Iterator[Installation]:
    """An installation on it with the survey of the crowd."""
    machine.cluster.create_database("ei")
    with opened(replace(config, database_url=machine.cluster.url("ei"))) as installation:
        upgrade(installation.database)
        new = NewProject("bristol", "Everyday Bristol", ("en", "ar"), "team@example.org", demonstration=True)
        publish_yaml(installation, add_project(installation, new), SURVEY, languages=("en", "ar"))
        with installation.database.writing() as connection:
            connection.exec_driver_sql("CREATE EXTENSION amcheck")
        yield installation


@pytest.mark.parametrize("stops", [3, pytest.param(20, marks=pytest.mark.full)])
def test_postgresql_when_stopped_at_once_then_nothing_acknowledged_is_lost_and_it_goes_on_by_itself(
    machine: postgres.Machine, there: Installation, chance: Chance, stops: int
) -> None:
    crowd = Crowd(free_port())
    with gunicorn(there, crowd.port, workers=2):
        with crowd.coming(CLIENTS):
            for _ in range(stops):
                _let_some_come(crowd, chance)
                machine.stop_at_once()
                _expect_the_page(crowd.port)
                machine.start()
                assert compare(there, crowd.ledger).lost == ()
            _let_some_come(crowd, chance)
        crowd.finish(CLIENTS)
        assert request(crowd.port, "GET", "/readyz").body == "ready\n"
    verdict = compare(there, crowd.ledger)
    chance.tell(f"{stops} stops of PostgreSQL at once: {len(crowd.ledger.sent)} acknowledged, {len(verdict.lost)} lost")
    assert verdict.faults == ()


def _let_some_come(crowd: Crowd, chance: Chance) -> None:
    before = len(crowd.ledger.sent)
    crowd.until(lambda: len(crowd.ledger.sent) > before)
    time.sleep(chance.numbers.uniform(0, LONGEST_S))


def _expect_the_page(port: int) -> None:
    """What somebody is told who saves a page while the database is gone; and what machines are told."""
    key = "AAAA-AAAA-AAAA-AAAA"
    page = request(port, "POST", f"{START}/only", {"key": key, "agree": "research", "q_words": words_of(key)})
    assert page.status == 503
    assert words_of(key) in page.body
    assert request(port, "GET", "/healthz").status == 200
    told = request(port, "GET", "/readyz")
    assert (told.status, told.body) == (503, "not ready\nthe database cannot be reached\n")
