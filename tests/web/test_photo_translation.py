"""A researcher translates a photo's caption where photos are decided upon."""

import pytest
from flask import Flask

from ei_collect.operations.installation import Installation
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.members import set_password
from ei_collect.store.photos import Photo
from tests.coded import Town, joins
from tests.photographer import Photographer, publish_pictured
from tests.web.conftest import PASSWORD_HASH
from tests.web.staff_visits import Colleague, text_of

LIST = "/staff/bristol/photos"

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def taker(installation: Installation, project: Project, workshop: Town) -> Photographer:
    """Somebody who answers with photos."""
    publish_pictured(installation, project)
    return Photographer(installation, project)


@pytest.fixture
def photo(taker: Photographer) -> Photo:
    """A photo with a caption that was sent."""
    made = taker.takes()
    taker.says(caption="Moja ławka", showing="forum", people="none").sends()
    return made


def test_translation_when_kept_then_it_stands_under_the_caption_with_who_made_it(
    colleague: Colleague, photo: Photo
) -> None:
    address = f"{LIST}/{photo.id}"
    page = colleague.opens(address)
    assert 'lang="en" dir="ltr"' in page.text
    kept = colleague.sends(f"{address}/translation", page, words="My <bench>", tool="")
    assert kept.status_code == 303
    after = colleague.opens(address)
    words = text_of(after)
    assert words.index("Moja ławka") < words.index("My <bench>") < words.index("In English: translated by Asha.")
    assert "My &lt;bench&gt;</textarea>" in after.text
    assert "Asha: translated. into en, translated by Asha" in words
    colleague.sends(f"{address}/translation", after, words="", tool="")
    assert "My &lt;bench&gt;" not in colleague.opens(address).text


def test_translation_when_a_program_made_it_then_the_page_says_which(colleague: Colleague, photo: Photo) -> None:
    address = f"{LIST}/{photo.id}"
    colleague.sends(f"{address}/translation", colleague.opens(address), words="My bench", tool="Engine 2")
    assert "machine translation by Engine 2." in text_of(colleague.opens(address))


def test_translation_when_faulty_then_told_and_what_was_typed_stays(colleague: Colleague, photo: Photo) -> None:
    address = f"{LIST}/{photo.id}"
    page = colleague.opens(address)
    for sent, fault in ({"words": " "}, "has no words"), ({"words": "Bench", "tool": "y" * 81}, "is too long"):
        again = colleague.sends(f"{address}/translation", page, **sent)
        assert (again.status_code, fault in text_of(again)) == (422, True)
        assert f"{sent['words']}</textarea>" in again.text


def test_caption_when_there_is_none_then_there_is_nothing_to_translate(
    colleague: Colleague, taker: Photographer
) -> None:
    made = taker.takes()
    taker.says(showing="forum").sends()
    page = colleague.opens(f"{LIST}/{made.id}")
    assert "Translate the caption" not in page.text
    assert colleague.sends(f"{LIST}/{made.id}/translation", page, words="x").status_code == 404


@pytest.mark.parametrize("role", [MemberRole.FACILITATOR, MemberRole.ADMINISTRATOR])
def test_caption_when_somebody_may_not_read_it_then_they_translate_none(
    app: Flask, installation: Installation, project: Project, photo: Photo, role: MemberRole
) -> None:
    other, visitor = joins(installation, project, "other@example.org", role), Colleague(app.test_client())
    with installation.database.writing() as connection:
        set_password(connection, other.id, PASSWORD_HASH)
    visitor.signs_in(other.email)
    at_home = visitor.opens("/staff/")
    assert visitor.sends(f"{LIST}/{photo.id}/translation", at_home, words="x").status_code == 404
    assert visitor.opens(f"{LIST}/{photo.id}").status_code == 404
