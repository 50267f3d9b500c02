"""A clock that jumped throws nothing away; one that drifts, or goes on while the machine sleeps, is believed."""

import time
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from ei_collect.answering.receipts import mint
from ei_collect.operations import clock, tidying
from ei_collect.operations.clock import has_jumped
from ei_collect.operations.expiring import expire_some
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.projects.project import Project
from ei_collect.store.tables import drafts
from tests.answering.sending import saves
from tests.answering.surveys import DAY, publish_yaml

HOUR = 3600
NOW = time.time


@pytest.mark.parametrize(
    ("ahead", "jumped"), [(0, False), (600, False), (-600, False), (2 * HOUR, True), (-2 * HOUR, True)]
)
def test_the_clock_when_it_is_ahead_or_behind_then_only_far_off_is_a_jump(
    monkeypatch: pytest.MonkeyPatch, ahead: int, jumped: bool
) -> None:
    monkeypatch.setattr(clock.time, "time", lambda: NOW() + ahead)  # type: ignore[attr-defined]
    assert has_jumped() is jumped


@pytest.mark.sqlite_only
@pytest.mark.parametrize("jumped", [True, False])
def test_drafts_when_the_clock_has_jumped_then_they_stay_although_they_look_old(
    installation: Installation, project: Project, monkeypatch: pytest.MonkeyPatch, jumped: bool
) -> None:
    publish_yaml(installation, project, DAY)
    saves(installation, "day", mint(), "the_place", {"q_caption": ["A bench."]})
    with installation.database.writing() as connection:
        connection.execute(update(drafts).values(saved_on=today() - timedelta(days=400)))
    monkeypatch.setattr("ei_collect.operations.expiring.has_jumped", lambda: jumped)
    monkeypatch.setattr("ei_collect.operations.expiring._done", {})
    expire_some(installation)
    with installation.database.reading() as connection:
        assert (connection.scalar(select(func.count()).select_from(drafts)) == 0) is not jumped


@pytest.mark.sqlite_only
def test_what_goes_once_a_day_when_the_clock_has_jumped_then_waits(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    days: dict[str, date] = {}
    monkeypatch.setattr(tidying, "_done", days)
    monkeypatch.setattr(tidying, "has_jumped", lambda: True)
    tidying._sweep(installation)
    assert days == {}
    monkeypatch.setattr(tidying, "has_jumped", lambda: False)
    tidying._sweep(installation)
    assert days == {installation.config.database_url: today()}
