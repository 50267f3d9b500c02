"""The log's lines, and what ties each to the one before."""

import hashlib
from dataclasses import replace

import pytest

from ei_collect.projects.log import BEGINNING, Event, Outcome, written

EVENT = Event(3, "pr_1", "2026-11-23 09:15", "us_1", "coding.apply", "text_id=tx_1", 0, Outcome.BEGUN)


def test_hash_when_anybody_computes_it_from_the_fields_then_the_same() -> None:
    lines = [BEGINNING, "3", "pr_1", "2026-11-23 09:15", "us_1", "coding.apply", "text_id=tx_1", "0", "begun"]
    assert EVENT.chained(BEGINNING) == hashlib.sha256("\n".join(lines).encode()).hexdigest()


@pytest.mark.parametrize(
    "change",
    [
        {"number": 4},
        {"project_id": "pr_2"},
        {"at": "2026-11-23 09:16"},
        {"actor": "us_2"},
        {"what": "coding.remove"},
        {"target": "text_id=tx_2"},
        {"about": 2},
        {"outcome": Outcome.DONE},
    ],
)
def test_hash_when_any_field_or_what_came_before_differs_then_another(change: dict[str, object]) -> None:
    changed = replace(EVENT, **change)  # type: ignore[arg-type]  # a field each, of its own type
    assert changed.chained(BEGINNING) != EVENT.chained(BEGINNING)
    assert EVENT.chained("1" * 64) != EVENT.chained(BEGINNING)


def test_target_when_written_then_only_ids_stand_in_it() -> None:
    told = {"text_id": "tx_1", "name": "pack.json", "number": "2", "lang": "the bus is late", "slug": "a\nb=c", "x": ""}
    assert written(told) == "lang=? name=pack.json number=2 slug=? text_id=tx_1 x=?"
