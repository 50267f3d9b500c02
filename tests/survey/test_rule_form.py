"""Show-if rules as files spell them."""

from typing import Any

import pytest
from hypothesis import given

from ei_collect.survey.rule_form import RuleFormError, parse_rule, rule_mapping
from ei_collect.survey.rules import AllOf, AnyOf, Compares, Includes, Is, IsAnswered, Not, Rule
from tests.survey.generated import rules


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ({"question": "q", "is": "a"}, Is("q", "a")),
        ({"question": "q", "includes": "a"}, Includes("q", "a")),
        ({"question": "q", "answered": False}, IsAnswered("q", False)),
        ({"question": "q", "at_least": 5}, Compares("q", "at_least", 5)),
        ({"not": {"question": "q", "is": "a"}}, Not(Is("q", "a"))),
        (
            {"all": [{"question": "q", "is": "a"}, {"any": [{"question": "r", "less_than": -1}]}]},
            AllOf((Is("q", "a"), AnyOf((Compares("r", "less_than", -1),)))),
        ),
    ],
)
def test_rule_when_written_well_then_parsed(written: dict[str, Any], rule: Rule) -> None:
    assert parse_rule(written) == rule


@given(rules())
def test_rule_when_written_and_parsed_then_the_same(rule: Rule) -> None:
    assert parse_rule(rule_mapping(rule)) == rule


@pytest.mark.parametrize(
    ("written", "where", "word"),
    [
        ("belong", (), "is no rule"),
        ({}, (), "is no rule"),
        ([], (), "is no rule"),
        ({"all": []}, ("all",), "no list of rules"),
        ({"all": {"question": "q", "is": "a"}}, ("all",), "no list of rules"),
        ({"every": []}, ("every",), "'every'"),
        ({"all": [], "any": []}, (), "without saying how"),
        ({"question": "q"}, (), "0 tests"),
        ({"question": "q", "is": "a", "answered": True}, (), "2 tests"),
        ({"question": "q", "equals": "a"}, ("equals",), "no rule knows"),
        ({"question": 5, "is": "a"}, ("question",), "names no question"),
        ({"question": "q", "is": 5}, ("is",), "code of a choice"),
        ({"question": "q", "answered": "yes"}, ("answered",), "true or false"),
        ({"question": "q", "at_least": "5"}, ("at_least",), "whole number"),
        ({"question": "q", "at_least": True}, ("at_least",), "whole number"),
    ],
)
def test_rule_when_written_badly_then_its_place_and_mend(written: Any, where: tuple[str, ...], word: str) -> None:
    with pytest.raises(RuleFormError) as refused:
        parse_rule(written)
    ((place, fault),) = refused.value.located
    assert place == where
    assert word in f"{fault.what} {fault.mend}"


def test_rule_when_several_parts_are_bad_then_all_are_told() -> None:
    with pytest.raises(RuleFormError) as refused:
        parse_rule({"any": [{"question": "q"}, {"question": "q", "is": "a"}, {"none": 1}]})
    assert [place for place, _ in refused.value.located] == [("any", 0), ("any", 2, "none")]


def test_rule_when_nested_without_end_then_refused() -> None:
    rule: dict[str, Any] = {"question": "q", "is": "a"}
    for _ in range(200):
        rule = {"not": rule}
    with pytest.raises(RuleFormError):
        parse_rule(rule)
