"""Rules look at earlier questions, at answers that there are, and can come true."""

import pytest

from tests.survey.writing import found, section, survey_text

EARLIER = section(
    "one",
    "code: bus, kind: single, label: Bus, required: true, choices: [{code: a, label: A}, {code: b, label: B}]",
    "code: many, kind: multiple, label: Many, choices: [{code: a, label: A}, {code: b, label: B}, {code: none, label: No, exclusive: true}]",
    "code: age, kind: number, label: Age, minimum: 0, maximum: 120",
    "code: words, kind: short_text, label: Words",
    "code: ward, kind: ward, label: Ward",
    'code: here, kind: yes_no, label: Here, choices: [{code: "yes", label: "Yes"}, {code: "no", label: "No"}]',
    "code: ten, kind: zero_to_ten, label: Ten, low: Low, high: High",
    "code: grid, kind: grid, label: Grid, choices: [{code: a, label: A}, {code: b, label: B}], rows: [{code: r, label: R}]",
    "code: rank, kind: ranking, label: Rank, choices: [{code: a, label: A}, {code: b, label: B}]",
    "code: day, kind: date, label: Day",
    "code: place, kind: place, label: Place, choices: [{code: online, label: Online}]",
    "code: sure, kind: number, label: Sure, required: true, dont_know: true",
)
LATER = section("three", "code: late, kind: short_text, label: Late")


def _ruled(rule: str) -> str:
    return survey_text(
        EARLIER
        + section("two", f"code: x, kind: short_text, label: X, show_if: {rule}", "code: beside, kind: ward, label: W")
        + LATER
    )


@pytest.mark.parametrize(
    "rule",
    [
        "{question: bus, is: a}",
        "{question: many, includes: b}",
        "{question: age, at_least: 18}",
        "{question: words, answered: true}",
        "{question: ward, is: E05010885}",
        "{question: many, answered: false}",
        "{question: here, is: no}",
        "{question: ten, at_least: 10}",
        "{question: rank, answered: true}",
        "{question: day, answered: false}",
        "{question: place, is: online}",
        "{question: place, is: E05010885}",
        "{question: sure, answered: false}",
        "{not: {question: bus, is: a}}",
        "{all: [{question: many, includes: a}, {question: many, includes: b}]}",
        "{all: [{question: age, more_than: 17}, {question: age, less_than: 19}]}",
        "{any: [{all: [{question: bus, is: a}, {question: bus, is: b}]}, {question: bus, is: b}]}",
    ],
)
def test_rule_when_it_can_hold_then_in_order(rule: str) -> None:
    assert found(_ruled(rule)) == []


@pytest.mark.parametrize(
    ("rule", "code", "place"),
    [
        ("{question: bsu, is: a}", "rule-reference", "question"),
        ("{question: late, answered: true}", "rule-forward", "question"),
        ("{question: beside, answered: true}", "rule-same-section", "question"),
        ("{question: x, answered: true}", "rule-same-section", "question"),
        ("{question: bus, is: c}", "rule-choice", "is"),
        ("{question: many, includes: c}", "rule-choice", "includes"),
        ("{question: many, is: a}", "rule-not-single", "is"),
        ("{question: bus, includes: a}", "rule-not-multiple", "includes"),
        ("{question: words, at_least: 5}", "rule-not-a-number", "at_least"),
        ("{question: bus, less_than: 5}", "rule-not-a-number", "less_than"),
        ("{question: words, is: a}", "rule-not-a-choice", "is"),
        ("{question: age, is: a}", "rule-not-a-choice", "is"),
        ("{question: here, is: maybe}", "rule-choice", "is"),
        ("{question: ten, is: a}", "rule-not-a-choice", "is"),
        ("{question: grid, answered: true}", "rule-grid", "question"),
        ("{question: rank, includes: a}", "rule-not-multiple", "includes"),
        ("{question: day, at_least: 5}", "rule-not-a-number", "at_least"),
    ],
)
def test_rule_when_it_refers_wrongly_then_found_at_the_word(rule: str, code: str, place: str) -> None:
    assert found(_ruled(rule)) == [(code, f"sections.two.questions.x.show_if.{place}")]


@pytest.mark.parametrize(
    "rule",
    [
        "{all: [{question: bus, is: a}, {question: bus, is: b}]}",
        "{all: [{question: words, answered: true}, {question: words, answered: false}]}",
        "{all: [{question: many, includes: a}, {question: many, includes: none}]}",
        "{all: [{question: age, more_than: 17}, {question: age, less_than: 18}]}",
        "{question: age, more_than: 120}",
        "{question: ten, more_than: 10}",
        "{question: ten, less_than: 0}",
        "{question: bus, answered: false}",
        "{not: {any: [{question: bus, is: a}, {question: bus, is: b}]}}",
        "{all: [{question: bus, is: a}, {not: {question: bus, is: a}}]}",
    ],
)
def test_rule_when_it_can_never_hold_then_the_question_is_unreachable(rule: str) -> None:
    assert found(_ruled(rule)) == [("unreachable", "sections.two.questions.x.show_if")]


def test_question_when_it_depends_on_one_that_is_never_shown_then_both_are_found() -> None:
    never = "show_if: {all: [{question: bus, is: a}, {question: bus, is: b}]}"
    text = survey_text(
        EARLIER
        + section("two", f"code: x, kind: short_text, label: X, {never}")
        + section("three", "code: y, kind: short_text, label: Y, show_if: {question: x, answered: true}")
    )
    assert found(text) == [
        ("unreachable", "sections.two.questions.x.show_if"),
        ("unreachable", "sections.three.questions.y.show_if"),
    ]


def test_question_when_its_rule_contradicts_the_rule_of_what_it_looks_at_then_unreachable() -> None:
    text = survey_text(
        EARLIER
        + section("two", "code: x, kind: short_text, label: X, show_if: {question: bus, is: a}")
        + section(
            "three",
            "code: y, kind: short_text, label: Y, show_if: {all: [{question: x, answered: true}, {question: bus, is: b}]}",
        )
    )
    assert found(text) == [("unreachable", "sections.three.questions.y.show_if")]


def test_section_when_its_rule_can_never_hold_then_it_is_found_and_its_questions_are_not() -> None:
    text = survey_text(
        EARLIER
        + section(
            "two",
            "code: x, kind: short_text, label: X, show_if: {question: bus, is: a}",
            more="show_if: {all: [{question: bus, is: a}, {question: bus, is: b}]}",
        )
    )
    assert found(text) == [("unreachable", "sections.two.show_if")]


def test_question_when_its_rule_contradicts_its_section_then_found() -> None:
    text = survey_text(
        EARLIER
        + section(
            "two",
            "code: x, kind: short_text, label: X, show_if: {question: bus, is: b}",
            more="show_if: {question: bus, is: a}",
        )
    )
    assert found(text) == [("unreachable", "sections.two.questions.x.show_if")]


def test_rule_when_the_question_it_looks_at_is_faulty_then_no_second_finding() -> None:
    text = _ruled("{question: bus, is: a}").replace("code: bus, kind: single", "code: bus, kind: sinlge")
    assert [code for code, _ in found(text)] == ["unknown-kind"]


def test_rule_when_trying_everything_out_would_take_for_ever_then_it_is_let_pass() -> None:
    choices = ", ".join(f"{{code: c{number}, label: C}}" for number in range(30))
    tests = ", ".join(f"{{question: many{which}, includes: c{number}}}" for which in range(6) for number in range(9))
    many = (f"code: many{which}, kind: multiple, label: M, choices: [{choices}]" for which in range(6))
    impossible = f"show_if: {{all: [{tests}, {{question: many0, answered: false}}]}}"
    text = survey_text(section("one", *many) + section("two", f"code: x, kind: ward, label: X, {impossible}"))
    assert found(text) == []
