"""The acknowledgement cut off after the commit: who tries again is kept exactly once."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from ei_collect.operations.installation import Installation
from tests.faults.chance import Chance
from tests.faults.crowd import Crowd
from tests.faults.cutting import BadLine, between
from tests.faults.ledger import compare
from tests.journeys.server import free_port, serving
from tests.photographs import photo

SHARE = 0.3
CLIENTS = 16

full = pytest.mark.full


@pytest.mark.parametrize("submissions", [100, pytest.param(1000, marks=full)])
def test_the_answer_when_cut_off_on_its_way_to_the_respondent_then_trying_again_keeps_it_once(
    asked: Installation, chance: Chance, submissions: int
) -> None:
    line = BadLine(chance.numbers, SHARE)
    crowd = Crowd(free_port(), asks=line, most=submissions)
    with serving(asked.config, crowd.port), crowd.coming(CLIENTS):
        _wait_for(crowd, submissions)
    verdict = compare(asked, crowd.ledger)
    kind = asked.database.writers.dialect.name
    chance.tell(f"{line.cut} answers cut off on {kind}: {submissions} sent, {len(crowd.ledger.sent)} kept once")
    assert line.cut > submissions * SHARE / 2
    assert verdict.faults == ()


@pytest.mark.parametrize(("submissions", "photos"), [(40, 8), pytest.param(1000, 100, marks=full)])
def test_the_commit_when_postgresql_could_not_tell_of_it_then_trying_again_keeps_it_once(
    asked: Installation, chance: Chance, tmp_path: Path, submissions: int, photos: int
) -> None:
    if asked.database.is_sqlite:
        pytest.skip("there is no line to SQLite")
    with (
        TemporaryDirectory(prefix="ei-") as folder,
        between(asked.config, Path(folder), chance.numbers) as (url, neighbour),
        (tmp_path / "log").open("wb") as log,
        serving(replace(asked.config, database_url=url), port := free_port(), log),
    ):
        neighbour.share = SHARE
        pictured = Crowd(port, most=photos, photo=photo())
        with pictured.coming(2):
            _wait_for(pictured, photos)
        crowd = Crowd(port, most=submissions, ledger=pictured.ledger)
        with crowd.coming(CLIENTS):
            _wait_for(crowd, submissions + photos)
    verdict = compare(asked, crowd.ledger)
    told = f"{submissions + photos} sent, {len(crowd.ledger.sent)} kept once, {photos} of them with a photo"
    chance.tell(f"{neighbour.cut} commits not told: {told}")
    assert neighbour.cut > submissions * SHARE / 2
    assert verdict.faults == ()


def _wait_for(crowd: Crowd, sent: int) -> None:
    """Until so many people have been told that everything is sent."""
    crowd.until(lambda: len(crowd.ledger.sent) == sent)
