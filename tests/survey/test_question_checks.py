"""What a question of each kind needs and cannot use."""

import pytest

from tests.survey.writing import found, section, survey_text

CHOICES = "choices: [{code: a, label: A}, {code: b, label: B}]"
EXCLUSIVE = "choices: [{code: a, label: A}, {code: b, label: B, exclusive: true}]"
YES_NO = 'choices: [{code: "yes", label: "Yes"}, {code: "no", label: "No"}]'
OTHER = "choices: [{code: a, label: A}, {code: b, label: B, other: true}]"
ROWS = "rows: [{code: r, label: R}, {code: s, label: S}]"
ENDS = "low: Not at all, high: Completely"
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
        (f"kind: yes_no, {YES_NO}, dont_know: true", []),
        (f"kind: single, {OTHER}, max_length: 40, random_order: true", []),
        (f"kind: grid, {CHOICES}, {ROWS}, random_order: true", []),
        (f"kind: zero_to_ten, {ENDS}", []),
        (f"kind: ranking, {CHOICES}, random_order: true", []),
        ("kind: date, easy: When", []),
        ("kind: place, max_length: 40, asks_for: barrier", []),
        ("kind: place, choices: [{code: online, label: Online}]", []),
        ("kind: ward, picture: {file: park-2.png, alt: A park}", []),
        ("kind: yes_no", ["choices-missing"]),
        (f"kind: yes_no, {CHOICES}", ["yes-no-choices"]),
        ('kind: yes_no, choices: [{code: "yes", label: "Yes"}]', ["choices-few"]),
        (f"kind: grid, {CHOICES}", ["rows-missing"]),
        (f"kind: grid, {ROWS}", ["choices-missing"]),
        (f"kind: grid, {CHOICES}, rows: [{{code: r, label: R}}, {{code: r, label: S}}]", ["duplicate-row"]),
        (f"kind: grid, {OTHER}, {ROWS}", ["other-kind"]),
        (f"kind: single, {CHOICES}, {ROWS}", ["rows-unused"]),
        ("kind: zero_to_ten", ["ends-missing", "ends-missing"]),
        ("kind: zero_to_ten, low: Not at all", ["ends-missing"]),
        ("kind: number, high: A lot", ["ends-kind"]),
        (f"kind: zero_to_ten, {ENDS}, minimum: 1", ["bounds-kind"]),
        ("kind: ranking, choices: [{code: a, label: A}]", ["choices-few"]),
        (f"kind: ranking, {EXCLUSIVE}", ["exclusive-single"]),
        ("kind: date, random_order: true", ["order-kind"]),
        (f"kind: yes_no, {YES_NO}, random_order: true", ["order-kind"]),
        ("kind: date, max_length: 5", ["length-kind"]),
        (f"kind: single, {CHOICES}, max_length: 5", ["length-kind"]),
        ("kind: place, choices: [{code: on_line, label: Online}]", ["place-choice"]),
        (f"kind: multiple, {OTHER.replace('label: A', 'label: A, other: true')}", ["other-twice"]),
        (f"kind: multiple, {OTHER.replace('code: a', 'code: words')}", ["code-reserved"]),
        (f"kind: multiple, {CHOICES.replace('code: a', 'code: words')}", []),
        ("kind: ward, picture: {file: ../park.png, alt: A park}", ["file-name"]),
        ("kind: ward, picture: {file: park.svg, alt: A park}", ["file-name"]),
        ("kind: ward, picture: {file: park.png}", ["missing"]),
        (f"kind: ward, {CHOICES}", ["choices-unused"]),
        (f"kind: long_text, {CHOICES}", ["choices-unused"]),
        ("kind: number, minimum: 5, maximum: 4", ["bounds-order"]),
        ("kind: short_text, minimum: 5", ["bounds-kind"]),
        ("kind: photo, maximum: 5, faces: true, max_length: 90, asks_for: either", []),
        ("kind: photo, maximum: 0", ["photos-number"]),
        ("kind: photo, maximum: 21", ["photos-number"]),
        ("kind: photo, minimum: 1", ["bounds-kind"]),
        ("kind: voice, faces: true", ["faces-kind"]),
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


def test_question_when_much_of_it_is_wrong_then_everything_is_found_at_its_place() -> None:
    text = survey_text(
        section(
            "home",
            f"code: x, label: X, kind: date, {OTHER}, {ROWS}, low: L, minimum: 1, max_length: 4001, random_order: true",
        )
    )
    assert {(code, place.rpartition(".")[2]) for code, place in found(text)} == {
        ("choices-unused", "choices"),
        ("rows-unused", "rows"),
        ("ends-kind", "low"),
        ("bounds-kind", "minimum"),
        ("order-kind", "random_order"),
    }


def test_scale_when_a_choice_takes_own_words_and_an_agreement_question_uses_it_then_found_in_the_scale() -> None:
    text = survey_text(
        section(
            "home", "code: x, label: X, kind: agreement, scale: one", "code: y, label: Y, kind: single, scale: one"
        ),
        scales=SCALE.replace("label: B", "label: B, other: true"),
    )
    assert found(text) == [("other-kind", "scales.one.b.other")]
