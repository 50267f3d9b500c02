"""Which sections are asked, and what becomes of answers that are not asked for any more."""

from ei_collect.answering.path import find_path, settle
from ei_collect.answering.response import Answer, Missing, Value
from tests.answering.surveys import load_yaml

CHAIN = """
    slug: chain
    language: en
    title: Chain
    summary: Rules in a row.
    introduction: [Begin.]
    consent: [Stop.]
    thanks: Thanks.
    sections:
      - code: one
        title: One
        questions:
          - {code: a, kind: single, label: A, choices: [{code: go, label: Go}, {code: stay, label: Stay}]}
          - {code: n, kind: number, label: N}
      - code: two
        title: Two
        show_if: {question: a, is: go}
        questions:
          - {code: b, kind: single, label: B, choices: [{code: on, label: On}, {code: off, label: Off}]}
      - code: three
        title: Three
        questions:
          - {code: c, kind: short_text, label: C, show_if: {question: b, is: on}}
          - {code: d, kind: short_text, label: D, show_if: {question: n, at_least: 5}}
      - code: four
        title: Four
        questions:
          - {code: e, kind: short_text, label: E}
"""
SURVEY = load_yaml(CHAIN)


def answered(**values: Value) -> dict[str, Answer]:
    """These answers, given in English."""
    return {code: Answer(value, "en") for code, value in values.items()}


def asked(**values: Value) -> dict[str, list[str]]:
    """The sections asked and the questions in each."""
    path = find_path(SURVEY, answered(**values))
    return {page.section.code: [question.code for question in page.questions] for page in path.pages}


def test_the_path_when_nothing_is_answered_then_only_what_has_no_condition_is_asked() -> None:
    assert asked() == {"one": ["a", "n"], "four": ["e"]}


def test_the_path_when_conditions_hold_then_sections_and_questions_open() -> None:
    assert asked(a="go", b="on", n=5) == {"one": ["a", "n"], "two": ["b"], "three": ["c", "d"], "four": ["e"]}


def test_the_path_when_an_answer_is_no_longer_asked_for_then_it_opens_nothing() -> None:
    assert asked(a="stay", b="on") == {"one": ["a", "n"], "four": ["e"]}


def test_the_path_when_one_prefers_not_to_say_then_nothing_opens() -> None:
    assert asked(a=Missing.PREFER_NOT_TO_SAY) == {"one": ["a", "n"], "four": ["e"]}


def test_next_and_previous_when_sections_are_not_asked_then_they_are_stepped_over() -> None:
    path = find_path(SURVEY, {})
    assert (path.after("one"), path.before("four"), path.before("one"), path.after("four")) == (
        "four",
        "one",
        None,
        None,
    )
    assert (path.after("two"), path.before("three")) == ("four", "one")
    assert (path.position("four"), len(path.pages)) == (2, 2)
    assert path.page("two") is None


def test_settle_when_all_is_done_then_each_question_has_an_answer_or_says_why_not() -> None:
    answers = answered(a="go", b="off", c="left over")
    settled = settle(SURVEY, find_path(SURVEY, answers), answers, "so")
    assert {code: answer.value for code, answer in settled.items()} == {
        "a": "go",
        "n": Missing.SKIPPED,
        "b": "off",
        "c": Missing.NOT_ASKED,
        "d": Missing.NOT_ASKED,
        "e": Missing.SKIPPED,
    }
    assert (settled["a"].language, settled["n"].language) == ("en", "so")


def test_settle_when_a_question_was_not_asked_before_and_is_now_then_it_is_skipped() -> None:
    answers = answered(a="go", b="on", c=Missing.NOT_ASKED)
    assert settle(SURVEY, find_path(SURVEY, answers), answers, "en")["c"].value is Missing.SKIPPED
