"""`ei-collect suggest`: suggestions from the command line."""

from pathlib import Path
from textwrap import dedent

import pytest

from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from tests.cli.commands import run
from tests.coded import CODEBOOK, settle


def test_suggest_when_run_twice_then_says_how_many_are_new(
    installation: Installation, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    settle(installation, project).hears("The bus never arrives")
    for expected in ("1 new suggestion in bristol", "0 new suggestions in bristol"):
        assert run(installation, "suggest", "--project", "bristol") == 0
        assert expected in capsys.readouterr().out


def test_suggest_when_without_a_codebook_then_says_how_to_load_one_and_that_works(
    installation: Installation, project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(installation, "suggest", "--project", "bristol") == 1
    assert "ei-collect suggest --codebook FILE" in capsys.readouterr().err
    path = tmp_path / "codebook.yaml"
    path.write_text(dedent(CODEBOOK), encoding="utf-8")
    assert run(installation, "suggest", "--project", "bristol", "--codebook", str(path)) == 0


def test_suggest_when_the_codebook_is_faulty_then_every_finding_on_a_line(
    installation: Installation, project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "codebook.yaml"
    path.write_text("language: en\ncodes: []\n", encoding="utf-8")
    assert run(installation, "suggest", "--project", "bristol", "--codebook", str(path)) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.split("[")[1].split("]")[0] for line in lines] == ["missing", "missing"]
