"""Through whose hands the words of a text came."""

import pytest

from ei_collect.answering.response import Help
from ei_collect.coding.coding import WrittenBy
from ei_collect.survey.definition import TRANSCRIPT
from tests.coded import text


@pytest.mark.parametrize(
    ("given", "by"),
    [
        (Help.NONE, WrittenBy.SELF),
        (Help.READ_ALOUD, WrittenBy.SELF),
        (Help.SCRIBE, WrittenBy.SCRIBE),
        (Help.INTERPRETER, WrittenBy.INTERPRETER),
        (Help.UNKNOWN, WrittenBy.UNKNOWN),
    ],
)
def test_written_by_when_somebody_was_helped_then_the_words_say_so(given: Help, by: WrittenBy) -> None:
    assert text("Calm.", help_given=given).written_by is by


@pytest.mark.parametrize("given", [*Help])
def test_written_by_when_it_was_recorded_then_the_team_unless_an_interpreter_spoke(given: Help) -> None:
    spoken = text("Calm.", question=f"say{TRANSCRIPT}", help_given=given)
    assert spoken.is_transcript
    assert spoken.written_by is (WrittenBy.INTERPRETER if given is Help.INTERPRETER else WrittenBy.TEAM)
