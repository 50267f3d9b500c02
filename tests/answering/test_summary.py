"""Answers as they are shown back."""

from ei_collect.answering.path import find_path
from ei_collect.answering.response import Answer, Missing, Words
from ei_collect.answering.summary import summarise
from ei_collect.language.text import Wording
from tests.answering.every_kind import EVERY_KIND
from tests.answering.surveys import TOWN, load_yaml


def test_summarise_when_some_is_answered_then_every_question_asked_has_a_row() -> None:
    survey = load_yaml(TOWN)
    answers = {
        "bus": Answer("never", "en"),
        "why_never": Answer(Words("Too dear."), "pl"),
        "ways": Answer(Missing.PREFER_NOT_TO_SAY, "en"),
        "ward": Answer("E1", "en"),
    }
    parts = summarise(find_path(survey, answers), answers, "en", {"E1": "Ashley"})
    rows = {row.question.code: (row.shown, row.missing) for part in parts for row in part.rows}
    assert rows == {
        "ward": (("Ashley",), None),
        "bus": ((Wording("Never", "en"),), None),
        "years": ((), Missing.SKIPPED),
        "why_never": (("Too dear.",), None),
        "ways": ((), Missing.PREFER_NOT_TO_SAY),
        "may_quote": ((), Missing.SKIPPED),
    }


def test_summarise_when_in_easy_read_then_the_questions_are_too() -> None:
    survey = load_yaml(EVERY_KIND)
    path = find_path(survey, {})
    labels = [part.rows[0].label.wordings["en"] for part in summarise(path, {}, "en", {}, easy=True)]
    assert labels[0] == "Is your home here?"
    assert summarise(path, {}, "en", {})[0].rows[0].label.wordings["en"] == "Do you live in this town?"
