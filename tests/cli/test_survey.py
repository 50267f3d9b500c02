"""`ei-collect survey ...` as somebody types it."""

from pathlib import Path

import pytest

from ei_collect.cli import main
from ei_collect.config import Config
from ei_collect.projects.project import Project
from tests.conftest import SECRET
from tests.survey.test_loading import TEN_FAULTS
from tests.survey.writing import section, survey_text

TEXT = survey_text(section("home", "code: words, kind: long_text, label: Say"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of surveys that the command finds by its environment."""
    surveys = tmp_path / "surveys"
    surveys.mkdir()
    (surveys / "small.yaml").write_text(TEXT, encoding="utf-8")
    for name, value in {
        "EI_DATA": tmp_path / "data",
        "EI_SURVEYS": surveys,
        "EI_TRANSLATIONS": tmp_path / "po",
        "EI_SECRET_KEY": SECRET,
    }.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.delenv("EI_DATABASE_URL", raising=False)
    return surveys


def test_check_when_all_is_well_then_said_and_zero(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["survey", "check"]) == 0
    notes = capsys.readouterr().out.splitlines()
    assert notes.pop() == "no findings"
    assert [note.partition("lacks ")[2].partition(" of ")[0] for note in notes] == [
        "an easy-read wording",
        "a recording",
    ]
    assert all(note.startswith("note: ") for note in notes)


def test_check_when_faulty_then_one_finding_a_line_and_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ten.yaml").write_text(TEN_FAULTS, encoding="utf-8")
    assert main(["survey", "check"]) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if not line.startswith("note: ")]
    assert len(lines) == 15
    assert all(line.startswith(f"{folder / 'ten.yaml'}:") for line in lines)


def test_check_when_the_file_is_not_there_then_said_and_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["survey", "check", str(folder / "none.yaml")]) == 1
    assert "cannot be opened" in capsys.readouterr().out


def test_check_when_a_language_is_demanded_then_its_gaps_count(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["survey", "check", "--languages", "ar, so"]) == 1
    assert capsys.readouterr().out.count("catalogue-absent") == 2


def test_publish_when_run_twice_then_one_version(
    folder: Path, config: Config, project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EI_DATABASE_URL", config.database_url)
    for _ in range(2):
        assert main(["survey", "publish", str(folder / "small.yaml"), "--project", project.slug]) == 0
    assert capsys.readouterr().out == "survey small is published as version 1 in en\n" * 2


def test_publish_when_the_survey_is_faulty_then_refused_with_its_findings(
    folder: Path, config: Config, project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EI_DATABASE_URL", config.database_url)
    (folder / "ten.yaml").write_text(TEN_FAULTS, encoding="utf-8")
    assert main(["survey", "publish", str(folder / "ten.yaml"), "--project", project.slug]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 15
