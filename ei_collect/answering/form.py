"""From the fields of a form to answers with their findings, and back. What each kind makes of its values is in `kinds`.

A question's field is `q_<code>`, and further ones are `q_<code>.<part>`; `q_<code>_pnts` says "prefer not to say" and
`q_<code>_dk` "I don't know". In lists the values "-" and "?" say so too. `asked` names the questions on the page.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ei_collect.answering.field import Field
from ei_collect.answering.kinds import KINDS, Fault, Reading, Typed, Wards, faulty
from ei_collect.answering.response import Answer, Missing
from ei_collect.errors import Finding
from ei_collect.places.ward import Ward
from ei_collect.survey.definition import CHOICE_KINDS, Kind, Question

PREFER_NOT = "-"
DONT_KNOW = "?"
LIST_KINDS = CHOICE_KINDS | {Kind.ZERO_TO_TEN, Kind.WARD, Kind.PLACE}
"""Kinds whose main field is a list, in which the two signs can be chosen."""
WORDS_SAY_MORE = frozenset({Kind.SHORT_TEXT, Kind.LONG_TEXT, Kind.PLACE, Kind.VOICE, Kind.PHOTO})
"""Kinds in which own words, or a photo, count although "I don't know" is chosen beside them."""
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
class FormReading:
    """What a section's form says: an answer for each question that was asked, and every fault."""

    answers: dict[str, Answer]
    findings: tuple[Finding, ...]


def field_name(question: Question, part: str = "") -> str:
    """The name of the question's field, or of a part of it."""
    return f"q_{question.code}.{part}" if part else f"q_{question.code}"


def cleaned(form: Form, questions: Iterable[Question]) -> dict[str, list[str]]:
    """The fields of these questions, exactly as typed but for NUL and for line ends, which browsers send as CRLF.

    Beside "prefer not to say" nothing else is kept of a question.
    """
    kept: dict[str, list[str]] = {}
    for question in questions:
        name = field_name(question)
        if question.prefer_not_to_say and _says(question, form, "_pnts", PREFER_NOT):
            kept[f"{name}_pnts"] = ["1"]
            continue
        if question.dont_know and _says(question, form, "_dk", DONT_KNOW):
            kept[f"{name}_dk"] = ["1"]
        kept |= _own_fields(question, form)
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


def as_form(question: Question, answer: Answer) -> dict[str, list[str]]:
    """The cleaned fields that say this answer again; none where it was skipped or not asked."""
    match answer.value:
        case Missing.PREFER_NOT_TO_SAY:
            return {f"{field_name(question)}_pnts": ["1"]}
        case Missing.DONT_KNOW:
            return {f"{field_name(question)}_dk": ["1"]}
        case Missing():
            return {}
        case value:
            said = KINDS[question.kind].say(question, value)
            return {field_name(question, part): list(values) for part, values in said.items()}


def fields(
    questions: Iterable[Question],
    form: Form,
    findings: Iterable[Finding] = (),
    found: FoundWard | None = None,
    variant: int = 0,
    *,
    easy: bool = False,
) -> tuple[Field, ...]:
    """The questions with what a cleaned `form` holds for them; a ward that was found stands in its field, unsaved."""
    by_question = {finding.where: finding for finding in findings}
    held = dict(form)
    if found and found.ward:
        name = f"q_{found.question}"
        held = {field: values for field, values in held.items() if field not in {f"{name}_pnts", f"{name}_dk"}}
        held[name] = [found.ward.code]
    return tuple(
        Field(
            question,
            _typed(question, held),
            prefers_not=f"{field_name(question)}_pnts" in held,
            does_not_know=f"{field_name(question)}_dk" in held,
            finding=by_question.get(question.code),
            variant=variant,
            easy=easy,
        )
        for question in questions
    )


def _read(question: Question, form: Form, wards: Wards) -> Reading:
    if f"{field_name(question)}_pnts" in form:
        return Reading(Missing.PREFER_NOT_TO_SAY)
    typed = {part: written for part, values in _typed(question, form).items() if (written := _not_blank(values))}
    if f"{field_name(question)}_dk" in form and not (typed and question.kind in WORDS_SAY_MORE):
        if typed:
            return faulty(question, Fault.BESIDE_DONT_KNOW, "is answered beside a don't-know", "Take one away.")
        return Reading(Missing.DONT_KNOW)
    if typed:
        return KINDS[question.kind].read(question, typed, wards)
    if question.required:
        return faulty(question, Fault.REQUIRED, "needs an answer", "Answer it.")
    return Reading(Missing.SKIPPED)


def _typed(question: Question, form: Form) -> Typed:
    """What a form holds of the question, by part."""
    parts = ("", *KINDS[question.kind].parts(question))
    return {part: tuple(form[name]) for part in parts if (name := field_name(question, part)) in form}


def _not_blank(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(value for value in values if value.strip())


def _own_fields(question: Question, form: Form) -> dict[str, list[str]]:
    """What was typed into the question's own fields, without the sign that stands for "I don't know"."""
    sign = DONT_KNOW if question.dont_know and _is_list(question) else None
    own = {
        field_name(question, part): [_as_typed(value) for value in values if part or value != sign]
        for part, values in _typed(question, form).items()
    }
    return {name: values for name, values in own.items() if values}


def _says(question: Question, form: Form, ending: str, sign: str) -> bool:
    name = field_name(question)
    return bool(form.get(f"{name}{ending}")) or (_is_list(question) and sign in form.get(name, ()))


def _is_list(question: Question) -> bool:
    return question.kind in LIST_KINDS


def _as_typed(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\x00", SYMBOL_FOR_NUL)
