"""What is kept of the choices beside a photo: the words in which they stood on the page, in its language."""

from collections.abc import Iterator

import pytest

from ei_collect.operations.agreeing import PHOTO_LADDER, PHOTO_SHOWING
from ei_collect.operations.changing import begin_change
from ei_collect.operations.installation import Installation
from ei_collect.operations.withdrawing import withdraw
from ei_collect.projects.project import Project
from ei_collect.store.responses import stream_responses
from ei_collect.survey.definition import PublishedVersion
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY
from tests.photographs import SLUG, photo, publish_pictured_day
from tests.web.visits import Visitor

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def pictured(installation: Installation, project: Project) -> PublishedVersion:
    """The survey that asks for photos."""
    return publish_pictured_day(installation, project)


@pytest.fixture
def translated(installation: Installation, pictured: PublishedVersion) -> Iterator[Visitor]:
    """Somebody to whom the pages speak as their catalogues do."""
    app = create_app(installation.config)
    app.testing = True
    yield Visitor(app.test_client())
    app.extensions[KEY].database.close()


def consents(installation: Installation, project: Project) -> dict[str, dict[str, bool | str]]:
    """Those of every response there is."""
    with installation.database.reading() as connection:
        found = [response.submission.consents for response in stream_responses(connection, project.scope, SLUG)]
    return {purpose: dict(consent) for each in found for purpose, consent in each.items()}


@pytest.mark.parametrize("language", ["en", "ar", "so"])
def test_photo_when_sent_then_the_words_of_its_choices_are_kept_as_they_stood_on_the_page(
    installation: Installation, project: Project, translated: Visitor, language: str
) -> None:
    translated.begins(SLUG, language).chooses("pictures", photo(1), "picture").presses("go", "photo")
    shown = translated.page.text
    translated.presses().presses().presses()
    kept = consents(installation, project)
    for purpose, messages in PHOTO_LADDER.items():
        consent = kept[purpose]
        lines = str(consent["wording"]).split("\n")
        assert (consent["given"], consent["language"], len(lines)) == (True, language, len(messages))
        assert [line for line in lines if line not in shown] == []
    assert ("Who may see this photo?" in str(kept[PHOTO_SHOWING]["wording"])) == (language == "en")


def test_answers_when_no_photo_is_among_them_then_no_words_about_photos_are_kept(
    installation: Installation, project: Project, pictured: PublishedVersion, visitor: Visitor
) -> None:
    visitor.begins(SLUG).fills_in(place="A bench").presses().presses().presses()
    kept = consents(installation, project)
    assert "research" in kept
    assert not kept.keys() & PHOTO_LADDER.keys()


def test_words_about_photos_when_the_photo_is_taken_away_or_all_is_taken_back_then_they_go_with_it(
    installation: Installation, project: Project, pictured: PublishedVersion, visitor: Visitor
) -> None:
    visitor.begins(SLUG).fills_in(place="A bench").chooses("pictures", photo(1), "picture").presses("go", "photo")
    key = visitor.code
    visitor.presses().presses().fills_in(field_readable="1").presses()
    assert consents(installation, project).keys() >= PHOTO_LADDER.keys()
    begin_change(installation, key)
    visitor.opens(f"/en/s/{SLUG}/show")
    (photo_id,) = visitor.form()["q_pictures.1.photo"]
    visitor.presses("take_photo", f"pictures {photo_id}").presses().presses().presses()
    kept = consents(installation, project)
    assert "research" in kept
    assert not kept.keys() & PHOTO_LADDER.keys()
    withdraw(installation, key)
    assert consents(installation, project) == {}
