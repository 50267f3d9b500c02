"""A researcher looks at photos: the queue, one photo, what is decided, what is covered, and who may do none of it."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.photos.covering import COLOUR
from ei_collect.photos.faces import can_find_faces
from ei_collect.photos.refusal import Refusal, refused
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.members import add_role, set_password
from ei_collect.store.photos import Photo
from ei_collect.web import moderating
from tests.coded import Town, joins
from tests.photographer import Photographer, files, publish_pictured, striped
from tests.photos.portraits import portrait
from tests.web.conftest import PASSWORD_HASH
from tests.web.staff_visits import Colleague, text_of
from tests.web.visits import Visitor

LIST = "/staff/bristol/photos"
WORDS = "My bench <b>here</b>"
DECIDED = {"status": "forum", "reason": "Nobody is in it.", "alt": "A bench under a tree."}

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def taker(installation: Installation, project: Project, workshop: Town) -> Photographer:
    """Somebody who has begun to answer with photos."""
    publish_pictured(installation, project)
    return Photographer(installation, project)


@pytest.fixture
def photo(taker: Photographer) -> Photo:
    """A photo that was sent."""
    made = taker.takes(portrait())
    told = {"caption": WORDS, "feeling": "less", "where": "on_a_route", "where_words": "Bus 76"}
    taker.says(**told, showing="published", people="not_sure").sends()
    return made


def another(taker: Photographer, seed: int) -> Photo:
    """A photo that somebody else sent."""
    other = Photographer(taker.installation, taker.project)
    made = other.takes(striped(seed))
    other.sends()
    return made


def test_queue_when_photos_were_sent_then_the_new_ones_with_what_their_makers_said_and_never_the_code(
    colleague: Colleague, taker: Photographer, photo: Photo
) -> None:
    draft = Photographer(taker.installation, taker.project).takes(striped(5))
    page = colleague.opens(LIST)
    words = text_of(page)
    for told in ("New (1)", WORDS, "may be published", "not sure whether they agree", "Less so", "Bus 76", "English"):
        assert told in words
    assert f'src="{LIST}/{photo.id}/thumbnail"' in page.text
    assert draft.id not in page.text
    assert taker.key not in page.text
    assert "1 photos to look at" in text_of(colleague.opens("/staff/bristol/"))
    assert photo.id in colleague.opens(f"{LIST}?survey=pictured").text
    assert photo.id not in colleague.opens(f"{LIST}?survey=day").text
    assert photo.id not in colleague.opens(f"{LIST}?show=forum").text
    assert photo.id in colleague.opens(f"{LIST}?show=nonsense").text


def test_queue_when_there_are_more_than_a_page_then_it_goes_on(
    colleague: Colleague, taker: Photographer, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moderating, "PAGE", 1)
    other = another(taker, 6)
    first, second = sorted((photo.id, other.id))
    page = colleague.opens(LIST)
    assert (first in page.text, f"{LIST}/{second}" in page.text) == (True, False)
    (further,) = re.findall(r'href="([^"]+after=[^"]+)"', page.text)
    assert f"{LIST}/{second}" in colleague.opens(further.replace("&amp;", "&")).text


@pytest.mark.parametrize("size", ["picture", "thumbnail"])
def test_picture_when_served_then_as_a_jpeg_in_which_nothing_runs_and_which_nobody_keeps(
    colleague: Colleague, photo: Photo, size: str
) -> None:
    served = colleague.opens(f"{LIST}/{photo.id}/{size}")
    assert Image.open(BytesIO(served.data)).format == "JPEG"
    assert served.headers["Content-Type"] == "image/jpeg"
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert served.headers["Cache-Control"] == "no-store"
    assert served.headers["Content-Disposition"] == "inline; filename=photo.jpg"
    assert "sandbox" in served.headers["Content-Security-Policy"]


def test_decision_when_faulty_then_told_and_nothing_typed_is_lost(colleague: Colleague, photo: Photo) -> None:
    address = f"{LIST}/{photo.id}"
    again = colleague.sends(f"{address}/decision", colleague.opens(address), **{**DECIDED, "alt": ""})
    assert again.status_code == 422
    words = text_of(again)
    assert "the description: is empty" in words
    assert "the people in it: are not cleared" in words
    assert "Nobody is in it.</textarea>" in again.text
    assert re.search(r'value="forum" required checked', again.text)


def test_decision_when_kept_then_it_stands_and_what_was_done_is_on_the_page(
    colleague: Colleague, taker: Photographer, photo: Photo
) -> None:
    address = f"{LIST}/{photo.id}"
    other = another(taker, 7)
    page = colleague.opens(address)
    assert f'href="{LIST}/{other.id}">Next new one' in page.text
    assert colleague.sends(f"{address}/decision", page, cleared="1", **DECIDED).status_code == 303
    after = colleague.opens(address)
    words = text_of(after)
    assert "For the forum" in words
    assert "It is shown at the forum." in words
    assert "Asha: For the forum. Nobody is in it." in words
    assert "The people in it were cleared." in words
    assert "A bench under a tree.</textarea>" in after.text
    assert photo.id in colleague.opens(f"{LIST}?show=forum").text
    assert photo.id not in colleague.opens(LIST).text


def test_photo_when_removed_then_the_page_says_so_and_the_picture_is_not_found(
    colleague: Colleague, taker: Photographer, photo: Photo
) -> None:
    address = f"{LIST}/{photo.id}"
    gone = colleague.sends(f"{address}/decision", colleague.opens(address), status="removed", reason="She asked.")
    assert gone.status_code == 303
    assert files(taker.installation) == {}
    page = colleague.opens(f"{address}?faces=1")
    assert "The picture was deleted." in text_of(page)
    assert "She asked." in text_of(page)
    assert '<form method="post" class="sheet"' not in page.text
    assert colleague.opens(f"{address}/picture").status_code == 404
    assert "<img" not in colleague.opens(f"{LIST}?show=removed").text


def test_parts_when_given_in_numbers_without_a_script_then_they_are_covered_and_written_down(
    colleague: Colleague, taker: Photographer, photo: Photo
) -> None:
    address = f"{LIST}/{photo.id}"
    numbers = {"left_1": "0", "top_1": "0", "width_1": "50", "height_1": "100"}
    assert colleague.sends(f"{address}/covers", colleague.opens(address), **numbers).status_code == 303
    image = Image.open(BytesIO(colleague.opens(f"{address}/picture").data))
    assert all(abs(one - other) < 10 for one, other in zip(image.getpixel((200, 300)), COLOUR, strict=True))  # type: ignore[arg-type]
    assert all(abs(one - other) > 30 for one, other in zip(image.getpixel((900, 100)), COLOUR, strict=True))  # type: ignore[arg-type]
    assert "Asha: covered. 1 part" in text_of(colleague.opens(address))
    assert not set(photo.names) & set(files(taker.installation))


@pytest.mark.skipif(not can_find_faces(), reason="the extra `faces` is not installed")
def test_faces_when_looked_for_then_proposed_with_a_tick_and_covered_when_sent(
    colleague: Colleague, photo: Photo
) -> None:
    address = f"{LIST}/{photo.id}"
    page = colleague.opens(f"{address}?faces=1")
    assert "1 found." in text_of(page)
    (part,) = re.findall(r'name="part" value="([^"]+)" checked', page.text)
    assert page.text.count("<rect ") == 1
    assert colleague.sends(f"{address}/covers", page, part=[part]).status_code == 303
    assert "0 found." in text_of(colleague.opens(f"{address}?faces=1"))


def test_faces_when_the_extra_is_absent_then_the_page_says_so_and_works(
    colleague: Colleague, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moderating, "can_find_faces", lambda: False)
    page = colleague.opens(f"{LIST}/{photo.id}?faces=1")
    assert page.status_code == 200
    assert "the extra “faces” is not installed" in text_of(page)
    assert "Find faces" not in text_of(page)


@pytest.mark.skipif(not can_find_faces(), reason="the extra `faces` is not installed")
def test_faces_when_there_was_no_time_to_look_then_told_and_the_page_works(
    colleague: Colleague, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_slow(*_: object) -> None:
        raise refused(Refusal.TOO_SLOW, "picture")

    monkeypatch.setattr("ei_collect.operations.covering.faces_in", too_slow)
    page = colleague.opens(f"{LIST}/{photo.id}?faces=1")
    assert (page.status_code, "That was not kept" in text_of(page)) == (422, True)
    assert "Cover these parts for good" in text_of(page)


def test_parts_when_none_is_marked_then_told(colleague: Colleague, photo: Photo) -> None:
    address = f"{LIST}/{photo.id}"
    again = colleague.sends(f"{address}/covers", colleague.opens(address))
    assert again.status_code == 422
    assert "the parts: are not marked" in text_of(again)


def test_near_duplicates_when_there_are_some_then_hinted_on_both_pages_and_none_is_removed(
    colleague: Colleague, taker: Photographer, photo: Photo
) -> None:
    other = Photographer(taker.installation, taker.project)
    twin = other.takes(portrait().resize((990, 742)))
    other.sends()
    strange = another(taker, 8)
    assert "Looks much like 1 other." in text_of(colleague.opens(LIST))
    page = colleague.opens(f"{LIST}/{photo.id}")
    assert f'href="{LIST}/{twin.id}">{twin.id}' in page.text
    assert f'href="{LIST}/{strange.id}">{strange.id}' not in page.text
    assert len(files(taker.installation)) == 6


def test_photos_when_somebody_may_not_moderate_or_is_of_another_project_then_there_is_nothing(
    colleague: Colleague, installation: Installation, project: Project, workshop: Town, photo: Photo
) -> None:
    facilitator = joins(installation, project, "fay@example.org", MemberRole.FACILITATOR)
    leeds = add_project(installation, NewProject("leeds", "Leeds", ("en",), "x@example.org"))
    with installation.database.writing() as connection:
        set_password(connection, facilitator.id, PASSWORD_HASH)
        add_role(connection, leeds.scope, workshop.researcher.id, MemberRole.RESEARCHER)
    other = Colleague(colleague.client.application.test_client())
    other.signs_in(facilitator.email)
    stranger = Colleague(colleague.client.application.test_client())
    pages = ("", f"/{photo.id}", f"/{photo.id}/picture", f"/{photo.id}/thumbnail")
    assert "Photos" not in text_of(other.opens("/staff/bristol/"))
    for page in pages:
        assert other.opens(f"{LIST}{page}").status_code == 404
        assert stranger.opens(f"{LIST}{page}").status_code == 302
    for page in pages[1:]:
        assert colleague.opens(f"/staff/leeds/photos{page}").status_code == 404
    form = colleague.opens(f"{LIST}/{photo.id}")
    for action in ("decision", "covers"):
        fields = {**DECIDED, "cleared": "1", "part": "0 0 50 50"}
        assert colleague.sends(f"/staff/leeds/photos/{photo.id}/{action}", form, **fields).status_code == 404
    assert "New (1)" in text_of(colleague.opens(LIST))
    assert colleague.client.post(f"{LIST}/{photo.id}/decision", data=DECIDED).status_code == 400


def test_maker_when_asked_again_then_the_code_tells_the_question_and_what_it_says_only_if_it_opens_words(
    colleague: Colleague, taker: Photographer, photo: Photo, new_visitor: Callable[..., Visitor]
) -> None:
    shut = Photographer(taker.installation, taker.project)
    other = shut.takes(striped(9))
    shut.sends(readable=False)
    for each in (photo, other):
        address = f"{LIST}/{each.id}"
        asked = {"status": "asked", "reason": "Is that <b>your</b> sister?"}
        assert colleague.sends(f"{address}/decision", colleague.opens(address), **asked).status_code == 303
    for maker, told in ((taker, True), (shut, False)):
        page = new_visitor().posts("/en/r", {"code": [maker.key]})
        assert page.sees("The team has a question about a photo of yours.")
        assert page.sees("Is that <b>your</b> sister?") is told
