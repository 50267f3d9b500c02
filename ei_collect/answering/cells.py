"""Cells of somebody else's table as what a form would have sent for the same answer.

Wordings count as well as codes, in every language that the question has.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ei_collect.answering.kinds import OWN_WORDS, RECORDING, Typed, Wards
from ei_collect.answering.kinds.dates import FROM_LARGE, YEAR
from ei_collect.answering.kinds.wording import words_part
from ei_collect.places.ward import Ward, name_key
from ei_collect.survey.definition import CHOICE_KINDS, Choice, Kind, Question, Row

BETWEEN = re.compile(r"[|;]")
ISO_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
TICKED, NOT_TICKED = "1", "0"


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


def typed_in_cells(cells: Mapping[str, str], question: Question, wards: WardFinder) -> Typed:
    """What a form would have sent: of one cell, under "", and of cells for parts as our own exports have them.

    Nothing of photos: those of a table lie in another installation, or belong to another person.
    """
    if question.kind is Kind.PHOTO:
        return {}
    typed: dict[str, tuple[str, ...]] = {}
    for part, cell in cells.items():
        found = _of_part(part, cell, question) if part else _of_main(cell, question, wards)
        for name, values in found:
            typed[name] = (*typed.get(name, ()), *values)
    return {name: values for name, values in typed.items() if values}


Told = Iterator[tuple[str, tuple[str, ...]]]
"""Names of parts with what was typed into them."""


def _of_part(part: str, cell: str, question: Question) -> Told:
    if part == OWN_WORDS and question.takes_words:
        yield words_part(question), (cell,)
    elif part == RECORDING and question.kind is Kind.VOICE:
        return  # it names a file of another installation, or of another person
    elif question.kind is Kind.MULTIPLE:
        bare = cell.strip()
        yield "", () if bare == NOT_TICKED else (part if bare == TICKED else bare,)
    else:
        yield part, (_code(cell, question.choices),)


def _of_main(cell: str, question: Question, wards: WardFinder) -> Told:
    bare = cell.strip()
    match question.kind:
        case Kind.WARD:
            yield "", (wards.find(bare) or bare,)
        case Kind.PLACE:
            yield _place(cell, question, wards)
        case Kind.GRID:
            yield from _rows(bare, question)
        case Kind.RANKING:
            ranked = _codes(bare, question)
            yield from ((code, (str(place),)) for place, code in enumerate(ranked, start=1))
        case Kind.DATE:
            yield from _date(bare)
        case Kind.MULTIPLE:
            yield "", _codes(bare, question)
        case kind if kind in CHOICE_KINDS:
            yield "", (_code(bare, question.choices),)
        case _:
            yield "", (cell if question.is_open else bare,)


def _place(cell: str, question: Question, wards: WardFinder) -> tuple[str, tuple[str, ...]]:
    """A ward or a sort of place by its code or name; anything else is somebody's own words."""
    found = _known(question.choices).get(_key(cell)) or wards.find(cell.strip())
    return ("", (found,)) if found else (OWN_WORDS, (cell,))


def _rows(bare: str, question: Question) -> Told:
    """`row=choice`, one after another with | or ; between."""
    for piece in BETWEEN.split(bare):
        row, _, choice = piece.partition("=")
        if piece.strip():
            yield _code(row, question.rows), (_code(choice, question.choices),)


def _date(bare: str) -> Told:
    found = ISO_DATE.fullmatch(bare)
    numbers = found.groups() if found else (bare,)
    names = FROM_LARGE if found else (YEAR,)
    yield from ((part, (number,)) for part, number in zip(names, numbers, strict=True) if number)


def _codes(bare: str, question: Question) -> tuple[str, ...]:
    known = _known(question.choices)
    parts = [bare] if _key(bare) in known else BETWEEN.split(bare)
    return tuple(_code(part, question.choices) for part in parts if part.strip())


def _code(cell: str, listed: Iterable[Choice | Row]) -> str:
    """The code of what the cell names in a list; what it says where that is not in there."""
    return _known(listed).get(_key(cell), cell.strip())


def _known(listed: Iterable[Choice | Row]) -> dict[str, str]:
    """Every code and wording of a list to the code; a code wins over another one's wording."""
    entries = tuple(listed)
    wordings = {_key(body): entry.code for entry in entries for body in entry.label.wordings.values()}
    return wordings | {_key(entry.code): entry.code for entry in entries}


def _key(wording: str) -> str:
    return " ".join(wording.casefold().split())
