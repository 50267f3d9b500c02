"""The quick exit, without JavaScript; `tests/journeys/test_leaving.py` tries it in a browser."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ei_collect.answering.receipts import mint
from ei_collect.config import EXIT_URL
from ei_collect.operations.installation import Installation
from ei_collect.operations.pictures import staging
from ei_collect.operations.uploading import staged_name
from ei_collect.survey.definition import PublishedVersion
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY
from tests.web.visits import Visitor

RESIDENTS = [
    "/en/",
    "/en/s/town",
    "/en/s/town/home?agree=research",
    "/en/r",
    "/en/help",
    "/en/privacy",
    "/en/accessibility",
    "/en/last-round",
    "/en/forum",
    "/en/no/such/page",
    "/pl/",
]
PRIVATE = ["/en/s/town", "/en/s/town/home", "/en/s/town/check", "/so/s/town/thanks", "/en/r", "/ar/r"]


def _leaves(client: FlaskClient) -> None:
    client.post("/en/leave")


@pytest.mark.parametrize("address", RESIDENTS)
def test_page_when_a_resident_opens_it_then_the_exit_is_on_it_and_help_one_step_away(
    town_survey: PublishedVersion, visitor: Visitor, address: str
) -> None:
    visitor.opens(address)
    (button,) = (each for each in visitor.page.pressable if each.words == "Leave this page")
    assert button.given["data-exit"] == EXIT_URL
    assert button.form is not None
    assert (button.form.action, button.form.method) == ("/en/leave", "post")
    assert visitor.page.links["Help near you"].startswith("/en/help")


def test_exit_when_pressed_then_codes_are_forgotten_and_what_the_browser_holds_is_cleared(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    visitor.begins("town").fills_in(bus="never").presses()
    left = visitor.client.post("/en/leave")
    assert (left.status_code, left.headers["Location"]) == (303, f"{EXIT_URL}#top")
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert left.headers["Cache-Control"] == "no-store"
    assert visitor.client.get_cookie("ei_town") is None
    cookie = visitor.client.get_cookie("ei_left")
    assert cookie is not None
    assert (cookie.value, cookie.max_age) == ("1", 1800)


def test_exit_when_pressed_then_what_came_only_in_part_is_gone_and_another_persons_stays(
    town_survey: PublishedVersion, visitor: Visitor, installation: Installation
) -> None:
    visitor.begins("town").fills_in(bus="never").presses()
    own, other = (staged_name(installation, "town", key, "bus", "0123456789abcdef") for key in (visitor.code, mint()))
    for name in (own, other):
        with staging(installation).held(name) as path:
            staging(installation).append(path, 0, b"half a photo")
    visitor.client.post("/en/leave")
    assert [path.name for path in staging(installation).folder.iterdir()] == [other]


@pytest.mark.parametrize("address", PRIVATE)
def test_page_when_somebody_has_just_left_then_the_back_button_leads_to_the_exit(
    town_survey: PublishedVersion, client: FlaskClient, address: str
) -> None:
    _leaves(client)
    back = client.get(address)
    assert (back.status_code, back.headers["Location"]) == (303, f"{EXIT_URL}#top")
    assert client.head(address).status_code == 303


def test_front_page_when_somebody_comes_back_then_everything_opens_again_and_nothing_is_remembered(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    visitor.begins("town").fills_in(years="81").presses()
    _leaves(visitor.client)
    assert visitor.client.get("/en/help").status_code == 200
    assert visitor.client.get("/").status_code == 200
    assert not visitor.opens("/en/s/town").sees("Somebody")
    assert visitor.begins("town").typed("years") == [""]


def test_exit_when_pressed_then_what_was_saved_is_still_there_for_who_has_the_code(
    town_survey: PublishedVersion, visitor: Visitor, new_visitor: Callable[..., Visitor]
) -> None:
    code = visitor.begins("town").fills_in(years="81").presses().code
    _leaves(visitor.client)
    other = new_visitor().opens("/en/r").fills_in(field_code=code).presses().taps("Go on where you stopped")
    assert other.presses("go", "back").typed("years") == ["81"]


def test_exit_when_another_site_presses_it_then_refused(town_survey: PublishedVersion, client: FlaskClient) -> None:
    assert client.post("/en/leave", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 400
    assert client.get("/en/s/town").status_code == 200


def test_survey_when_it_is_called_left_then_its_code_is_not_taken_for_a_leave(
    town_survey: PublishedVersion, client: FlaskClient
) -> None:
    client.set_cookie("ei_left", "ABCD-EFGH-JKMN-PQRS")
    assert client.get("/en/s/town").status_code == 200


def test_policy_when_a_form_leads_to_the_exit_then_its_host_alone_is_allowed_besides_ours(
    town_survey: PublishedVersion, client: FlaskClient
) -> None:
    policy = client.get("/en/s/town").headers["Content-Security-Policy"]
    assert "form-action 'self' https://www.bbc.co.uk;" in policy


@pytest.mark.parametrize(
    ("exit_url", "location"),
    [("https://a.example/", "https://a.example/#top"), ("https://a.example/#b", "https://a.example/#b")],
)
def test_exit_when_another_is_named_then_it_leads_there_and_takes_no_code_along(
    app: Flask, installation: Installation, exit_url: str, location: str
) -> None:
    other = create_app(replace(installation.config, exit_url=exit_url))
    assert other.test_client().post("/en/leave").headers["Location"] == location
    other.extensions[KEY].database.close()
