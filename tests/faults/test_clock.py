"""The clock jumps by hours, months and years, forth and back: nothing acknowledged is lost, nor thrown away for its age."""

import time
from pathlib import Path

import pytest

from ei_collect.answering.receipts import mint
from ei_collect.operations.installation import Installation
from tests.faults.chance import Chance
from tests.faults.crowd import START, Crowd
from tests.faults.ledger import compare, words_of
from tests.faults.shim import AHEAD, made
from tests.journeys.server import free_port, request, serving
from tests.photographs import photo

HOUR, DAY = 3600, 24 * 3600
JUMPS = (2 * HOUR, -2 * HOUR, 40 * DAY, -40 * DAY, 400 * DAY, -3000 * DAY, 5000 * DAY, 0)
EACH_S = 0.6
CLIENTS = 6

pytestmark = pytest.mark.sqlite_only


def test_the_clock_when_it_jumps_then_nothing_acknowledged_is_lost_and_what_was_saved_waits(
    asked: Installation, chance: Chance, tmp_path: Path
) -> None:
    shim = made(tmp_path, asked.config.data)
    crowd = Crowd(free_port())
    patient = mint()
    with serving(asked.config, crowd.port, more=shim.environment()):
        page = {"key": patient, "agree": "research", "q_words": words_of(patient)}
        assert request(crowd.port, "POST", f"{START}/only", page).status == 200
        crowd.ledger.note(crowd.ledger.saved, patient)
        with crowd.coming(CLIENTS):
            for ahead in JUMPS:
                shim.set(AHEAD, ahead)
                before = len(crowd.ledger.sent)
                crowd.until(lambda before=before: len(crowd.ledger.sent) > before + CLIENTS)  # type: ignore[misc]
                time.sleep(EACH_S)
        shim.set(AHEAD, 45 * DAY)
        assert Crowd(crowd.port, crowd.ledger, photo=photo()).send(mint())
        assert compare(asked, crowd.ledger).faults == ()
        assert crowd.send(patient)
        crowd.finish(CLIENTS)
    verdict = compare(asked, crowd.ledger)
    chance.tell(f"{len(JUMPS) + 1} jumps of the clock: {len(crowd.ledger.sent)} acknowledged, {len(verdict.lost)} lost")
    assert verdict.faults == ()
