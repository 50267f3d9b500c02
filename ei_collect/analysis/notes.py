"""What interviewers noted, as a long table: apart from answers, so that nobody takes it for what people said."""

from collections.abc import Iterable, Iterator, Sequence

from ei_collect.analysis.cells import Cell, Table, defuse
from ei_collect.analysis.columns import Item
from ei_collect.answering.response import Response
from ei_collect.fieldwork.interview import Told

HEADINGS = ("response_id", "survey", "question", "wording", "interviewer_role", "interviewers_notes", "synthetic")


def note_table(interviews: Iterable[tuple[Response, Told]], items: Sequence[Item], language: str) -> Table:
    """One row for each note of each interview, with the wording of its question in `language` where there is one."""
    wordings = {item.question.code: item.question.label.wording(language).body for item in items}
    rows = (row for response, told in interviews for row in _rows(response, told, wordings))
    return Table("notes", HEADINGS, rows)


def _rows(response: Response, told: Told, wordings: dict[str, str]) -> Iterator[list[Cell]]:
    for question, noted in sorted(told.notes.items()):
        yield [
            response.id,
            response.submission.survey_slug,
            question,
            defuse(wordings.get(question, "")),
            told.role.value,
            defuse(noted),
            int(response.submission.synthetic),
        ]
