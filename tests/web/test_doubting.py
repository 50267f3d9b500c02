"""Signs that a program may be answering: kept beside the answers, never a reason to refuse them."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from limits import RateLimitItemPerHour

from ei_collect.answering.response import Doubt
from ei_collect.operations.exporting import Format, export_responses
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from ei_collect.store.responses import stream_responses
from ei_collect.survey.definition import PublishedVersion
from ei_collect.web import doubting
from ei_collect.web.doubting import TRAP, Beginnings
from ei_collect.web.unsent import LATE, TOLD
from tests.web.visits import Visitor

CODE = "7KQ2-M0VD-7KQ2-M0VD"


def kept(installation: Installation, project: Project) -> list[tuple[Doubt, ...]]:
    with installation.database.reading() as connection:
        return [each.submission.doubts for each in stream_responses(connection, project.scope, "town")]


@pytest.fixture(autouse=True)
def unhurried(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests are hasty people; but where it is about haste."""
    if "visitor" in request.fixturenames or "new_visitor" in request.fixturenames:
        monkeypatch.setattr(doubting, "SECONDS_A_PAGE", 0)


def answers(visitor: Visitor, trapped: str = "") -> None:
    visitor.begins("town").presses().presses().presses()
    visitor.fills_in(**{f"field_{TRAP}": trapped}).presses()
    assert visitor.sees("Your answers have been sent.")


def test_answers_when_the_trap_is_empty_then_nothing_stands_out(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    answers(visitor)
    assert kept(installation, project) == [()]


def test_answers_when_the_trap_is_filled_in_then_they_are_kept_and_marked_and_the_export_says_so(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor, tmp_path: Path
) -> None:
    answers(visitor, "buy now")
    assert kept(installation, project) == [(Doubt.TRAP,)]
    export_responses(installation, project, "town", tmp_path / "all.csv", format=Format.CSV)
    written = (tmp_path / "all.csv").read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(written.splitlines())
    assert row["doubts"] == "trap"
    assert "buy now" not in written


def test_pages_when_they_come_faster_than_anybody_reads_then_it_is_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(doubting, "monotonic", lambda: now[0])
    for pause, is_hasty in ((0.5, True), (doubting.SECONDS_A_PAGE, False)):
        beginnings = Beginnings()
        for _ in range(5):
            beginnings.saved(CODE)
            now[0] += pause
        now[0] -= pause
        assert beginnings.is_hasty(CODE) is is_hasty


def test_one_page_or_none_when_sent_at_once_then_it_is_no_haste() -> None:
    beginnings = Beginnings()
    assert not beginnings.is_hasty(CODE)
    beginnings.saved(CODE)
    assert not beginnings.is_hasty(CODE)


def test_beginnings_when_very_many_then_the_oldest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubting, "MOST_REMEMBERED", 3)
    beginnings = Beginnings()
    for number in range(5):
        beginnings.saved(f"{number}")
        beginnings.saved(f"{number}")
    assert [beginnings.is_hasty(f"{number}") for number in range(5)] == [False, False, True, True, True]


def test_many_answers_when_they_come_from_one_place_then_those_beyond_the_limit_are_marked(
    installation: Installation,
    project: Project,
    town_survey: PublishedVersion,
    monkeypatch: pytest.MonkeyPatch,
    new_visitor: Callable[..., Visitor],
) -> None:
    monkeypatch.setattr(doubting, "MANY", RateLimitItemPerHour(2))
    for _ in range(3):
        visitor = new_visitor()
        visitor.client.environ_base["REMOTE_ADDR"] = "9.9.9.9"
        answers(visitor)
    assert sorted(kept(installation, project)) == [(), (), (Doubt.MANY,)]


def test_a_hasty_person_when_they_send_then_it_is_marked_and_no_time_is_kept(
    installation: Installation,
    project: Project,
    town_survey: PublishedVersion,
    monkeypatch: pytest.MonkeyPatch,
    visitor: Visitor,
) -> None:
    monkeypatch.setattr(doubting, "SECONDS_A_PAGE", 60)
    answers(visitor)
    assert kept(installation, project) == [(Doubt.HASTE,)]


def test_pages_when_they_have_waited_for_a_signal_then_it_is_no_haste(
    installation: Installation,
    project: Project,
    town_survey: PublishedVersion,
    monkeypatch: pytest.MonkeyPatch,
    visitor: Visitor,
) -> None:
    monkeypatch.setattr(doubting, "SECONDS_A_PAGE", 60)
    visitor.begins("town").presses().presses()
    form = {"key": [visitor.code], "asked": ["may_quote"]}
    for part in ("home", "getting_around"):
        visitor.client.post(f"/en/s/town/{part}", data=form, headers={TOLD: LATE})
    visitor.posts("/en/s/town/send", {"key": form["key"]})
    assert kept(installation, project) == [()]
