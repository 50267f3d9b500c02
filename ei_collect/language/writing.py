"""Numbers, days and lists as a language writes them: by CLDR, in the digits that it calls the locale's own.

Days are told in the Gregorian calendar everywhere: that is the one on the posters, and the only one that Babel writes.
"""

import re
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton, get_date_format
from babel.lists import format_list
from babel.numbers import format_decimal

from ei_collect.language.languages import locale_of

ZEROS = {"arab": "\u0660", "arabext": "\u06f0", "beng": "\u09e6"}
"""The zero of each numbering system that is the own one of a locale of ours; the other digits follow it in Unicode."""

WELSH_AND = re.compile(r",? a\(c\) ")
"""What CLDR writes before the last of a Welsh list; a person would choose one of the two by the next sound."""


def write_number(number: int, language: str) -> str:
    """A whole number with its digits grouped."""
    written: str = format_decimal(number, locale=locale_of(language), numbering_system="default")
    return written.translate(_digits(language))


def write_length(seconds: int, language: str) -> str:
    """How long a sound is, in minutes and seconds, such as 1:05."""
    return f"{seconds // 60}:{seconds % 60:02}".translate(_digits(language))


def write_day(day: date, language: str) -> str:
    """A day with the name of its month and its year."""
    written: str = format_date(day, "long", locale_of(language))
    return written.translate(_digits(language))


def write_month(day: date, language: str) -> str:
    """The month of a day by its name, with its year."""
    written: str = format_skeleton("yMMMM", day, locale=locale_of(language))
    return written.translate(_digits(language))


def write_year(day: date, language: str) -> str:
    """The year of a day."""
    written: str = format_skeleton("y", day, locale=locale_of(language))
    return written.translate(_digits(language))


def order_of_date(language: str) -> tuple[str, ...]:
    """`day`, `month` and `year` in the order in which the language writes a short date."""
    parts = {"d": "day", "M": "month", "L": "month", "y": "year"}
    pattern = str(get_date_format("short", locale=locale_of(language)))
    return tuple(dict.fromkeys(parts[letter] for letter in pattern if letter in parts))


def list_pattern(length: int, language: str) -> str:
    """Where so many things stand in a list as a sentence has it: a pattern for `format`, such as "{0}, {1} and {2}"."""
    places = [f"{{{place}}}" for place in range(length)]
    pattern: str = format_list(places, "standard", locale_of(language))
    return WELSH_AND.sub(", ", pattern)


@cache
def _digits(language: str) -> dict[int, int]:
    zero = ZEROS.get(Locale.parse(locale_of(language)).default_numbering_system)
    return {ord("0") + digit: ord(zero) + digit for digit in range(10)} if zero else {}
