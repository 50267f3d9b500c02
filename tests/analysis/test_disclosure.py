"""Disclosure control: what is published must not let anybody work out a count of 1 to 7."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ei_collect.analysis.disclosure import band, protect

TABLES = st.lists(st.one_of(st.integers(0, 9), st.integers(10, 30), st.integers(30, 400)), min_size=1, max_size=4).map(
    lambda counts: {f"category {index}": count for index, count in enumerate(counts)}
)


def published(counts: tuple[int, ...]) -> tuple[tuple[str, ...], str]:
    shown = protect({str(index): count for index, count in enumerate(counts)})
    return tuple(shown.cells.values()), shown.total


@given(TABLES)
def test_table_when_published_then_no_small_count_can_be_told_from_its_neighbours(table: dict[str, int]) -> None:
    """For each cell of 1 to 7 there is another table, a little different, that is published the same."""
    counts = tuple(table.values())
    nearby = [
        tuple(count + change for count, change in zip(counts, changes, strict=True))
        for changes in product((-2, -1, 0, 1, 2), repeat=len(counts))
    ]
    alike = [other for other in nearby if min(other) >= 0 and published(other) == published(counts)]
    for place, count in enumerate(counts):
        if 1 <= count <= 7:
            assert len({other[place] for other in alike}) > 1


@pytest.mark.parametrize(("categories", "below"), [(2, 93), (3, 33), (4, 23)])
def test_every_small_table_when_all_are_published_then_no_small_count_stands_alone(categories: int, below: int) -> None:
    """By brute force, and for a reader who knows the rule: among all tables published alike, each small cell varies.

    `below` ends where one rounded figure ends and the next begins, so that no table is missing among those alike.
    """
    alike: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(below), repeat=categories):
        alike[published(counts)].append(counts)
    alone = [
        (shown, place)
        for shown, tables in alike.items()
        for place in range(categories)
        if len(values := {table[place] for table in tables}) == 1 and 1 <= min(values) <= 7
    ]
    assert alone == []


@given(TABLES)
def test_cell_when_shown_as_a_number_then_it_is_rounded_and_not_small(table: dict[str, int]) -> None:
    for category, words in protect(table).cells.items():
        if words.isdecimal() and table[category]:
            assert int(words) % 5 == 0
            assert abs(int(words) - table[category]) <= 2
            assert table[category] >= 8


@given(TABLES)
def test_categories_when_any_is_hidden_then_another_is_and_they_come_to_eight(table: dict[str, int]) -> None:
    hidden = [table[category] for category, words in protect(table).cells.items() if words == "not shown"]
    assert not hidden or (len(hidden) > 1 and sum(hidden) >= 8)


def test_one_small_count_when_hidden_then_the_smallest_other_is_hidden_too() -> None:
    shown = protect({"phone": 62, "paper": 21, "tablet": 3, "computer": 0})
    assert shown.cells == {"phone": "60", "paper": "not shown", "tablet": "not shown", "computer": "0"}
    assert shown.total == "85"


def test_two_small_counts_when_together_fewer_than_eight_then_a_third_is_hidden() -> None:
    assert protect({"a": 60, "b": 20, "c": 2, "d": 3}).cells["b"] == "not shown"


def test_counts_when_the_rest_would_betray_the_small_one_then_more_is_hidden() -> None:
    """Hiding one beside it would leave 12 at most, and 53 - 12 - 22 - 12 is 7."""
    assert protect({"a": 12, "b": 12, "c": 7, "d": 22}).cells["b"] == "not shown"


def test_counts_when_under_fifty_in_all_then_bands_only() -> None:
    shown = protect({"ward a": 0, "ward b": 7, "ward c": 8, "ward d": 21})
    assert list(shown.cells.values()) == ["fewer than 8", "fewer than 8", "8 to 20", "21 to 49"]
    assert shown.total == "fewer than 50"


def test_three_sevens_when_published_then_they_look_like_three_ones() -> None:
    assert published((7, 7, 7)) == published((1, 1, 1))


def test_counts_when_nobody_answered_then_they_say_so() -> None:
    assert published((0, 0)) == (("0", "0"), "0")


@pytest.mark.parametrize(
    ("people", "words"), [(1, "one person"), (2, "a few"), (7, "a few"), (8, "many"), (900, "many")]
)
def test_band_when_asked_then_words_without_a_number(people: int, words: str) -> None:
    assert band(people) == words
