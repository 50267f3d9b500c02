"""The demonstration's places, posters and photos: all of them say that they are invented, and are there once."""

import pytest

from ei_collect.analysis.photos import PhotoFacts
from ei_collect.answering.photographs import Showing
from ei_collect.cli.demonstration import _say_what_to_open
from ei_collect.operations.demonstration import Demonstration, hang_posters, set_up
from ei_collect.operations.installation import Installation
from ei_collect.operations.photo_showing import forum_photos, photos_within
from ei_collect.places.poster import Poster, address_of
from ei_collect.store.moderation import count_photos
from ei_collect.store.photos import SentPhoto, sent_photos
from ei_collect.store.place_list import places_of
from ei_collect.store.posters import posters_of
from ei_collect.web.rehearsal_photos import rehearse_photos

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def demonstration(installation: Installation) -> Demonstration:
    """One without respondents."""
    return set_up(installation)


def sent(installation: Installation, demonstration: Demonstration) -> tuple[SentPhoto, ...]:
    """Every photo."""
    with installation.database.reading() as connection:
        return tuple(sent_photos(connection, demonstration.project.scope))


def shown(installation: Installation, demonstration: Demonstration, showing: Showing) -> tuple[PhotoFacts, ...]:
    """The photos for certain eyes."""
    return tuple(photos_within(installation, demonstration.project, showing))


def test_photos_when_rehearsed_then_every_one_is_synthetic_and_each_page_of_staff_has_something_to_show(
    installation: Installation, demonstration: Demonstration
) -> None:
    hang_posters(installation, demonstration)
    assert rehearse_photos(installation, demonstration) == 4
    found = sent(installation, demonstration)
    assert all(each.synthetic for each in found)
    assert {each.language for each in found} == {"en", "ar", "pl", "so"}
    assert all(each.answer.caption and each.answer.feeling and each.answer.where for each in found)
    with installation.database.reading() as connection:
        counts = count_photos(connection, demonstration.project.scope)
    assert counts == {"new": 2, "forum": 3, "research": 1, "asked": 1}
    for_the_forum = forum_photos(installation, demonstration.project)
    assert len(for_the_forum) == 3
    assert all(each.caption and each.synthetic and "synthetic" in each.alt for each in for_the_forum)
    assert sorted(each.translation.made for each in for_the_forum if each.translation) == [
        "machine translation by an invented program",
        "translated by Demonstration researcher",
    ]
    assert [each.place for each in for_the_forum if "(invented)" not in each.place] == []
    assert len(shown(installation, demonstration, Showing.PUBLISHED)) == 1


def test_photos_when_rehearsed_again_then_nothing_happens(
    installation: Installation, demonstration: Demonstration
) -> None:
    hang_posters(installation, demonstration)
    rehearse_photos(installation, demonstration)
    before = sent(installation, demonstration)
    assert rehearse_photos(installation, demonstration) == 0
    assert sent(installation, demonstration) == before


def test_posters_when_hung_twice_then_the_same_ones_at_places_that_say_they_are_invented(
    installation: Installation, demonstration: Demonstration
) -> None:
    first, again = (hang_posters(installation, demonstration) for _ in range(2))
    assert [each.code for each in first] == [each.code for each in again]
    with installation.database.reading() as connection:
        places = places_of(connection, demonstration.project.scope)
        assert len(posters_of(connection, demonstration.project.scope)) == len(places) == 5
    assert all("(invented)" in each.names.wording("en").body and each.ward and each.point for each in places)
    assert set(first[0].languages) == {"en", "ar", "so", "pl"}


def test_what_to_open_when_told_then_a_poster_and_the_photos_that_wait(
    installation: Installation, demonstration: Demonstration, capsys: pytest.CaptureFixture[str]
) -> None:
    poster: Poster = hang_posters(installation, demonstration)[0]
    _say_what_to_open(installation, demonstration, poster)
    told = capsys.readouterr().out
    assert address_of(installation.config.base_url, poster.code) in told
    assert f"{installation.config.base_url}/staff/bristol/photos" in told
