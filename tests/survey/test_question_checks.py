"""What a question of each kind needs and cannot use."""

import pytest

from tests.survey.writing import found, section, survey_text

CHOICES = "choices: [{code: a, label: A}, {code: b, label: B}]"
EXCLUSIVE = "choices: [{code: a, label: A}, {code: b, label: B, exclusive: true}]"
SCALE = "one: [{code: a, label: A}, {code: b, label: B}]"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (f"kind: single, {CHOICES}", []),
        (f"kind: multiple, {EXCLUSIVE}", []),
        ("kind: multiple, choices: [{code: a, label: A}]", []),
        ("kind: number, minimum: 1, maximum: 1", []),
        ("kind: long_text, max_length: 100, asks_for: either", []),
        ("kind: single", ["choices-missing"]),
        ("kind: multiple", ["choices-missing"]),
        ("kind: agreement", ["agreement-scale"]),
        (f"kind: agreement, {CHOICES}", ["agreement-scale"]),
        ("kind: single, choices: [{code: a, label: A}]", ["choices-few"]),
        (f"kind: single, {EXCLUSIVE}", ["exclusive-single"]),
        (f"kind: ward, {CHOICES}", ["choices-unused"]),
        (f"kind: long_text, {CHOICES}", ["choices-unused"]),
        ("kind: number, minimum: 5, maximum: 4", ["bounds-order"]),
        ("kind: short_text, minimum: 5", ["bounds-kind"]),
        ("kind: ward, max_length: 5", ["length-kind"]),
        ("kind: long_text, max_length: 20001", ["length-high"]),
        (f"kind: single, asks_for: barrier, {CHOICES}", ["asks-for-closed"]),
        ("kind: short_text, measures: {construct: a, parallel: b}", ["measures-open"]),
        ("kind: sngle", ["unknown-kind"]),
    ],
)
def test_question_when_its_parts_do_not_fit_its_kind_then_found(question: str, expected: list[str]) -> None:
    assert [code for code, _ in found(survey_text(section("home", f"code: x, label: X, {question}")))] == expected


def test_question_when_it_has_a_scale_and_choices_of_its_own_then_found() -> None:
    text = survey_text(
        section(
            "home",
            f"code: x, label: X, kind: single, scale: one, {CHOICES}",
            "code: y, label: Y, kind: agreement, scale: one",
        ),
        scales=SCALE,
    )
    assert [code for code, _ in found(text)] == ["choices-twice"]


def test_scale_when_it_has_an_exclusive_choice_and_a_single_question_uses_it_then_found_in_the_scale() -> None:
    text = survey_text(
        section("home", "code: x, label: X, kind: single, scale: one"),
        scales=SCALE.replace("label: B", "label: B, exclusive: true"),
    )
    assert found(text) == [("exclusive-single", "scales.one.b.exclusive")]
