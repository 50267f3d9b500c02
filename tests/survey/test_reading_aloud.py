"""Recordings of questions read aloud."""

from pathlib import Path

import pytest

from ei_collect.survey.reading_aloud import ENDINGS, find_recording, unrecorded
from tests.survey.writing import section, survey_of, survey_text

SURVEY = survey_of(
    survey_text(section("home", "code: one, kind: long_text, label: Say", "code: two, kind: ward, label: Where"))
)


def _record(surveys: Path, name: str) -> Path:
    path = surveys / "media/small" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


@pytest.mark.parametrize("ending", ENDINGS)
def test_recording_when_of_a_known_ending_then_found(tmp_path: Path, ending: str) -> None:
    path = _record(tmp_path, f"so/one.{ending}")
    assert find_recording(tmp_path, "small", "so", "one") == path


def test_recording_when_of_another_ending_question_language_or_survey_then_none(tmp_path: Path) -> None:
    _record(tmp_path, "so/one.txt")
    _record(tmp_path, "so/two.mp3")
    assert find_recording(tmp_path, "small", "so", "one") is None
    assert find_recording(tmp_path, "small", "ar", "two") is None
    assert find_recording(tmp_path, "large", "so", "two") is None


def test_unrecorded_when_some_are_there_then_the_others_in_order(tmp_path: Path) -> None:
    assert [question.code for question in unrecorded(tmp_path, SURVEY, "so")] == ["one", "two"]
    _record(tmp_path, "so/one.opus")
    assert [question.code for question in unrecorded(tmp_path, SURVEY, "so")] == ["two"]
