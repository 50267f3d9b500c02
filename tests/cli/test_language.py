"""`ei-collect language ...` as somebody types it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ei_collect.cli import main
from ei_collect.config import Config
from ei_collect.language.languages import LANGUAGES
from ei_collect.projects.project import Project
from tests.conftest import SECRET
from tests.operations.catalogue_making import translate
from tests.survey.writing import section, survey_of, survey_text

TEXT = survey_text(section("home", "code: words, kind: long_text, label: Say"))


@pytest.fixture
def folder(tmp_path: Path, config: Config, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a survey and its Somali catalogue, and a database, named in the environment."""
    surveys = tmp_path / "surveys"
    surveys.mkdir()
    (surveys / "small.yaml").write_text(TEXT, encoding="utf-8")
    translate(tmp_path / "po", "so", survey_of(TEXT))
    places = {"EI_DATA": config.data, "EI_SURVEYS": surveys, "EI_TRANSLATIONS": tmp_path / "po"}
    for name, value in {**places, "EI_DATABASE_URL": config.database_url, "EI_SECRET_KEY": SECRET}.items():
        monkeypatch.setenv(name, str(value))
    return surveys


def test_language_when_published_and_signed_off_then_the_table_says_by_whom(
    folder: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["survey", "publish", str(folder / "small.yaml"), "--project", project.slug]) == 0
    assert main(["language", "signoff", "--survey", "small", "--language", "so", "--reviewer", "Hodan A."]) == 0
    capsys.readouterr()
    assert main(["language", "status", "--survey", "small"]) == 0
    rows = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert rows[0] == "survey language complete missing stale needs review published signed off by"
    assert "small zh-Hans no 7 0 0 no -" in rows
    assert f"small so yes 0 0 7 yes Hodan A., {datetime.now(UTC).date()}" in rows
    assert len(rows) == len(LANGUAGES)


def test_status_when_a_sign_off_was_carried_over_then_it_says_from_which_version(
    folder: Path, tmp_path: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["survey", "publish", str(folder / "small.yaml"), "--project", project.slug])
    main(["language", "signoff", "--survey", "small", "--language", "so", "--reviewer", "Hodan A."])
    reworded = TEXT.replace("Say", "Say more")
    (folder / "small.yaml").write_text(reworded, encoding="utf-8")
    translate(tmp_path / "po", "so", survey_of(reworded))
    main(["survey", "publish", str(folder / "small.yaml"), "--project", project.slug])
    capsys.readouterr()
    main(["language", "status"])
    assert ", carried from version 1\n" in capsys.readouterr().out


def test_signoff_when_the_language_is_not_complete_then_refused(
    folder: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["survey", "publish", str(folder / "small.yaml"), "--project", project.slug])
    assert main(["language", "signoff", "--survey", "small", "--language", "ar", "--reviewer", "Amal"]) == 1
    assert "is not complete" in capsys.readouterr().err


def test_templates_and_catalogues_when_made_then_the_check_is_content(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["language", "check"]) == 1
    assert main(["language", "template"]) == 0
    assert main(["language", "update", "so"]) == 0
    capsys.readouterr()
    assert main(["language", "check"]) == 0
    assert capsys.readouterr().out == "no findings\n"


def test_update_when_the_language_is_unknown_then_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["language", "update", "tlh"]) == 2
    assert "One of: en, cy, " in capsys.readouterr().err
