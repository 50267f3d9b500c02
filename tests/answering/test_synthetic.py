"""Invented respondents: whatever they type can be sent."""

from random import Random

import pytest

from ei_collect.answering.form import cleaned, read_form
from ei_collect.answering.response import Missing
from ei_collect.answering.synthetic import Phrases, fill_in
from ei_collect.survey.definition import Kind, Section
from tests.answering.every_kind import EVERY_KIND
from tests.answering.surveys import load_yaml

PHRASES = Phrases("en", ("College Green",), {"enabler": {"social": ("People at {place} are kind.",)}})
WARDS = {"E1": "Ashley", "E2": "Easton"}
SURVEY = load_yaml(EVERY_KIND)


@pytest.mark.parametrize("section", SURVEY.sections, ids=[section.code for section in SURVEY.sections])
def test_fill_in_when_done_many_times_then_never_faulty_and_every_question_is_answered_by_some(
    section: Section,
) -> None:
    answered: set[str] = set()
    for seed in range(200):
        form = fill_in(SURVEY, section, PHRASES, list(WARDS), Random(seed))
        reading = read_form(section.questions, cleaned(form, section.questions), "en", WARDS)
        assert reading.findings == ()
        answered |= {code for code, answer in reading.answers.items() if not isinstance(answer.value, Missing)}
    assert answered == {question.code for question in section.questions if question.kind is not Kind.PHOTO}
