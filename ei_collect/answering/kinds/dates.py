"""A date in three boxes: a year, a year and a month, or all three. The value is ISO 8601 as far as it is known."""

from datetime import date

from ei_collect.answering.kinds.numbers import whole_number
from ei_collect.answering.kinds.row import Cell, Fault, KindRow, Naming, Reading, Shown, Typed, Wards, faulty
from ei_collect.answering.response import Value
from ei_collect.language.text import Wording
from ei_collect.language.writing import write_day, write_month, write_year
from ei_collect.survey.definition import Question

YEAR, MONTH, DAY = "year", "month", "day"
FROM_LARGE = (YEAR, MONTH, DAY)
YEARS = range(1900, 2100)
"""A year out of these is a slip, or counted in another calendar."""


def _parts(_question: Question) -> tuple[str, ...]:
    return FROM_LARGE


def _read(question: Question, typed: Typed, _wards: Wards) -> Reading:
    numbers = {part: whole_number(written[0]) for part, written in typed.items()}
    given = [number for part in FROM_LARGE if (number := numbers.get(part)) is not None]
    if len(given) < len(typed) or any(len(written) > 1 for written in typed.values()):
        return faulty(question, Fault.NOT_A_DATE, "is no date in numbers", "Write it in numbers, such as 2026-11-22.")
    if YEAR not in numbers:
        return faulty(question, Fault.YEAR_MISSING, "has no year", "Give the year too.")
    if DAY in numbers and MONTH not in numbers:
        return faulty(question, Fault.MONTH_MISSING, "has a day and no month", "Give the month too.")
    if numbers[YEAR] not in YEARS:
        return faulty(question, Fault.YEAR_FORM, "has no such year", "Write the year in four digits.")
    if not _is_there(given):
        return faulty(question, Fault.NO_SUCH_DATE, "is not in the calendar", "Look at the day and the month.")
    return Reading("-".join(f"{number:02}" for number in given))


def _is_there(given: list[int]) -> bool:
    """Whether the calendar has this year, month and day; what is not given may be any."""
    try:
        _first_day(given)
    except (ValueError, OverflowError):  # a day of many digits
        return False
    return True


def _first_day(given: list[int]) -> date:
    year, month, day = [*given, 1, 1][: len(FROM_LARGE)]
    return date(year, month, day)


def _numbers(value: Value) -> list[int]:
    return [int(part) for part in str(value).split("-")]


def _show(_question: Question, value: Value, language: str, _wards: Wards) -> tuple[Shown, ...]:
    given = _numbers(value)
    write = (write_year, write_month, write_day)[len(given) - 1]
    return (Wording(write(_first_day(given), language), language),)


def _cells(_question: Question, value: Value, _naming: Naming) -> tuple[Cell, ...]:
    return (str(value),)


def _say(_question: Question, value: Value) -> Typed:
    return {part: (str(number),) for part, number in zip(FROM_LARGE, _numbers(value), strict=False)}


DATE = KindRow(_read, _show, _cells, parts=_parts, say=_say)
