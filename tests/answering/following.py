"""How things stand with somebody after each page that they send, told by the stages alone, without rows and requests.

It is what `operations/answering.py` does with its drafts, put together once more: tests/operations/test_following.py holds
the two to the same, and tests/journeys/test_engine.py holds the JavaScript to this one.
"""

from dataclasses import dataclass, field
from typing import Any

from ei_collect.answering.form import cleaned, read_form
from ei_collect.answering.kinds import Wards
from ei_collect.answering.path import Page, Path, find_path, settle
from ei_collect.answering.response import Answer
from ei_collect.answering.tongues import in_their_languages, marks, marks_in
from ei_collect.errors import Finding
from ei_collect.store.answers import inline
from ei_collect.survey.definition import Section, Survey
from tests.answering.invented import Step, Typed


@dataclass(frozen=True)
class Draft:
    """What is kept of a section."""

    form: Typed
    language: str


@dataclass
class Follower:
    """One person's drafts, and what they say."""

    survey: Survey
    wards: Wards
    drafts: dict[str, Draft] = field(default_factory=dict)

    def follow(self, step: Step) -> dict[str, Any]:
        """Take in a page; then its draft, and in the words of static/engine.js how things stand."""
        section = self.survey.section(step.section)
        assert section is not None
        self.drafts[step.section] = Draft(self._to_keep(section, step), step.language)
        answers, findings = self._read()
        path = find_path(self.survey, answers)
        return {
            "draft": vars(self.drafts[step.section]),
            "answers": inline(settle(self.survey, path, answers, step.language)),
            **told(path, findings, step.section),
        }

    def sent(self) -> dict[str, Any]:
        """What of the drafts is worth sending: that of questions which are asked."""
        return {
            page.section.code: {"form": self._asked_of(page), "language": self.drafts[page.section.code].language}
            for page in find_path(self.survey, self._read()[0]).pages
            if page.section.code in self.drafts
        }

    def _asked_of(self, page: Page) -> Typed:
        form = self.drafts[page.section.code].form
        return cleaned(form, page.questions) | marks_in(form, page.questions, self.survey.title.wordings)

    def _to_keep(self, section: Section, step: Step) -> Typed:
        page = find_path(self.survey, self._read()[0]).page(section.code)
        shown = page.questions if page else section.questions
        elsewhere = [question for question in section.questions if question not in shown]
        before = self.drafts.get(section.code, Draft({}, step.language))
        form = cleaned(before.form, elsewhere) | cleaned(step.form, shown)
        return form | marks(section.questions, before.form, before.language, form, step.language)

    def _read(self) -> tuple[dict[str, Answer], dict[str, Finding]]:
        answers: dict[str, Answer] = {}
        findings: dict[str, Finding] = {}
        for section in self.survey.sections:
            draft = self.drafts.get(section.code, Draft({}, self.survey.language))
            reading = read_form(section.questions, draft.form, draft.language, self.wards)
            answers |= in_their_languages(reading.answers, draft.form)
            findings |= {finding.where: finding for finding in reading.findings}
        return answers, findings


def told(path: Path, findings: dict[str, Finding], section: str) -> dict[str, Any]:
    """A path, what is wrong along it, and what lies around a section, in the words of static/engine.js."""
    return {
        "pages": [
            {"section": page.section.code, "questions": [question.code for question in page.questions]}
            for page in path.pages
        ],
        "findings": [
            {"section": page.section.code, "question": question.code, "code": findings[question.code].code}
            for page in path.pages
            for question in page.questions
            if question.code in findings
        ],
        "around": [path.before(section), path.after(section), path.position(section)],
    }
