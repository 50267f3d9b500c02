"""Codes, scales and roles: what must hold between the parts of a survey."""

import pytest

from tests.survey.writing import found, section, survey_text

TEXT = "code: words, kind: long_text, label: Say"
CHOICES = "choices: [{code: a, label: A}, {code: b, label: B}]"


def test_codes_when_repeated_then_the_second_of_each_is_found() -> None:
    text = survey_text(section("home", TEXT, TEXT) + section("home", "code: x, kind: ward, label: Ward"))
    assert found(text) == [
        ("duplicate-question", "sections.home.questions.words.code"),
        ("duplicate-section", "sections.home.code"),
    ]


def test_choice_codes_when_repeated_in_a_question_or_a_scale_then_found_once() -> None:
    text = survey_text(
        section(
            "home",
            "code: x, kind: single, label: X, choices: [{code: a, label: A}, {code: a, label: B}]",
            "code: y, kind: single, label: Y, scale: one",
            "code: z, kind: single, label: Z, scale: one",
        ),
        scales="one: [{code: b, label: A}, {code: b, label: B}]",
    )
    assert found(text) == [
        ("duplicate-choice", "scales.one.b.code"),
        ("duplicate-choice", "sections.home.questions.x.choices.a.code"),
    ]


def test_same_choice_code_when_in_two_questions_then_in_order() -> None:
    questions = (f"code: {code}, kind: single, label: X, {CHOICES}" for code in ("x", "y"))
    assert found(survey_text(section("home", *questions))) == []


def test_codes_when_the_program_keeps_them_then_found() -> None:
    choices = "choices: [{code: skipped, label: A}, {code: dont_know, label: B}]"
    text = survey_text(section("home", f"code: scale, kind: single, label: X, {choices}"))
    assert [code for code, _ in found(text)] == ["code-reserved"] * 3


@pytest.mark.parametrize(
    ("section_code", "question_code"),
    [
        ("send", "x"),
        ("check", "x"),
        ("consent", "x"),
        ("media", "x"),
        ("home", "x_pnts"),
        ("home", "x_dk"),
        ("home", "section"),
    ],
)
def test_code_when_a_page_or_a_field_of_the_program_has_it_then_found(section_code: str, question_code: str) -> None:
    text = survey_text(section(section_code, f"code: {question_code}, kind: long_text, label: X"))
    assert [code for code, _ in found(text)] == ["code-reserved"]


def test_scale_when_no_question_uses_it_then_found() -> None:
    assert found(survey_text(section("home", TEXT), scales="one: [{code: a, label: A}]")) == [
        ("scale-unused", "scales.one")
    ]


def test_scale_when_it_is_not_there_then_found_at_the_question() -> None:
    text = survey_text(section("home", "code: x, kind: agreement, label: X, scale: one"))
    assert found(text) == [("unknown-scale", "sections.home.questions.x.scale")]


@pytest.mark.parametrize(
    ("role", "question", "expected"),
    [
        ("home_ward", "code: x, kind: ward, label: X", []),
        ("home_ward", "code: x, kind: short_text, label: X", ["role-kind"]),
        ("place_ward", "code: x, kind: number, label: X", ["role-kind"]),
        ("place_name", "code: x, kind: long_text, label: X", ["role-kind"]),
        ("feeling", f"code: x, kind: single, label: X, {CHOICES}", ["role-choices"]),
        ("quote_consent", f"code: x, kind: single, label: X, {CHOICES}", ["role-choices"]),
        (
            "quote_consent",
            'code: x, kind: single, label: X, choices: [{code: yes, label: "Y"}, {code: no, label: "N"}]',
            [],
        ),
        (
            "quote_consent",
            'code: x, kind: yes_no, label: X, choices: [{code: yes, label: "Y"}, {code: no, label: "N"}]',
            [],
        ),
        ("quote_consent", f"code: x, kind: multiple, label: X, {CHOICES}", ["role-kind"]),
        ("gender", f"code: x, kind: single, label: X, why: To see, {CHOICES}", []),
        ("gender", f"code: x, kind: single, label: X, {CHOICES}", ["demographic-why"]),
        (
            "gender",
            f"code: x, kind: single, label: X, why: To see, required: true, {CHOICES}",
            ["demographic-required"],
        ),
        ("gender", "code: y, kind: ward, label: X", ["role-reference"]),
    ],
)
def test_role_when_its_question_does_not_fit_then_found(role: str, question: str, expected: list[str]) -> None:
    assert [code for code, _ in found(survey_text(section("home", question), roles=f"{role}: x"))] == expected


def test_role_when_the_sections_cannot_be_read_then_no_second_finding() -> None:
    text = survey_text("words", roles="gender: x")
    assert found(text) == [("not-a-list", "sections")]
