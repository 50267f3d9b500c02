"""What must hold of an interview guide: questions that can be asked aloud, with prompts for the interviewer alone."""

from collections.abc import Iterator

from ei_collect.survey.definition import CHOICE_KINDS, Kind, Question, Role
from ei_collect.survey.instrument import Instrument
from ei_collect.survey.source import Fault, Located, Where
from ei_collect.survey.subject import Subject

WRITTEN_DOWN = frozenset({Kind.SHORT_TEXT, Kind.LONG_TEXT})
ASKED_ALOUD = WRITTEN_DOWN | CHOICE_KINDS | {Kind.WARD}
"""Kinds whose answer somebody can say and somebody else write down or tick."""


def interview_faults(subject: Subject) -> Iterator[Located]:
    """The faults of an interview guide; of a questionnaire, that it has prompts."""
    is_interview = subject.survey.instrument is Instrument.INTERVIEW
    for where, question in subject.questions():
        if is_interview:
            yield from _asked_aloud(subject, where, question)
        elif question.probes and subject.sound("instrument"):
            what = "has prompts for an interviewer, and nobody interviews"
            yield (*where, "probes"), Fault("probes-unread", what, "Take them out, or write `instrument: interview`.")
    if is_interview:
        yield from _whole(subject)


def _asked_aloud(subject: Subject, where: Where, question: Question) -> Iterator[Located]:
    if question.kind not in ASKED_ALOUD and subject.sound(*where, "kind"):
        what = f"is a {question.kind} question, which cannot be asked aloud"
        mend = f"Make it one of: {', '.join(sorted(ASKED_ALOUD))}."
        yield (*where, "kind"), Fault("interview-kind", what, mend)
    if question.required:
        what = "is required, and nobody has to answer an interviewer"
        yield (*where, "required"), Fault("interview-required", what, "Take it out.")
    if question.show_if is not None:
        what = "has a rule, and an interviewer follows the conversation"
        yield (*where, "show_if"), Fault("interview-rule", what, "Take it out; say in a probe when to ask.")


def _whole(subject: Subject) -> Iterator[Located]:
    for where, section in subject.sections():
        if section.show_if is not None:
            what = "has a rule, and an interviewer follows the conversation"
            yield (*where, "show_if"), Fault("interview-rule", what, "Take it out.")
    kinds = {question.kind for question in subject.survey.questions()}
    if not kinds & WRITTEN_DOWN and subject.all_there:
        mend = "Add a question of the kind long_text."
        yield ("sections",), Fault("interview-closed", "has no question that is answered in words", mend)
    if Role.QUOTE_CONSENT not in subject.survey.roles and subject.sound("roles"):
        mend = "Add a question with the role quote_consent."
        yield ("roles",), Fault("interview-quoting", "does not ask whether words may be quoted", mend)
