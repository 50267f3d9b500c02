"""Responses counted in SQL."""

from itertools import count

import pytest

from ei_collect.analysis.who_answered import Origin, Trait
from ei_collect.answering.response import Answer, Device, Missing, Quotable, Submission, Words
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import keep
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.projects.project import Project
from ei_collect.store.tallies import tally_responses
from tests.coded import Town, settle


@pytest.fixture
def town(installation: Installation, project: Project) -> Town:
    """A town in which nobody has answered yet."""
    return settle(installation, project)


KEYS = count(1)


def answers(town: Town, **facts: object) -> None:
    """Somebody answers, or a row is imported, with these facts beside the answer."""
    said = {
        "place": Answer(Missing.SKIPPED, "en"),
        "place_ward": Answer(Missing.SKIPPED, "en"),
        "caption": Answer(Words("x"), "en"),
    }
    usual = {"language": "en", "device": Device.PHONE}
    submission = Submission(town.version.id, town.version.survey.slug, said, **{**usual, **facts})  # type: ignore[arg-type]  # facts are fields
    keep(town.installation, town.project.scope, town.version, submission, f"tally {next(KEYS)}")


def tallied(town: Town, trait: Trait) -> dict[tuple[Origin, str | None], int]:
    with town.installation.database.reading() as connection:
        found = tally_responses(connection, town.project.scope)
    return {(tally.origin, tally.value): tally.people for tally in found if tally.trait is trait}


def test_responses_when_counted_then_by_origin_and_value(town: Town) -> None:
    answers(town)
    answers(town, device=Device.PAPER)
    answers(town, device=Device.PAPER, synthetic=True)
    answers(town, source_row="a", quotable=Quotable.ALREADY_PUBLISHED)
    answers(town, source_row="b", quotable=Quotable.NEVER)
    assert tallied(town, Trait.DEVICE) == {
        (Origin.RESIDENTS, "phone"): 2,
        (Origin.RESIDENTS, "paper"): 1,
        (Origin.SYNTHETIC, "paper"): 1,
        (Origin.PUBLISHED, "phone"): 1,
    }


def test_home_ward_when_none_was_given_then_counted_as_none(town: Town) -> None:
    answers(town, home_ward="E05010885")
    answers(town)
    assert tallied(town, Trait.HOME_WARD) == {(Origin.RESIDENTS, "E05010885"): 1, (Origin.RESIDENTS, None): 1}


def test_responses_of_another_project_when_counting_then_left_out(town: Town) -> None:
    answers(town)
    other = add_project(town.installation, NewProject("other", "Other", ("en",), "x@example.org"))
    with town.installation.database.reading() as connection:
        assert tally_responses(connection, other.scope) == ()
