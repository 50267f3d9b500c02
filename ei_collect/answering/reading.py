"""What the cells of somebody else's table mean as an answer to a question. Which column answers which is in `rows`.

A question has one cell, or one for each of its parts as in our own exports. What stands in one is in `cells`.
"""

import sys
from collections.abc import Mapping
from dataclasses import replace

from ei_collect.answering.cells import WardFinder, typed_in_cells
from ei_collect.answering.form import SYMBOL_FOR_NUL
from ei_collect.answering.guarding import MARKS, restore
from ei_collect.answering.kinds import KINDS, Fault, Reading, faulty
from ei_collect.answering.response import ByRow, Missing
from ei_collect.survey.definition import Kind, Question

__all__ = ["MARKS", "WardFinder", "kept_exactly", "read_cell", "read_cells"]


def kept_exactly(cell: str) -> str:
    """The words of a cell as they are kept: every character, but for NUL, which the database cannot hold."""
    return cell.replace("\0", SYMBOL_FOR_NUL)


def read_cell(cell: str, question: Question, wards: WardFinder) -> Reading:
    """The answer that one cell gives to `question`; an empty cell is a skipped one.

    Wordings count as well as codes, in every language that the question has; several choices stand with | or ; between.
    The greatest length of a form is not asked of words that were collected elsewhere.
    """
    return read_cells(cell, {}, question, wards)


def read_cells(
    main: str, parts: Mapping[str, str], question: Question, wards: WardFinder, *, defused: bool = False
) -> Reading:
    """The same where further cells tell parts of the answer: of a choice, of a row, or the words beside it.

    `defused`: our own export wrote them, whose guards against spreadsheets are no part of what was said.
    """
    written = {part: cell for part, cell in {"": main, **parts}.items() if cell.strip()}
    marks = {MARKS.get(cell.strip()) for cell in written.values()}
    if len(marks) == 1 and (reason := marks.pop()) is not None:
        return Reading(reason)
    said_in = {part: cell for part, cell in written.items() if cell.strip() not in MARKS}
    told = {part: kept_exactly(restore(cell) if defused else cell) for part, cell in said_in.items()}
    typed = typed_in_cells(told, question, wards)
    lost = tuple((part, reason) for part, cell in written.items() if part and (reason := _lost(cell)))
    if not typed and question.required and not lost:
        return faulty(question, Fault.REQUIRED, "is empty", "Give the answer: the question needs one.")
    if not typed:
        return Reading(ByRow((), lost) if lost and question.kind is Kind.GRID else Missing.SKIPPED)
    unbounded = replace(question, max_length=sys.maxsize) if question.takes_words else question
    reading = KINDS[question.kind].read(unbounded, typed, wards.names)
    said = "; ".join(told.values())
    value = replace(reading.value, missing=lost) if isinstance(reading.value, ByRow) else reading.value
    return Reading(value, tuple(replace(each, what=f"{said!r} {each.what}") for each in reading.findings))


def _lost(cell: str) -> Missing | None:
    """Why a row of a grid has no answer although something stands there on paper; None where that is not so."""
    reason = MARKS.get(cell.strip())
    return reason if reason in {Missing.UNREADABLE, Missing.TWO_TICKED} else None
