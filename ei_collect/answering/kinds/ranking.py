"""A ranking: a number from 1 on beside each choice that matters. The number is in the part with the choice's code."""

from collections.abc import Iterator

from ei_collect.answering.kinds.numbers import whole_number
from ei_collect.answering.kinds.row import (
    Cell,
    Column,
    Fault,
    KindRow,
    Naming,
    Reading,
    Shown,
    Typed,
    Wards,
    faulty,
)
from ei_collect.answering.response import Missing, Value
from ei_collect.language.text import Wording
from ei_collect.language.writing import write_number
from ei_collect.survey.definition import Question


def _parts(question: Question) -> tuple[str, ...]:
    return tuple(choice.code for choice in question.choices)


def _read(question: Question, typed: Typed, _wards: Wards) -> Reading:
    """The choices from the first to the last; those without a number are left out."""
    numbers = {choice: whole_number(numbers[0]) for choice, numbers in typed.items()}
    if any(len(numbers) > 1 for numbers in typed.values()):
        return faulty(question, Fault.SEVERAL, "has several numbers for one choice", "Give it one.")
    places = range(1, len(question.choices) + 1)
    if any(question.choice(choice) is None or number not in places for choice, number in numbers.items()):
        return faulty(question, Fault.UNKNOWN, "has no such choice or place", f"Choose from 1 to {places[-1]}.")
    if len(set(numbers.values())) < len(numbers):
        return faulty(question, Fault.SAME_NUMBER, "has the same number twice", "Give each number once.")
    ranked = {number: choice for choice, number in numbers.items()}
    if set(ranked) != set(range(1, len(ranked) + 1)):
        return faulty(question, Fault.NUMBER_LEFT_OUT, "leaves a number out", "Begin with 1 and leave none out.")
    return Reading(tuple(ranked[number] for number in range(1, len(ranked) + 1)))


def _ranked(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _show(question: Question, value: Value, language: str, _wards: Wards) -> tuple[Shown, ...]:
    return tuple(_lines(question, _ranked(value), language))


def _lines(question: Question, ranked: tuple[str, ...], language: str) -> Iterator[Wording]:
    for place, choice in enumerate(map(question.choice, ranked), start=1):
        if choice:
            label = choice.label.wording(language)
            yield Wording(f"{write_number(place, label.language)}. {label.body}", label.language)


def _columns(question: Question) -> tuple[Column, ...]:
    return tuple(Column(f"{question.code}.{choice.code}", choice.label) for choice in question.choices)


def _cells(question: Question, value: Value, _naming: Naming) -> tuple[Cell, ...]:
    places = {code: place for place, code in enumerate(_ranked(value), start=1)}
    return tuple(places.get(choice.code, Missing.SKIPPED) for choice in question.choices)


def _say(_question: Question, value: Value) -> Typed:
    return {code: (str(place),) for place, code in enumerate(_ranked(value), start=1)}


RANKING = KindRow(_read, _show, _cells, _columns, _parts, _say)
