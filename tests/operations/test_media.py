"""Pictures and readings beside a survey: checked, kept on publishing, and named by what is in them."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from ei_collect.errors import DefinitionError
from ei_collect.operations.checking import check_surveys
from ei_collect.operations.installation import Installation
from ei_collect.operations.language_status import project_status
from ei_collect.operations.media import stored_file
from ei_collect.operations.publishing import publish
from ei_collect.projects.project import Project
from ei_collect.store.surveys import latest_version
from ei_collect.survey.definition import PublishedVersion, ReadAloud
from ei_collect.survey.document import digest, to_document
from ei_collect.survey.loading import load_survey
from tests.pictures import JPEG, PNG
from tests.sounds import MP3, OGG
from tests.survey.writing import section, survey_text

QUESTION = 'code: where, kind: short_text, label: Where is it, picture: {file: park.png, alt: "A park with a bench"}'
STORED = f"{hashlib.sha256(PNG).hexdigest()}.png"
HEARD = f"{hashlib.sha256(MP3).hexdigest()}.mp3"


@pytest.fixture
def town(installation: Installation, tmp_path: Path) -> Installation:
    """An installation with a survey of its own, its picture and a reading of its question."""
    surveys = tmp_path / "surveys"
    (surveys / "media" / "small" / "en").mkdir(parents=True)
    (surveys / "small.yaml").write_text(survey_text(section("one", QUESTION)), encoding="utf-8")
    (surveys / "media" / "small" / "park.png").write_bytes(PNG)
    (surveys / "media" / "small" / "en" / "where.mp3").write_bytes(MP3)
    config = replace(installation.config, surveys=surveys, translations=tmp_path / "translations")
    return replace(installation, config=config)


def published(town: Installation, project: Project) -> PublishedVersion:
    """The survey as its file has it now."""
    return publish(town, project.scope, load_survey(town.config.surveys / "small.yaml"))


def test_publishing_when_a_question_has_a_picture_and_a_reading_then_both_are_kept_and_named_in_the_version(
    town: Installation, project: Project
) -> None:
    version = published(town, project)
    question = version.survey.question("where")
    assert question
    assert question.picture
    assert question.picture.stored == STORED
    assert question.aloud == (ReadAloud("en", HEARD),)
    assert (question.read_aloud("en"), question.read_aloud("ar")) == (HEARD, None)
    assert (stored_file(town, STORED), stored_file(town, HEARD)) == (PNG, MP3)
    with town.database.reading() as connection:
        read = latest_version(connection, "small")
    assert read
    assert (read.survey, digest(to_document(read.survey))) == (version.survey, version.digest)


def test_publishing_when_only_a_file_has_changed_then_it_is_another_version(
    town: Installation, project: Project
) -> None:
    first = published(town, project)
    assert published(town, project) == first
    (town.config.surveys / "media" / "small" / "en" / "where.mp3").write_bytes(MP3 + b"\x00")
    assert published(town, project).number == 2
    assert stored_file(town, HEARD)


def test_a_version_when_it_has_files_then_its_survey_does_not_count_as_changed(
    town: Installation, project: Project
) -> None:
    published(town, project)
    (status,) = project_status(town, project)
    assert not status.changed


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("park.png", None, "picture-missing"),
        ("park.png", b"", "picture-empty"),
        ("park.png", JPEG, "picture-type"),
        ("en/where.mp3", OGG, "reading-file"),
        ("en/where.mp3", b"", "reading-file"),
    ],
)
def test_a_file_when_it_is_missing_empty_or_something_else_then_the_check_finds_it_and_nothing_is_published(
    town: Installation, project: Project, name: str, content: bytes | None, code: str
) -> None:
    path = town.config.surveys / "media" / "small" / name
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    (finding,) = check_surveys(town.config).findings
    assert (finding.code, finding.where) == (code, str(path))
    with pytest.raises(DefinitionError, match=code):
        published(town, project)


@pytest.mark.parametrize("name", ["../secret-key", "secret-key", "0" * 64 + ".exe", "0" * 64, STORED.upper()])
def test_a_name_when_it_is_none_that_a_version_has_then_no_file(
    town: Installation, project: Project, name: str
) -> None:
    published(town, project)
    assert stored_file(town, name) is None
