"""Writing into the log before anything is done, and what came of it afterwards; looking it over; taking it out.

The route or the command says that it is to be written (`web/auditing.py`, `cli/recording.py`); no operation has to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from ei_collect.analysis.cells import Table
from ei_collect.errors import Finding
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.tables import write_csv
from ei_collect.projects.log import BEGINNING, RESPONDENT, Act, Event, Head, Outcome
from ei_collect.store import log
from ei_collect.store.database import Connection
from ei_collect.store.handed_out import delete_copy, insert_copy
from ei_collect.store.log_head import read_head, write_head

HEADINGS = tuple(Event.__dataclass_fields__)
_MEND = "Keep this installation as it is, and compare the log with its newest backup."


def begin(installation: Installation, act: Act, *, hands_out: bool = False) -> int:
    """Write that an act begins, and the copy that it `hands_out`; the number of the event. It stands once this returns.

    Raises:
        AbsentError: the database cannot be written; then nothing may be done either.
        OSError: the head cannot be kept outside.
    """
    with installation.database.writing() as connection:
        head = log.append(connection, act, _minute(), Outcome.BEGUN)
        if hands_out:
            insert_copy(connection, head.number, act, today())
    _keep_head(installation, head)
    return head.number


def end(installation: Installation, number: int, act: Act, outcome: Outcome) -> None:
    """Write what came of the event with this number; `act` may name by now what only the act itself knew."""
    with installation.database.writing() as connection:
        head = log.append(connection, act, _minute(), outcome, about=number)
        if outcome is not Outcome.DONE:
            delete_copy(connection, number)
    _keep_head(installation, head)


def note(installation: Installation, act: Act) -> None:
    """Write of something that has been done."""
    with installation.database.writing() as connection:
        head = log.append(connection, act, _minute(), Outcome.DONE)
    _keep_head(installation, head)


def note_past_days(installation: Installation) -> int:
    """Write how often respondents took their answers back, on each day that is over; how many lines that were.

    Not at the time: between two lines of staff with their minutes it would tell the minute.
    """
    with installation.database.writing() as connection:
        log.find_head(connection, hold=True)  # two processes count one after the other
        last = log.last_day_of(connection, RESPONDENT)
        after = date.fromisoformat(last) if last else date.min
        days = log.taken_back_between(connection, RESPONDENT, after, today())
        for day, project_id, times in days:
            act = Act(RESPONDENT, "took answers back", {"times": str(times)}, project_id)
            log.append(connection, act, day.isoformat(), Outcome.DONE)
        head = log.find_head(connection)
    _keep_head(installation, head)
    return len(days)


def head_file(installation: Installation) -> Path:
    """Where the head is kept outside the database."""
    return installation.config.audit_head


def go_on_after_restore(installation: Installation) -> None:
    """Begin to keep the head of a log that came out of a backup, and write into it which head there was before."""
    before = read_head(head_file(installation)) or Head(0, BEGINNING)
    with installation.database.writing() as connection:
        told = {"head": str(before.number), "hash": before.hash}
        head = log.append(connection, Act("command line", "restored", told), _minute(), Outcome.DONE)
    write_head(head_file(installation), head, older=True)


def log_facts(installation: Installation) -> str:
    """How long the log is, and its newest hash, to be written down elsewhere."""
    with installation.database.reading() as connection:
        head = log.find_head(connection)
    return f"log: {head.number} events, head {head.hash}"


def log_findings(installation: Installation) -> Iterator[Finding]:
    """Whether every event is tied to the one before, and whether the log still holds the head that was kept outside."""
    outside = read_head(head_file(installation))  # first: it is never ahead of what is read afterwards
    with installation.database.reading() as connection:
        head, reached = log.find_head(connection), Head(0, BEGINNING)
        for event in _all_events(connection):
            if event.number != reached.number + 1 or event.chained(reached.hash) != event.hash:
                where = f"event {reached.number + 1} of the log"
                yield Finding(where, "log-broken", "is missing or was changed", _MEND)
                return
            reached = Head(event.number, event.hash)
        if reached != head:
            yield Finding(f"event {head.number} of the log", "log-cut", "is not there any more", _MEND)
        yield from _outside_findings(connection, head_file(installation), outside)


def export_log(installation: Installation, to: Path) -> int:
    """Write the whole log as CSV, in its order, so that anybody can compute the chain again; how many events it has.

    Raises:
        OSError: the file cannot be written.
    """
    with installation.database.reading() as connection:
        rows = (tuple(str(getattr(event, name)) for name in HEADINGS) for event in _all_events(connection))
        return write_csv(Table("log", HEADINGS, rows), to)


def named(act: Act, more: Mapping[str, str]) -> Act:
    """The same act, done to `more` besides."""
    return replace(act, target={**act.target, **more})


def _outside_findings(connection: Connection, path: Path, outside: Head | None) -> Iterator[Finding]:
    event = log.find_event(connection, outside.number) if outside else None
    if outside is None and log.find_head(connection).number:
        yield Finding(str(path), "log-head-absent", "does not hold the head of the log", _MEND)
    elif outside and outside.number and (event is None or event.hash != outside.hash):
        yield Finding(str(path), "log-other", f"knows another event {outside.number} than the log", _MEND)


def _all_events(connection: Connection) -> Iterator[Event]:
    batch = log.events_after(connection, 0)
    while batch:
        yield from batch
        batch = log.events_after(connection, batch[-1].number)


def _keep_head(installation: Installation, head: Head) -> None:
    write_head(head_file(installation), head)


def _minute() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M")
