"""What the typed fields of a sheet come to as answers. Paper refuses nothing: what is no answer says why it is none."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ei_collect.answering.form import Form, cleaned, field_name, read_form
from ei_collect.answering.kinds import KINDS, Fault, Wards
from ei_collect.answering.kinds.dates import YEAR
from ei_collect.answering.kinds.wording import OWN_WORDS
from ei_collect.answering.path import find_path
from ei_collect.answering.response import Answer, ByRow, Missing, Value
from ei_collect.errors import Finding
from ei_collect.fieldwork.keyed import Keyed
from ei_collect.fieldwork.paper_form import PaperQuestion
from ei_collect.survey.definition import Kind, Question, Survey

TOO_MUCH = frozenset({Fault.SEVERAL, Fault.EXCLUSIVE, Fault.SAME_NUMBER, Fault.BESIDE_DONT_KNOW})
"""Faults that say that more is ticked than the question takes; any other one is of something that is no answer."""


def paper_answers(survey: Survey, keyed: Keyed, language: str, wards: Wards) -> dict[str, Answer]:
    """An answer for every question of the survey, in the `language` of the sheet.

    What was answered although the paper said to go past it stays as it was given.
    """
    given = {
        question.code: Answer(value_of(question, keyed.form, keyed.unreadable, wards)[0], language)
        for question in survey.questions()
    }
    past = not_asked(survey, given)
    return {
        code: Answer(Missing.NOT_ASKED, language) if code in past and answer.value is Missing.SKIPPED else answer
        for code, answer in given.items()
    }


def not_asked(survey: Survey, answers: Mapping[str, Answer]) -> frozenset[str]:
    """The codes of questions past which these answers lead."""
    asked = {question.code for page in find_path(survey, answers).pages for question in page.questions}
    return frozenset(question.code for question in survey.questions()) - asked


def value_of(question: Question, form: Form, unreadable: frozenset[str], wards: Wards) -> tuple[Value, Finding | None]:
    """What stands on the paper as a value, and what is wrong with it where that is why it is none."""
    own = cleaned(form, [question])
    if f"{field_name(question)}_pnts" in own:
        return Missing.PREFER_NOT_TO_SAY, None
    if _is_lost(question, own, unreadable):
        return Missing.UNREADABLE, None
    lost = _lost_rows(question, own, unreadable)
    kept = {name: values for name, values in own.items() if name not in {field_name(question, row) for row in lost}}
    relaxed = replace(question, required=False, max_length=sys.maxsize if question.takes_words else None)
    reading = read_form([relaxed], kept, "", wards)
    value = reading.answers[question.code].value
    if reading.findings:
        fault = reading.findings[0]
        return Missing.TWO_TICKED if fault.code in TOO_MUCH else Missing.UNREADABLE, fault
    if lost:
        return ByRow(value.values if isinstance(value, ByRow) else (), tuple(lost.items())), None
    return value, None


def doubts_about(question: PaperQuestion, form: Form, unreadable: set[str], wards: Wards) -> Iterator[Finding]:
    """What a keyer had better look at again before it is kept so."""
    asked, where = question.question, f"question {question.number}"
    if f"{field_name(asked)}_pnts" in form and len(form) > 1:
        yield _doubt(where, "keyed-beside-rather-not", "has something beside “prefer not to say”, which is not kept")
        return
    value, fault = value_of(asked, form, frozenset(unreadable), wards)
    rows = value.missing if isinstance(value, ByRow) else ()
    if value is Missing.TWO_TICKED or Missing.TWO_TICKED in dict(rows).values():
        yield _doubt(where, "keyed-two-ticked", "has more ticked than it takes, and is kept as that")
    elif fault is not None:
        yield _doubt(where, "keyed-no-answer", f"{fault.what}, and is kept as not readable")


def _doubt(where: str, code: str, what: str) -> Finding:
    return Finding(where, code, what, "Look at the paper again.")


def _is_lost(question: Question, form: Form, unreadable: frozenset[str]) -> bool:
    """Whether so much cannot be read that there is no answer. Readable words are one to a question about a place."""
    parts = {field_name(question, part) for part in KINDS[question.kind].parts(question)}
    match question.kind:
        case Kind.DATE if field_name(question, YEAR) in unreadable:
            return True
        case Kind.RANKING if parts & unreadable:
            return True
        case Kind.PLACE if field_name(question, OWN_WORDS) in form:
            return False
        case _:
            return field_name(question) in unreadable


def _lost_rows(question: Question, form: Form, unreadable: frozenset[str]) -> dict[str, Missing]:
    """The rows of a grid in which something stands that is no answer."""
    if question.kind is not Kind.GRID:
        return {}
    lost: dict[str, Missing] = {}
    for row in question.rows:
        name = field_name(question, row.code)
        if name in unreadable:
            lost[row.code] = Missing.UNREADABLE
        elif len(_ticked(form, name)) > 1:
            lost[row.code] = Missing.TWO_TICKED
    return lost


def _ticked(form: Form, name: str) -> Sequence[str]:
    return form.get(name, ())
