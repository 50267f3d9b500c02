"""Guessing the place spoken of from words."""

import pytest

from ei_collect.coding.coding import PlaceKind, PlaceSpokenOf
from ei_collect.coding.placing import WardNames, place_of
from ei_collect.places.ward import Ward

WARDS = WardNames.of(
    [Ward("E1", "Easton"), Ward("E2", "Hartcliffe & Withywood"), Ward("E3", "Lawrence Hill"), Ward("E4", "Central")]
)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("We land back in Easton after work", ("E1",)),
        ("I live in Hartcliffe.", ("E2",)),
        ("Hartcliffe and Withywood are far", ("E2",)),
        ("From Lawrence Hill to Easton", ("E3", "E1")),
        ("Easton Road is loud", ()),
        ("the Bristol Central Library", ()),
        ("in central Bristol", ()),
    ],
)
def test_ward_when_named_by_itself_then_found(words: str, codes: tuple[str, ...]) -> None:
    assert WARDS.find(words) == codes


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("This picture is of Stapleton Road, it is busy", "Stapleton Road"),
        ("This is St Werburghs Community Centre in the north", "St Werburghs Community Centre"),
        ("Patchway police station is horrible", "Patchway police station"),
        ("You go onto St Mark’s Road then", "St Mark’s Road"),
        ("At the University of Bristol they say", "University of Bristol"),
    ],
)
def test_place_when_a_name_stands_with_a_place_word_then_found(words: str, name: str) -> None:
    assert place_of(words, WARDS) == PlaceSpokenOf(PlaceKind.PLACE, name=name)


@pytest.mark.parametrize("words", ["This park is green", "The Road", "My street", "I like the City", "حديقة"])
def test_place_when_no_name_stands_there_then_none(words: str) -> None:
    assert place_of(words, WARDS) == PlaceSpokenOf()


def test_place_when_several_are_named_then_that_named_most_often() -> None:
    assert place_of("Castle Park or Cabot Road? Cabot Road!", WARDS).name == "Cabot Road"


def test_place_when_two_wards_are_named_then_several() -> None:
    assert place_of("Easton, not Hartcliffe", WARDS) == PlaceSpokenOf(PlaceKind.SEVERAL, ("E1", "E2"))


def test_place_when_there_are_no_wards_then_names_are_still_found() -> None:
    assert place_of("Castle Park", WardNames.of([])).name == "Castle Park"
