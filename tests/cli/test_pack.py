"""`ei-collect pack` as somebody types it."""

from pathlib import Path

import pytest

from ei_collect.answering.response import Quotable
from ei_collect.cli import main
from ei_collect.forum.pack import UNCONFIRMED
from ei_collect.operations.installation import Installation
from ei_collect.operations.suggesting import suggest
from ei_collect.projects.project import Project
from tests.coded import settle
from tests.conftest import SECRET


@pytest.fixture(autouse=True)
def _here(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation where the command will look."""
    monkeypatch.setenv("EI_DATA", str(installation.config.data))
    monkeypatch.setenv("EI_DATABASE_URL", installation.config.database_url)
    monkeypatch.setenv("EI_SECRET_KEY", SECRET)


def test_build_when_suggestions_are_let_in_then_four_files_and_a_warning(
    installation: Installation, project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town = settle(installation, project)
    town.hears("The bus never arrives.", quotable=Quotable.ALREADY_PUBLISHED)
    suggest(installation, project)
    folder = tmp_path / "deep" / "out"
    assert main(["pack", "build", "--project", "bristol", "--to", str(folder), "--with-suggestions"]) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["candidates.csv", "pack.html", "pack.json", "pack.pdf"]
    assert f"please note: {UNCONFIRMED}" in capsys.readouterr().out


def test_build_when_there_is_no_such_project_then_it_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pack", "build", "--project", "nowhere", "--to", str(tmp_path)]) != 0
    assert "ei-collect project add" in capsys.readouterr().err


def test_build_when_there_is_no_codebook_then_exit_1(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pack", "build", "--project", project.slug, "--to", str(tmp_path / "out")]) == 1
    assert "codebook" in capsys.readouterr().err
