"""Whole numbers, written in the digits of any script: a number within bounds, and 0 to 10."""

import re

from ei_collect.answering.kinds.row import Cell, Fault, KindRow, Naming, Reading, Shown, Typed, Wards, faulty
from ei_collect.answering.response import Value
from ei_collect.language.text import Wording
from ei_collect.language.writing import write_number
from ei_collect.survey.definition import Question

NUMBER = re.compile(r"[+\-\N{MINUS SIGN}]?\d{1,15}")
INVISIBLE_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))
TO_TEN = range(11)


def whole_number(typed: str) -> int | None:
    """The number that somebody wrote, as `int` reads the decimal digits of any script; None where it is none."""
    written = typed.translate(INVISIBLE_MARKS).strip()
    return int(written.replace("\N{MINUS SIGN}", "-")) if NUMBER.fullmatch(written) else None


def _read_number(question: Question, typed: Typed, _wards: Wards) -> Reading:
    written = typed[""]
    number = whole_number(written[0])
    if len(written) > 1 or number is None:
        return faulty(question, Fault.NOT_A_NUMBER, "is no whole number", "Write it in digits.")
    if question.minimum is not None and number < question.minimum:
        return faulty(question, Fault.TOO_SMALL, "is too small", f"Give {question.minimum} or more.")
    if question.maximum is not None and number > question.maximum:
        return faulty(question, Fault.TOO_LARGE, "is too large", f"Give {question.maximum} or less.")
    return Reading(number)


def _read_to_ten(question: Question, typed: Typed, _wards: Wards) -> Reading:
    written = typed[""]
    number = whole_number(written[0])
    if len(written) > 1:
        return faulty(question, Fault.SEVERAL, "has several answers", "Choose one.")
    if number is None or number not in TO_TEN:
        return faulty(question, Fault.UNKNOWN, "is not from 0 to 10", "Choose a number from 0 to 10.")
    return Reading(number)


def _show(_question: Question, value: Value, _language: str, _wards: Wards) -> tuple[Shown, ...]:
    """Without marks between thousands: it may be a year."""
    return (str(value),)


def _show_to_ten(_question: Question, value: Value, language: str, _wards: Wards) -> tuple[Shown, ...]:
    return (Wording(write_number(int(str(value)), language), language),)


def _cells(_question: Question, value: Value, _naming: Naming) -> tuple[Cell, ...]:
    return (value,) if isinstance(value, int) else ()


NUMERIC = KindRow(_read_number, _show, _cells)
ZERO_TO_TEN = KindRow(_read_to_ten, _show_to_ten, _cells)
