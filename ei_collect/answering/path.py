"""Which sections and questions are asked, given the answers so far: a rule looks at earlier sections only."""

from collections.abc import Mapping
from dataclasses import dataclass

from ei_collect.answering.response import Answer, Missing, rule_view
from ei_collect.survey.definition import Question, Section, Survey
from ei_collect.survey.rules import Answered, holds


@dataclass(frozen=True)
class Page:
    """A section that is asked, with those of its questions that are."""

    section: Section
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Path:
    """The pages that one person is shown, in order, and the code of every section of the survey, asked or not."""

    pages: tuple[Page, ...]
    order: tuple[str, ...]

    def page(self, code: str) -> Page | None:
        """The page of this section, or None where it is not asked."""
        return next((page for page in self.pages if page.section.code == code), None)

    def position(self, code: str) -> int:
        """The place of a page among those asked, counted from 1."""
        return 1 + sum(self._rank(page) < self.order.index(code) for page in self.pages)

    def after(self, code: str) -> str | None:
        """The section asked after `code`, itself asked or not; None where nothing is."""
        return next((page.section.code for page in self.pages if self._rank(page) > self.order.index(code)), None)

    def before(self, code: str) -> str | None:
        """The section asked before `code`, itself asked or not; None where nothing is."""
        earlier = [page.section.code for page in self.pages if self._rank(page) < self.order.index(code)]
        return earlier[-1] if earlier else None

    def _rank(self, page: Page) -> int:
        return self.order.index(page.section.code)


def find_path(survey: Survey, answers: Mapping[str, Answer]) -> Path:
    """The path that `answers` open. The answer to a question that is no longer asked opens nothing."""
    seen: dict[str, Answered] = {}
    pages: list[Page] = []
    for section in survey.sections:
        if not holds(section.show_if, seen):
            continue
        asked = tuple(question for question in section.questions if holds(question.show_if, seen))
        if asked:
            pages.append(Page(section, asked))
            seen |= rule_view({question.code: answers[question.code] for question in asked if question.code in answers})
    return Path(tuple(pages), tuple(section.code for section in survey.sections))


def settle(survey: Survey, path: Path, answers: Mapping[str, Answer], language: str) -> dict[str, Answer]:
    """An answer for every question of the survey: what was not asked or not answered says so, in `language`."""
    asked = {question.code for page in path.pages for question in page.questions}
    skipped, not_asked = Answer(Missing.SKIPPED, language), Answer(Missing.NOT_ASKED, language)
    settled: dict[str, Answer] = {}
    for question in survey.questions():
        given = answers.get(question.code, skipped) if question.code in asked else not_asked
        settled[question.code] = skipped if question.code in asked and given.value is Missing.NOT_ASKED else given
    return settled
