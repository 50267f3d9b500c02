"""Pictures with bytes changed, lost, doubled and swapped: none kills a worker, none passes a limit, none comes through."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ei_collect.photos.limits import MOST_MEMORY, MOST_SECONDS
from ei_collect.photos.pool import Worker
from ei_collect.photos.protocol import Frame, Verb, cleaned_of_frame
from ei_collect.photos.refusal import Refusal
from tests.photos import planting
from tests.photos.segments import is_bare

FEW = 200
MANY = 5_000
SLACK = 1.0
"""Seconds that a busy machine may add."""


def _mutated(content: bytes, chance: random.Random) -> bytes:
    """One to twenty things done to a picture, most of them near its beginning, where all is said about it."""
    found = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        reach = chance.choice((64, 512, len(found), len(found)))
        at, size = chance.randrange(max(1, min(reach, len(found)))), chance.choice((1, 2, 4, 16, 200))
        match chance.randrange(6):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                found[at : at + size] = chance.choice((b"\xff", b"\0", b"\x7f")) * size
            case 2:
                del found[at : at + size]
            case 3:
                found[at:at] = found[at : at + size]
            case 4:
                found[at : at + size] = chance.randbytes(size)
            case _:
                other = chance.randrange(max(1, len(found) - size))
                found[at : at + size] = found[other : other + size]
    return bytes(found)


def _pictures(number: int, seed: int) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(seed)
    whole = [make() for make in planting.EVERY.values()] + [planting.only(ending) for ending in planting.EVERY]
    for turn in range(number):
        yield f"seed {seed}, {turn}", _mutated(whole[turn % len(whole)], chance)


def _try(number: int, seed: int, folder: Path) -> dict[str, int]:
    """How many were kept and how many refused, each within the limits and by one and the same worker."""
    worker, path, found = Worker(), folder / "photo", dict.fromkeys(("kept", *Refusal), 0)
    worker.ask(Frame({"verb": Verb.CLEAN, "path": "/nowhere"}))
    started = worker.process_id
    for name, content in _pictures(number, seed):
        path.write_bytes(content)
        began = time.monotonic()
        answer = worker.ask(Frame({"verb": Verb.CLEAN, "path": str(path)}))
        assert time.monotonic() - began <= MOST_SECONDS + SLACK, name
        assert answer.named["peak"] <= MOST_MEMORY, name
        if "refused" not in answer.named:
            cleaned = cleaned_of_frame(answer)
            assert is_bare(cleaned.picture), name
            assert is_bare(cleaned.thumbnail), name
            assert not [mark for mark in planting.MARKS if mark in answer.body], name
        found[answer.named.get("refused", "kept")] += 1
    assert worker.process_id == started
    worker.close()
    return found


def test_photos_when_mutated_then_no_worker_dies_and_none_comes_through(tmp_path: Path) -> None:
    found = _try(FEW, 1, tmp_path)
    assert found["kept"] > FEW / 10
    assert found[Refusal.BROKEN] > FEW / 10
    assert found[Refusal.NO_PICTURE] > 0


@pytest.mark.full
def test_photos_when_5000_are_mutated_then_no_worker_dies_and_none_comes_through(tmp_path: Path) -> None:
    found = _try(MANY, 4, tmp_path)
    assert sum(found.values()) == MANY
