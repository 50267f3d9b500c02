"""What must hold of show-if rules: they look at earlier questions, at answers that there are, and can come true."""

from collections.abc import Iterator

from ei_collect.survey.definition import CHOICE_KINDS, Kind, Question
from ei_collect.survey.nearest import did_you_mean
from ei_collect.survey.reach import can_hold
from ei_collect.survey.rules import AllOf, AnyOf, Compares, Includes, Is, IsAnswered, Leaf, Not, Rule, leaves
from ei_collect.survey.source import Fault, Located, Where
from ei_collect.survey.subject import Subject

NUMBER_KINDS = frozenset({Kind.NUMBER, Kind.ZERO_TO_TEN})
CODED_KINDS = CHOICE_KINDS | {Kind.WARD, Kind.PLACE}
"""Kinds of which a rule can ask which one was chosen."""


def rule_faults(subject: Subject) -> Iterator[Located]:
    """The faults of every rule; whether it can come true is asked only of rules that are otherwise in order."""
    for where, rule, above in _rules(subject):
        faults = [fault for place, leaf in _placed(rule, where) for fault in _leaf(subject, where, place, leaf)]
        yield from faults
        if not faults and subject.all_there:
            yield from _reach(subject, where, rule, above)


def _rules(subject: Subject) -> Iterator[tuple[Where, Rule, Rule | None]]:
    """Every rule with its place, and the rule of the section around it where it is a question's."""
    for where, section in subject.sections():
        if section.show_if is not None:
            yield (*where, "show_if"), section.show_if, None
        for place, question in enumerate(section.questions):
            if question.show_if is not None:
                yield (*where, "questions", place, "show_if"), question.show_if, section.show_if


def _placed(rule: Rule, where: Where) -> Iterator[tuple[Where, Leaf]]:
    match rule:
        case AllOf(parts) | AnyOf(parts):
            word = "all" if isinstance(rule, AllOf) else "any"
            for place, part in enumerate(parts):
                yield from _placed(part, (*where, word, place))
        case Not(part):
            yield from _placed(part, (*where, "not"))
        case _:
            yield where, rule


def _leaf(subject: Subject, rule_at: Where, where: Where, leaf: Leaf) -> Iterator[Located]:
    places = {question.code: place for place, question in reversed(list(subject.questions()))}
    question = subject.survey.question(leaf.question)
    if question is None:
        if subject.all_there:
            what = f"there is no question {leaf.question!r}"
            yield (*where, "question"), Fault("rule-reference", what, did_you_mean(leaf.question, places))
        return
    asked_in, own = places[leaf.question][1], rule_at[1]
    if asked_in == own:
        what = f"looks at {leaf.question!r} in its own section"
        yield (*where, "question"), Fault("rule-same-section", what, "Move the question to an earlier section.")
    elif isinstance(asked_in, int) and isinstance(own, int) and asked_in > own:
        what = f"looks forward to {leaf.question!r}"
        yield (*where, "question"), Fault("rule-forward", what, "Move that question to an earlier section.")
    if subject.sound(*places[leaf.question], "kind"):
        yield from _fit(subject, where, leaf, question, places[leaf.question])


def _fit(subject: Subject, where: Where, leaf: Leaf, question: Question, asked_at: Where) -> Iterator[Located]:
    """Whether the test suits the kind of question, and the choice that it names is there."""
    match leaf:
        case _ if question.kind is Kind.GRID:
            what = f"looks at {question.code!r}, which is a grid"
            yield (*where, "question"), Fault("rule-grid", what, "Ask what the rule needs in a question of its own.")
        case IsAnswered():
            return
        case Compares(relation=relation) if question.kind not in NUMBER_KINDS:
            what = f"compares {question.code!r}, which is a {question.kind} question and no number"
            yield (*where, relation), Fault("rule-not-a-number", what, "Use `is`, `includes` or `answered`.")
        case Is() if question.kind not in CODED_KINDS:
            what = f"asks which choice was made in {question.code!r}, which is a {question.kind} question"
            yield (*where, "is"), Fault("rule-not-a-choice", what, "Use `answered`, or compare where it is a number.")
        case Is() if question.kind is Kind.MULTIPLE:
            yield (
                (*where, "is"),
                Fault("rule-not-single", f"{question.code!r} takes several choices", "Use `includes`."),
            )
        case Includes() if question.kind is not Kind.MULTIPLE:
            what = f"{question.code!r} does not take several choices"
            yield (*where, "includes"), Fault("rule-not-multiple", what, "Use `is`.")
        case Is(code=code) | Includes(code=code) if question.kind in CHOICE_KINDS and _unknown(question, code):
            if subject.sound(*asked_at, "choices") and subject.sound("scales"):
                what = f"{question.code!r} has no choice {code!r}"
                mend = did_you_mean(code, [choice.code for choice in question.choices])
                yield (*where, "is" if isinstance(leaf, Is) else "includes"), Fault("rule-choice", what, mend)


def _unknown(question: Question, code: str) -> bool:
    return bool(question.choices) and question.choice(code) is None


def _reach(subject: Subject, where: Where, rule: Rule, above: Rule | None) -> Iterator[Located]:
    if can_hold(subject.survey, AllOf((above, rule)) if above else rule):
        return
    if above is not None and not can_hold(subject.survey, above):
        return
    noun = "question" if "questions" in where else "section"
    hidden = [leaf.question for leaf in leaves(rule) if not can_hold(subject.survey, IsAnswered(leaf.question))]
    why = f", because {hidden[0]!r} is itself never shown" if hidden else ""
    mend = (
        "Mend the rule, or take the question out." if noun == "question" else "Mend the rule, or take the section out."
    )
    yield where, Fault("unreachable", f"can never hold{why}; nobody would see this {noun}", mend)
