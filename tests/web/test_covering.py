"""Somebody covers parts of a photo of theirs before they send it, without a script."""

import re
from collections.abc import Callable
from io import BytesIO
from threading import BoundedSemaphore

import pytest
from PIL import Image

from ei_collect.operations.installation import Installation
from ei_collect.operations.pictures import photo_objects
from ei_collect.photos.covering import COLOUR
from ei_collect.photos.faces import can_find_faces
from ei_collect.photos.refusal import Refusal, refused
from ei_collect.projects.project import Project
from ei_collect.store.photos import Photo
from ei_collect.web import covering
from tests.photographer import QUESTION, SECTION, SLUG, Photographer, files, publish_pictured
from tests.photos.portraits import portrait
from tests.web.visits import Visitor

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def taker(installation: Installation, project: Project) -> Photographer:
    """Somebody who has begun to answer with photos."""
    publish_pictured(installation, project)
    return Photographer(installation, project)


@pytest.fixture
def photo(taker: Photographer) -> Photo:
    """A photo with a face that waits to be sent."""
    made = taker.takes(portrait())
    taker.says(caption="Here")
    return made


@pytest.fixture
def at_home(visitor: Visitor, taker: Photographer) -> Visitor:
    """Their browser, which remembers the code."""
    visitor.client.set_cookie(f"ei_{SLUG}", taker.key)
    return visitor


def address(photo: Photo, language: str = "en") -> str:
    """Of the page."""
    return f"/{language}/s/{SLUG}/photo/{QUESTION}/{photo.id}/covers"


def pixel(visitor: Visitor, photo: Photo, at: tuple[int, int]) -> tuple[int, int, int]:
    """A colour of the photo as its maker is shown it."""
    image = Image.open(BytesIO(visitor.client.get(f"{address(photo)}/picture").data))
    return image.getpixel(at)  # type: ignore[return-value]


def is_covered(colour: tuple[int, int, int]) -> bool:
    """Whether it is that of covers, as near as JPEG keeps it."""
    return all(abs(one - other) < 10 for one, other in zip(colour, COLOUR, strict=True))


def test_parts_when_given_in_numbers_then_covered_for_good_and_the_page_says_so(
    at_home: Visitor, taker: Photographer, photo: Photo
) -> None:
    at_home.opens(address(photo))
    assert at_home.sees("What is covered is gone for good.")
    assert not is_covered(pixel(at_home, photo, (200, 300)))
    at_home.fills_in(field_left_1="0", field_top_1="0", field_width_1="50", field_height_1="99").presses()
    assert (at_home.status, at_home.sees("Done.")) == (200, True)
    assert is_covered(pixel(at_home, photo, (200, 300)))
    assert not is_covered(pixel(at_home, photo, (900, 300)))
    assert not set(photo.names) & set(files(taker.installation))
    at_home.follows("Back to the questions")
    assert at_home.address.endswith(f"/s/{SLUG}/{SECTION}")
    taker.says(people="covered").sends()
    assert len(files(taker.installation)) == 2


@pytest.mark.skipif(not can_find_faces(), reason="the extra `faces` is not installed")
def test_faces_when_looked_for_then_ticked_and_one_that_is_unticked_stays(at_home: Visitor, photo: Photo) -> None:
    at_home.opens(address(photo)).follows("Find faces for me")
    assert re.findall(r'name="part" value="[^"]+" checked', at_home.markup)
    at_home.fills_in(field_part=[]).presses()
    assert (at_home.status, at_home.sees("Mark a part of the photo first.")) == (422, True)
    at_home.opens(f"{address(photo)}?faces=1").presses()
    assert is_covered(pixel(at_home, photo, (500, 340)))
    assert at_home.opens(f"{address(photo)}?faces=1").sees("No faces were found.")


@pytest.mark.skipif(not can_find_faces(), reason="the extra `faces` is not installed")
def test_faces_when_there_was_no_time_to_look_then_told_and_the_page_works(
    at_home: Visitor, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_slow(*_: object) -> None:
        raise refused(Refusal.TOO_SLOW, "picture")

    monkeypatch.setattr("ei_collect.operations.covering.faces_in", too_slow)
    at_home.opens(f"{address(photo)}?faces=1")
    assert (at_home.status, at_home.sees("That did not work.")) == (422, True)


def test_parts_when_they_are_no_numbers_then_told_and_nothing_is_covered(at_home: Visitor, photo: Photo) -> None:
    at_home.opens(address(photo)).fills_in(field_left_1="much").presses()
    assert (at_home.status, at_home.sees("Please mark the parts again.")) == (422, True)
    assert not is_covered(pixel(at_home, photo, (500, 340)))


def test_photo_when_it_is_anothers_or_was_sent_then_there_is_nothing(
    at_home: Visitor, taker: Photographer, photo: Photo, new_visitor: Callable[..., Visitor]
) -> None:
    stranger = new_visitor()
    other = Photographer(taker.installation, taker.project)
    other.takes()
    assert stranger.opens(address(photo)).status == 404
    stranger.client.set_cookie(f"ei_{SLUG}", other.key)
    for page in (address(photo), f"{address(photo)}/picture"):
        assert stranger.opens(page).status == 404
    assert stranger.posts(address(photo), {"part": ["0 0 50 50"]}).status == 404
    assert at_home.opens(address(photo)).status == 200
    taker.sends()
    assert at_home.opens(address(photo)).status == 404
    assert at_home.posts(address(photo), {"part": ["0 0 50 50"]}).status == 404
    assert photo_objects(taker.installation).read(photo.names[0]) is not None


def test_page_when_the_extra_is_absent_then_it_works_and_offers_no_search(
    at_home: Visitor, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(covering, "can_find_faces", lambda: False)
    at_home.opens(f"{address(photo)}?faces=1")
    assert (at_home.status, "Find faces" in at_home.markup) == (200, False)


def test_search_when_too_many_look_at_once_then_asked_to_come_again(
    at_home: Visitor, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(covering, "_turns", BoundedSemaphore(1))
    monkeypatch.setattr(covering, "PATIENCE", 0)
    with covering._turn():
        assert at_home.posts(address(photo), {"part": ["0 0 50 50"]}).status == 503
    assert at_home.posts(address(photo), {"part": ["0 0 50 50"]}).status == 200


def test_page_when_shown_then_only_our_own_styles_and_scripts_are_allowed(at_home: Visitor, photo: Photo) -> None:
    at_home.opens(address(photo))
    assert "script-src 'self'" in at_home.headers["Content-Security-Policy"]
    assert "style=" not in at_home.markup
    cookie = at_home.client.get_cookie(f"ei_{SLUG}")
    assert cookie is not None
    assert cookie.value not in at_home.markup
