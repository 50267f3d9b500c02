"""The estimate of how long a survey takes."""

from dataclasses import replace

from ei_collect.language.text import Text
from ei_collect.survey.definition import Kind, Question, Section, Survey
from ei_collect.survey.duration import SECONDS, STEP, minutes
from ei_collect.survey.rules import IsAnswered
from tests.answering.surveys import TOWN, load_yaml

LONG = Text.of(" ".join(["word"] * 1750))


def _asking(*questions: Question) -> Survey:
    town = load_yaml(TOWN)
    return replace(town, introduction=(), consent=(), sections=(Section("only", Text.of("Only"), questions),))


def _open(number: int) -> Question:
    return Question(f"q{number}", Kind.LONG_TEXT, Text.of("What?"))


def test_minutes_when_a_survey_is_short_then_the_least_that_is_said() -> None:
    assert minutes(load_yaml(TOWN)) == STEP


def test_minutes_when_there_is_much_to_read_then_the_pace_of_a_careful_reader() -> None:
    survey = replace(_asking(), introduction=(LONG,))
    assert minutes(survey) == 15  # ten minutes of reading and the title of a section: rounded up


def test_minutes_when_there_are_questions_then_each_takes_its_time_and_what_only_some_are_asked_half_of_it() -> None:
    questions = [_open(number) for number in range(14)]
    assert minutes(_asking(*questions)) == 15
    rare = [replace(question, show_if=IsAnswered("q0")) for question in questions]
    assert minutes(_asking(*rare)) == 10


def test_minutes_when_questions_share_a_list_then_it_is_read_once() -> None:
    survey = load_yaml(TOWN)
    bus = next(question for question in survey.questions() if question.code == "bus")
    wordy = tuple(replace(choice, label=LONG) for choice in bus.choices)
    own = [replace(bus, code=f"q{number}", choices=wordy) for number in range(3)]
    assert minutes(_asking(*own)) > 60
    assert minutes(_asking(*(replace(question, scale="often") for question in own))) < 30


def test_minutes_when_a_script_has_no_spaces_then_its_characters_count() -> None:
    assert minutes(replace(_asking(), introduction=(Text("zh-Hans", {"zh-Hans": "字" * 3500}),))) == 15


def test_every_kind_when_answered_then_takes_some_time() -> None:
    assert set(Kind) <= {*SECONDS, Kind.GRID, Kind.RANKING}
