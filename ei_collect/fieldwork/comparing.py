"""Where two people typed the same sheet differently. Ends of lines and doubled spaces are no difference."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ei_collect.fieldwork.keyed import Keyed, fields_of
from ei_collect.fieldwork.paper_form import PaperForm, PaperQuestion

UNREADABLE = ("?",)

Said: TypeAlias = Mapping[str, tuple[str, ...]]
"""Everything of a pass, by field."""


@dataclass(frozen=True)
class Difference:
    """One field in which two passes differ, with what either has there; ("?",) where it was not readable to them.

    `question` is the number of the question on paper, 0 for the boxes beside the questions.
    """

    question: int
    field: str
    first: tuple[str, ...]
    second: tuple[str, ...]


def differences(form: PaperForm, first: Keyed, second: Keyed) -> tuple[Difference, ...]:
    """Every field that two passes have otherwise, in the order of the sheet."""
    passes = _said(first), _said(second)
    asked = [question for section in form.sections for question in section.questions]
    beside = dict.fromkeys(
        [*(box.field for box in (*form.consents, *form.helps)), *(room.field for room in form.between)]
    )
    return (*_of_fields(0, beside, passes), *(each for question in asked for each in _of_question(question, passes)))


def _of_question(question: PaperQuestion, passes: tuple[Said, Said]) -> Iterator[Difference]:
    return _of_fields(question.number, dict.fromkeys(fields_of(question)), passes)


def _of_fields(number: int, fields: Iterable[str], passes: tuple[Said, Said]) -> Iterator[Difference]:
    for name in fields:
        first, second = (said.get(name, ()) for said in passes)
        if _plain(first) != _plain(second):
            yield Difference(number, name, first, second)


def _said(keyed: Keyed) -> Said:
    typed = {name: tuple(values) for name, values in {**keyed.form, **keyed.facts}.items()}
    return {**typed, **dict.fromkeys(keyed.unreadable, UNREADABLE)}


def _plain(values: Sequence[str]) -> list[str]:
    return [" ".join(unicodedata.normalize("NFC", value).split()) for value in values]
