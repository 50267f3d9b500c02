"""What surrounds a survey: choosing, the start page, the way back by code. As visits."""

from collections.abc import Callable

import pytest
from flask import Flask

from ei_collect.answering.receipts import mint
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.publishing import sign_off
from ei_collect.projects.project import Project
from ei_collect.survey.definition import PublishedVersion
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY
from tests.answering.surveys import DAY, publish_yaml
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
        ("/ar/", "ar", "rtl"),
        ("/so/", "so", "ltr"),
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
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    visitor.opens("/en/s/town")
    for words in ("Our town", "Tell us.", "Everyday Bristol", "team@example.org", "You can stop."):
        assert visitor.sees(words)
    assert not visitor.sees("draft")
    assert visitor.page.links["Start"] == "/en/s/town/home"


def test_the_start_page_when_its_translation_is_a_draft_then_it_says_so_until_a_speaker_signs(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    assert visitor.opens("/so/s/town").sees("This translation is a draft.")
    sign_off(installation, project.scope, "town", "so", "Ayaan")
    assert not visitor.opens("/so/s/town").sees("This translation is a draft.")


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


def test_a_code_when_answers_were_sent_then_it_shows_them_in_any_language(
    town_survey: PublishedVersion, visitor: Visitor, new_visitor: Callable[..., Visitor]
) -> None:
    code = visitor.opens("/en/s/town/home").fills_in(bus="never", ward="E05010885").code
    visitor.presses().fills_in(why_never="\n Too <b>dear</b>. ").presses().presses().presses()
    other = new_visitor().opens("/so/r").fills_in(field_code=code.lower().replace("-", " ")).presses()
    assert other.sees("[so] Do you take the bus?")
    assert other.sees("[so] Never")
    assert other.sees("Too <b>dear</b>.")
    assert code not in other.address


def test_a_code_when_answers_wait_then_one_can_go_on_with_them(
    town_survey: PublishedVersion, visitor: Visitor, new_visitor: Callable[..., Visitor]
) -> None:
    code = visitor.opens("/en/s/town/home").fills_in(bus="never").presses().code
    other = new_visitor().opens("/so/r").fills_in(field_code=code).presses()
    assert other.sees("These answers have not been sent yet.")
    assert other.sees("We keep them for 30 days after they were last saved, and then delete them.")
    assert other.presses("resume", "1").address == "/so/s/town/getting_around"
    assert other.code == code
    assert other.presses("go", "back").typed("bus") == ["never"]
    other.presses().presses().presses().presses()
    assert other.sees(code)


@pytest.mark.parametrize("typed", ["", "HELLO", "0000-0000-0000-0000", "<script>alert(1)</script>"])
def test_a_code_when_it_opens_nothing_then_the_answer_is_the_same_and_what_was_typed_stays(
    town_survey: PublishedVersion, visitor: Visitor, typed: str
) -> None:
    visitor.opens("/en/r").fills_in(field_code=typed).presses()
    assert visitor.status == 404
    assert visitor.page.text.startswith("Error: Open your answers")
    assert visitor.form()["code"] == [typed]
    unknown = Visitor(visitor.client).opens("/en/r").fills_in(field_code=mint()).presses()
    assert unknown.page.text == visitor.page.text


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


def test_a_code_when_it_has_opened_answers_then_they_can_be_read_in_another_language_and_it_is_in_no_address(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    code = visitor.opens("/en/s/town/home").fills_in(bus="never").code
    visitor.presses().presses().presses().presses()
    visitor.opens("/en/r").fills_in(field_code=code).presses()
    switches = {given["lang"]: given["formaction"] for given in visitor.page.buttons if "formaction" in given}
    assert switches == {"en": "/en/r", "ar": "/ar/r", "so": "/so/r"}
    visitor.posts(switches["ar"], visitor.form())
    assert visitor.language == ("ar", "rtl")
    assert visitor.sees("[ar] Never")
    assert visitor.sees("This translation is a draft.")
    assert code not in visitor.address
    assert all(code not in given.get("href", "") + given.get("action", "") for _, given in visitor.page.tags)


@pytest.mark.parametrize("address", ["/so/", "/so/s/town", "/so/s/town/home"])
def test_a_page_when_its_translation_is_a_draft_then_it_says_so(
    town_survey: PublishedVersion, visitor: Visitor, address: str
) -> None:
    assert visitor.opens(address).sees("This translation is a draft.")


def test_the_way_back_when_a_language_was_never_open_then_it_is_closed_too(
    installation: Installation, visitor: Visitor
) -> None:
    bath = add_project(installation, NewProject("bath", "Everyday Bath", ("en", "so", "pl"), "bath@example.org"))
    publish_yaml(installation, bath, DAY, languages=("en", "so", "pl"))
    sign_off(installation, bath.scope, "day", "so", "Ayaan")
    assert visitor.opens("/pl/r").status == 404
    assert visitor.opens("/so/r").status == 200
    publish_yaml(installation, bath, DAY.replace("A day", "A new day"), languages=("en", "so", "pl"))
    assert visitor.opens("/so/s/day").status == 404
    assert visitor.opens("/so/r").status == 200
