"""The code of a sitting, followed by people with phones and tablets: as visits."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ei_collect.answering.response import Device
from ei_collect.fieldwork.sitting import Sitting
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import set_project
from ei_collect.operations.sitting import close_sitting
from ei_collect.projects.project import MemberRole, Project, User
from ei_collect.survey.definition import PublishedVersion
from ei_collect.web.installed import KEY
from tests.answering.surveys import DAY, publish_yaml
from tests.coded import joins
from tests.operations.sitting_opening import opened
from tests.web.test_speed import MOST_QUERIES, counted
from tests.web.town import kept
from tests.web.visits import Visitor

TABLET = "Mozilla/5.0 (Linux; Android 13; SM-X200) AppleWebKit/537.36 Chrome/125.0 Safari/537.36"


@pytest.fixture
def partner(installation: Installation, project: Project, town_survey: PublishedVersion) -> User:
    """Somebody who runs sittings."""
    return joins(installation, project, "partner@example.org", MemberRole.PARTNER)


@pytest.fixture
def sitting(installation: Installation, project: Project, partner: User) -> Sitting:
    """A sitting with two surveys in two languages; one of the surveys is there in only one of them."""
    publish_yaml(installation, project, DAY, languages=("en",))
    return opened(installation, project, partner, surveys=("town", "day"), languages=("en", "so"))


def test_code_when_there_is_one_survey_in_one_language_then_it_leads_straight_to_it(
    installation: Installation, project: Project, partner: User, client: FlaskClient
) -> None:
    sitting = opened(installation, project, partner, languages=("so",))
    answer = client.get(f"/p/{sitting.code.lower()}", headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.location) == (302, f"/so/s/town?poster={sitting.code}")
    assert answer.headers["Vary"] == "Accept-Language"
    assert "Set-Cookie" not in answer.headers


def test_code_when_there_are_several_then_each_survey_to_choose_under_its_languages(
    sitting: Sitting, visitor: Visitor
) -> None:
    visitor.opens(f"/p/{sitting.code}", **{"Accept-Language": "so"})
    assert visitor.language == ("so", "ltr")
    ours = sorted(link for link in _links(visitor) if "poster=" in link)
    assert ours == sorted([f"/{place}?poster={sitting.code}" for place in ("en/s/town", "en/s/day", "so/s/town")])
    assert "Set-Cookie" not in visitor.headers


def test_answers_when_joined_on_a_tablet_then_kept_with_the_sitting_device_and_language(
    installation: Installation, project: Project, sitting: Sitting, visitor: Visitor
) -> None:
    visitor.opens(f"/p/{sitting.code}").opens(f"/so/s/town?poster={sitting.code}")
    visitor.opens(f"/en/s/town?poster={sitting.code}").fills_in(field_agree="research").presses()
    assert visitor.form()["poster"] == [sitting.code]
    visitor.presses().presses().presses()
    visitor.presses(**{"User-Agent": TABLET})
    (response,) = kept(installation, project)
    assert (response.submission.sitting, response.submission.device) == (sitting.id, Device.TABLET)


def test_code_when_the_sitting_is_closed_then_the_surveys_are_still_there_without_it(
    installation: Installation, project: Project, sitting: Sitting, visitor: Visitor
) -> None:
    close_sitting(installation, project.scope, sitting)
    visitor.opens(f"/p/{sitting.code}")
    assert (visitor.status, visitor.sees("This meeting is over")) == (410, True)
    assert "/en/s/town" in _links(visitor)
    assert "poster=" not in visitor.markup


def test_code_when_the_round_has_ended_then_it_says_so(
    installation: Installation, sitting: Sitting, visitor: Visitor
) -> None:
    set_project(installation, "bristol", {"ends_on": date(2020, 1, 1)})
    visitor.opens(f"/p/{sitting.code}")
    assert (visitor.status, visitor.sees("The last day is over.")) == (410, True)


def test_code_when_all_is_warm_then_few_queries(app: Flask, sitting: Sitting) -> None:
    app.extensions[KEY].memory.patience = 60
    app.test_client().get(f"/p/{sitting.code}")
    with counted(app) as sent:
        app.test_client().get(f"/p/{sitting.code}")
    assert len(set(sent)) <= MOST_QUERIES


def _links(visitor: Visitor) -> list[str]:
    """Where the links of the page lead."""
    return [given["href"] for tag, given in visitor.page.tags if tag == "a"]
