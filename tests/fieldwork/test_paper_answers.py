"""What is typed off a sheet as answers: left empty, not readable, ticked twice and not asked are kept apart."""

import pytest

from ei_collect.answering.response import ByRow, Missing, Value, WithWords, Words
from ei_collect.fieldwork.paper_answers import not_asked, paper_answers
from tests.fieldwork.sheets import SURVEY, WARDS, typed_all


def _answers(**changes: str) -> dict[str, Value]:
    typed = {name.replace("__", "."): written for name, written in changes.items()}
    answers = paper_answers(SURVEY, typed_all(typed), "ar", WARDS.names)
    assert {answer.language for answer in answers.values()} == {"ar"}
    return {code: answer.value for code, answer in answers.items()}


@pytest.mark.parametrize(
    ("question", "typed", "value"),
    [
        ("age", {"age": ""}, Missing.SKIPPED),
        ("age", {"age": "?"}, Missing.UNREADABLE),
        ("age", {"age": "1 2"}, Missing.TWO_TICKED),
        ("age", {"age": "p 1"}, Missing.PREFER_NOT_TO_SAY),
        ("lives_here", {"lives_here": "d"}, Missing.DONT_KNOW),
        ("belong", {"belong": ""}, Missing.SKIPPED),
        ("belong", {"belong": "d 2"}, Missing.TWO_TICKED),
        ("years", {"q_years": "150"}, Missing.UNREADABLE),
        ("years", {"q_years": "?"}, Missing.UNREADABLE),
        ("ways", {"ways": "1 5", "q_ways.other": ""}, Missing.TWO_TICKED),
        ("ways", {"ways": "4", "q_ways.other": "?"}, ("another",)),
        ("speaks", {"speaks": "", "q_speaks.other": "Tamil"}, WithWords("another", Words("Tamil"))),
        ("since", {"q_since.day": "?", "q_since.month": "4"}, "2019-04"),
        ("since", {"q_since.year": "?", "q_since.month": "4"}, Missing.UNREADABLE),
        ("what_first", {"q_what_first.buses": "?"}, Missing.UNREADABLE),
        ("where_met", {"where_met": "?", "q_where_met.words": "on the bridge"}, Words("on the bridge")),
        ("where_met", {"where_met": "?", "q_where_met.words": ""}, Missing.UNREADABLE),
        ("how_often", {"how_often": ""}, Missing.SKIPPED),
        ("how_often", {"how_often": "?"}, Missing.UNREADABLE),
        (
            "how_often",
            {"how_often": "a1 b1 b2 c?"},
            ByRow((("park", "often"),), (("library", Missing.TWO_TICKED), ("market", Missing.UNREADABLE))),
        ),
        ("how_often", {"how_often": "c1 c2"}, ByRow((), (("market", Missing.TWO_TICKED),))),
    ],
)
def test_answer_when_typed_then_it_says_what_is_there(question: str, typed: dict[str, str], value: Value) -> None:
    assert _answers(**{name.replace(".", "__"): written for name, written in typed.items()})[question] == value


def test_words_when_longer_than_a_screen_takes_then_kept_whole() -> None:
    assert _answers(q_what_helps="long " * 200)["what_helps"] == Words("long " * 200)


def test_questions_when_the_sheet_leads_past_them_then_not_asked_or_as_they_were_answered() -> None:
    past = {"lives_here": "2", "may_quote": ""}
    assert _answers(**past)["may_quote"] is Missing.NOT_ASKED
    assert _answers(**{**past, "may_quote": "1"})["may_quote"] == "yes"
    assert _answers(**{**past, "may_quote": "1 2"})["may_quote"] is Missing.TWO_TICKED
    assert _answers(may_quote="")["may_quote"] is Missing.SKIPPED


def test_not_asked_when_a_rule_leads_past_then_those_codes() -> None:
    answers = paper_answers(SURVEY, typed_all({"lives_here": "2"}), "en", WARDS.names)
    assert not_asked(SURVEY, answers) == {"may_quote"}
