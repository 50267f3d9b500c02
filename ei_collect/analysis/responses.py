"""Responses as a table: one row each, columns of stable names, in codes or in the wordings of one language.

Missing answers keep their kinds apart: [skipped], [prefer_not_to_say] and [not_asked] stand in the cell itself. Several
choices have a column each, `question.choice`, with 1 and 0. What the columns mean is a second table, made in `columns`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ei_collect.analysis.cells import Cell, Table, defuse, mark
from ei_collect.analysis.columns import FACTS, Item
from ei_collect.answering.kinds import KINDS, Wards
from ei_collect.answering.response import Missing, Response, Value, Words
from ei_collect.survey.definition import Kind

VALUES: Mapping[Kind, type] = {
    Kind.SINGLE: str,
    Kind.MULTIPLE: tuple,
    Kind.AGREEMENT: str,
    Kind.NUMBER: int,
    Kind.SHORT_TEXT: Words,
    Kind.LONG_TEXT: Words,
    Kind.WARD: str,
}
LABELLED = frozenset({Kind.SINGLE, Kind.AGREEMENT, Kind.WARD})


@dataclass(frozen=True)
class Writing:
    """How responses are written: `numbers` by version id, ward names by code; `labels`: a language, or None: codes."""

    numbers: Mapping[str, int]
    wards: Wards
    labels: str | None = None


def response_table(responses: Iterable[Response], items: Sequence[Item], writing: Writing) -> Table:
    """One row for each response, in their order, written as they come."""
    headings = (*FACTS, *(column for item in items for column in item.columns))
    return Table("responses", headings, (_row(response, items, writing) for response in responses))


def _row(response: Response, items: Sequence[Item], writing: Writing) -> list[Cell]:
    cells = _facts(response, writing)
    for item in items:
        answer = response.submission.answers.get(item.question.code)
        cells.extend(_cells(item, answer.value if answer else Missing.NOT_ASKED, writing))
    return cells


def _facts(response: Response, writing: Writing) -> list[Cell]:
    """A cell for each of FACTS."""
    given = response.submission
    return [
        response.id,
        given.survey_slug,
        writing.numbers[given.version_id],
        response.submitted_on.isoformat(),
        given.language,
        given.device,
        given.help,
        given.home_ward or "",
        defuse(writing.wards.get(given.home_ward or "", "")),
        defuse(given.source_row or ""),
        int(given.synthetic),
        given.quotable,
    ]


def _cells(item: Item, value: Value, writing: Writing) -> Sequence[Cell]:
    question, kind = item.question, KINDS[item.question.kind]
    if not isinstance(value, VALUES[question.kind]) or isinstance(value, Missing):
        reason = value if isinstance(value, Missing) else Missing.NOT_ASKED
        return [mark(reason)] * len(item.columns)
    if writing.labels and question.kind in LABELLED:
        shown = kind.show(question, value, writing.labels, writing.wards)
        return [defuse(each if isinstance(each, str) else each.body) for each in shown]
    return [defuse(cell) if isinstance(cell, str) else cell for cell in kind.cells(question, value)]
