"""Requests that no browser sends: none brings the program down, makes it talk, or leaves anything behind."""

import gc
import os
import re
from pathlib import Path
from random import Random

import pytest

from ei_collect.config import Config, read_config
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.store.database import open_database
from ei_collect.store.migration import upgrade
from ei_collect.store.responses import stream_responses
from tests.answering.every_kind import EVERY_KIND, FILLED_IN, SLUG
from tests.answering.surveys import publish_yaml
from tests.conftest import SECRET
from tests.journeys.fuzz.judging import OURS, Judge, faults_of, judging, resident_bytes
from tests.journeys.fuzz.making import Maker
from tests.journeys.fuzz.town import FuzzedTown, fuzzed_town
from tests.journeys.fuzz.wire import sent_by, speak
from tests.journeys.server import free_port, request, serving
from tests.web.visits import Visitor

pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")  # of a form that breaks off
SEED = int(os.environ.get("EI_TEST_SEED", "0")) or Random().randrange(1, 2**32)
FEW, MANY, CONNECTIONS = 1_000, 100_000, 300
GROWTH = 24 * 1024 * 1024
"""Memory that the second half of many requests may take beyond the first: less than half a kilobyte each."""
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) ")


def test_app_when_1000_requests_are_fuzzed_then_it_stays_whole(config: Config) -> None:
    with fuzzed_town(config, Random(SEED)) as town, judging(town.app, config.data) as judge:
        fuzz(town, judge, FEW)
        expect_whole(town, judge)


@pytest.mark.full
def test_app_when_100000_requests_are_fuzzed_then_it_stays_whole_and_its_memory_does_not_grow(config: Config) -> None:
    with fuzzed_town(config, Random(SEED)) as town, judging(town.app, config.data) as judge:
        halves = [fuzz(town, judge, MANY // 2) for _ in range(2)]
        print(f"memory after each half: {halves}")
        assert halves[1] - halves[0] < GROWTH, halves
        expect_whole(town, judge)


def test_server_when_what_comes_is_hardly_http_then_it_goes_on_serving(tmp_path: Path) -> None:
    """On SQLite alone: what lies behind the app does not know of connections."""
    random, port, log = Random(SEED), free_port(), tmp_path / "log"
    print(f"EI_TEST_SEED={SEED}")
    with log.open("wb") as heard_of, serving(_published(tmp_path / "data"), port, heard_of) as server:
        halves = []
        for _ in range(2):
            for _ in range(CONNECTIONS // 2):
                sent = sent_by(random)
                heard = speak(port, sent)
                statuses = {int(status) for status in STATUS.findall(heard)} - {501 if "coding" in sent.sort else 0}
                assert max(statuses, default=0) < 500, sent
                assert not [word for word in OURS if word in heard], sent
            halves.append(resident_bytes(server.process.pid))
        assert halves[1] - halves[0] < GROWTH, halves
        assert server.process.poll() is None
        assert request(port, "GET", f"/en/s/{SLUG}").status == 200
    assert b"Traceback" not in log.read_bytes(), log.read_text(errors="replace")[-3000:]


def fuzz(town: FuzzedTown, judge: Judge, number: int) -> int:
    """So many requests; the memory afterwards."""
    print(f"EI_TEST_SEED={SEED}")
    maker = Maker(town, Random(f"{SEED} {sum(judge.seen.values())}"))
    for turn in range(number):
        if turn % 500 == 499:
            town.look_around()
        if turn % 10 == 9:
            town.stay_signed_in()
        maker.learn(judge.hears(maker.request()))
    print(dict(sorted(judge.seen.items())))
    assert judge.complaints[:20] == []
    gc.collect()
    return resident_bytes()


def expect_whole(town: FuzzedTown, judge: Judge) -> None:
    """Much was answered with a page, the database is in order, and somebody else can answer as ever."""
    assert judge.seen[200] > sum(judge.seen.values()) / 4
    assert faults_of(town.installation.database) == []
    person = Visitor(town.app.test_client()).begins(SLUG)
    for form in FILLED_IN.values():
        person.posts(person.form_leads_to, {**person.form(), **form})
    person.presses()
    assert person.address == f"/en/s/{SLUG}/thanks"
    with town.installation.database.reading() as connection:
        kept = list(stream_responses(connection, town.town.project.scope, SLUG))
    assert any(response.submission.answers["years"].value == 12 for response in kept)


def _published(data: Path) -> Config:
    """The survey with every kind of question, on a fresh database."""
    config = read_config({"EI_DATA": str(data), "EI_SECRET_KEY": SECRET})
    installation = Installation(config, open_database(config.database_url))
    upgrade(installation.database)
    project = add_project(installation, NewProject("wire", "Wire", ("en",), "a@example.org", demonstration=True))
    publish_yaml(installation, project, EVERY_KIND)
    installation.database.close()
    return config
