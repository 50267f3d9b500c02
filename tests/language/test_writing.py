"""How numbers, days and lists are written."""

import re
from datetime import date

import pytest
from babel import Locale

from ei_collect.language.languages import LANGUAGES
from ei_collect.language.writing import (
    ZEROS,
    list_pattern,
    order_of_date,
    write_day,
    write_month,
    write_number,
    write_year,
)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "4,000"),
        ("fr", "4\u202f000"),
        ("es", "4.000"),
        ("ar", "4,000"),
        ("ur", "4,000"),
        ("fa", "۴٬۰۰۰"),
        ("prs", "۴٬۰۰۰"),
        ("ps", "۴٬۰۰۰"),
        ("ckb", "٤٬٠٠٠"),
        ("bn", "৪,০০০"),
        ("zh-Hant", "4,000"),
    ],
)
def test_number_when_written_then_with_the_digits_and_groups_of_the_language(language: str, expected: str) -> None:
    assert write_number(4000, language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_number_when_read_again_then_it_is_the_same(language: str) -> None:
    assert int("".join(letter for letter in write_number(1_902_846, language) if letter.isdigit())) == 1_902_846


@pytest.mark.parametrize("language", LANGUAGES)
def test_digits_when_the_locale_has_its_own_then_we_know_them(language: str) -> None:
    assert Locale.parse(LANGUAGES[language].locale).default_numbering_system in {"latn", *ZEROS}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "5 November 2026"),
        ("pl", "5 listopada 2026"),
        ("ar", "5 نوفمبر 2026"),
        ("prs", "۵ نومبر ۲۰۲۶"),
        ("fa", "۵ نوامبر ۲۰۲۶"),
        ("bn", "৫ নভেম্বর, ২০২৬"),
        ("zh-Hans", "2026年11月5日"),
    ],
)
def test_day_when_written_then_as_the_language_writes_it(language: str, expected: str) -> None:
    assert write_day(date(2026, 11, 5), language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "A, B and C"), ("pl", "A, B i C"), ("ar", "A وB وC"), ("zh-Hans", "A、B和C"), ("cy", "A, B, C")],
)
def test_list_when_written_then_joined_as_in_a_sentence(language: str, expected: str) -> None:
    assert list_pattern(3, language).format("A", "B", "C") == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_when_of_any_length_then_each_thing_stands_in_it_once_and_in_order(language: str) -> None:
    for length in range(6):
        things = [str(number) for number in range(length)]
        assert re.findall("[0-9]", list_pattern(length, language).format(*things)) == things


@pytest.mark.parametrize(
    ("language", "month", "year"),
    [("en", "November 2026", "2026"), ("fa", "نوامبر ۲۰۲۶", "۲۰۲۶"), ("bn", "নভেম্বর ২০২৬", "২০২৬")],
)
def test_month_and_year_when_written_then_as_the_language_writes_them(language: str, month: str, year: str) -> None:
    day = date(2026, 11, 5)
    assert (write_month(day, language), write_year(day, language)) == (month, year)


@pytest.mark.parametrize("language", LANGUAGES)
def test_order_of_date_when_asked_then_each_part_once(language: str) -> None:
    assert sorted(order_of_date(language)) == ["day", "month", "year"]
    assert order_of_date("fa") == ("year", "month", "day")
    assert order_of_date("ar") == ("day", "month", "year")
