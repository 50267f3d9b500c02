"""The power goes at any moment: what was acknowledged is on the disk. And without syncs this very test would fail."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ei_collect.answering.receipts import mint
from ei_collect.operations.installation import Installation, opened
from tests.faults.chance import Chance
from tests.faults.crowd import Crowd
from tests.faults.ledger import Ledger, compare
from tests.faults.power import Disk, Loss
from tests.faults.shim import NO_SYNC, Shim, made
from tests.journeys.server import free_port, serving
from tests.photographs import photo

PEOPLE, PHOTOGRAPHERS = 60, 8

pytestmark = pytest.mark.sqlite_only


@dataclass(frozen=True)
class Told:
    """Who was told everything, and how long the log was then."""

    key: str
    at: int
    pictured: bool


@dataclass(frozen=True)
class Recorded:
    """The disk before, all that was done to it, and what people were told meanwhile."""

    shim: Shim
    disk: Disk
    told: list[Told]


@pytest.mark.parametrize("cuts", [40, pytest.param(500, marks=pytest.mark.full)])
def test_the_power_when_it_goes_at_any_moment_then_nothing_acknowledged_is_lost(
    asked: Installation, chance: Chance, tmp_path: Path, cuts: int
) -> None:
    recorded = _recorded(asked, tmp_path)
    faults = list(_faults(asked, chance, recorded, cuts))
    acknowledged = f"{len(recorded.told)} responses acknowledged, {PHOTOGRAPHERS} with a photo"
    chance.tell(f"{cuts} moments at which the power went, {acknowledged}: {len(faults)} faults")
    assert faults == []


def test_the_power_when_syncs_do_nothing_then_this_test_finds_what_is_lost(
    asked: Installation, chance: Chance, tmp_path: Path
) -> None:
    faults = list(_faults(asked, chance, _recorded(asked, tmp_path, no_sync=True), cuts=12))
    chance.tell(f"12 moments at which the power went, without any sync: {len(faults)} faults found")
    assert any("sent: " in fault for fault in faults)


def _recorded(asked: Installation, tmp_path: Path, *, no_sync: bool = False) -> Recorded:
    """People answer one after the other while all that is done to the files is written down; then the power goes."""
    data = asked.config.data
    asked.database.close()
    before, shim = Disk.of(data), made(tmp_path, data)
    shim.set(NO_SYNC, int(no_sync))
    with serving(asked.config, free_port(), more=shim.environment(logs=True)) as server:
        told = list(_answer(server.port, shim))
        server.kill()
    return Recorded(shim, before, told)


def _answer(port: int, shim: Shim) -> Iterator[Told]:
    ledger = Ledger()
    deadline = time.monotonic() + 300
    for number in range(PEOPLE):
        key, pictured = mint(), number % (PEOPLE // PHOTOGRAPHERS) == 0
        crowd = Crowd(port, ledger, photo=photo(number) if pictured else b"")
        assert crowd.send(key, lambda: time.monotonic() < deadline)
        yield Told(key, shim.position(), pictured)


def _faults(asked: Installation, chance: Chance, recorded: Recorded, cuts: int) -> Iterator[str]:
    """What is amiss after each of so many cuts, spread over the log by chance, with each kind of loss in turn."""
    entries, disk = list(recorded.shim.entries()), recorded.disk
    moments = sorted(chance.numbers.sample(range(len(entries)), cuts))
    done = 0
    for number, moment in enumerate(moments):
        for entry in entries[done : moment + 1]:
            disk.do(entry)
        done = moment + 1
        loss = Loss(number % len(Loss))
        image = _image(recorded.shim.folder.parent / "image", disk, loss, chance)
        safe = [each for each in recorded.told if each.at <= entries[moment].end]
        ledger = Ledger(set(), {each.key for each in safe if each.pictured}, {each.key for each in safe})
        with _started_again(asked, image) as installation:
            yield from (f"{loss.name} at {moment}: {each}" for each in compare(installation, ledger).faults)


def _image(folder: Path, disk: Disk, loss: Loss, chance: Chance) -> Path:
    """A folder with what is left; in place of the one before."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    for name, content in disk.left(loss, chance.numbers):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def _started_again(asked: Installation, image: Path) -> AbstractContextManager[Installation]:
    url = f"sqlite:///{image / 'ei_collect.sqlite'}"
    return opened(replace(asked.config, data=image, database_url=url))
