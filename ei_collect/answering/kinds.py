"""The question kinds: one row a kind says how typed values become a value, how a value is shown and how it is exported.

A new kind needs its row here, its template in `web/templates/resident/kinds/` and its test.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from ei_collect.answering.response import Missing, Value, Words
from ei_collect.errors import Finding
from ei_collect.language.text import Wording
from ei_collect.survey.definition import Kind, Question

DEFAULT_MAX_LENGTH = {Kind.SHORT_TEXT: 300, Kind.LONG_TEXT: 4000}
NUMBER = re.compile(r"[+\-\N{MINUS SIGN}]?\d{1,15}")
INVISIBLE_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))

Wards: TypeAlias = Mapping[str, str]
"""The wards that can be chosen: code to name."""

Shown: TypeAlias = Wording | str
"""A wording in a known language, or what somebody typed or a place is called, in whatever language."""


class Fault(StrEnum):
    """What can be wrong with an answer; the page has words for each."""

    REQUIRED = "answer-required"
    NOT_A_NUMBER = "answer-not-a-number"
    TOO_SMALL = "answer-too-small"
    TOO_LARGE = "answer-too-large"
    TOO_LONG = "answer-too-long"
    UNKNOWN = "answer-unknown"
    SEVERAL = "answer-several"
    EXCLUSIVE = "answer-exclusive"


@dataclass(frozen=True)
class Reading:
    """The value that was read and what is wrong with it; where something is, the value is `Missing.SKIPPED`."""

    value: Value
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class KindRow:
    """What one kind of question does. `cells` gives one cell for each of `columns`, of a real answer only."""

    read: Callable[[Question, tuple[str, ...], Wards], Reading]
    show: Callable[[Question, Value, str, Wards], tuple[Shown, ...]]
    columns: Callable[[Question], tuple[str, ...]]
    cells: Callable[[Question, Value], tuple[str | int, ...]]


def faulty(question: Question, fault: Fault, what: str, mend: str) -> Reading:
    """A reading that cannot be used, and why."""
    return Reading(Missing.SKIPPED, (Finding(where=question.code, code=fault, what=what, mend=mend),))


def max_length(question: Question) -> int:
    """The most code points that a free text may have."""
    return question.max_length or DEFAULT_MAX_LENGTH[question.kind]


def _read_choice(question: Question, typed: tuple[str, ...], _wards: Wards) -> Reading:
    if len(typed) > 1:
        return faulty(question, Fault.SEVERAL, "has several answers", "Choose one.")
    if question.choice(typed[0]) is None:
        return faulty(question, Fault.UNKNOWN, "has no such choice", "Choose one of the list.")
    return Reading(typed[0])


def _read_choices(question: Question, typed: tuple[str, ...], _wards: Wards) -> Reading:
    chosen = [choice for choice in question.choices if choice.code in typed]
    if len(chosen) < len(set(typed)):
        return faulty(question, Fault.UNKNOWN, "has no such choice", "Choose from the list.")
    if len(chosen) > 1 and any(choice.exclusive for choice in chosen):
        return faulty(question, Fault.EXCLUSIVE, "has choices that exclude each other", "Take one side away.")
    return Reading(tuple(choice.code for choice in chosen))


def _read_number(question: Question, typed: tuple[str, ...], _wards: Wards) -> Reading:
    """A whole number in the decimal digits of any script, as `int` reads them."""
    written = typed[0].translate(INVISIBLE_MARKS).strip()
    if len(typed) > 1 or not NUMBER.fullmatch(written):
        return faulty(question, Fault.NOT_A_NUMBER, "is no whole number", "Write it in digits.")
    number = int(written.replace("\N{MINUS SIGN}", "-"))
    if question.minimum is not None and number < question.minimum:
        return faulty(question, Fault.TOO_SMALL, "is too small", f"Give {question.minimum} or more.")
    if question.maximum is not None and number > question.maximum:
        return faulty(question, Fault.TOO_LARGE, "is too large", f"Give {question.maximum} or less.")
    return Reading(number)


def _read_words(question: Question, typed: tuple[str, ...], _wards: Wards) -> Reading:
    if len(typed) > 1:
        return faulty(question, Fault.SEVERAL, "has several answers", "Give one.")
    if len(typed[0]) > max_length(question):
        return faulty(question, Fault.TOO_LONG, "is too long", f"Give at most {max_length(question)} characters.")
    return Reading(Words(typed[0]))


def _read_ward(question: Question, typed: tuple[str, ...], wards: Wards) -> Reading:
    if len(typed) > 1:
        return faulty(question, Fault.SEVERAL, "has several answers", "Choose one.")
    if typed[0] not in wards:
        return faulty(question, Fault.UNKNOWN, "has no such ward", "Choose one of the list.")
    return Reading(typed[0])


def _show_choices(question: Question, value: Value, language: str, _wards: Wards) -> tuple[Shown, ...]:
    codes = value if isinstance(value, tuple) else (value,)
    return tuple(choice.label.wording(language) for choice in question.choices if choice.code in codes)


def _show_words(_question: Question, value: Value, _language: str, _wards: Wards) -> tuple[Shown, ...]:
    return (value.body if isinstance(value, Words) else str(value),)


def _show_ward(_question: Question, value: Value, _language: str, wards: Wards) -> tuple[Shown, ...]:
    return (wards.get(str(value), str(value)),)


def _one_column(question: Question) -> tuple[str, ...]:
    return (question.code,)


def _column_a_choice(question: Question) -> tuple[str, ...]:
    return tuple(f"{question.code}.{choice.code}" for choice in question.choices)


def _one_cell(_question: Question, value: Value) -> tuple[str | int, ...]:
    match value:
        case Words(body=body):
            return (body,)
        case str() | int():
            return (value,)
        case _:
            return ()


def _cell_a_choice(question: Question, value: Value) -> tuple[str | int, ...]:
    """1 where a choice was ticked, 0 where it was not."""
    ticked = value if isinstance(value, tuple) else ()
    return tuple(int(choice.code in ticked) for choice in question.choices)


_CHOICE = KindRow(_read_choice, _show_choices, _one_column, _one_cell)
_WORDS = KindRow(_read_words, _show_words, _one_column, _one_cell)

KINDS: dict[Kind, KindRow] = {
    Kind.SINGLE: _CHOICE,
    Kind.MULTIPLE: KindRow(_read_choices, _show_choices, _column_a_choice, _cell_a_choice),
    Kind.AGREEMENT: _CHOICE,
    Kind.NUMBER: KindRow(_read_number, _show_words, _one_column, _one_cell),
    Kind.SHORT_TEXT: _WORDS,
    Kind.LONG_TEXT: _WORDS,
    Kind.WARD: KindRow(_read_ward, _show_ward, _one_column, _one_cell),
}
