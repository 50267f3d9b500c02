"""Answers as they are shown back to the person who gave them, section by section."""

from collections.abc import Mapping
from dataclasses import dataclass

from ei_collect.answering.field import Field
from ei_collect.answering.kinds import KINDS, Shown, Wards
from ei_collect.answering.path import Page, Path
from ei_collect.answering.response import Answer, Missing
from ei_collect.language.text import Text
from ei_collect.survey.definition import Question


@dataclass(frozen=True)
class Row:
    """A question and its answer in words, or the reason why there is none; `label` is the question as it was put."""

    question: Question
    shown: tuple[Shown, ...]
    missing: Missing | None = None
    easy: bool = False

    @property
    def label(self) -> Text:
        """The question itself, in easy read where that is on."""
        return Field(self.question, easy=self.easy).label


@dataclass(frozen=True)
class Part:
    """A page with a row for each question that was asked on it."""

    page: Page
    rows: tuple[Row, ...]


def summarise(
    path: Path, answers: Mapping[str, Answer], language: str, wards: Wards, *, easy: bool = False
) -> tuple[Part, ...]:
    """The answers along `path`, with the labels of choices in `language`."""

    def row(question: Question) -> Row:
        match answers.get(question.code):
            case None:
                return Row(question, (), Missing.SKIPPED, easy)
            case Answer(value=Missing() as missing):
                return Row(question, (), missing, easy)
            case Answer(value=value):
                return Row(question, KINDS[question.kind].show(question, value, language, wards), None, easy)

    return tuple(Part(page, tuple(row(question) for question in page.questions)) for page in path.pages)
