"""`ei-collect project`: what the first page tells people is decided here."""

import io
from datetime import date
from pathlib import Path

import pytest

from ei_collect.answering.receipts import mint
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import project_named
from ei_collect.projects.project import HelpLine, Project
from tests.answering.sending import saves
from tests.answering.surveys import DAY, publish_yaml
from tests.cli.commands import run


def test_project_when_added_with_all_that_people_are_told_then_kept(installation: Installation) -> None:
    words = ["project", "add", "town", "--name", "A town", "--contact", "team@example.org", "--controller", "A council"]
    words += ["--minimum-age", "13", "--recall-until", "2027-03-01", "--help-line", "Advice", "tel:+441174960000"]
    assert run(installation, *words, "--help-line", "A hall", "1 High Street") == 0
    made = project_named(installation, "town")
    assert (made.controller, made.minimum_age, made.recall_until) == ("A council", 13, date(2027, 3, 1))
    assert made.help_lines == (HelpLine("Advice", "tel:+441174960000"), HelpLine("A hall", "1 High Street"))


def test_project_when_set_from_a_file_then_changed_and_said(
    installation: Installation, project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "town.yaml"
    path.write_text("controller: A council\nends_on: 2027-01-31\n", encoding="utf-8")
    assert run(installation, "project", "set", "bristol", "--from", str(path)) == 0
    assert capsys.readouterr().out == "project bristol is changed: ends_on, controller\n"
    assert project_named(installation, "bristol").ends_on == date(2027, 1, 31)


def test_project_when_the_file_is_faulty_then_every_fault_is_said_and_nothing_changes(
    installation: Installation, project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "town.yaml"
    path.write_text("controller: A council\nminimum_age: x\nends_on: soon\n", encoding="utf-8")
    assert run(installation, "project", "set", "bristol", "--from", str(path)) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert project_named(installation, "bristol") == project


def test_erase_when_the_code_comes_on_standard_input_then_gone_and_the_second_time_said(
    installation: Installation,
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    publish_yaml(installation, project, DAY)
    key = mint()
    saves(installation, "day", key, "the_place", {"q_caption": ["Calm."]})
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{key}\n{key}\n"))
    assert run(installation, "erase") == 0
    assert capsys.readouterr().out == "erased from bristol: answers, drafts, and all coding of them\n"
    assert run(installation, "erase") == 2
    assert "taken-back" in capsys.readouterr().err
