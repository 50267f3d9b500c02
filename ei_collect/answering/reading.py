"""What a cell of somebody else's table means as an answer to a question. Which column answers which is in `rows`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ei_collect.answering.form import SYMBOL_FOR_NUL
from ei_collect.answering.kinds import KINDS, Fault, Reading, Wards, faulty
from ei_collect.answering.response import Missing, Words
from ei_collect.places.ward import Ward, name_key
from ei_collect.survey.definition import CHOICE_KINDS, Kind, Question

BETWEEN_CHOICES = re.compile(r"[|;]")
MARKS = {f"[{reason.value}]": reason for reason in Missing}
"""How a missing answer is written in a table, by our own exports too."""


@dataclass(frozen=True)
class WardFinder:
    """Finds a ward by its code or by any spelling of its name. `names` maps every code to the official name."""

    names: Wards
    keys: Mapping[str, str]

    @classmethod
    def of(cls, wards: Iterable[Ward]) -> "WardFinder":
        """A finder among `wards`."""
        names = {ward.code: ward.name for ward in wards}
        keys = {name_key(name): code for code, name in names.items()} | {name_key(code): code for code in names}
        return cls(names, keys)

    def find(self, cell: str) -> str | None:
        """The code of the ward that `cell` names, or None."""
        return self.keys.get(name_key(cell))


def kept_exactly(cell: str) -> str:
    """The words of a cell as they are kept: every character, but for NUL, which the database cannot hold."""
    return cell.replace("\0", SYMBOL_FOR_NUL)


def read_cell(cell: str, question: Question, wards: WardFinder) -> Reading:
    """The answer that `cell` gives to `question`; an empty cell is a skipped one.

    Wordings count as well as codes, in every language that the question has; several choices stand with | or ; between.
    The greatest length of a form is not asked of words that were collected elsewhere.
    """
    bare = cell.strip()
    if bare in MARKS:
        return Reading(MARKS[bare])
    if not bare and question.required:
        return faulty(question, Fault.REQUIRED, "is empty", "Give the answer: the question needs one.")
    if not bare:
        return Reading(Missing.SKIPPED)
    if question.is_open:
        return Reading(Words(kept_exactly(cell)))
    reading = KINDS[question.kind].read(question, _typed(bare, question, wards), wards.names)
    named = tuple(replace(finding, what=f"{cell!r} {finding.what}") for finding in reading.findings)
    return Reading(reading.value, named)


def _typed(bare: str, question: Question, wards: WardFinder) -> tuple[str, ...]:
    """What a form would have sent for the same answer."""
    if question.kind is Kind.WARD:
        return (wards.find(bare) or bare,)
    if question.kind not in CHOICE_KINDS:
        return (bare,)
    codes = _codes(question)
    several = question.kind is Kind.MULTIPLE and _key(bare) not in codes
    parts = BETWEEN_CHOICES.split(bare) if several else [bare]
    return tuple(codes.get(_key(part), part) for part in parts if part.strip())


def _codes(question: Question) -> dict[str, str]:
    """Every code and wording of the choices to the code; a code wins over another choice's wording."""
    wordings = {_key(body): choice.code for choice in question.choices for body in choice.label.wordings.values()}
    return wordings | {_key(choice.code): choice.code for choice in question.choices}


def _key(wording: str) -> str:
    return " ".join(wording.casefold().split())
