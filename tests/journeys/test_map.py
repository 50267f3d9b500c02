"""Somebody taps the map where a photo was taken: with a finger and a mouse, with and without a script, in both directions."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import expect

from ei_collect.operations.demonstration import set_up
from ei_collect.operations.installation import Installation
from ei_collect.store.database import open_database
from tests.answering.surveys import publish_yaml
from tests.conftest import Databases, fresh_config
from tests.journeys.browsing import DESK, PHONE, chromium, visiting
from tests.journeys.conftest import Running
from tests.journeys.server import free_port, serving
from tests.photographer import PICTURED, QUESTION, SECTION, SLUG, Photographer
from tests.places.towns import EAST, WEST, bound

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]


@pytest.fixture(scope="module")
def running(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The program with a survey that is answered with photos, in a town with two wards."""
    config = fresh_config(databases, tmp_path_factory.mktemp("map") / "data")
    with chromium() as browser, closing(open_database(config.database_url)) as database:
        installation = Installation(config, database)
        demonstration = set_up(installation)
        publish_yaml(installation, demonstration.project, PICTURED, languages=("en", "ar"))
        bound(installation, demonstration.project.place_set)
        with serving(config, free_port()) as server:
            yield Running(browser, installation, demonstration, server.url)


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("screen", [PHONE, DESK])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_map_when_tapped_in_its_western_half_then_the_western_ward_in_both_directions(
    running: Running, language: str, screen: dict[str, int], javascript: bool
) -> None:
    taker = Photographer(running.installation, running.demonstration.project)
    taker.takes()
    with visiting(running.browser, running.base, screen=screen, javascript=javascript) as visit:
        cookie = {"name": f"ei_{SLUG}", "value": taker.key, "url": visit.base}
        visit.page.context.add_cookies([cookie])  # type: ignore[list-item]  # a dictionary of just these
        visit.open(f"/{language}/s/{SLUG}/{SECTION}")
        visit.click(visit.page.locator("[name=map_photo]"))
        visit.look()
        shown = visit.page.locator("input[type=image]:visible")
        expect(shown).to_have_count(1)
        box = shown.bounding_box()
        assert box is not None
        assert round(box["width"]) == (280 if screen is PHONE else 560)
        shown.scroll_into_view_if_needed()
        with visit.page.expect_navigation():
            shown.click(position={"x": box["width"] / 4, "y": box["height"] / 2})
        visit.look()
        assert WEST.name in visit.words
        assert EAST.name not in visit.words
        visit.press(WEST.name)
        chosen = visit.page.locator(f"[name='q_{QUESTION}.1.where'] option[selected]")
        assert chosen.get_attribute("value") == WEST.code


def test_map_when_pressed_with_a_key_then_the_page_says_that_nothing_is_there(running: Running) -> None:
    taker = Photographer(running.installation, running.demonstration.project)
    made = taker.takes()
    with visiting(running.browser, running.base) as visit:
        cookie = {"name": f"ei_{SLUG}", "value": taker.key, "url": visit.base}
        visit.page.context.add_cookies([cookie])  # type: ignore[list-item]  # a dictionary of just these
        visit.open(f"/en/s/{SLUG}/map/{QUESTION}/{made.id}")
        visit.page.locator("input[type=image]:visible").focus()
        with visit.page.expect_navigation():
            visit.page.keyboard.press("Enter")
        expect(visit.page.get_by_role("alert")).to_contain_text("We found no ward there.")
