"""What must hold of a question's choices: that there are some where its kind has any, and that they suit it."""

from collections.abc import Iterator

from ei_collect.survey.definition import CHOICE_KINDS, NO, SPOKEN_OF, YES, Choice, Kind, Question
from ei_collect.survey.nearest import did_you_mean
from ei_collect.survey.source import Fault, Located, Where
from ei_collect.survey.subject import Subject

NEED_CHOICES = CHOICE_KINDS | {Kind.GRID, Kind.RANKING}
CAN_HAVE_CHOICES = NEED_CHOICES | {Kind.PLACE}
TAKE_OTHER = frozenset({Kind.SINGLE, Kind.MULTIPLE})


def choice_faults(subject: Subject, where: Where, question: Question) -> Iterator[Located]:
    """The faults of one question's choices, in its own list or in the shared one that it uses."""
    if question.kind not in CAN_HAVE_CHOICES:
        yield from _unused(where, question)
        return
    if subject.sound(*where, "choices") and subject.sound(*where, "scale"):
        yield from _enough(where, question)
        yield from _codes(where, question)
    yield from _marks(where, question)


def _unused(where: Where, question: Question) -> Iterator[Located]:
    field = "scale" if question.scale else "choices"
    if question.choices or question.scale:
        what = f"has choices, and a {question.kind} question cannot use them"
        yield (*where, field), Fault("choices-unused", what, "Take them out, or change the kind.")


def _enough(where: Where, question: Question) -> Iterator[Located]:
    if question.kind is Kind.AGREEMENT and question.scale is None:
        mend = "Name a list under `scales` with `scale:`."
        yield where, Fault("agreement-scale", "is an agreement question without a scale", mend)
    elif question.kind in NEED_CHOICES and not question.choices and question.scale is None:
        mend = "Add `choices:`, or `scale:` with the name of a shared list."
        yield where, Fault("choices-missing", "has nothing to choose from", mend)
    elif len(question.choices) == 1 and question.kind not in {Kind.MULTIPLE, Kind.PLACE}:
        yield where, Fault("choices-few", "has one choice only", "Add another one.")


def _codes(where: Where, question: Question) -> Iterator[Located]:
    """Kinds whose codes mean something to the program."""
    codes = {choice.code for choice in question.choices}
    if question.kind is Kind.YES_NO and len(codes) > 1 and codes != {YES, NO}:
        mend = f"Give it the choices with the codes {YES} and {NO}, or make it `single`."
        yield where, Fault("yes-no-choices", "has other choices than yes and no", mend)
    for place, choice in _placed(where, question):
        if question.kind is Kind.PLACE and choice.code not in SPOKEN_OF:
            what = f"{choice.code!r} is no sort of place"
            yield (*place, "code"), Fault("place-choice", what, did_you_mean(choice.code, SPOKEN_OF))


def _marks(where: Where, question: Question) -> Iterator[Located]:
    """What a choice can be marked with, and in which kinds."""
    others = [place for place, choice in _placed(where, question) if choice.other]
    for place, choice in _placed(where, question):
        if choice.exclusive and question.kind is not Kind.MULTIPLE:
            what = f"is exclusive, and {question.code!r} is a {question.kind} question"
            yield (*place, "exclusive"), Fault("exclusive-single", what, "Take it out, or make it `multiple`.")
        if choice.other and question.kind not in TAKE_OTHER:
            what = f"takes own words, and {question.code!r} is a {question.kind} question"
            yield (*place, "other"), Fault("other-kind", what, "Take it out, or make it `single` or `multiple`.")
    if len(others) > 1:
        what = "takes own words as well as another choice"
        yield (*others[-1], "other"), Fault("other-twice", what, "Keep one box for own words.")


def _placed(where: Where, question: Question) -> Iterator[tuple[Where, Choice]]:
    above: Where = ("scales", question.scale) if question.scale else (*where, "choices")
    for number, choice in enumerate(question.choices):
        yield (*above, number), choice
