"""The pages beside the questions, as visits."""

from datetime import date

import pytest

from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project, set_project
from ei_collect.projects.project import HelpLine, Project
from ei_collect.survey.definition import PublishedVersion
from tests.answering.surveys import DAY, publish_yaml
from tests.web.visits import Visitor

PAGES = ["help", "privacy", "accessibility", "last-round", "forum"]


@pytest.fixture
def bath(installation: Installation) -> Project:
    """Another project, with a survey, that has decided everything."""
    made = add_project(installation, NewProject("bath", "Everyday Bath", ("en",), "bath@example.org"))
    publish_yaml(installation, made, DAY)
    lines = (
        HelpLine("Advice", "https://advice.example/"),
        HelpLine("Someone to talk to", "tel:+441174960000"),
        HelpLine("The hall", "1 High Street"),
        HelpLine("A trap", "javascript:alert(1)"),
    )
    told = {"en": "A <b>bench</b>.", "so": "Kursi."}
    return set_project(installation, "bath", {"help_lines": lines, "controller": "Bath Council", "last_round": told})


@pytest.mark.parametrize("page", PAGES)
def test_page_when_opened_then_it_speaks_every_language_offered_and_keeps_its_survey(
    town_survey: PublishedVersion, visitor: Visitor, page: str
) -> None:
    assert visitor.opens(f"/ar/{page}?s=town").language == ("ar", "rtl")
    assert visitor.page.links["Soomaali"] == f"/so/{page}?s=town"
    assert visitor.sees("This translation is a draft.")
    assert not visitor.opens(f"/en/{page}").sees("draft.")
    assert visitor.opens(f"/pl/{page}").status == 404
    assert visitor.opens(f"/en/{page}?s=none").status == 404
    assert "Set-Cookie" not in visitor.headers


@pytest.mark.parametrize("page", PAGES)
def test_page_when_nothing_is_published_then_it_is_there_all_the_same(
    installation: Installation, visitor: Visitor, page: str
) -> None:
    assert visitor.opens(f"/en/{page}").status == 200


@pytest.mark.parametrize("page", ["help", "privacy", "accessibility", "forum"])
def test_page_when_it_knows_its_survey_then_it_names_that_project_alone(
    town_survey: PublishedVersion, bath: Project, visitor: Visitor, page: str
) -> None:
    visitor.opens(f"/en/{page}?s=day")
    assert visitor.sees("bath@example.org")
    assert not visitor.sees("team@example.org")
    visitor.opens(f"/en/{page}")
    assert visitor.sees("bath@example.org")
    assert visitor.sees("team@example.org")


def test_help_when_there_are_lines_then_numbers_and_addresses_are_links_and_nothing_else_is(
    bath: Project, visitor: Visitor
) -> None:
    visitor.opens("/en/help?s=day")
    assert visitor.page.links["+441174960000"] == "tel:+441174960000"
    assert visitor.page.links["advice.example/"] == "https://advice.example/"
    assert visitor.sees("The hall: 1 High Street")
    assert not any("javascript" in given.get("href", "") for _, given in visitor.page.tags)


def test_privacy_when_opened_then_it_says_who_is_responsible_and_how_long_drafts_stay(
    bath: Project, visitor: Visitor
) -> None:
    visitor.opens("/en/privacy?s=day")
    assert visitor.sees("Bath Council")
    assert visitor.sees("deleted 30 days after you last saved it")


def test_last_round_when_told_then_in_the_words_of_the_town_and_else_plainly_nothing(
    town_survey: PublishedVersion, bath: Project, visitor: Visitor
) -> None:
    assert visitor.opens("/en/last-round?s=day").sees("A <b>bench</b>.")
    assert visitor.opens("/en/last-round?s=town").sees("There is nothing to tell yet.")
    visitor.opens("/so/last-round")
    assert visitor.sees("Kursi.")
    visitor.opens("/ar/last-round")
    assert '<span lang="en" dir="ltr">A &lt;b&gt;bench' in visitor.markup


def test_forum_when_opened_then_it_knows_of_nobodys_answers(town_survey: PublishedVersion, visitor: Visitor) -> None:
    code = visitor.begins("town").fills_in(bus="never").presses().code
    visitor.opens("/en/forum?s=town")
    assert visitor.sees("team@example.org")
    assert visitor.sees("We never link this with your answers")
    assert code not in visitor.markup


def test_privacy_when_a_project_keeps_answers_only_for_a_while_then_it_says_for_how_long(
    installation: Installation, bath: Project, visitor: Visitor
) -> None:
    assert not visitor.opens("/en/privacy?s=day").sees("What you sent is deleted")
    for days, told in (
        (1, "What you sent is deleted 1 day after you sent it."),
        (30, "What you sent is deleted 30 days after you sent it."),
    ):
        set_project(installation, "bath", {"keep_days": days, "keep_until": date(2099, 1, 31)})
        assert visitor.opens("/en/privacy?s=day").sees(f"Everyday Bath: {told}")
    assert visitor.sees("Everyday Bath: What you sent is deleted after 31 January 2099.")
