"""From the fields of a form to answers with their findings. What each kind makes of its values is in `kinds`.

A question's field is `q_<code>`; `q_<code>_pnts` says "prefer not to say". In lists of choices and wards the
value "-" says so too. `asked` names the questions that stood on the page.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ei_collect.answering.kinds import KINDS, Fault, Reading, Wards, faulty, max_length
from ei_collect.answering.response import Answer, Missing
from ei_collect.errors import Finding
from ei_collect.places.ward import Ward
from ei_collect.survey.definition import CHOICE_KINDS, Kind, Question

PREFER_NOT = "-"
ON_THE_PAGE = "asked"
SYMBOL_FOR_NUL = "\u2400"  # PostgreSQL cannot hold the character itself

Form: TypeAlias = Mapping[str, Sequence[str]]
"""What was typed: field to its values, in order."""


@dataclass(frozen=True)
class FoundWard:
    """The answer to a postcode: the ward in which it lies, or None. Shown on one page and never kept."""

    question: str
    typed: str
    ward: Ward | None


@dataclass(frozen=True)
class Field:
    """A question as a page shows it: with what was typed and what is wrong with that."""

    question: Question
    values: tuple[str, ...]
    prefers_not: bool
    finding: Finding | None = None

    @property
    def value(self) -> str:
        """The one value of a kind that has one; empty where nothing was typed."""
        return self.values[0] if self.values else ""

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands beside the question and is read out with it, in order."""
        there = {
            "hint": self.question.hint,
            "why": self.question.why,
            "needed": self.question.required,
            "fault": self.finding,
        }
        return tuple(name for name, note in there.items() if note)

    @property
    def length(self) -> int:
        """How many code points were typed."""
        return len(self.value)

    @property
    def room(self) -> int:
        """For how many there is room."""
        return max_length(self.question)


@dataclass(frozen=True)
class FormReading:
    """What a section's form says: an answer for each question that was asked, and every fault."""

    answers: dict[str, Answer]
    findings: tuple[Finding, ...]


def field_name(question: Question) -> str:
    """The name of the question's field."""
    return f"q_{question.code}"


def cleaned(form: Form, questions: Iterable[Question]) -> dict[str, list[str]]:
    """The fields of these questions, exactly as typed but for NUL and for line ends, which browsers send as CRLF.

    Beside "prefer not to say" nothing else is kept of a question.
    """
    kept: dict[str, list[str]] = {}
    for question in questions:
        name = field_name(question)
        values = [_as_typed(value) for value in form.get(name, ())]
        if _prefers_not(question, form, values):
            kept[f"{name}_pnts"] = ["1"]
        elif values:
            kept[name] = values
    return kept


def read_form(questions: Iterable[Question], form: Form, language: str, wards: Wards) -> FormReading:
    """The answers that a cleaned `form` gives to `questions`, in the `language` of its page."""
    answers: dict[str, Answer] = {}
    findings: list[Finding] = []
    for question in questions:
        reading = _read(question, form, wards)
        answers[question.code] = Answer(reading.value, language)
        findings.extend(reading.findings)
    return FormReading(answers, tuple(findings))


def fields(
    questions: Iterable[Question], form: Form, findings: Iterable[Finding] = (), found: FoundWard | None = None
) -> tuple[Field, ...]:
    """The questions with what a cleaned `form` holds for them; a ward that was found stands in its field, unsaved."""
    by_question = {finding.where: finding for finding in findings}
    held = dict(form)
    if found and found.ward:
        held = {name: values for name, values in held.items() if name != f"q_{found.question}_pnts"}
        held[f"q_{found.question}"] = [found.ward.code]
    return tuple(
        Field(
            question,
            tuple(held.get(field_name(question), ())),
            f"{field_name(question)}_pnts" in held,
            by_question.get(question.code),
        )
        for question in questions
    )


def _read(question: Question, form: Form, wards: Wards) -> Reading:
    if f"{field_name(question)}_pnts" in form:
        return Reading(Missing.PREFER_NOT_TO_SAY)
    typed = tuple(value for value in form.get(field_name(question), ()) if value.strip())
    if typed:
        return KINDS[question.kind].read(question, typed, wards)
    if question.required:
        return faulty(question, Fault.REQUIRED, "needs an answer", "Answer it.")
    return Reading(Missing.SKIPPED)


def _prefers_not(question: Question, form: Form, values: Sequence[str]) -> bool:
    if not question.prefer_not_to_say:
        return False
    from_a_list = question.kind in CHOICE_KINDS or question.kind is Kind.WARD
    return bool(form.get(f"{field_name(question)}_pnts")) or (from_a_list and PREFER_NOT in values)


def _as_typed(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\x00", SYMBOL_FOR_NUL)
