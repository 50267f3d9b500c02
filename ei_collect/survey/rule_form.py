"""Show-if rules in the form in which files and frozen documents hold them. What they mean is in `rules`."""

from typing import Any

from ei_collect.survey.nearest import did_you_mean
from ei_collect.survey.rules import COMPARISONS, AllOf, AnyOf, Compares, Includes, Is, IsAnswered, Leaf, Not, Rule
from ei_collect.survey.source import Fault, Located, Where

MAX_DEPTH = 12
_TESTS = ("is", "includes", "answered", *COMPARISONS)
_SHAPE = "Write {question: CODE, is: CHOICE}, or includes, answered, at_least ...; or all: [..], any: [..], not: {..}."


class RuleFormError(Exception):
    """A rule that cannot be understood; `located` says where within it, and why."""

    def __init__(self, located: list[Located]) -> None:
        self.located = located
        super().__init__(located)


def parse_rule(value: Any, where: Where = ()) -> Rule:
    """The rule that a mapping of a file spells; `where` is the way to it, for the faults.

    Raises:
        RuleFormError: with every fault within the rule.
    """
    if not isinstance(value, dict) or not value:
        raise _refusal(where, "is no rule", _SHAPE)
    if len(where) > 2 * MAX_DEPTH:
        raise _refusal(where, "is nested too deeply", "Split the rule, or say it more simply.")
    if "question" in value:
        return _leaf(value, where)
    if len(value) > 1:
        raise _refusal(where, f"joins {', '.join(map(repr, value))} without saying how", _SHAPE)
    word, inner = next(iter(value.items()))
    below = (*where, word)
    match word:
        case "all":
            return AllOf(_parts(inner, below))
        case "any":
            return AnyOf(_parts(inner, below))
        case "not":
            return Not(parse_rule(inner, below))
    raise _refusal(below, f"starts a rule with {word!r}", did_you_mean(word, ("all", "any", "not", "question")))


def rule_mapping(rule: Rule) -> dict[str, Any]:
    """The mapping that spells `rule`; `parse_rule` gives the rule back."""
    match rule:
        case AllOf(parts):
            return {"all": [rule_mapping(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [rule_mapping(part) for part in parts]}
        case Not(part):
            return {"not": rule_mapping(part)}
        case Is(question, code):
            return {"question": question, "is": code}
        case Includes(question, code):
            return {"question": question, "includes": code}
        case IsAnswered(question, expected):
            return {"question": question, "answered": expected}
        case Compares(question, relation, bound):
            return {"question": question, relation: bound}


def _parts(value: Any, where: Where) -> tuple[Rule, ...]:
    if not isinstance(value, list) or not value:
        raise _refusal(where, "is no list of rules", "Write a list with at least one rule.")
    parts: list[Rule] = []
    faults: list[Located] = []
    for place, part in enumerate(value):
        try:
            parts.append(parse_rule(part, (*where, place)))
        except RuleFormError as error:
            faults += error.located
    if faults:
        raise RuleFormError(faults)
    return tuple(parts)


def _leaf(value: dict[str, Any], where: Where) -> Leaf:
    tests = {key: given for key, given in value.items() if key != "question"}
    question = value["question"]
    if not isinstance(question, str):
        raise _refusal((*where, "question"), "names no question", "Give the code of a question.")
    for test in tests:
        if test not in _TESTS:
            raise _refusal((*where, test), f"tests with {test!r}, which no rule knows", did_you_mean(test, _TESTS))
    if len(tests) != 1:
        raise _refusal(where, f"has {len(tests)} tests", f"Give exactly one of {', '.join(_TESTS)}.")
    test, given = next(iter(tests.items()))
    return _test(question, test, given, (*where, test))


def _test(question: str, test: str, given: Any, where: Where) -> Leaf:
    match test, given:
        case "is", str():
            return Is(question, given)
        case "includes", str():
            return Includes(question, given)
        case "answered", bool():
            return IsAnswered(question, given)
        case (("is" | "includes" | "answered"), _):
            wanted = "true or false" if test == "answered" else "the code of a choice"
            raise _refusal(where, f"compares with {given!r}", f"Give {wanted}.")
        case _, int() if not isinstance(given, bool):
            return Compares(question, test, given)
    raise _refusal(where, f"compares with {given!r}", "Give a whole number.")


def _refusal(where: Where, what: str, mend: str) -> RuleFormError:
    return RuleFormError([(where, Fault("rule-form", what, mend))])
