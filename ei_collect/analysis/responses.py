"""Responses as a table: one row each, columns of stable names, in codes or in the wordings of one language.

Missing answers keep their kinds apart: [skipped], [prefer_not_to_say] and [not_asked] stand in the cell itself. Several
choices have a column each, `question.choice`, with 1 and 0 or a rank; a grid has one for each row; own words stand in
`question.words`. What the columns mean is a second table, made in `columns`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ei_collect.analysis.cells import Cell, Table, defuse, mark
from ei_collect.analysis.columns import FACTS, Item
from ei_collect.answering.kinds import KINDS, Wards
from ei_collect.answering.response import Missing, Response, Value


@dataclass(frozen=True)
class Writing:
    """How responses are written: `numbers` by version id, ward names by code; `labels`: a language, or None: codes.

    `posters` says where posters hung: the id of a period to the code of the place and that of its ward; `sittings` is
    the code of each by its id; `interviews` who asked and how people agreed, by the id of the response.
    """

    numbers: Mapping[str, int]
    wards: Wards
    labels: str | None = None
    posters: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    sittings: Mapping[str, str] = field(default_factory=dict)
    interviews: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def response_table(responses: Iterable[Response], items: Sequence[Item], writing: Writing) -> Table:
    """One row for each response, in their order, written as they come."""
    headings = (*FACTS, *(column for item in items for column in item.columns))
    return Table("responses", headings, (_row(response, items, writing) for response in responses))


def _row(response: Response, items: Sequence[Item], writing: Writing) -> list[Cell]:
    cells = _facts(response, writing)
    for item in items:
        asked = response.submission.version_id in item.asked_in
        answer = response.submission.answers.get(item.question.code) if asked else None
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
        *writing.posters.get(given.poster_period or "", ("", "")),
        writing.sittings.get(given.sitting or "", ""),
        "|".join(given.doubts),
        given.help_from or "",
        given.help_into or "",
        *writing.interviews.get(response.id, ("", "")),
    ]


def _cells(item: Item, value: Value, writing: Writing) -> Sequence[Cell]:
    if isinstance(value, Missing):
        return [mark(value)] * len(item.columns)
    question = item.question

    def naming(code: str) -> str:
        if writing.labels is None:
            return code
        choice = question.choice(code)
        return choice.label.wording(writing.labels).body if choice else writing.wards.get(code, code)

    return [_written(cell) for cell in KINDS[question.kind].cells(question, value, naming)]


def _written(cell: str | int | Missing) -> Cell:
    match cell:
        case Missing():
            return mark(cell)
        case str():
            return defuse(cell)
        case _:
            return cell
