"""The ward list with its script, by keyboard, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from ei_collect.operations.installation import Installation
from ei_collect.survey.definition import PublishedVersion
from tests.journeys.browsing import chromium, visiting
from tests.journeys.server import free_port, serving

pytestmark = pytest.mark.browser


@pytest.fixture
def ward_page(installation: Installation, town_survey: PublishedVersion) -> Iterator[Page]:
    """The first page of the survey, open in a narrow window."""
    with (
        serving(installation.config, free_port()) as server,
        chromium() as browser,
        visiting(browser, server.url) as visit,
    ):
        visit.begin("/en/s/town")
        yield visit.page


def chosen(page: Page) -> str:
    """What the form would send as the ward."""
    return str(page.locator("select[name=q_ward]").input_value())


def test_the_ward_list_when_used_by_keyboard_then_the_form_holds_what_was_chosen(ward_page: Page) -> None:
    field = ward_page.get_by_role("combobox")
    field.focus()
    ward_page.keyboard.type("hengrove & whit")
    assert field.get_attribute("aria-expanded") == "true"
    ward_page.keyboard.press("ArrowDown")
    active = ward_page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    assert (active.inner_text(), active.get_attribute("aria-selected")) == ("Hengrove and Whitchurch Park", "true")
    ward_page.keyboard.press("Enter")
    assert field.input_value() == "Hengrove and Whitchurch Park"
    assert (chosen(ward_page), field.get_attribute("aria-expanded")) == ("E05010902", "false")
    ward_page.keyboard.press("Escape")
    assert (chosen(ward_page), field.input_value()) == ("", "")


def test_the_ward_list_when_a_name_is_typed_in_full_or_half_then_only_the_full_one_counts(ward_page: Page) -> None:
    field = ward_page.get_by_role("combobox")
    field.fill("ashley")
    ward_page.keyboard.press("Tab")
    assert (chosen(ward_page), field.input_value()) == ("E05010885", "Ashley")
    field.fill("no such ward")
    assert ward_page.get_by_text("Nothing found.").first.is_visible()
    ward_page.keyboard.press("Tab")
    assert (chosen(ward_page), field.input_value()) == ("E05010885", "Ashley")
    field.fill("")
    ward_page.keyboard.press("Tab")
    assert chosen(ward_page) == ""
