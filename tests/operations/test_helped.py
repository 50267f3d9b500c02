"""How somebody was helped, from the last page to the export: between which languages too, and never by whom."""

import csv
from pathlib import Path

import pytest

from ei_collect.answering.interpreting import Interpreted
from ei_collect.answering.receipts import mint
from ei_collect.answering.response import Help, Submission
from ei_collect.operations.answering import Closing, save_last_page, submit
from ei_collect.operations.changing import begin_change
from ei_collect.operations.exporting import Format, export_responses
from ei_collect.operations.installation import Installation
from ei_collect.operations.standing import visit
from ei_collect.projects.project import Project
from ei_collect.store.responses import stream_responses
from tests.answering.sending import saves
from tests.answering.surveys import TOWN, publish_yaml

KEY = mint()
SOMALI = Interpreted("so", "en")


@pytest.fixture
def town(installation: Installation, project: Project) -> Project:
    """A project with one survey, and somebody who has begun to answer it."""
    publish_yaml(installation, project, TOWN)
    saves(installation, "town", KEY, "home", {"q_bus": ["often"]})
    return project


def kept(installation: Installation, project: Project) -> Submission:
    """What was sent."""
    with installation.database.reading() as connection:
        (response,) = stream_responses(connection, project.scope, "town")
    return response.submission


def between(given: Submission) -> tuple[Help, str | None, str | None]:
    """How somebody was helped."""
    return given.help, given.help_from, given.help_into


def test_last_page_when_left_before_sending_then_it_remembers_between_which_languages(
    installation: Installation, town: Project
) -> None:
    assert visit(installation, "town", KEY, "en").standing.interpreted is None

    def says(helped: Help) -> None:
        save_last_page(installation, "town", KEY, helped=helped, readable=False, language="en", interpreted=SOMALI)

    says(Help.INTERPRETER)
    assert visit(installation, "town", KEY, "en").standing.interpreted == SOMALI
    says(Help.NONE)
    assert visit(installation, "town", KEY, "en").standing.interpreted == Interpreted()


def test_answers_when_sent_and_changed_then_the_languages_stay_until_somebody_says_others(
    installation: Installation, town: Project
) -> None:
    submit(installation, "town", KEY, Closing("en", help=Help.INTERPRETER, readable=True, interpreted=SOMALI))
    assert between(kept(installation, town)) == (Help.INTERPRETER, "so", "en")
    begin_change(installation, KEY)
    assert visit(installation, "town", KEY, "en").standing.interpreted == SOMALI
    submit(installation, "town", KEY, Closing("en", help=Help.SCRIBE, readable=True))
    assert between(kept(installation, town)) == (Help.SCRIBE, None, None)


def test_export_when_somebody_interpreted_then_from_which_language_into_which(
    installation: Installation, town: Project, tmp_path: Path
) -> None:
    other = Interpreted("other", "en")
    submit(installation, "town", KEY, Closing("en", help=Help.INTERPRETER, interpreted=other))
    export_responses(installation, town, "town", tmp_path / "out.csv", format=Format.CSV)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["help"], row["help_from"], row["help_into"]) == ("interpreter", "other", "en")
