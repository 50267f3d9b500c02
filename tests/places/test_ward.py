"""Spellings of ward names."""

import pytest

from ei_collect.places.bristol import WARDS
from ei_collect.places.ward import name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Avonmouth & Lawrence Weston", "Avonmouth and Lawrence Weston"),
        ("Henbury&Brentry", "HENBURY AND BRENTRY"),
        ("St. George West", "St George  West "),
        ("Westbury-on-Trym and Henleaze", "Westbury on Trym & Henleaze"),
    ],
)
def test_name_key_when_one_ward_is_spelled_in_two_ways_then_the_same(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_bristol_when_shipped_then_34_wards_that_no_spelling_mixes_up() -> None:
    assert len({ward.code for ward in WARDS}) == len({name_key(ward.name) for ward in WARDS}) == 34
