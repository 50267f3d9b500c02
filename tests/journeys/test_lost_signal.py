"""A phone whose signal comes and goes in the middle of a survey: nothing is lost, and nothing differs from an answer given online."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, expect

from tests.answering.every_kind import SLUG
from tests.journeys.browsing import Visit
from tests.journeys.phones import SEEN, Town, phone, town_served

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

SECTION = "form[data-section]:visible"

town = pytest.fixture(scope="module")(town_served)


def answered_online(
    town: Town, changes: Mapping[str, list[str]], sections: list[str], language: str
) -> tuple[Any, ...]:
    """What the same answers come to where there is a signal all the time."""
    with phone(town) as person:
        person.begins(language)
        for section in sections:
            person.types(section, changes if section == "you" else {})
        return town.said_under(person.sends())


@pytest.mark.parametrize(
    ("lives_here", "sections", "language"),
    [
        ("yes", list(SEEN), "en"),
        ("no", ["you", "everyday", "story"], "ar"),
        pytest.param("yes", list(SEEN), "ar", marks=pytest.mark.full),
        pytest.param("no", ["you", "everyday", "story"], "en", marks=pytest.mark.full),
    ],
)
def test_resident_when_the_signal_goes_midway_then_the_path_and_the_response_are_those_of_one_online(
    town: Town, lives_here: str, sections: list[str], language: str
) -> None:
    changes = {"q_lives_here": [lives_here]}
    before = len(town.responses)
    with phone(town) as person:
        person.begins(language).types("you", changes).page.wait_for_url("**/everyday")
        person.is_ready().loses_signal()
        for section, following in zip(sections[1:], [*sections[2:], ""], strict=True):
            person.types(section).is_at(following)
        assert "A bench" in person.kept
        assert len(town.responses) == before
        person.has_signal()
        code = person.sends()
        assert person.kept == ""
    assert len(town.responses) == before + 1
    assert town.said_under(code) == answered_online(town, changes, sections, language)


def test_resident_when_the_signal_goes_on_the_first_page_and_comes_back_midway_then_the_servers_pages_follow(
    town: Town,
) -> None:
    with phone(town) as person:
        person.begins().loses_signal().types("you").is_at("everyday")
        assert "You and this town" in person.page.locator("[data-which]").first.inner_text()
        person.has_signal()
        expect(person.page.locator("[data-waiting]")).to_be_hidden()
        person.types("everyday").page.wait_for_url("**/story")
        assert person.kept == ""
        person.types("story").types("words")
        code = person.sends()
    assert town.said_under(code) == answered_online(town, {}, list(SEEN), "en")


def test_resident_when_the_page_is_reloaded_without_signal_then_what_was_typed_is_sent_later_and_they_go_on_there(
    town: Town,
) -> None:
    with phone(town) as person:
        person.begins().loses_signal().types("you").is_at("everyday")
        person.types("everyday").is_at("story")
        with suppress(Error):
            person.page.reload()
        person.has_signal().page.reload()
        person.page.wait_for_url("**/story")
        assert person.kept == ""
        person.types("story").types("words")
        code = person.sends()
    assert town.said_under(code) == answered_online(town, {}, list(SEEN), "en")


def test_resident_when_wrong_or_looking_back_without_signal_then_told_beside_it_and_nothing_is_lost(town: Town) -> None:
    with phone(town) as person:
        page = person.page
        person.begins().loses_signal().types("you", {"q_years": ["many"]}).is_at("you")
        assert "whole number" in page.locator("[data-question=years] .fault").inner_text()
        person.types("you", {"q_lives_here": ["no"]}).is_at("everyday").types("everyday").is_at("story")
        page.go_back()
        person.is_at("everyday")
        assert page.input_value("[name='q_ways.other']") == "by boat"
        page.locator(SECTION).locator("[data-back]").click()
        person.is_at("you").types("you").is_at("everyday").types("everyday").is_at("story")
        person.types("story", {"q_what_helps": [""]}).is_at("story")
        assert page.locator("[data-question=what_helps] .fault").is_visible()
        person.types("story").is_at("words").types("words").is_at("")
        person.has_signal()
        code = person.sends()
    assert town.said_under(code) == answered_online(town, {}, list(SEEN), "en")


def test_resident_when_leaving_without_signal_then_nothing_stays_in_the_browser_and_nothing_is_sent(town: Town) -> None:
    with phone(town) as person:
        person.begins().loses_signal().types("you").is_at("everyday")
        page = person.page
        page.fill("[name='q_ways.other']", "by boat")
        with suppress(Error):
            page.get_by_role("button", name="Leave this page").click()
        page.wait_for_timeout(500)
        person.has_signal()
        page.goto(f"{town.base}/")
        assert person.kept == ""
        page.goto(f"{town.base}/en/s/{SLUG}/you")
        assert page.locator("[name=q_years]").count() == 0 or page.input_value("[name=q_years]") == ""


def test_resident_when_the_phone_has_not_the_rest_yet_then_the_page_stays_and_says_so(town: Town) -> None:
    with phone(town) as person:
        person.page.route("**/unsent/*", lambda route: route.abort())
        person.page.goto(f"{town.base}/en/s/{SLUG}")
        person.page.check("[name=agree]")
        person.page.click("main form:has([name=agree]) button.first")
        person.page.wait_for_load_state("load")
        person.loses_signal().types("you")
        expect(person.page.locator("#unsent")).to_contain_text("no internet")
        assert person.page.input_value("[name=q_years]") == "12"
        person.has_signal().types("you").page.wait_for_url("**/everyday")
        assert person.kept == ""


def test_resident_when_sending_without_signal_then_told_and_the_page_before_sending_stays(town: Town) -> None:
    with phone(town) as person:
        person.begins()
        for section in SEEN:
            person.types(section)
        person.page.wait_for_url("**/check")
        person.loses_signal().page.click("main button.first")
        expect(person.page.locator("#unsent")).to_contain_text("no internet")
        person.has_signal()
        person.sends()


def test_resident_when_somebody_else_begins_in_the_same_tab_then_they_see_nothing_of_the_one_before(town: Town) -> None:
    with phone(town) as person:
        person.begins().loses_signal().types("you", {"q_speaks.other": ["Tigre"]}).is_at("everyday")
        with suppress(Error):
            person.page.goto("about:blank")
        person.page.context.clear_cookies()
        person.has_signal().begins()
        assert person.kept == ""
        assert person.page.url.endswith("/you")
        assert "Tigre" not in person.page.content()
        assert person.page.input_value("[name='q_speaks.other']") == ""


@pytest.mark.parametrize("language", ["ar", pytest.param("en", marks=pytest.mark.full)])
def test_pages_without_signal_when_looked_at_then_they_fit_and_axe_finds_nothing(
    town: Town, language: str, tmp_path: Path
) -> None:
    pictures = Path(os.environ.get("EI_TEST_PICTURES", tmp_path))
    with phone(town) as person:
        visit = Visit(person.page, town.base)
        person.begins(language).loses_signal()
        for section, following in zip(SEEN, [*list(SEEN)[1:], ""], strict=True):
            person.types(section).is_at(following)
            visit.look()
            person.page.screenshot(path=pictures / f"unsent-{language}-{following or 'end'}.png", full_page=True)
        assert visit.complaints == []
