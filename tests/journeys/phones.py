"""People with a phone in the middle of a survey with a question of every kind, served to a browser."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from ei_collect.answering.receipts import key_hash
from ei_collect.answering.response import Response
from ei_collect.operations.installation import Installation
from ei_collect.operations.places import ship_wards
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.projects.project import Project
from ei_collect.store.answers import inline
from ei_collect.store.database import open_database
from ei_collect.store.responses import find_by_key, stream_responses
from tests.answering.every_kind import EVERY_KIND, FILLED_IN, SLUG
from tests.answering.surveys import publish_yaml
from tests.conftest import Databases, fresh_config
from tests.journeys.browsing import PHONE, chromium
from tests.journeys.server import free_port, serving
from tests.journeys.test_tablet_engine import PUT

LANGUAGES = ("en", "ar")
STORED = "sessionStorage.getItem('ei_unsent') ?? ''"
SEEN: Mapping[str, Mapping[str, list[str]]] = {
    **FILLED_IN,
    "story": {name: values for name, values in FILLED_IN["story"].items() if name != "q_pictures_pnts"},
}
"""What is typed into each section."""


@dataclass(frozen=True)
class Town:
    """The survey with a question of every kind, served, and a browser."""

    browser: Browser
    installation: Installation
    project: Project
    base: str

    @property
    def responses(self) -> list[Response]:
        """All that has arrived."""
        with self.installation.database.reading() as connection:
            return list(stream_responses(connection, self.project.scope, SLUG))

    def said_under(self, code: str) -> tuple[Any, ...]:
        """What has arrived under a code, but for what differs from person to person."""
        with self.installation.database.reading() as connection:
            found = find_by_key(connection, self.project.scope, key_hash(self.installation.config.secret_key, code))
        assert found is not None
        told = found.submission
        languages = {question: answer.language for question, answer in told.answers.items()}
        return inline(told.answers), languages, told.language, told.help, told.device, told.quotable, told.consents


def town_served(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The program, served for all tests of this module."""
    config = fresh_config(databases, tmp_path_factory.mktemp("town") / "data")
    with chromium() as browser, closing(open_database(config.database_url)) as database:
        installation = Installation(config, database)
        ship_wards(installation)
        new = NewProject("bristol", "Everyday Bristol", LANGUAGES, "team@example.org", demonstration=True)
        project = add_project(installation, new)
        publish_yaml(installation, project, EVERY_KIND, languages=LANGUAGES)
        with serving(config, free_port()) as server:
            yield Town(browser, installation, project, server.url)


@dataclass
class Person:
    """Somebody with a phone, on a survey."""

    page: Page
    base: str

    def begins(self, language: str = "en") -> "Person":
        """Agree, come to the first section, and wait until the phone has the rest."""
        self.page.goto(f"{self.base}/{language}/s/{SLUG}")
        self.page.check("[name=agree]")
        self.page.click("main form:has([name=agree]) button.first")
        self.page.wait_for_selector("#answers")
        return self.is_ready()

    def is_ready(self) -> "Person":
        """The rest of the survey is in the page."""
        self.page.wait_for_selector("#answers[data-ready]")
        return self

    def loses_signal(self) -> "Person":
        """No internet from now on."""
        self.page.context.set_offline(True)
        return self

    def has_signal(self) -> "Person":
        """Internet again; the browser says so to the page."""
        self.page.context.set_offline(False)
        return self

    def types(self, section: str, changes: Mapping[str, list[str]] = {}) -> "Person":
        """Fill in a section, wherever its form comes from, and go on."""
        form = self.page.locator(f"#section-{section}, #answers[action$='/{section}']")
        form.wait_for()
        self.page.evaluate(PUT, [form.element_handle(), {**SEEN[section], **changes}])
        form.locator("button.first").last.click()
        return self

    def is_at(self, section: str) -> "Person":
        """The section is on the screen, without a signal."""
        self.page.wait_for_selector(f"#section-{section}:not([hidden])")
        return self

    def sends(self) -> str:
        """On the server's own page before sending: send, and say the code."""
        self.page.wait_for_url("**/check")
        self.page.check("[name=help][value=none]")
        self.page.click("main button.first")
        self.page.wait_for_url("**/thanks")
        return self.page.locator(".code").inner_text()

    @property
    def kept(self) -> str:
        """What this tab holds of answers that are not sent."""
        return str(self.page.evaluate(STORED))


@contextmanager
def phone(town: Town, *, javascript: bool = True) -> Iterator[Person]:
    """A phone with nothing on it; its scripts must have run without a fault."""
    context = town.browser.new_context(viewport=PHONE, java_script_enabled=javascript)  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Security Policy" in said.text else None)
    yield Person(page, town.base)
    context.close()
    assert faults == []
