"""Posters: what a code is, and what one leads to on which day."""

from dataclasses import replace
from datetime import date

import pytest

from ei_collect.language.text import Text
from ei_collect.places.place import Place, PlaceKind
from ei_collect.places.poster import (
    ALPHABET,
    Poster,
    PosterPeriod,
    PosterState,
    address_of,
    mint_code,
    read_code,
    readable_address,
)

PARK = Place("pc_1", "park", Text.of("Park"), PlaceKind.PARK)
LIBRARY = Place("pc_2", "library", Text.of("Library"), PlaceKind.LIBRARY)
PERIODS = (
    PosterPeriod("pp_1", 1, PARK, date(2026, 5, 10), date(2026, 5, 20)),
    PosterPeriod("pp_2", 2, LIBRARY, date(2026, 5, 20), date(2026, 5, 31)),
)
POSTER = Poster("po_1", "K7M4QX2", "town", "May", ("en",), date(2026, 5, 1), PERIODS)


def test_code_when_minted_then_seven_crockford_characters_and_read_back() -> None:
    codes = {mint_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 7 and set(code) <= set(ALPHABET) and read_code(code) == code for code in codes)


@pytest.mark.parametrize("typed", ["k7m4qx2", " K7M-4QX2 ", "k7m 4qx2"])
def test_code_when_typed_in_another_way_then_the_same(typed: str) -> None:
    assert read_code(typed) == "K7M4QX2"


def test_code_when_letters_are_misread_then_the_digits_that_they_look_like() -> None:
    assert read_code("il0oABC") == "1100ABC"


@pytest.mark.parametrize("typed", ["", "K7M4QX", "K7M4QX22", "K7M4QXU", "K7M4QX\0", "<b>7M4Q"])
def test_code_when_it_is_none_then_none(typed: str) -> None:
    assert read_code(typed) is None


def test_address_when_the_host_is_short_then_at_most_30_characters() -> None:
    assert len(address_of("https://listen.town", mint_code())) <= 30
    assert readable_address("https://listen.town", "K7M4QX2") == "listen.town/p/K7M4QX2"


@pytest.mark.parametrize(
    ("day", "state", "period"),
    [(9, "not_yet", None), (10, "open", 1), (19, "open", 1), (20, "open", 2), (31, "open", 2)],
)
def test_poster_when_a_day_comes_then_it_leads_from_where_it_hangs(day: int, state: str, period: int | None) -> None:
    found = POSTER.period(date(2026, 5, day))
    assert POSTER.state(date(2026, 5, day)) == state
    assert (found.number if found else None) == period


def test_poster_when_its_last_day_is_over_then_ended_and_when_revoked_then_that_on_any_day() -> None:
    assert POSTER.state(date(2026, 6, 1)) is PosterState.ENDED
    revoked = replace(POSTER, revoked_on=date(2026, 5, 12))
    assert {revoked.state(date(2026, 5, day)) for day in range(1, 32)} == {PosterState.REVOKED}


def test_poster_when_no_end_is_set_then_until_further_notice() -> None:
    poster = replace(POSTER, periods=(replace(PERIODS[0], ends_on=None),))
    assert poster.state(date(2036, 1, 1)) is PosterState.OPEN
