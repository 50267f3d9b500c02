"""What the boxes on scanned pages seem to say, question by question, for a person to take or to leave.

Proposed is only what leaves no doubt: every box of the question was read and is sure, and what is ticked goes together.
Nothing is ever proposed for a box by which somebody agrees to something.
"""

from collections.abc import Iterable, Mapping, Sequence

from ei_collect.fieldwork.paper_form import Box, PaperForm, PaperQuestion
from ei_collect.fieldwork.scanned import BoxReading, PageReading
from ei_collect.survey.definition import Kind

Ticks = Mapping[tuple[str, str], bool]
"""Field and value of each box that is sure, to whether it is ticked."""


def proposals(readings: Iterable[PageReading], form: PaperForm) -> dict[str, tuple[str, ...]]:
    """The values of each field that can be proposed, from all pictures of the pages of one sheet.

    A question of which nothing is ticked, or of which anything is in doubt, has no field in it.
    """
    sure = sure_boxes(readings)
    proposed: dict[str, tuple[str, ...]] = {}
    if len(ticked := _ticked(form.helps, sure) or ()) == 1:
        proposed |= _values(ticked)
    for section in form.sections:
        for question in section.questions:
            proposed |= _of_question(question, sure)
    return proposed


def sure_boxes(readings: Iterable[PageReading]) -> dict[tuple[str, str], bool]:
    """The boxes that nobody needs to look at. Where two pictures of a page differ, neither is sure."""
    seen: dict[tuple[str, str], list[BoxReading]] = {}
    for reading in readings:
        for mark in reading.marks:
            seen.setdefault((mark.field, mark.value), []).append(mark)
    return {
        box: marks[0].ticked
        for box, marks in seen.items()
        if all(mark.is_sure and mark.ticked is marks[0].ticked for mark in marks)
    }


def _of_question(question: PaperQuestion, sure: Ticks) -> dict[str, tuple[str, ...]]:
    ticked = _ticked(question.boxes, sure)
    return _values(ticked) if ticked and _go_together(question, ticked) else {}


def _ticked(boxes: Sequence[Box], sure: Ticks) -> list[Box] | None:
    """Those of the boxes that are ticked, or None where one of them is in doubt."""
    if any((box.field, box.value) not in sure for box in boxes):
        return None
    return [box for box in boxes if sure[box.field, box.value]]


def _go_together(question: PaperQuestion, ticked: Sequence[Box]) -> bool:
    """Whether a person who did as the question asks can have ticked all of these."""
    if len(ticked) == 1:
        return True
    asked = question.question
    fields = [box.field for box in ticked]
    if any(field.endswith(("_pnts", "_dk")) for field in fields):
        return False
    if asked.kind is Kind.GRID:
        return len(set(fields)) == len(fields)
    alone = {choice.code for choice in asked.choices if choice.exclusive}
    return asked.kind is Kind.MULTIPLE and not any(box.value in alone for box in ticked)


def _values(boxes: Iterable[Box]) -> dict[str, tuple[str, ...]]:
    by_field: dict[str, tuple[str, ...]] = {}
    for box in boxes:
        by_field[box.field] = (*by_field.get(box.field, ()), box.value)
    return by_field
