"""What a row of the table of kinds holds, and what reading an answer gives. The rows themselves are in the siblings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from ei_collect.answering.photographs import PhotoAnswer
from ei_collect.answering.response import Missing, Value
from ei_collect.errors import Finding
from ei_collect.language.text import Text, Wording
from ei_collect.survey.definition import Question

Wards: TypeAlias = Mapping[str, str]
"""The wards that can be chosen: code to name."""


@dataclass(frozen=True)
class Spoken:
    """Stands for a recording among what is shown of an answer; the page has words for it."""


@dataclass(frozen=True)
class Pictured:
    """Stands for a photo among what is shown of an answer; `where` is what the place is called, else its code."""

    number: int
    answer: PhotoAnswer
    where: str | None


Shown: TypeAlias = Wording | str | Spoken | Pictured
"""A wording in a known language, what somebody typed or a place is called, a recording, or a photo."""

Typed: TypeAlias = Mapping[str, tuple[str, ...]]
"""What was typed: "" for the main field or the name of a part, to its values. A kind reads what is not blank only."""

Cell: TypeAlias = str | int | Missing
"""What stands in one column of an answer that was given; Missing where a part of it was not."""

Naming: TypeAlias = Callable[[str], str]
"""How a choice or ward is written in a table: from its code to that code again, or to its name."""


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
    BESIDE_DONT_KNOW = "answer-beside-dont-know"
    ROWS_LEFT = "answer-rows-left"
    SAME_NUMBER = "answer-same-number"
    NUMBER_LEFT_OUT = "answer-number-left-out"
    NOT_A_DATE = "answer-not-a-date"
    YEAR_MISSING = "answer-year-missing"
    MONTH_MISSING = "answer-month-missing"
    YEAR_FORM = "answer-year-form"
    NO_SUCH_DATE = "answer-no-such-date"
    NOT_AGREED = "recording-not-agreed"
    EMPTY = "recording-empty"
    TOO_BIG = "recording-too-big"
    NO_SOUND = "recording-no-sound"
    TOO_LATE = "recording-too-late"
    TOO_MANY_PHOTOS = "photo-too-many"
    TOO_LATE_FOR_PHOTOS = "photo-too-late"
    BUSY_WITH_PHOTOS = "photo-busy"


@dataclass(frozen=True)
class Reading:
    """The value that was read and what is wrong with it; where something is, the value is `Missing.SKIPPED`."""

    value: Value
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of an export: its name, which begins with the question's code, and of which choice or row it tells."""

    name: str
    about: Text | None = None


def faulty(question: Question, fault: Fault, what: str, mend: str) -> Reading:
    """A reading that cannot be used, and why."""
    return Reading(Missing.SKIPPED, (Finding(where=question.code, code=fault, what=what, mend=mend),))


def main_field_only(_question: Question) -> tuple[str, ...]:
    """The parts of a kind that has none."""
    return ()


def one_column(question: Question) -> tuple[Column, ...]:
    """One column, named as the question is."""
    return (Column(question.code),)


def in_main_field(_question: Question, value: Value) -> Typed:
    """A code or number as it is said in the main field."""
    return {"": (str(value),)}


@dataclass(frozen=True)
class KindRow:
    """What one kind of question does.

    `parts` are the names of its fields beside the main one; `say` is `read` turned round. `cells` gives one cell for
    each of `columns`, of a real answer only.
    """

    read: Callable[[Question, Typed, Wards], Reading]
    show: Callable[[Question, Value, str, Wards], tuple[Shown, ...]]
    cells: Callable[[Question, Value, Naming], tuple[Cell, ...]]
    columns: Callable[[Question], tuple[Column, ...]] = one_column
    parts: Callable[[Question], tuple[str, ...]] = main_field_only
    say: Callable[[Question, Value], Typed] = in_main_field
