"""How conditions read on paper: what they say is what the rule is."""

import pytest

from ei_collect.fieldwork.condition import condition_words
from ei_collect.fieldwork.numbering import IN_ENGLISH
from ei_collect.fieldwork.paper_form import PaperQuestion
from ei_collect.language.catalogues import INTERFACE, read_catalogue
from ei_collect.language.languages import PSEUDO
from ei_collect.language.text import Text
from ei_collect.survey.definition import Choice, Kind, Question
from ei_collect.survey.rules import AllOf, AnyOf, Compares, Includes, Is, IsAnswered, Not, Rule
from tests.conftest import HOME

BUS = Question(
    "bus",
    Kind.SINGLE,
    Text.of("Do you take the bus?"),
    choices=(Choice("often", Text("en", {"en": "Often", "ar": "كثيرًا"})), Choice("never", Text.of("Never"))),
)
YEARS = Question("years", Kind.NUMBER, Text.of("How many years?"))
ASKED = [PaperQuestion(1, BUS, (), ()), PaperQuestion(2, YEARS, (), ())]

OFTEN, NEVER = Is("bus", "often"), Is("bus", "never")
AT_LEAST_5 = Compares("years", "at_least", 5)
WORDS: list[tuple[Rule, str]] = [
    (OFTEN, "you ticked “Often” at question 1"),
    (Not(OFTEN), "you did not tick “Often” at question 1"),
    (Not(Not(OFTEN)), "you ticked “Often” at question 1"),
    (Is("bus", "E05010885"), "you ticked “E05010885” at question 1"),
    (Includes("bus", "never"), "you ticked “Never” at question 1"),
    (IsAnswered("years"), "you answered question 2"),
    (IsAnswered("years", expected=False), "you left question 2 empty"),
    (Not(IsAnswered("years")), "you left question 2 empty"),
    (AT_LEAST_5, "your number at question 2 is 5 or more"),
    (Compares("years", "more_than", 5), "your number at question 2 is 6 or more"),
    (Compares("years", "at_most", 5), "your number at question 2 is 5 or less"),
    (Compares("years", "less_than", 5), "your number at question 2 is 4 or less"),
    (Not(AT_LEAST_5), "your number at question 2 is 4 or less or you left question 2 empty"),
    (AnyOf((OFTEN, NEVER)), "you ticked one of these at question 1: Often / Never"),
    (AllOf((OFTEN, IsAnswered("years"))), "you ticked “Often” at question 1 and you answered question 2"),
    (
        Not(AllOf((OFTEN, IsAnswered("years")))),
        "you did not tick “Often” at question 1 or you left question 2 empty",
    ),
    (
        Not(AnyOf((OFTEN, NEVER))),
        "you did not tick “Often” at question 1 and you did not tick “Never” at question 1",
    ),
    (
        AllOf((AnyOf((OFTEN, IsAnswered("years"))), NEVER)),
        "(you ticked “Often” at question 1 or you answered question 2) and you ticked “Never” at question 1",
    ),
    (
        AllOf((Not(AT_LEAST_5), NEVER)),
        "(your number at question 2 is 4 or less or you left question 2 empty) and you ticked “Never” at question 1",
    ),
]


@pytest.mark.parametrize(("rule", "words"), WORDS)
def test_rule_when_told_then_says_when_it_is_true(rule: Rule, words: str) -> None:
    assert condition_words(rule, ASKED, "en", IN_ENGLISH) == words


def test_rule_when_told_in_another_language_then_with_its_own_labels() -> None:
    assert "كثيرًا" in condition_words(OFTEN, ASKED, "ar", IN_ENGLISH)


def test_every_phrase_when_told_then_comes_from_the_catalogue() -> None:
    """The pseudo-language has no plain English letters: what shows any is not translated."""
    pseudo = read_catalogue(HOME / "translations", PSEUDO.code, INTERFACE)
    for rule, _words in WORDS:
        told = condition_words(rule, ASKED, PSEUDO.code, pseudo)
        assert not any(word in told for word in ("you", "question", " and ", " or ")), told
