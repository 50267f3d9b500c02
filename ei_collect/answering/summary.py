"""Answers as they are shown back to the person who gave them, section by section."""

from collections.abc import Mapping
from dataclasses import dataclass

from ei_collect.answering.kinds import KINDS, Shown, Wards
from ei_collect.answering.path import Page, Path
from ei_collect.answering.response import Answer, Missing
from ei_collect.survey.definition import Question


@dataclass(frozen=True)
class Row:
    """A question and its answer in words, or the reason why there is none."""

    question: Question
    shown: tuple[Shown, ...]
    missing: Missing | None = None


@dataclass(frozen=True)
class Part:
    """A page with a row for each question that was asked on it."""

    page: Page
    rows: tuple[Row, ...]


def summarise(path: Path, answers: Mapping[str, Answer], language: str, wards: Wards) -> tuple[Part, ...]:
    """The answers along `path`, with the labels of choices in `language`."""
    return tuple(
        Part(page, tuple(_row(question, answers.get(question.code), language, wards) for question in page.questions))
        for page in path.pages
    )


def _row(question: Question, answer: Answer | None, language: str, wards: Wards) -> Row:
    match answer:
        case None:
            return Row(question, (), Missing.SKIPPED)
        case Answer(value=Missing() as missing):
            return Row(question, (), missing)
        case Answer(value=value):
            return Row(question, KINDS[question.kind].show(question, value, language, wards))
