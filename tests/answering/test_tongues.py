"""Which answers of a page were given in another language than it was saved in last."""

from ei_collect.answering.form import read_form
from ei_collect.answering.tongues import in_their_languages, mark, marks
from tests.answering.surveys import TOWN, load_yaml

HOME = load_yaml(TOWN).sections[0].questions
WARD, BUS, YEARS = HOME


def test_marks_when_answers_were_left_alone_then_they_keep_their_language_and_others_have_the_pages() -> None:
    before, now = {"q_bus": ["never"], "q_years": ["7"]}, {"q_bus": ["never"], "q_years": ["8"]}
    assert marks(HOME, before, "so", now, "ar") == mark(BUS, "so")


def test_marks_when_the_language_is_the_same_or_nothing_was_answered_then_there_are_none() -> None:
    assert marks(HOME, {"q_bus": ["never"]}, "so", {"q_bus": ["never"]}, "so") == {}
    assert marks(HOME, {"q_years": [""]}, "so", {}, "ar") == {}


def test_marks_when_a_page_goes_through_a_third_language_and_back_then_each_keeps_its_first() -> None:
    form = {"q_bus": ["never"], "q_years": ["7"]}
    first = {**form, **marks(HOME, {"q_bus": ["never"]}, "so", form, "ar")}
    second = {**form, **marks(HOME, first, "ar", form, "en")}
    assert second == {**form, **mark(BUS, "so"), **mark(YEARS, "ar")}
    assert marks(HOME, second, "en", form, "so") == mark(YEARS, "ar")


def test_marks_when_an_answer_is_not_to_be_said_then_that_is_an_answer_too() -> None:
    form = {"q_ward_pnts": ["1"]}
    assert marks(HOME, form, "so", form, "ar") == mark(WARD, "so")


def test_in_their_languages_when_marked_then_only_those_differ() -> None:
    form = {"q_bus": ["never"], "q_years": ["7"], **mark(BUS, "so")}
    answers = in_their_languages(read_form(HOME, form, "ar", {}).answers, form)
    assert {code: answer.language for code, answer in answers.items()} == {"ward": "ar", "bus": "so", "years": "ar"}
