"""What surrounds a survey: choosing, the start page, the way back by code. As visits."""

from datetime import date, timedelta

import pytest
from flask import Flask

from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.projects import NewProject, add_project, set_project
from ei_collect.operations.publishing import sign_off
from ei_collect.projects.project import Project
from ei_collect.survey.definition import PublishedVersion
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY
from tests.answering.surveys import DAY, TOWN, publish_yaml
from tests.web.visits import Visitor


def test_the_front_when_the_browser_asks_for_a_language_then_it_is_spoken(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    visitor.opens("/", **{"Accept-Language": "ar-EG, en;q=0.5"})
    assert visitor.language == ("ar", "rtl")
    assert visitor.page.links["[ar] Our town"] == "/ar/s/town"
    assert "Accept-Language" in visitor.headers["Vary"]
    assert "Set-Cookie" not in visitor.headers


def test_the_front_when_there_are_languages_then_each_is_named_as_its_speakers_do(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    visitor.opens("/en/")
    switches = [given for tag, given in visitor.page.tags if tag == "a" and "hreflang" in given]
    assert [(given["href"], given["lang"], given["dir"]) for given in switches] == [
        ("/en/", "en", "ltr"),
        ("/so/", "so", "ltr"),
        ("/ar/", "ar", "rtl"),
    ]
    assert visitor.follows("العربية").language == ("ar", "rtl")


def test_the_front_when_a_survey_is_not_offered_in_a_language_then_it_is_listed_in_its_own(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    publish_yaml(installation, project, DAY)
    visitor.opens("/so/")
    assert visitor.page.links["A day"] == "/en/s/day"
    assert '<span lang="en" dir="ltr">A day</span>' in visitor.markup


def test_the_front_when_nothing_is_published_then_it_says_so(installation: Installation, visitor: Visitor) -> None:
    assert visitor.opens("/").sees("There is nothing to answer at the moment.")


def test_the_front_when_two_projects_ask_then_both_are_listed(
    installation: Installation, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    bath = add_project(installation, NewProject("bath", "Everyday Bath", ("en",), "bath@example.org"))
    publish_yaml(installation, bath, DAY)
    visitor.opens("/en/")
    assert visitor.sees("Everyday Bath")
    assert visitor.sees("Everyday Bristol")


def test_the_start_page_when_it_is_opened_then_it_says_what_who_and_on_what_terms(
    installation: Installation, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    facts = {
        "controller": "A council",
        "minimum_age": 13,
        "recall_until": date(2027, 3, 1),
        "ends_on": date(2126, 1, 31),
    }
    set_project(installation, "bristol", facts)
    visitor.opens("/en/s/town")
    for words in ("Our town", "Tell us.", "Everyday Bristol", "team@example.org", "You can stop.", "A council"):
        assert visitor.sees(words)
    for words in ("About 5 minutes.", "an estimate", "aged 13 or over", "31 January 2126", "Leave this page"):
        assert visitor.sees(words)
    assert visitor.sees("From 1 March 2027 on we cannot call back copies that are printed.")
    assert visitor.sees("We do not ask for it.")
    assert not visitor.sees("draft")


def test_the_start_page_when_a_project_decided_nothing_more_then_nothing_empty_is_said(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    visitor.opens("/en/s/town")
    for words in ("Responsible for your answers", "Last day", "cannot call back", "More about these questions"):
        assert not visitor.sees(words)


def test_the_start_page_when_nobody_agrees_then_nothing_begins_and_it_says_why(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    visitor.opens("/en/s/town").presses()
    assert visitor.address == "/en/s/town"
    assert visitor.page.text.startswith("Error: Our town")
    assert visitor.page.links["To begin, tick the box that says you agree. Without that, nothing is kept."] == "#agree"
    box = next(given for tag, given in visitor.page.tags if given.get("id") == "agree")
    assert box["aria-describedby"] == "agree-hint agree-fault"
    assert "Set-Cookie" not in visitor.headers
    assert visitor.fills_in(field_agree="research").presses().address == "/en/s/town/home"


def test_the_start_page_when_there_are_easy_words_then_they_can_be_had_from_the_start(
    installation: Installation, project: Project, visitor: Visitor
) -> None:
    easy = "label: Do you take the bus?\n            easy: Do you go by bus?"
    publish_yaml(installation, project, TOWN.replace("label: Do you take the bus?", easy), languages=("en", "so"))
    assert not visitor.opens("/en/s/town").sees("easy words, where")
    visitor.follows("Show every question in easy words")
    assert visitor.sees("Every question is shown in easy words")
    visitor.fills_in(field_agree="research").presses()
    assert visitor.sees("Do you go by bus?")
    assert visitor.opens("/en/s/town?easy=1").follows("Soomaali").form()["easy"] == ["1"]


def test_the_start_page_when_its_translation_is_a_draft_then_it_says_so_until_a_speaker_signs(
    app: Flask, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    assert visitor.opens("/so/s/town").sees("This translation is a draft.")
    sign_off(app.extensions[KEY], project.scope, "town", "so", "Ayaan")
    assert visitor.opens("/so/s/town").sees("A speaker of this language has checked this translation.")
    assert not visitor.sees("This translation is a draft.")
    assert not visitor.opens("/en/s/town").sees("A speaker of this language")


def test_the_start_page_when_the_last_day_is_over_then_nothing_can_be_begun(
    installation: Installation, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    visitor.begins("town").fills_in(bus="never").presses()
    set_project(installation, "bristol", {"ends_on": today() - timedelta(days=1)})
    visitor.opens("/en/s/town")
    assert visitor.sees("The last day is over.")
    assert not any(button.words == "Start" for button in visitor.page.pressable)
    assert "Go on" not in visitor.page.links
    assert visitor.page.links["With your code you can still take your answers back."] == "/en/r"


def test_the_start_page_when_somebody_has_begun_here_then_it_offers_to_go_on_and_to_begin_anew(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    code = visitor.begins("town").fills_in(years="81").presses().code
    visitor.opens("/en/s/town")
    assert visitor.sees("Somebody has begun to answer on this device.")
    assert not visitor.sees("81")
    assert code not in visitor.markup
    assert visitor.page.links["Go on"] == "/en/s/town/getting_around"
    visitor.taps("I am someone else: begin anew")
    assert visitor.address == "/en/s/town"
    assert visitor.fills_in(field_agree="research").presses().code != code
    assert visitor.typed("years") == [""]


def test_the_start_page_when_answers_were_sent_from_here_then_a_cookie_alone_shows_none_of_them(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    visitor.begins("town").fills_in(years="81").presses().presses().presses().taps("Send my answers")
    visitor.opens("/en/s/town")
    assert visitor.sees("Somebody has sent answers from this device.")
    assert not visitor.sees("81")
    visitor.taps("I am someone else: begin anew").fills_in(field_agree="research").presses()
    assert visitor.typed("years") == [""]


@pytest.mark.parametrize("address", ["/pl/s/town", "/xx/s/town", "/pl/s/town/home", "/pl/"])
def test_a_page_when_its_language_is_not_offered_then_it_lists_those_that_are(
    town_survey: PublishedVersion, visitor: Visitor, address: str
) -> None:
    visitor.opens(address)
    assert visitor.status == 404
    assert visitor.page.links["العربية"] == "/ar/" + address.split("/", 2)[2]
    assert "Polski" not in visitor.page.links


def test_a_page_when_there_is_no_such_survey_then_it_is_not_there(visitor: Visitor, installation: Installation) -> None:
    for address in ("/en/s/nothing", "/en/s/nothing/home", "/en/nothing/at/all"):
        assert visitor.opens(address).status == 404
        assert visitor.sees("This page is not there")


def test_health_and_readiness_when_all_is_well_then_they_say_so(visitor: Visitor, installation: Installation) -> None:
    assert visitor.opens("/healthz").status == 200
    assert visitor.opens("/readyz").status == 200


def test_readiness_when_the_database_is_not_up_to_date_then_it_says_so(
    app: Flask, installation: Installation, tmp_path_factory: pytest.TempPathFactory
) -> None:
    empty = tmp_path_factory.mktemp("empty") / "empty.sqlite"
    config = type(installation.config)(**{**vars(installation.config), "database_url": f"sqlite:///{empty}"})
    unready = create_app(config)
    assert Visitor(unready.test_client()).opens("/readyz").status == 503
    assert Visitor(unready.test_client()).opens("/healthz").status == 200
    unready.extensions[KEY].database.close()


@pytest.mark.parametrize("address", ["/so/", "/so/s/town", "/so/s/town/home?agree=research"])
def test_a_page_when_its_translation_is_a_draft_then_it_says_so(
    town_survey: PublishedVersion, visitor: Visitor, address: str
) -> None:
    assert visitor.opens(address).sees("This translation is a draft.")


def test_the_way_back_when_a_language_was_never_open_then_it_is_closed_too(
    app: Flask, installation: Installation, visitor: Visitor
) -> None:
    bath = add_project(installation, NewProject("bath", "Everyday Bath", ("en", "so", "pl"), "bath@example.org"))
    publish_yaml(installation, bath, DAY, languages=("en", "so", "pl"))
    sign_off(app.extensions[KEY], bath.scope, "day", "so", "Ayaan")
    assert visitor.opens("/pl/r").status == 404
    assert visitor.opens("/so/r").status == 200
    publish_yaml(installation, bath, DAY.replace("A day", "A new day"), languages=("en", "so", "pl"))
    assert visitor.opens("/so/s/day").status == 404
    assert visitor.opens("/so/r").status == 200
