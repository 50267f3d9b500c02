"""The log: written before anything is done, one line after the other, and every change to it found."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from csv import DictReader
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, select, update

from ei_collect.operations.auditing import (
    begin,
    end,
    export_log,
    go_on_after_restore,
    head_file,
    log_facts,
    log_findings,
    named,
    note,
    note_past_days,
)
from ei_collect.operations.doctor import examine
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.projects.log import BEGINNING, Act, Event, Outcome
from ei_collect.projects.project import Project, Scope
from ei_collect.store.handed_out import copies_of
from ei_collect.store.log import events_after, latest_events
from ei_collect.store.log_head import read_head
from ei_collect.store.tables import audit_events, audit_head, handed_out
from ei_collect.store.tombstones import bury

ACT = Act("us_1", "coding.apply", {"text_id": "tx_1"}, "pr_1")
CROWD, EACH = 8, 5


def _events(installation: Installation) -> tuple[Event, ...]:
    with installation.database.reading() as connection:
        return events_after(connection, 0)


def _codes(installation: Installation) -> list[str]:
    return [finding.code for finding in log_findings(installation)]


def _acts(installation: Installation, times: int = 3) -> None:
    for _ in range(times):
        end(installation, begin(installation, ACT), named(ACT, {"coding_id": "co_1"}), Outcome.DONE)


def test_act_when_done_then_its_beginning_stood_before_and_its_outcome_names_it(installation: Installation) -> None:
    number = begin(installation, ACT)
    (begun,) = _events(installation)
    assert (begun.number, begun.outcome, begun.target, begun.about) == (number, "begun", "text_id=tx_1", 0)
    assert len(begun.at) == len("2026-11-23 09:15")
    end(installation, number, named(ACT, {"coding_id": "co_1"}), Outcome.REFUSED)
    (*_, ended) = _events(installation)
    assert (ended.about, ended.outcome, ended.target) == (number, "refused", "coding_id=co_1 text_id=tx_1")
    assert _codes(installation) == []


def test_log_when_many_write_at_once_then_one_line_after_the_other(installation: Installation) -> None:
    with ThreadPoolExecutor(CROWD) as crowd:
        list(crowd.map(lambda _number: _acts(installation, EACH), range(CROWD)))
    events = _events(installation)
    assert [event.number for event in events] == list(range(1, CROWD * EACH * 2 + 1))
    assert _codes(installation) == []
    outside = read_head(head_file(installation))
    assert outside
    assert (outside.number, outside.hash) == (events[-1].number, events[-1].hash)


FORGERIES: dict[str, tuple[Callable[[Connection], object], set[str]]] = {
    "another name": (
        lambda connection: connection.execute(update(audit_events).where(audit_events.c.number == 2).values(actor="x")),
        {"log-broken"},
    ),
    "one left out": (
        lambda connection: connection.execute(delete(audit_events).where(audit_events.c.number == 3)),
        {"log-broken"},
    ),
    "the end cut off": (
        lambda connection: connection.execute(delete(audit_events).where(audit_events.c.number > 4)),
        {"log-cut", "log-other"},
    ),
    "the end cut off and the head with it": (lambda connection: _rewritten(connection, 4, "us_1"), {"log-other"}),
    "all of it written anew": (lambda connection: _rewritten(connection, 6, "us_2"), {"log-other"}),
    "all of it gone": (lambda connection: _rewritten(connection, 0, ""), {"log-other"}),
}


def _rewritten(connection: Connection, length: int, actor: str) -> None:
    """What somebody does who can write the database and knows how the chain is made."""
    events = events_after(connection, 0)[:length]
    connection.execute(delete(audit_events))
    before = BEGINNING
    for event in (replace(event, actor=actor) for event in events):
        before = event.chained(before)
        row = {**vars(event), "outcome": event.outcome.value, "hash": before}
        connection.execute(audit_events.insert().values(**row))
    connection.execute(update(audit_head).values(number=length, hash=before))


@pytest.mark.parametrize("forgery", FORGERIES)
def test_log_when_somebody_forges_it_then_the_doctor_finds_that(installation: Installation, forgery: str) -> None:
    _acts(installation)
    assert examine(installation).findings == ()
    change, expected = FORGERIES[forgery]
    with installation.database.writing() as connection:
        change(connection)
    assert {finding.code for finding in examine(installation).findings} == expected


@pytest.mark.parametrize("content", [None, b"", b"nonsense\n", b"\xff\xfe"])
def test_head_when_lost_or_damaged_then_said(installation: Installation, content: bytes | None) -> None:
    _acts(installation)
    head_file(installation).unlink() if content is None else head_file(installation).write_bytes(content)
    assert _codes(installation) == ["log-head-absent"]


def test_head_when_an_older_one_stands_outside_then_it_still_fits(installation: Installation) -> None:
    _acts(installation, 1)
    older = head_file(installation).read_bytes()
    _acts(installation)
    head_file(installation).write_bytes(older)
    assert _codes(installation) == []


def test_log_when_it_grows_while_the_doctor_looks_then_nothing_is_found(installation: Installation) -> None:
    _acts(installation, 1)
    with ThreadPoolExecutor(2) as crowd:
        writing = crowd.submit(_acts, installation, 40)
        found = [_codes(installation)]
        while not writing.done():
            found.append(_codes(installation))
    assert [codes for codes in found if codes] == []


def test_log_when_it_comes_from_a_backup_then_it_goes_on_and_names_the_head_before(installation: Installation) -> None:
    _acts(installation)
    lost = read_head(head_file(installation))
    with installation.database.writing() as connection:
        _rewritten(connection, 4, "us_1")
    go_on_after_restore(installation)
    assert lost
    assert _events(installation)[-1].target == f"hash={lost.hash} head={lost.number}"
    assert _codes(installation) == []


def test_copy_when_handed_out_then_listed_and_when_refused_then_not(
    installation: Installation, project: Project
) -> None:
    act = Act("us_1", "exporting.answers", {"slug": "town"}, project.id)
    for outcome in (Outcome.DONE, Outcome.REFUSED, Outcome.FAILED):
        end(installation, begin(installation, act, hands_out=True), act, outcome)
    with installation.database.reading() as connection:
        (copy,) = copies_of(connection, project.scope)
    assert (copy.what, copy.target, copy.handed_by, copy.since) == ("exporting.answers", "slug=town", "us_1", 0)


def test_what_respondents_did_when_the_day_is_over_then_counted_once_and_without_a_time(
    installation: Installation, project: Project
) -> None:
    yesterday = today() - timedelta(days=1)
    with installation.database.writing() as connection:
        for number, day in enumerate([yesterday, yesterday, today(), today() - timedelta(days=3)]):
            bury(connection, project.scope, f"{number}", day)
        bury(connection, project.scope, "by staff", yesterday, by_staff=True)
    assert [note_past_days(installation), note_past_days(installation)] == [2, 0]
    (*_, last) = _events(installation)
    assert (last.actor, last.at, last.target) == ("respondent", yesterday.isoformat(), "times=2")
    assert _codes(installation) == []


def test_log_when_taken_out_then_anybody_can_compute_the_chain(installation: Installation, tmp_path: Path) -> None:
    _acts(installation)
    note(installation, Act("program", "kept no longer"))
    assert export_log(installation, tmp_path / "log.csv") == 7
    before = BEGINNING
    with (tmp_path / "log.csv").open(encoding="utf-8", newline="") as file:
        for row in DictReader(file):
            fields = {**row, "number": int(row["number"]), "about": int(row["about"])}
            before = Event(**fields).chained(before)  # type: ignore[arg-type]  # as the heads name them
            assert row["hash"] == before
    assert log_facts(installation) == f"log: 7 events, head {before}"


def test_events_of_a_project_when_read_then_no_others(installation: Installation) -> None:
    _acts(installation)
    note(installation, Act("us_1", "other", {}, "pr_2"))
    with installation.database.reading() as connection:
        mine = latest_events(connection, Scope("pr_1"), before=None, limit=4)
        earlier = latest_events(connection, Scope("pr_1"), before=mine[-1].number, limit=9)
        assert connection.execute(select(handed_out)).all() == []
    assert [event.number for event in (*mine, *earlier)] == [6, 5, 4, 3, 2, 1]
