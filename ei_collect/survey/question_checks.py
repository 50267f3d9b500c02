"""What must hold within one question: that it has what its kind needs, and nothing that its kind cannot use."""

from collections.abc import Iterator

from ei_collect.survey.definition import CHOICE_KINDS, Kind, Question
from ei_collect.survey.schema import MAX_LENGTH
from ei_collect.survey.source import Fault, Located, Where
from ei_collect.survey.subject import Subject


def question_faults(subject: Subject, where: Where, question: Question) -> Iterator[Located]:
    """The faults of one question; nothing is said about a question whose kind is not known."""
    if not subject.sound(*where, "kind"):
        return
    if question.kind in CHOICE_KINDS:
        yield from _choices(subject, where, question)
    else:
        yield from _no_choices(where, question)
    yield from _bounds(where, question)
    yield from _purpose(where, question)


def _choices(subject: Subject, where: Where, question: Question) -> Iterator[Located]:
    written = subject.sound(*where, "choices") and subject.sound(*where, "scale")
    if question.kind is Kind.AGREEMENT and question.scale is None and written:
        mend = "Name a list under `scales` with `scale:`."
        yield where, Fault("agreement-scale", "is an agreement question without a scale", mend)
    elif not question.choices and question.scale is None and written:
        mend = "Add `choices:`, or `scale:` with the name of a shared list."
        yield where, Fault("choices-missing", "has nothing to choose from", mend)
    elif len(question.choices) == 1 and question.kind is not Kind.MULTIPLE and written:
        yield where, Fault("choices-few", "has one choice only", "Add another one.")
    if question.kind is not Kind.MULTIPLE:
        yield from _exclusive(where, question)


def _exclusive(where: Where, question: Question) -> Iterator[Located]:
    for place, choice in enumerate(question.choices):
        if choice.exclusive:
            path: Where = ("scales", question.scale, place) if question.scale else (*where, "choices", place)
            what = f"is exclusive, and {question.code!r} takes one choice anyway"
            yield (*path, "exclusive"), Fault("exclusive-single", what, "Take `exclusive` out, or make it `multiple`.")


def _no_choices(where: Where, question: Question) -> Iterator[Located]:
    field = "scale" if question.scale else "choices"
    if question.choices or question.scale:
        what = f"has choices, and a {question.kind} question cannot use them"
        yield (*where, field), Fault("choices-unused", what, "Take them out, or change the kind.")


def _bounds(where: Where, question: Question) -> Iterator[Located]:
    low, high = question.minimum, question.maximum
    for field, bound in (("minimum", low), ("maximum", high)):
        if bound is not None and question.kind is not Kind.NUMBER:
            what = f"bounds a {question.kind} question"
            yield (*where, field), Fault("bounds-kind", what, "Only a number has bounds; take it out.")
    if low is not None and high is not None and low > high:
        yield (*where, "minimum"), Fault("bounds-order", f"{low} is above the maximum {high}", "Turn the two round.")
    if question.max_length is not None and not question.is_open:
        what = f"limits the length of a {question.kind} question"
        yield (*where, "max_length"), Fault("length-kind", what, "Only a text has a length; take it out.")
    elif (question.max_length or 0) > MAX_LENGTH:
        yield (*where, "max_length"), Fault("length-high", f"is above {MAX_LENGTH}", "Write less.")


def _purpose(where: Where, question: Question) -> Iterator[Located]:
    if question.asks_for is not None and not question.is_open:
        what = "asks for an enabler or barrier, and takes no words"
        yield (*where, "asks_for"), Fault("asks-for-closed", what, "Take it out, or make it a text question.")
    if question.measures is not None and question.is_open:
        yield (*where, "measures"), Fault("measures-open", "measures with an open question", "Take it out.")
