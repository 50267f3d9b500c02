"""A grid: the same choices for one row after another. The answer to a row is in the part with the row's code."""

from collections.abc import Iterator

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
from ei_collect.answering.response import ByRow, Missing, Value
from ei_collect.language.text import Wording
from ei_collect.survey.definition import Question


def _parts(question: Question) -> tuple[str, ...]:
    return tuple(row.code for row in question.rows)


def _read(question: Question, typed: Typed, _wards: Wards) -> Reading:
    """One choice for each row answered; where the question is required, for every row."""
    given = [(row.code, typed[row.code]) for row in question.rows if row.code in typed]
    if any(len(chosen) > 1 for _, chosen in given):
        return faulty(question, Fault.SEVERAL, "has several answers in a row", "Choose one in each.")
    if len(given) < len(typed) or any(question.choice(chosen[0]) is None for _, chosen in given):
        return faulty(question, Fault.UNKNOWN, "has no such choice", "Choose from the list.")
    if question.required and len(given) < len(question.rows):
        return faulty(question, Fault.ROWS_LEFT, "has rows without an answer", "Answer every row.")
    return Reading(ByRow(tuple((row, chosen[0]) for row, chosen in given)))


def _by_row(value: Value) -> dict[str, str]:
    return dict(value.values) if isinstance(value, ByRow) else {}


def _show(question: Question, value: Value, language: str, _wards: Wards) -> tuple[Shown, ...]:
    """Each row that was answered, with its answer behind it."""
    return tuple(_lines(question, _by_row(value), language))


def _lines(question: Question, given: dict[str, str], language: str) -> Iterator[Wording]:
    for row in question.rows:
        choice = question.choice(given.get(row.code, ""))
        if choice is None:
            continue
        about, answer = row.label.wording(language), choice.label.wording(language)
        if about.language == answer.language:
            yield Wording(f"{about.body} – {answer.body}", about.language)
        else:
            yield from (about, answer)


def _columns(question: Question) -> tuple[Column, ...]:
    return tuple(Column(f"{question.code}.{row.code}", row.label) for row in question.rows)


def _cells(question: Question, value: Value, naming: Naming) -> tuple[Cell, ...]:
    given = _by_row(value)
    missing = dict(value.missing) if isinstance(value, ByRow) else {}
    return tuple(
        naming(given[row.code]) if row.code in given else missing.get(row.code, Missing.SKIPPED)
        for row in question.rows
    )


def _say(_question: Question, value: Value) -> Typed:
    return {row: (choice,) for row, choice in _by_row(value).items()}


GRID = KindRow(_read, _show, _cells, _columns, _parts, _say)
