"""The orders in which choices and rows are shown."""

from collections import Counter
from dataclasses import replace

import pytest

from ei_collect.answering.order import VARIANTS, choices_in_order, is_shuffled, rows_in_order, variant_of
from ei_collect.language.text import Text
from ei_collect.survey.definition import Choice, Kind, Question, Row

CODES = "abcd"
CHOICES = tuple(Choice(code, Text.of(code)) for code in CODES)
LAST = (Choice("other", Text.of("Other"), other=True), Choice("none", Text.of("None"), exclusive=True))
MIXED = Question("q", Kind.MULTIPLE, Text.of("?"), choices=(LAST[0], *CHOICES, LAST[1]), random_order=True)
GRID = Question(
    "g",
    Kind.GRID,
    Text.of("?"),
    choices=CHOICES,
    rows=tuple(Row(code, Text.of(code)) for code in CODES),
    random_order=True,
)


def test_variant_of_when_asked_twice_then_the_same_and_every_variant_comes_up() -> None:
    found = [variant_of(f"KEY-{number}") for number in range(2000)]
    assert found == [variant_of(f"KEY-{number}") for number in range(2000)]
    assert set(found) == set(range(VARIANTS))


def test_choices_when_over_all_variants_then_each_stands_in_each_place_equally_often() -> None:
    orders = [[choice.code for choice in choices_in_order(MIXED, variant)] for variant in range(VARIANTS)]
    for place in range(len(CODES)):
        assert Counter(order[place] for order in orders) == dict.fromkeys(CODES, VARIANTS // len(CODES))
    assert len({tuple(order) for order in orders}) > len(CODES)


@pytest.mark.parametrize("variant", range(VARIANTS))
def test_choices_when_some_exclude_others_or_take_words_then_these_stay_last(variant: int) -> None:
    shown = choices_in_order(MIXED, variant)
    assert shown[-2:] == LAST
    assert sorted(each.code for each in shown[:-2]) == list(CODES)


def test_choices_when_no_order_is_asked_for_then_as_written() -> None:
    assert choices_in_order(replace(MIXED, random_order=False), 5) == MIXED.choices


def test_rows_when_a_grid_is_in_random_order_then_its_rows_move_and_its_choices_do_not() -> None:
    assert all(choices_in_order(GRID, variant) == CHOICES for variant in range(VARIANTS))
    orders = {tuple(row.code for row in rows_in_order(GRID, variant)) for variant in range(VARIANTS)}
    assert len(orders) > len(CODES)
    assert rows_in_order(replace(GRID, random_order=False), 3) == GRID.rows


def test_is_shuffled_when_some_question_asks_for_it_then_yes() -> None:
    plain = replace(MIXED, random_order=False)
    assert (is_shuffled([plain, MIXED]), is_shuffled([plain]), is_shuffled([])) == (True, False, False)
