"""A shared tablet: a Chromium profile of its own, unlocked by staff, and the people who hold it one after the other."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Page, expect

from ei_collect.answering.response import Response
from ei_collect.fieldwork.sitting import Sitting
from ei_collect.operations.installation import Installation
from ei_collect.operations.members import add_user, grant
from ei_collect.operations.places import ship_wards
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.projects.project import MemberRole, Project, User
from ei_collect.store.database import open_database
from ei_collect.store.responses import stream_responses
from ei_collect.survey.definition import PublishedVersion
from tests.answering.surveys import TOWN, publish_yaml
from tests.conftest import Databases, fresh_config
from tests.journeys.browsing import chromium
from tests.journeys.server import free_port, serving
from tests.operations.sitting_opening import opened

PIN = "4711"
PATIENCE_MS = 10_000
SIX = ("en", "ar", "so", "pl", "ur", "zh-Hans")
TABLET = {"width": 800, "height": 1280}
PASSWORD = "a long enough password"
STAFF = "partner@example.org"


@dataclass
class Tablet:
    """One tablet, and whatever went wrong in its scripts."""

    context: BrowserContext
    page: Page
    base: str
    sitting: Sitting
    complaints: list[str] = field(default_factory=list)

    @property
    def front(self) -> str:
        """Where everybody begins."""
        return f"{self.base}/tablet/{self.sitting.code}"

    def is_unlocked_by(self, email: str, project: str) -> None:
        """A member of staff signs in, sets the PIN, and waits until everything is on the tablet."""
        self.page.goto(f"{self.base}/staff/sign-in?next=/staff/{project}/sittings/{self.sitting.code}/tablet")
        self.page.fill("#email", email)
        self.page.fill("#password", PASSWORD)
        self.page.click("main form button")
        self.page.fill("#pin", PIN)
        self.page.fill("#again", PIN)
        self.page.click("#unlock button")
        self.page.wait_for_url(self.front)
        self.is_ready()

    def is_ready(self) -> None:
        """The first page says that it can do without signal."""
        expect(self.page.locator("#kept-how")).to_contain_text("Ready", timeout=60_000)

    def comes_to_the_next(self) -> "Tablet":
        """Whatever went before, it lies there with its first page, and with signal."""
        self.has_signal()
        self.page.goto(self.front)
        return self

    def loses_signal(self) -> None:
        """From now on there is no internet."""
        self.context.set_offline(True)

    def has_signal(self) -> None:
        """There is internet again; browsers tell pages so."""
        self.context.set_offline(False)

    def begins(self, language: str = "en") -> None:
        """Choose a language, agree, and come to the first section."""
        self.page.locator(f"li[lang={language}] a").first.click()
        self.page.wait_for_selector("body[data-ready]")
        self.page.check("#agree")
        self.page.click("#start .first")

    @property
    def step(self) -> str:
        """Which page of the survey is shown."""
        return str(self.page.evaluate("document.querySelector('[data-step]:not([hidden])')?.id ?? ''"))

    def goes_on(self) -> None:
        """Press Continue, or Send."""
        self.page.locator("[data-step]:not([hidden]) .first").click()

    def answers(self, words: str, language: str = "en", help_given: str = "none") -> None:
        """Go through the survey `town`, with these words in its open question, as far as the page before sending."""
        self.begins(language)
        self.page.check("[name=q_bus][value=never]")
        self.page.fill("[name=q_years]", "3")
        self.goes_on()
        self.page.fill("[name=q_why_never]", words)
        self.goes_on()
        self.page.check("[name=q_may_quote][value=no]")
        self.goes_on()
        self.page.check(f"[name=help][value={help_given}]")

    def sends(self) -> str:
        """Send; the code that is shown then."""
        self.goes_on()
        self.page.wait_for_selector("#end:not([hidden])")
        self.page.wait_for_selector("#end [data-kept]:not([hidden])")
        return self.page.locator("[data-code]").inner_text()

    def hands_on(self) -> None:
        """Clear the screen for the next person."""
        self.page.click("[data-done]")
        self.page.wait_for_url(self.front)

    def waits(self, number: int) -> None:
        """The first page says that so many answers are not yet sent."""
        told = f"{number} not yet sent" if number else "Everything is sent"
        expect(self.page.locator("#waiting")).to_contain_text(told, timeout=15_000)

    def crashes(self) -> None:
        """The tab is gone at once, without a word to its page; somebody opens the tablet's first page again."""
        with suppress(Error):
            self.page.goto("chrome://crash")
        self.page.close()
        self.page = self.context.new_page()
        self.page.goto(self.front)

    def goes(self, way: str) -> None:
        """Press the browser's own button, back or forward."""
        with suppress(Error):  # the page may be gone before it has answered
            self.page.evaluate(f"history.{way}()")
        self.page.wait_for_timeout(150)
        self.page.wait_for_load_state()

    @property
    def stored(self) -> str:
        """Everything that the browser holds for our pages but the files of the kit, as text."""
        for _ in range(20):
            try:
                return str(self.page.evaluate(DUMP))
            except Error:  # it goes on to another page just now
                self.page.wait_for_timeout(100)
        raise AssertionError("the tablet goes from page to page")


DUMP = """async () => {
  const told = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie, location.href, document.title];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done) => (indexedDB.open(name).onsuccess = (event) => done(event.target.result)));
    for (const store of database.objectStoreNames) {
      told.push(await new Promise((done) => {
        database.transaction(store).objectStore(store).getAll().onsuccess = (event) => done(JSON.stringify(event.target.result));
      }));
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) told.push(request.url, await (await cache.match(request)).text());
  }
  told.push(document.documentElement.outerHTML, JSON.stringify(history.state));
  for (const field of document.querySelectorAll("input, textarea, select")) told.push(field.value);
  return told.join("\\n");
}"""


@contextmanager
def tablet(browser: Browser, base: str, sitting: Sitting) -> Iterator[Tablet]:
    """A tablet with nothing on it. On leaving, its scripts must have run without a fault."""
    context = browser.new_context(viewport=TABLET, accept_downloads=True)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    held = Tablet(context, context.new_page(), base, sitting)

    def ask(dialog: Dialog) -> None:
        held.complaints.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    held.page.on("pageerror", lambda error: held.complaints.append(f"script: {error}"))
    held.page.on("dialog", ask)
    yield held
    context.close()
    assert held.complaints == []


@dataclass(frozen=True)
class Hall:
    """A sitting of the survey `town`, and the browser in which its tablets are profiles."""

    browser: Browser
    installation: Installation
    project: Project
    partner: User
    version: PublishedVersion
    sitting: Sitting
    base: str

    @property
    def responses(self) -> list[Response]:
        """All that has arrived."""
        with self.installation.database.reading() as connection:
            return list(stream_responses(connection, self.project.scope, "town"))


def hall_served(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """The program, served for all tests of a module."""
    config = fresh_config(databases, tmp_path_factory.mktemp("hall") / "data")
    with chromium() as browser, closing(open_database(config.database_url)) as database:
        installation = Installation(config, database)
        languages = SIX
        project = add_project(
            installation, NewProject("bristol", "Everyday Bristol", languages, "team@example.org", demonstration=True)
        )
        ship_wards(installation)
        version = publish_yaml(installation, project, TOWN, languages=languages)
        partner = add_user(installation, STAFF, "Amina", PASSWORD)
        grant(installation, project.scope, partner, MemberRole.PARTNER)
        sitting = opened(installation, project, partner, languages=languages)
        with serving(config, free_port()) as server:
            yield Hall(browser, installation, project, partner, version, sitting, server.url)
