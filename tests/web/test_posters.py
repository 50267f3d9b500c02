"""Places and posters as staff keep them in the browser."""

import pytest
from flask import Flask

from ei_collect.operations.installation import Installation
from ei_collect.places.poster import Poster
from ei_collect.store.posters import posters_of
from tests.coded import Town
from tests.operations.posting import hang
from tests.places.posters import codes_in, picture
from tests.web.staff_visits import Colleague, text_of

PLACES, NEW, POSTERS = "/staff/bristol/places", "/staff/bristol/new-place", "/staff/bristol/posters"


@pytest.fixture
def poster(workshop: Town) -> Poster:
    """A poster in a park."""
    return hang(workshop.installation, workshop.project, survey="day")


def _all(installation: Installation, town: Town) -> tuple[Poster, ...]:
    with installation.database.reading() as connection:
        return posters_of(connection, town.project.scope)


def test_a_place_when_added_and_changed_then_it_is_in_the_list(colleague: Colleague) -> None:
    assert "None yet." in text_of(colleague.opens(PLACES))
    sent = colleague.sends(
        NEW, colleague.opens(NEW), name="St Paul's <Park>", name_ar="حديقة", kind="park", ward="E05010885"
    )
    assert (sent.status_code, sent.location) == (303, f"{PLACES}#st-pauls-park")
    listed = text_of(colleague.opens(PLACES))
    assert "St Paul's <Park> st-pauls-park Park Ashley" in listed
    page = colleague.opens(f"{PLACES}/st-pauls-park")
    assert 'value="حديقة"' in page.text
    assert colleague.sends(f"{PLACES}/st-pauls-park", page, name="The Park", kind="park").status_code == 303
    assert "The Park st-pauls-park Park" in text_of(colleague.opens(PLACES))


def test_a_place_when_it_is_wrong_then_every_fault_is_said_and_what_was_typed_stays(colleague: Colleague) -> None:
    answer = colleague.sends(NEW, colleague.opens(NEW), name="", kind="castle", access="Steps", latitude="x")
    assert answer.status_code == 422
    for fault in ("name: is empty", "code: is empty", "'castle' is no kind of place", "'x' is no latitude"):
        assert fault in text_of(answer)
    assert 'value="Steps"' in answer.text


def test_a_place_when_it_is_not_there_then_not_found(colleague: Colleague) -> None:
    assert colleague.opens(f"{PLACES}/nowhere").status_code == 404


def test_posters_when_made_for_every_ward_then_34_are_listed_with_their_counts(
    installation: Installation, workshop: Town, colleague: Colleague
) -> None:
    sent = colleague.sends(POSTERS, colleague.opens(POSTERS), survey="day", place="*wards", batch="May", language="en")
    assert sent.status_code == 303
    made = _all(installation, workshop)
    assert len(made) == len({poster.code for poster in made}) == 34
    page = text_of(colleague.opens(POSTERS))
    assert all(poster.code in page for poster in made)
    assert "Ashley" in page


def test_posters_when_made_for_every_place_then_one_for_each_that_is_in_use(
    installation: Installation, workshop: Town, colleague: Colleague, poster: Poster
) -> None:
    page = colleague.opens(NEW)
    colleague.sends(NEW, page, name="Old fair", active_to="2020-01-01")
    colleague.sends(POSTERS, page, survey="day", place="*places", batch="June", language="en")
    assert [each.latest.place.code for each in _all(installation, workshop)] == ["park", "park"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"batch": ""}, "has no name"),
        ({"language": "cy"}, "is not offered in cy"),
        ({"starts_on": "soon"}, "'soon' is no day"),
        ({"place": "nowhere"}, "place nowhere: is not there"),
        ({"place": "a\0b"}, "is not there"),
        ({"survey": "other"}, "is not there"),
    ],
)
def test_posters_when_something_is_wrong_then_it_is_said_and_none_is_made(
    workshop: Town, colleague: Colleague, poster: Poster, wrong: dict[str, str], said: str
) -> None:
    fields = {"survey": "day", "place": "park", "batch": "June", "language": "en", **wrong}
    answer = colleague.sends(POSTERS, colleague.opens(POSTERS), **fields)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert len(_all(workshop.installation, workshop)) == 1


@pytest.mark.parametrize(
    ("chosen", "begins", "ending"),
    [
        ("paper=a4&format=pdf", b"%PDF-", "-a4.pdf"),
        ("paper=cards&format=png", b"\x89PNG", "-cards.png"),
        ("paper=a4&format=svg", b"<svg", ".svg"),
        ("paper=nonsense&format=nonsense", b"%PDF-", "-a4.pdf"),
    ],
)
def test_a_poster_when_printed_then_the_file_that_was_chosen(
    colleague: Colleague, poster: Poster, chosen: str, begins: bytes, ending: str
) -> None:
    answer = colleague.opens(f"{POSTERS}/{poster.code}/print?{chosen}&language=en")
    assert answer.data.startswith(begins)
    assert answer.headers["Content-Disposition"] == f"attachment; filename=park-{poster.code}{ending}"
    if ending.endswith("png"):
        assert set(codes_in(picture(answer.data))) == {f"http://localhost:8000/p/{poster.code}"}


def test_a_poster_when_printed_in_a_language_that_is_not_offered_then_it_says_so(
    colleague: Colleague, poster: Poster
) -> None:
    answer = colleague.opens(f"{POSTERS}/{poster.code}/print?language=zh")
    assert answer.status_code == 422
    assert "no longer offered in zh" in text_of(answer)


def test_a_poster_when_moved_and_revoked_then_its_page_tells_its_history(colleague: Colleague, poster: Poster) -> None:
    here = f"{POSTERS}/{poster.code}"
    colleague.sends(NEW, colleague.opens(NEW), name="Library")
    assert colleague.sends(f"{here}/move", colleague.opens(here), place="library").status_code == 303
    assert colleague.sends(f"{here}/revoke", colleague.opens(here), why="Torn <down>").status_code == 303
    page = text_of(colleague.opens(here))
    for words in ("Park", "Library", "Revoked on", "Torn <down>"):
        assert words in page
    assert "Move it" not in page
    assert "revoked" in text_of(colleague.opens(POSTERS))


def test_a_poster_when_moved_or_revoked_wrongly_then_it_says_what_is_wrong(
    colleague: Colleague, poster: Poster
) -> None:
    here = f"{POSTERS}/{poster.code}"
    page = colleague.opens(here)
    moved = colleague.sends(f"{here}/move", page, place="park", starts_on="2020-01-01")
    assert (moved.status_code, "cannot have been moved before" in text_of(moved)) == (422, True)
    revoked = colleague.sends(f"{here}/revoke", page, why=" ")
    assert (revoked.status_code, "needs a reason" in text_of(revoked)) == (422, True)
    astray = colleague.sends(f"{here}/move", page, place="nowhere")
    assert (astray.status_code, "place nowhere: is not there" in text_of(astray)) == (422, True)
    assert colleague.sends(f"{POSTERS}/0000000/move", page, place="park").status_code == 404


@pytest.mark.parametrize("address", [PLACES, NEW, POSTERS, f"{POSTERS}/0000000", f"{POSTERS}/0000000/print"])
def test_a_page_when_nobody_is_signed_in_then_it_asks_for_that(app: Flask, workshop: Town, address: str) -> None:
    assert app.test_client().get(address).location.startswith("/staff/sign-in")
