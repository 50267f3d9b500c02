"""The poster that led to answers: how it comes along, and what an export says of it."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from ei_collect.answering.receipts import mint
from ei_collect.answering.response import Answer, Missing, Submission
from ei_collect.operations.answering import Closing, PageSent, save_section, submit
from ei_collect.operations.exporting import Format, export_responses
from ei_collect.operations.holding import UnagreedError
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import Outcome, keep
from ei_collect.operations.postering import poster_named
from ei_collect.places.poster import Poster
from ei_collect.projects.project import Project
from ei_collect.survey.definition import PublishedVersion
from tests.answering.surveys import TOWN, publish_yaml
from tests.operations.posting import hang

AGREED = "I agree."


@pytest.fixture
def version(installation: Installation, project: Project) -> PublishedVersion:
    """The town's survey."""
    return publish_yaml(installation, project, TOWN)


def _page(poster: str, agreement: str | None = AGREED) -> PageSent:
    return PageSent({}, "en", agreement=agreement, poster=poster)


def _counts(installation: Installation, project: Project, poster: Poster) -> tuple[int, int]:
    period = poster_named(installation, project.scope, poster.code).latest
    return period.starts, period.submissions


def test_first_page_when_saved_in_two_tabs_then_one_start(
    installation: Installation, project: Project, version: PublishedVersion
) -> None:
    poster, key = hang(installation, project), mint()
    for section in ("home", "getting_around", "home"):
        save_section(installation, "town", key, section, _page(poster.code))
    assert _counts(installation, project, poster) == (1, 0)


def test_answers_when_begun_without_a_poster_but_for_a_first_save_elsewhere_then_the_first_page_still_tells_it(
    installation: Installation, project: Project, version: PublishedVersion
) -> None:
    """A recording or a photo is kept, with the agreement, before its page is."""
    poster, key = hang(installation, project), mint()
    save_section(installation, "town", key, "home", _page(""))
    save_section(installation, "town", key, "home", _page(poster.code, None))
    assert _counts(installation, project, poster) == (1, 0)


def test_answers_when_sent_twice_then_one_submission_and_other_posters_count_none(
    installation: Installation, project: Project, version: PublishedVersion
) -> None:
    poster, other, key = hang(installation, project), hang(installation, project, "Library"), mint()
    save_section(installation, "town", key, "home", _page(poster.code))
    save_section(installation, "town", key, "words", _page(other.code))
    assert submit(installation, "town", key, Closing("en")).outcome is Outcome.NEW
    assert submit(installation, "town", key, Closing("en")).outcome is Outcome.SAME
    assert _counts(installation, project, poster) == (1, 1)
    assert _counts(installation, project, other) == (0, 0)
    save_section(installation, "town", key, "home", _page(other.code))
    assert _counts(installation, project, other) == (0, 0)


def test_answers_when_nobody_agreed_then_no_start_is_counted(
    installation: Installation, project: Project, version: PublishedVersion
) -> None:
    poster = hang(installation, project)
    with pytest.raises(UnagreedError):
        save_section(installation, "town", mint(), "home", _page(poster.code, None))
    assert _counts(installation, project, poster) == (0, 0)


def test_export_when_a_poster_led_to_an_answer_then_its_place_and_ward_stand_there_and_else_nothing(
    installation: Installation, project: Project, version: PublishedVersion, tmp_path: Path
) -> None:
    poster = hang(installation, project)
    answers = {question.code: Answer(Missing.SKIPPED, "en") for question in version.survey.questions()}
    plain = Submission(version.id, "town", answers, "en", home_ward="E05010896")
    for number, given in enumerate([plain, replace(plain, poster_period=poster.latest.id)]):
        keep(installation, project.scope, version, given, f"key {number}")
    export_responses(installation, project, "town", tmp_path / "out.csv", format=Format.CSV)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["poster_place"], row["poster_ward"], row["home_ward"]) for row in csv.DictReader(file)]
    assert sorted(rows) == [("", "", "E05010896"), ("park", "E05010885", "E05010896")]
