"""Pictures and readings of questions: shown, heard, and sent once for good."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask

from ei_collect.operations.installation import Installation
from ei_collect.operations.publishing import publish
from ei_collect.projects.project import Project
from ei_collect.survey.loading import load_survey
from tests.answering.every_kind import EVERY_KIND, SLUG
from tests.pictures import PNG
from tests.sounds import MP3
from tests.survey.writing import section, survey_text
from tests.web.visits import Visitor

PICTURED = 'code: where, kind: short_text, label: Where is it, picture: {file: park.png, alt: "A park & a bench"}'
PLAIN = "code: when, kind: short_text, label: When is it"
PICTURE, HEARD = f"/media/{sha256(PNG).hexdigest()}.png", f"/media/{sha256(MP3).hexdigest()}.mp3"


@pytest.fixture
def visitor(installation: Installation, project: Project, app: Flask, tmp_path: Path, visitor: Visitor) -> Visitor:
    """A visitor to a survey with a picture and a reading on its first page, and neither on its second."""
    surveys = tmp_path / "surveys"
    (surveys / "media" / "small" / "en").mkdir(parents=True)
    (surveys / "small.yaml").write_text(survey_text(section("one", PICTURED) + section("two", PLAIN)), encoding="utf-8")
    (surveys / "media" / "small" / "park.png").write_bytes(PNG)
    (surveys / "media" / "small" / "en" / "where.mp3").write_bytes(MP3)
    town = replace(installation, config=replace(installation.config, surveys=surveys, translations=tmp_path))
    publish(town, project.scope, load_survey(surveys / "small.yaml"))
    return visitor


def test_a_question_when_it_has_a_picture_and_a_reading_then_both_are_on_the_page(visitor: Visitor) -> None:
    visitor.begins("small")
    tags = dict(visitor.page.tags)
    assert (tags["img"]["src"], tags["img"]["alt"], tags["img"]["loading"]) == (PICTURE, "A park & a bench", "lazy")
    assert (tags["audio"]["src"], tags["audio"]["preload"]) == (HEARD, "none")
    assert tags["audio"]["aria-label"] == "Listen to the question"
    assert "media-src 'self'" in visitor.headers["Content-Security-Policy"]
    assert "microphone=()" in visitor.headers["Permissions-Policy"]
    visitor.presses()
    assert "media-src" not in visitor.headers["Content-Security-Policy"]
    assert not {"img", "audio"} & {tag for tag, _ in visitor.page.tags}


@pytest.mark.parametrize(("address", "content", "kind"), [(PICTURE, PNG, "image/png"), (HEARD, MP3, "audio/mpeg")])
def test_a_file_when_asked_for_then_browsers_may_keep_it_for_ever(
    visitor: Visitor, address: str, content: bytes, kind: str
) -> None:
    sent = visitor.client.get(address, buffered=True)
    assert (sent.status_code, sent.data, sent.mimetype) == (200, content, kind)
    assert sent.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in sent.headers
    part = visitor.client.get(address, headers={"Range": "bytes=0-3"}, buffered=True)
    assert (part.status_code, part.data) == (206, content[:4])


@pytest.mark.parametrize("name", ["0" * 64 + ".png", "..%2Fsecret-key", "secret-key", PICTURE[7:].upper()])
def test_a_file_when_there_is_none_of_that_name_then_not_found(visitor: Visitor, name: str) -> None:
    assert visitor.client.get(f"/media/{name}").status_code == 404


def test_every_kind_when_it_has_a_picture_then_it_is_shown(
    installation: Installation, project: Project, app: Flask, tmp_path: Path, visitor: Visitor
) -> None:
    surveys = tmp_path / "every"
    (surveys / "media" / SLUG).mkdir(parents=True)
    (surveys / "media" / SLUG / "park.png").write_bytes(PNG)
    pictured = EVERY_KIND.replace(
        "            kind: ", "            picture: {file: park.png, alt: A park}\n            kind: "
    )
    (surveys / "every.yaml").write_text(pictured, encoding="utf-8")
    town = replace(installation, config=replace(installation.config, surveys=surveys, translations=tmp_path))
    version = publish(town, project.scope, load_survey(surveys / "every.yaml"))
    visitor.begins(SLUG).presses("go", "back")
    for each in version.survey.sections[:3]:
        visitor.opens(f"/en/s/{SLUG}/{each.code}")
        assert visitor.markup.count('class="picture"') == len(each.questions)
