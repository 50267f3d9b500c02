"""What translators are told about each wording."""

from pathlib import Path

import pytest

from ei_collect.operations.translating import survey_files
from ei_collect.survey.contexts import OF_QUESTION, translator_notes
from ei_collect.survey.loading import load_survey
from ei_collect.survey.wordings import wordings
from tests.conftest import HOME
from tests.survey.writing import section, survey_of, survey_text

SURVEY = survey_of(
    survey_text(
        section(
            "home",
            "code: ways, kind: multiple, label: 'How do you travel?', hint: Tick all., choices: [{code: bus, label: Bus}, {code: foot, label: Foot}]",
            "code: calm, kind: agreement, label: It is calm., scale: views",
        ),
        scales="views: [{code: agree, label: Agree}, {code: disagree, label: Disagree}]",
    )
)
WAYS = "Survey “A small survey”, section “About home”, question “How do you travel?” (kind: multiple): "


@pytest.mark.parametrize(
    ("path", "note"),
    [
        ("title", "Survey “A small survey”: its title"),
        ("introduction.1", "Survey “A small survey”: a paragraph of its first page"),
        ("section.home.title", "Survey “A small survey”, section “About home”: its heading"),
        ("ways.label", WAYS + "the question itself"),
        ("ways.hint", WAYS + "the help under it"),
        ("ways.choice.bus", WAYS + "one of its answers"),
    ],
)
def test_note_when_made_then_survey_section_question_kind_and_part_are_named(path: str, note: str) -> None:
    assert translator_notes(SURVEY)[path] == note


def test_note_when_answers_are_shared_then_the_first_question_that_has_them_is_named() -> None:
    note = translator_notes(SURVEY)["scale.views.agree"]
    assert "“It is calm.” (kind: agreement)" in note
    assert "every question that has the same answers" in note


@pytest.mark.parametrize("path", survey_files(HOME / "surveys"), ids=lambda path: path.stem)
def test_notes_when_made_for_our_surveys_then_every_wording_has_one_that_says_what_it_is(path: Path) -> None:
    survey = load_survey(path)
    notes = translator_notes(survey)
    assert list(notes) == [place for place, _ in wordings(survey)]
    assert all(": " in note for note in notes.values())
    parts = {
        place.split(".")[1] for place in notes if place.split(".")[0] in {each.code for each in survey.questions()}
    }
    assert parts <= set(OF_QUESTION)
