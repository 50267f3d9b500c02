"""What must hold within one question: that it has what its kind needs, and nothing that its kind cannot use.

Its choices are checked in `choice_checks`.
"""

from collections.abc import Iterator

from ei_collect.survey.choice_checks import choice_faults
from ei_collect.survey.definition import MOST_PHOTOS, Kind, Question
from ei_collect.survey.schema import MAX_LENGTH
from ei_collect.survey.source import Fault, Located, Where
from ei_collect.survey.subject import Subject

IN_RANDOM_ORDER = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.GRID, Kind.RANKING})


def question_faults(subject: Subject, where: Where, question: Question) -> Iterator[Located]:
    """The faults of one question; nothing is said about a question whose kind is not known."""
    if not subject.sound(*where, "kind"):
        return
    yield from choice_faults(subject, where, question)
    yield from _rows(subject, where, question)
    yield from _ends(subject, where, question)
    yield from _bounds(where, question)
    yield from _photos(where, question)
    yield from _length(where, question)
    yield from _purpose(where, question)
    if question.random_order and question.kind not in IN_RANDOM_ORDER:
        what = f"puts a {question.kind} question in random order"
        yield (*where, "random_order"), Fault("order-kind", what, "Take it out: its order means something.")


def _rows(subject: Subject, where: Where, question: Question) -> Iterator[Located]:
    if question.kind is not Kind.GRID:
        if question.rows:
            what = f"has rows, and a {question.kind} question cannot use them"
            yield (*where, "rows"), Fault("rows-unused", what, "Take them out, or make it a grid.")
    elif not question.rows and subject.sound(*where, "rows"):
        yield where, Fault("rows-missing", "is a grid without rows", "Add `rows:`, each with a code and a label.")


def _ends(subject: Subject, where: Where, question: Question) -> Iterator[Located]:
    for field, words, number in (("low", question.low, 0), ("high", question.high, 10)):
        if question.kind is Kind.ZERO_TO_TEN and words is None and subject.sound(*where, field):
            what = f"does not say in words what {number} means"
            yield where, Fault("ends-missing", what, f"Add `{field}:` with a few words.")
        elif question.kind is not Kind.ZERO_TO_TEN and words is not None:
            what = f"names an end of a {question.kind} question"
            yield (*where, field), Fault("ends-kind", what, "Only 0 to 10 has ends; take it out.")


def _bounds(where: Where, question: Question) -> Iterator[Located]:
    low, high = question.minimum, question.maximum
    for field, bound in (("minimum", low), ("maximum", high)):
        counts_photos = question.kind is Kind.PHOTO and field == "maximum"
        if bound is not None and question.kind is not Kind.NUMBER and not counts_photos:
            what = f"bounds a {question.kind} question"
            yield (*where, field), Fault("bounds-kind", what, "Only a number has bounds; take it out.")
    if low is not None and high is not None and low > high:
        yield (*where, "minimum"), Fault("bounds-order", f"{low} is above the maximum {high}", "Turn the two round.")


def _photos(where: Where, question: Question) -> Iterator[Located]:
    most = question.maximum
    if question.kind is Kind.PHOTO and most is not None and not 1 <= most <= MOST_PHOTOS:
        what = f"takes {most} photos"
        yield (*where, "maximum"), Fault("photos-number", what, f"Write a number from 1 to {MOST_PHOTOS}.")
    if question.faces and question.kind is not Kind.PHOTO:
        what = f"covers faces in a {question.kind} question"
        yield (*where, "faces"), Fault("faces-kind", what, "Only photos have faces; take it out.")


def _length(where: Where, question: Question) -> Iterator[Located]:
    if question.max_length is not None and not question.takes_words:
        what = f"limits the length of a {question.kind} question"
        yield (*where, "max_length"), Fault("length-kind", what, "Only words have a length; take it out.")
    elif (question.max_length or 0) > MAX_LENGTH:
        yield (*where, "max_length"), Fault("length-high", f"is above {MAX_LENGTH}", "Write less.")


def _purpose(where: Where, question: Question) -> Iterator[Located]:
    if question.asks_for is not None and not question.takes_words:
        what = "asks for an enabler or barrier, and takes no words"
        yield (*where, "asks_for"), Fault("asks-for-closed", what, "Take it out, or make it a text question.")
    if question.measures is not None and question.is_open:
        yield (*where, "measures"), Fault("measures-open", "measures with an open question", "Take it out.")
