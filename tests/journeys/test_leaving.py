"""The quick exit in a browser, with and without JavaScript, and what the back button finds afterwards."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page

from ei_collect.operations.demonstration import set_up
from ei_collect.operations.installation import Installation
from ei_collect.store.database import open_database
from tests.conftest import Databases, fresh_config
from tests.journeys.browsing import PHONE, chromium
from tests.journeys.conftest import Running
from tests.journeys.server import free_port, serving

pytestmark = pytest.mark.browser

START = "/en/s/day-in-my-life"
SECTION = f"{START}/the_place"
SECRET_WORDS = "Nobody at home may see this."


class _Weather(BaseHTTPRequestHandler):
    """Another site."""

    def do_GET(self) -> None:  # the library's name
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>Weather</title><h1>Rain</h1>")

    def log_message(self, *_words: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def exit_url() -> Iterator[str]:
    """Where the quick exit leads: a site of another origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Weather)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/weather"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def running(databases: Databases, tmp_path_factory: pytest.TempPathFactory, exit_url: str) -> Iterator[Running]:
    """The program with that exit."""
    config = replace(fresh_config(databases, tmp_path_factory.mktemp("served") / "data"), exit_url=exit_url)
    with chromium() as browser, closing(open_database(config.database_url)) as database:
        installation = Installation(config, database)
        demonstration = set_up(installation)
        with serving(config, free_port()) as server:
            yield Running(browser, installation, demonstration, server.url)


@contextmanager
def _answering(running: Running, *, javascript: bool) -> Iterator[Page]:
    """Somebody who has saved their words and looks at them again; nothing may be refused by the page's own policy."""
    context = running.browser.new_context(viewport=PHONE, java_script_enabled=javascript)  # type: ignore[arg-type]
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Security Policy" in message.text else None)
    page.goto(running.base + START)
    page.locator("[name=agree]").check()
    page.locator("main button.first").click()
    page.locator("[name=q_place]").fill("the library")
    page.locator("[name=q_caption]").fill(SECRET_WORDS)
    page.locator("main button.first").click()
    page.wait_for_url(lambda address: SECTION not in address)
    page.goto(running.base + SECTION)
    assert page.locator("[name=q_caption]").input_value() == SECRET_WORDS
    yield page
    assert refused == []
    context.close()


def _is_away(page: Page, exit_url: str) -> bool:
    page.wait_for_url(f"{exit_url}*")
    return page.title() == "Weather" and SECRET_WORDS not in page.content()


@pytest.mark.parametrize("javascript", [True, False])
def test_exit_when_pressed_then_away_and_the_back_button_finds_nothing_of_ours(
    running: Running, exit_url: str, javascript: bool
) -> None:
    with _answering(running, javascript=javascript) as page:
        page.get_by_role("button", name="Leave this page").click()
        assert _is_away(page, exit_url)
        for _ in range(3):
            page.go_back()
            assert SECRET_WORDS not in page.content()
        page.goto(running.base + SECTION)
        assert _is_away(page, exit_url)
        names = {cookie["name"] for cookie in page.context.cookies() if cookie["domain"] == "localhost"}
        assert names == {"ei_left"}


def test_exit_when_escape_is_pressed_three_times_then_away_and_not_before(running: Running, exit_url: str) -> None:
    with _answering(running, javascript=True) as page:
        for _ in range(2):
            page.keyboard.press("Escape")
        page.wait_for_timeout(2100)
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        assert page.url == running.base + SECTION
        page.keyboard.press("Escape")
        assert _is_away(page, exit_url)


def test_exit_when_somebody_opens_the_first_page_then_they_are_back_and_nothing_is_remembered(
    running: Running, exit_url: str
) -> None:
    with _answering(running, javascript=True) as page:
        page.get_by_role("button", name="Leave this page").click()
        assert _is_away(page, exit_url)
        page.goto(running.base + "/")
        page.goto(running.base + START)
        assert page.locator("[name=agree]").count() == 1
        assert page.context.cookies(running.base) == []


def test_square_when_photographed_then_the_code_stands_in_the_field_and_no_longer_in_the_address(
    running: Running,
) -> None:
    with _answering(running, javascript=True) as page:
        page.goto(f"{running.base}/en/r#ABCD-EFGH-JKMN-PQRS")
        assert page.locator("[name=code]").input_value() == "ABCD-EFGH-JKMN-PQRS"
        assert page.url == f"{running.base}/en/r"
        page.goto(f"{running.base}/en/help")
        page.goto(f"{running.base}/en/r#main")
        assert page.locator("[name=code]").input_value() == ""


def test_square_when_photographed_after_leaving_then_the_exit_does_not_learn_the_code(
    running: Running, exit_url: str
) -> None:
    with _answering(running, javascript=False) as page:
        page.get_by_role("button", name="Leave this page").click()
        page.goto(f"{running.base}/en/r#ABCD-EFGH-JKMN-PQRS")
        assert _is_away(page, exit_url)
        assert "ABCD" not in page.url
