"""The columns of an export of responses, and the table that says what each of them means."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ei_collect.analysis.cells import Cell, Table, defuse
from ei_collect.answering.kinds import KINDS, Column
from ei_collect.language.text import Text
from ei_collect.survey.definition import Kind, PublishedVersion, Question

FACTS = {
    "response_id": "identifier of the response; random",
    "survey": "slug of the survey",
    "version": "number of the version answered",
    "submitted_on": "the day; the time is not kept",
    "language": "of the interface, or of an imported row's words",
    "device": "phone, tablet, computer, paper or unknown",
    "help": "none, read_aloud, scribe, interpreter or unknown; one answer for the whole response",
    "home_ward": "official code of the ward where the person lives",
    "home_ward_name": "name of that ward",
    "source_row": "id of an imported row",
    "synthetic": "1 where nobody gave these answers",
    "quotable": "never, consented or already_published",
    "poster_place": "code of the place where the poster hung that led to the survey",
    "poster_ward": "official code of the ward of that place; not where the person lives",
    "sitting": "code of the sitting in which it was given; empty elsewhere",
    "doubts": "signs that a program may have sent it, to be judged: trap, haste, many, joined by |; mostly empty",
    "help_from": "language from which somebody interpreted, or other; empty where that was not said",
    "help_into": "language into which somebody interpreted, or other",
    "interviewer_role": "what the interviewer is, where it was an interview; empty elsewhere",
    "consent_how": "how somebody agreed to an interview: orally or on_paper",
}
"""The columns before the questions, each with what it says."""

DESCRIPTION = (
    "column",
    "question",
    "choice",
    "wording",
    "language",
    "kind",
    "dimensions",
    "level",
    "measures",
    "parallel",
    "choices",
)


@dataclass(frozen=True)
class Item:
    """A question with the name that its columns begin with: its code, unless something else has that name.

    `asked_in` are the ids of the versions that ask it as this kind.
    """

    question: Question
    name: str
    asked_in: frozenset[str] = frozenset()

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns: one, or one for each choice or row of which it tells, and one for own words."""
        code = self.question.code
        return tuple(self.name + column.name.removeprefix(code) for column in self._own)

    @property
    def abouts(self) -> tuple[Text | None, ...]:
        """For each of its columns the choice or row of which it tells."""
        return tuple(column.about for column in self._own)

    @property
    def _own(self) -> tuple[Column, ...]:
        return KINDS[self.question.kind].columns(self.question)

    def asked_also(self, version: PublishedVersion, question: Question) -> "Item":
        """The same with the choices and rows that this version has besides."""
        return replace(self, question=_merged(self.question, question), asked_in=self.asked_in | {version.id})


def items_of(versions: Iterable[PublishedVersion]) -> tuple[Item, ...]:
    """Every question of any of the versions, as the first of them has it and in its order: every answer has a column.

    A choice or row that only a later one of them has stands behind the others. Where a code once stood for another kind
    of question, that one has columns of its own, `code.kind`.
    """
    items: dict[tuple[str, Kind], Item] = {}
    codes: set[str] = set(FACTS)
    for version in versions:
        for question in version.survey.questions():
            key = (question.code, question.kind)
            if key not in items:
                taken = question.code in codes
                items[key] = Item(question, f"{question.code}.{question.kind}" if taken else question.code)
                codes.add(question.code)
            items[key] = items[key].asked_also(version, question)
    return tuple(items.values())


def column_table(items: Sequence[Item], language: str) -> Table:
    """One row for each column of the responses' table, in its order, with wordings in `language` where there are."""
    facts: list[list[Cell]] = [[name, "", "", about, "en", *[""] * 6] for name, about in FACTS.items()]
    return Table("questions", DESCRIPTION, [*facts, *(row for item in items for row in _rows(item, language))])


def _merged(kept: Question, other: Question) -> Question:
    """The first of two versions of a question with what only the second has; a box for own words stays one."""
    beside = {choice.code for choice in other.choices if choice.other}
    choices = tuple(replace(choice, other=choice.other or choice.code in beside) for choice in kept.choices)
    further = tuple(choice for choice in other.choices if kept.choice(choice.code) is None)
    rows = tuple(row for row in other.rows if row.code not in {own.code for own in kept.rows})
    return replace(kept, choices=(*choices, *further), rows=(*kept.rows, *rows))


def _rows(item: Item, language: str) -> Iterator[list[Cell]]:
    question = item.question
    for column, about in zip(item.columns, item.abouts, strict=True):
        yield [
            column,
            question.code,
            _words(about, language) if about else "",
            _words(question.label, language),
            question.label.wording(language).language,
            question.kind,
            "|".join(question.dimensions),
            question.level or "",
            defuse(question.measures.construct) if question.measures else "",
            defuse(question.measures.parallel) if question.measures else "",
            _choices(question, language),
        ]


def _words(text: Text, language: str) -> str:
    return defuse(text.wording(language).body)


def _choices(question: Question, language: str) -> str:
    return defuse(" | ".join(f"{each.code} = {each.label.wording(language).body}" for each in question.choices))
