"""`ei-collect audit`, `erase` and `retain`, and that commands stand in the log before they run."""

import argparse
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import update

from ei_collect.cli import command_line
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.projects import set_project
from ei_collect.projects.project import Project
from ei_collect.store.handed_out import copies_of
from ei_collect.store.log import events_after
from ei_collect.store.tables import responses
from tests.cli.commands import run
from tests.coded import Town, settle

pytestmark = pytest.mark.sqlite_only

UNLOGGED = {
    "db upgrade": "there may be no log yet; it writes its own line once there is one",
    "demo": "makes its database first",
    "doctor": "looks, and changes nothing",
    "language check": "reads files of ours",
    "language status": "reads files of ours and who signed them off",
    "language template": "writes files of ours",
    "language update": "writes files of ours",
    "photos clean": "works on files that somebody names, outside the installation",
    "serve": "each request is written down for itself",
    "survey check": "reads files of ours",
}


@pytest.fixture
def town(installation: Installation, project: Project) -> Town:
    """A town in which somebody has said something."""
    return settle(installation, project)


def _told(installation: Installation) -> list[tuple[str, str, str, str]]:
    with installation.database.reading() as connection:
        return [(each.actor, each.what, each.target, each.outcome) for each in events_after(connection, 0)]


def _verbs(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    deeper = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return [verb for action in deeper for each in action.choices.values() for verb in _verbs(each)] or [parser]


def test_every_command_when_declared_then_logged_or_known_not_to_be() -> None:
    unlogged = {each.get_default("called") for each in _verbs(command_line()) if not each.get_default("logged")}
    assert unlogged - set(UNLOGGED) <= {"backup", "verify", "restore", "keys rotate"}  # they write their own lines
    assert set(UNLOGGED) <= unlogged


def test_command_when_run_then_in_the_log_before_and_after_without_the_names_of_files(
    town: Town, tmp_path: Path
) -> None:
    town.hears("Kingfisher")
    out = tmp_path / "secret-name.csv"
    assert run(town.installation, "responses", "export", "--survey", "day", "--to", str(out)) == 0
    assert _told(town.installation) == [
        ("command line", "ei-collect responses export", "survey=day", outcome) for outcome in ("begun", "done")
    ]
    with town.installation.database.reading() as connection:
        (copy,) = copies_of(connection, town.project.scope)
    assert (copy.what, copy.handed_by) == ("ei-collect responses export", "command line")


@pytest.mark.parametrize(
    ("words", "status", "outcome"),
    [
        (("responses", "export", "--survey", "nowhere", "--to", "x.csv"), 2, "failed"),
        (("pack", "build", "--project", "nowhere", "--to", "x"), 2, "failed"),
        (("erase", "--id", "tx_none", "--project", "bristol"), 2, "failed"),
        (("erase", "--id", "tx_none"), 1, "failed"),
    ],
)
def test_command_when_it_fails_then_so_it_stands_there(
    town: Town, words: tuple[str, ...], status: int, outcome: str
) -> None:
    assert run(town.installation, *words) == status
    assert [each[-1] for each in _told(town.installation)] == ["begun", outcome]
    with town.installation.database.reading() as connection:
        assert copies_of(connection, town.project.scope) == ()


def test_account_when_made_then_its_id_is_told_and_not_its_address(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("a password that is long\n"))
    words = ("user", "add", "ana@example.org", "--name", "Ana", "--project", "bristol", "--role", "researcher")
    assert run(town.installation, *words, "--password-stdin") == 0
    last = _told(town.installation)[-1]
    assert last[2].startswith("role=researcher user=us_")
    assert not any(word in str(last) for word in ("ana@", "Ana", "password that"))


def test_erase_when_an_id_is_given_then_erased_and_the_copies_named(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text_id = town.hears("Kingfisher")
    assert run(town.installation, "responses", "export", "--survey", "day", "--to", str(tmp_path / "x.csv")) == 0
    assert run(town.installation, "erase", "--id", text_id, "--project", "bristol") == 0
    told = capsys.readouterr().out
    assert "erased from bristol" in told
    assert f"to be destroyed: ei-collect responses export survey=day, taken by command line on {today()}" in told
    assert _told(town.installation)[-1][2].startswith("response=rs_")


def test_retain_when_run_then_says_what_went(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    town.hears("Kingfisher")
    with town.installation.database.writing() as connection:
        connection.execute(update(responses).values(submitted_on=today() - timedelta(days=9)))
    assert run(town.installation, "retain") == 0
    set_project(town.installation, "bristol", {"keep_days": 8})
    assert run(town.installation, "retain") == 0
    assert capsys.readouterr().out == "bristol: the answers of 1 person erased\n"


def test_log_when_exported_then_whole_and_its_head_is_printed(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(town.installation, "audit", "export", "--to", str(tmp_path / "log.csv")) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"1 events in {tmp_path / 'log.csv'}"
    assert told[1].startswith("log: 1 events, head ")
    assert (tmp_path / "log.csv").read_text(encoding="utf-8").count("\n") == 2


def test_upgrade_when_done_then_it_stands_in_the_log(town: Town) -> None:
    assert run(town.installation, "db", "upgrade") == 0
    assert _told(town.installation) == [("command line", "ei-collect db upgrade", "", "done")]
