"""Ways on through a sheet: whoever follows them misses no question of theirs, and meets no other."""

import random

from ei_collect.answering.path import find_path
from ei_collect.fieldwork.numbering import paper_form
from ei_collect.fieldwork.skipping import END
from tests.answering.surveys import TOWN, load_yaml
from tests.fieldwork.following import met_on_paper, some_answers, some_survey, version_of

SEED, SURVEYS, PEOPLE = 20261123, 150, 12


def test_town_when_numbered_then_whoever_takes_the_bus_skips_the_question_about_it() -> None:
    form = paper_form(version_of(load_yaml(TOWN)), "en")
    bus = form.sections[0].questions[1]
    assert (bus.number, bus.goes) == (2, ())  # a number stands between, so that the words say it
    assert form.sections[1].questions[0].only_if == "you ticked “Never” at question 2"


def test_choice_just_before_a_skipped_block_when_numbered_then_leads_past_all_of_it() -> None:
    years = '{code: years, kind: number, label: "How many years have you lived here?", minimum: 0, maximum: 120}'
    form = paper_form(version_of(load_yaml(TOWN.replace(f"- {years}", ""))), "en")
    bus, why = form.sections[0].questions[1], form.sections[1].questions[0]
    assert dict(bus.goes) == {"1": 4}
    assert (why.number, why.only_if) == (3, "")


def test_last_section_skipped_when_numbered_then_leads_to_the_end() -> None:
    ending = TOWN.replace("title: Your words", "title: Your words\n        show_if: {question: ways, includes: foot}")
    form = paper_form(version_of(load_yaml(ending)), "en")
    ways = form.sections[1].questions[1]
    assert dict(ways.goes) == {"3": END, "p": END}


def test_any_survey_when_the_sheet_is_followed_then_nothing_is_missed() -> None:
    dice = random.Random(SEED)
    skipped = 0
    for number in range(SURVEYS):
        survey = some_survey(dice)
        form = paper_form(version_of(survey), "en")
        for _ in range(PEOPLE):
            answers = some_answers(dice, survey)
            asked = {each.code for page in find_path(survey, answers).pages for each in page.questions}
            met = met_on_paper(form, answers)
            assert asked <= met or met - asked, (SEED, number)  # an empty box question leads to more, never to less
        skipped += sum(len(each.goes) for part in form.sections for each in part.questions)
    assert skipped > SURVEYS / 2  # the ways on were tried


def test_any_survey_when_every_box_question_is_answered_then_nothing_else_is_met() -> None:
    dice = random.Random(SEED)
    for number in range(SURVEYS):
        survey = some_survey(dice)
        form = paper_form(version_of(survey), "en")
        for _ in range(PEOPLE):
            answers = some_answers(dice, survey, all_ticked=True)
            asked = {each.code for page in find_path(survey, answers).pages for each in page.questions}
            assert asked == met_on_paper(form, answers), (SEED, number)
