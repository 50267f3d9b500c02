"""The map of a town: there once boundaries are imported, with the places in use; and what a choice on it keeps."""

from datetime import timedelta
from pathlib import Path

import pytest

from ei_collect.answering.photographs import Photos
from ei_collect.errors import GoneError, NotFoundError
from ei_collect.language.text import Text
from ei_collect.operations.asking import asking
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.mapping import MOST_DOTS, MapOfPlaces, has_map, map_of_places, say_where
from ei_collect.operations.memory import Shelf
from ei_collect.operations.places import import_wards
from ei_collect.operations.standing import visit
from ei_collect.operations.withdrawing import withdraw
from ei_collect.places.place import Place, PlaceKind
from ei_collect.projects.project import Project
from ei_collect.store.place_list import insert_place
from ei_collect.store.responses import stream_responses
from tests.photographer import QUESTION, SLUG, Photographer, publish_pictured
from tests.places.towns import BORDER, NORTH, WEST, bound, write


@pytest.fixture
def taker(installation: Installation, project: Project) -> Photographer:
    """Somebody who answers with photos."""
    publish_pictured(installation, project)
    return Photographer(installation, project)


def put(installation: Installation, project: Project, *places: Place) -> None:
    """Keep these places."""
    with installation.database.writing() as connection:
        for place in places:
            insert_place(connection, project.scope, place)


def place(code: str, longitude: float = BORDER, **facts: object) -> Place:
    """A place half-way down the town."""
    usual = Place("", code, Text.of(code), PlaceKind.PARK, point=(NORTH - 0.01, longitude))
    return Place(**{**vars(usual), **facts})


def drawn(installation: Installation) -> MapOfPlaces:
    """The map as it is now."""
    return map_of_places(installation, Shelf(0), asking(installation, SLUG))


def test_map_when_boundaries_are_imported_then_offered_from_the_next_page_on(
    installation: Installation, taker: Photographer, tmp_path: Path
) -> None:
    before = visit(installation, SLUG, taker.key, "en")
    assert not has_map(installation, before.shelf, before.asking)
    with pytest.raises(NotFoundError):
        map_of_places(installation, before.shelf, before.asking)
    postcodes = tmp_path / "p.csv"
    postcodes.write_text("pcds,osward\n")
    import_wards(installation, taker.project.place_set, write(tmp_path / "w.geojson"), postcodes)
    after = visit(installation, SLUG, taker.key, "en")
    assert has_map(installation, after.shelf, after.asking)
    assert len(map_of_places(installation, after.shelf, after.asking).town.shapes) == 2


def test_places_when_drawn_then_those_in_use_with_a_point_in_the_town_by_name(
    installation: Installation, taker: Photographer
) -> None:
    bound(installation, taker.project.place_set)
    day = timedelta(days=1)
    there = [place("b"), place("a"), place("last-day", active_to=today())]
    gone = [place("gone", active_to=today() - day), place("soon", active_from=today() + day)]
    put(installation, taker.project, *there, *gone, place("far", 9.0), place("pointless", point=None))
    town = drawn(installation)
    assert [each.place.code for each in town.dots] == ["a", "b", "last-day"]
    assert ">٣</text>" in town.drawn("٠١٢٣".__getitem__)


def test_places_when_there_are_too_many_then_the_first_are_drawn_and_all_can_be_meant(
    installation: Installation, taker: Photographer
) -> None:
    bound(installation, taker.project.place_set)
    put(installation, taker.project, *(place(f"p{number:03}", BORDER - 0.02) for number in range(MOST_DOTS)))
    put(installation, taker.project, place("z"))
    town = drawn(installation)
    assert len(town.dots) == MOST_DOTS
    x, y = town.places[-1].spot
    meant = town.meant(round(x * 280 / town.town.width), round(y * 280 / town.town.width), 280)
    assert [each.where for each in meant.places] == ["place:z"]


def test_place_when_chosen_then_it_is_in_the_answer_that_is_sent(
    installation: Installation, taker: Photographer
) -> None:
    put(installation, taker.project, place("green"))
    bound(installation, taker.project.place_set)
    one, two = taker.takes(), taker.takes()
    say_where(installation, SLUG, taker.key, QUESTION, two.id, where="place:green")
    say_where(installation, SLUG, taker.key, QUESTION, one.id, where=WEST.code)
    taker.sends()
    with installation.database.reading() as connection:
        (sent,) = stream_responses(connection, taker.project.scope, SLUG)
    value = sent.submission.answers[QUESTION].value
    assert isinstance(value, Photos)
    assert [each.where for each in value.photos] == [WEST.code, "place:green"]


def test_choice_when_the_answers_are_sent_or_taken_back_then_too_late(
    installation: Installation, taker: Photographer
) -> None:
    bound(installation, taker.project.place_set)
    made = taker.takes()
    taker.sends()
    with pytest.raises(NotFoundError):
        say_where(installation, SLUG, taker.key, QUESTION, made.id, where=WEST.code)
    withdraw(installation, taker.key)
    with pytest.raises(GoneError):
        say_where(installation, SLUG, taker.key, QUESTION, made.id, where=WEST.code)


def test_choice_when_the_question_asks_for_no_photos_then_not_found(
    installation: Installation, taker: Photographer
) -> None:
    made = taker.takes()
    with pytest.raises(NotFoundError):
        say_where(installation, SLUG, taker.key, "nothing", made.id, where=WEST.code)
