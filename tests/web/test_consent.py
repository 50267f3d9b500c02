"""Agreeing to take part: only on the page that says to what, and nothing is kept without it."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from ei_collect.answering.receipts import mint
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.projects import set_project
from ei_collect.operations.standing import CONSENT
from ei_collect.projects.project import Project
from ei_collect.store.revision import bump
from ei_collect.store.tables import drafts, projects, responses
from ei_collect.survey.definition import PublishedVersion
from tests.answering.surveys import DAY, publish_yaml
from tests.web.visits import Visitor

FIRST = "/en/s/town/home?agree=research"


def rows(installation: Installation) -> int:
    """How many drafts there are."""
    with installation.database.reading() as connection:
        return len(connection.execute(select(drafts)).all())


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Referer": "https://elsewhere.example/town"},
    ],
)
def test_a_link_that_somebody_was_sent_when_it_is_followed_then_it_leads_to_the_page_that_asks_first(
    town_survey: PublishedVersion, visitor: Visitor, headers: dict[str, str]
) -> None:
    visitor.opens(FIRST, **headers)
    assert visitor.address == "/en/s/town"
    assert visitor.sees("Without your agreement nothing is kept.")


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Referer": "http://localhost/en/s/town"}, {}])
def test_the_box_when_it_was_ticked_here_then_the_questions_begin(
    town_survey: PublishedVersion, visitor: Visitor, headers: dict[str, str]
) -> None:
    visitor.opens(FIRST, **headers)
    assert visitor.address == "/en/s/town/home"
    assert "agree=" not in visitor.markup.split('data-here="', 1)[1].split('"', 1)[0]


def test_a_page_when_it_is_sent_without_agreement_then_nothing_is_kept_and_the_first_page_says_so(
    installation: Installation, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    visitor.posts("/en/s/town/home", {"key": [mint()], "asked": ["years"], "q_years": ["7"]})
    assert visitor.address == "/en/s/town"
    assert visitor.sees("Please tick this box to begin.")
    assert rows(installation) == 0


def test_sending_when_no_agreement_is_kept_beside_the_answers_then_nothing_is_sent_until_somebody_agrees(
    installation: Installation, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    visitor.begins("town").fills_in(years="7").presses()
    with installation.database.writing() as connection:
        connection.execute(delete(drafts).where(drafts.c.section == CONSENT))
    visitor.posts("/en/s/town/send", {"key": [visitor.code]})
    assert visitor.address == "/en/s/town"
    assert visitor.sees("Please tick this box to begin.")
    with installation.database.reading() as connection:
        assert connection.execute(select(responses)).all() == []
    visitor.begins("town").fills_in(years="7").presses()
    with installation.database.reading() as connection:
        assert CONSENT in connection.scalars(select(drafts.c.section)).all()


def test_a_page_when_it_is_sent_in_a_language_that_is_not_there_then_nothing_is_kept_in_it(
    installation: Installation, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    form = visitor.begins("town").form()
    assert visitor.posts("/pl/s/town/home", form).status == 404
    assert rows(installation) == 0


def test_a_language_when_it_closes_while_somebody_answers_in_it_then_their_page_is_saved_before_it_says_so(
    installation: Installation, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    form = visitor.begins("town", "so").fills_in(years="7").presses().opens("/so/s/town/home").form()
    with installation.database.writing() as connection:
        connection.execute(update(projects).values(demonstration=False))  # where drafts are offered
        bump(connection)
    assert visitor.posts("/so/s/town/home", {**form, "q_years": ["8"]}).status == 404
    assert visitor.opens("/en/s/town/home").typed("years") == ["8"]


def test_what_was_saved_for_one_survey_when_another_is_sent_with_its_code_then_it_stays_where_it_is(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    publish_yaml(installation, project, DAY)
    form = visitor.begins("town").fills_in(years="7").form()
    visitor.presses()
    before = rows(installation)
    visitor.posts("/en/s/day/send", {"key": form["key"]})
    visitor.posts("/en/s/day/the_place", {"key": form["key"], "agree": ["research"], "q_caption": ["Calm."]})
    assert rows(installation) == before
    with installation.database.reading() as connection:
        assert connection.execute(select(responses)).all() == []


def test_a_round_when_it_has_closed_then_no_question_is_asked_any_more(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    set_project(installation, project.slug, {"ends_on": today() - timedelta(days=1)})
    visitor.opens(FIRST)
    assert visitor.address == "/en/s/town"
    assert visitor.sees("The last day is over.")
