"""Whether anybody can come to see a question: tried out on answers that stand for all others.

Rules look only at earlier questions, so answers are tried in the order of the survey, and only those that matter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from ei_collect.survey.definition import CHOICE_KINDS, Kind, Question, Survey
from ei_collect.survey.rules import AllOf, Answered, Compares, Includes, Is, Leaf, Rule, holds, leaves

MOST_TRIALS = 20_000
MOST_NAMED = 10
_ELSE = "~"
"""A ward or words that no rule names; no code looks like this."""


def can_hold(survey: Survey, rule: Rule) -> bool:
    """Whether some way of answering makes `rule` true; true as well where trying it all out would take too long."""
    shown_by = _rules_of(survey)
    matter = _that_matter(rule, shown_by)
    named = [leaf for one in (rule, *(shown_by[code] for code in matter)) if one for leaf in leaves(one)]
    about = {code: {leaf for leaf in named if leaf.question == code} for code in matter}
    if any(len(tests) > MOST_NAMED for tests in about.values()):
        return True
    asked = [question for question in survey.questions() if question.code in matter]
    values = {question.code: _values(question, about[question.code]) for question in asked}
    return _Trials(rule, shown_by, values).any_holds(asked, {})


@dataclass
class _Trials:
    """Answers tried one after the other; once `left` are used up, the rule is given the benefit of the doubt."""

    rule: Rule
    shown_by: Mapping[str, Rule | None]
    values: Mapping[str, list[Answered]]
    left: int = MOST_TRIALS

    def any_holds(self, asked: list[Question], answers: dict[str, Answered]) -> bool:
        self.left -= 1
        if self.left < 0:
            return True
        if not asked:
            return holds(self.rule, answers)
        question, *rest = asked
        shown = holds(self.shown_by[question.code], answers)
        must_be_given = question.required and not (question.prefer_not_to_say or question.dont_know)
        may_be_left_out = not shown or not must_be_given
        if may_be_left_out and self.any_holds(rest, answers):
            return True
        given = self.values[question.code] if shown else []
        return any(self.any_holds(rest, {**answers, question.code: value}) for value in given)


def _rules_of(survey: Survey) -> dict[str, Rule | None]:
    """For each question what must hold for it to be shown, its section's rule included."""
    found: dict[str, Rule | None] = {}
    for section in survey.sections:
        for question in section.questions:
            rules = tuple(rule for rule in (section.show_if, question.show_if) if rule is not None)
            found[question.code] = AllOf(rules) if rules else None
    return found


def _that_matter(rule: Rule, shown_by: Mapping[str, Rule | None]) -> set[str]:
    """The questions on which `rule` depends, also through the rules of those questions."""
    found: set[str] = set()
    waiting = [leaf.question for leaf in leaves(rule)]
    while waiting:
        code = waiting.pop()
        if code in found or code not in shown_by:
            continue
        found.add(code)
        below = shown_by[code]
        waiting += [leaf.question for leaf in leaves(below)] if below else []
    return found


def _values(question: Question, about: set[Leaf]) -> list[Answered]:
    """Answers to `question` that differ in the eyes of the rules about it."""
    named = {leaf.code for leaf in about if isinstance(leaf, Is | Includes)}
    match question.kind:
        case Kind.GRID:
            return []
        case Kind.NUMBER | Kind.ZERO_TO_TEN:
            return list(_numbers(question, {leaf.bound for leaf in about if isinstance(leaf, Compares)}))
        case Kind.MULTIPLE:
            return list(_combinations(question, named))
        case kind if kind in CHOICE_KINDS:
            others = [choice.code for choice in question.choices if choice.code not in named]
            return [*(choice.code for choice in question.choices if choice.code in named), *others[:1]]
    return [*sorted(named), _ELSE]


def _numbers(question: Question, bounds: set[int]) -> Iterator[int]:
    least, most = (0, 10) if question.kind is Kind.ZERO_TO_TEN else (question.minimum, question.maximum)
    ends = {bound for bound in (least, most) if bound is not None}
    for number in sorted({bound + step for bound in bounds | ends | {0} for step in (-1, 0, 1)}):
        if (least is None or number >= least) and (most is None or number <= most):
            yield number


def _combinations(question: Question, named: set[str]) -> Iterator[tuple[str, ...]]:
    """Sets of ticks: of the choices that rules name and one more that stands for the rest; an exclusive one alone."""
    others = [choice for choice in question.choices if choice.code not in named and not choice.exclusive]
    free = [choice.code for choice in question.choices if choice.code in named and not choice.exclusive]
    free += [choice.code for choice in others[:1]]
    yield from ((choice.code,) for choice in question.choices if choice.exclusive)
    for size in range(len(free), 0, -1):
        yield from combinations(free, size)
