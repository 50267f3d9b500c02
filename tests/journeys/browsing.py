"""A person with Debian's Chromium, on a narrow phone: opens pages, answers, and looks at what is on the screen."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, sync_playwright

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def chromium(*further: str) -> Iterator[Browser]:
    """A headless Chromium, started with `further` arguments; the test is skipped where there is none."""
    path = next((found for name in CHROMIUMS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("needs Debian's chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *further])
        yield browser
        browser.close()


@dataclass
class Visit:
    """One person's window, and everything in it that should not be."""

    page: Page
    base: str
    javascript: bool = True
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Type an address of the program."""
        self.page.goto(self.base + path)

    def begin(self, start: str) -> None:
        """Agree on the start page of a survey, and go on to its first section."""
        self.open(start)
        self.page.locator("[name=agree]").check()
        self.click(self.page.locator("main form:has([name=agree]) button.first"))

    def press(self, name: str) -> None:
        """Press a button by what it says."""
        self.click(self.page.get_by_role("button", name=name, exact=True).first)

    def follow(self, name: str) -> None:
        """Follow a link by what it says."""
        self.click(self.page.get_by_role("link", name=name, exact=True).first)

    def click(self, target: Locator) -> None:
        """Press what leads to another page, and wait for that page."""
        with self.page.expect_navigation():
            target.click()

    def look(self) -> None:
        """See that the page fits the screen and that axe, which needs JavaScript itself, finds nothing to mend."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.complaints.append(f"{self.page.url} is {wide} px too wide")
        if not self.javascript:
            return
        found = Axe().run(
            self.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
        )
        self.complaints += [
            f"{self.page.url}: {fault['id']}: {fault['help']}" for fault in found.response["violations"]
        ]

    @property
    def words(self) -> str:
        """What the page says."""
        return self.page.locator("body").inner_text()

    @property
    def direction(self) -> str | None:
        """Which way the page runs."""
        return self.page.locator("html").get_attribute("dir")


@contextmanager
def visiting(
    browser: Browser, base: str, *, javascript: bool = True, screen: dict[str, int] | None = None
) -> Iterator[Visit]:
    """A window with nothing in it yet: no cookie, no history.

    On leaving, the visit must have been without complaint: nothing too wide, nothing from elsewhere, no error.
    """
    context = browser.new_context(viewport=screen or PHONE, java_script_enabled=javascript)  # type: ignore[arg-type]
    visit = Visit(context.new_page(), base, javascript)

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and "422" not in message.text:  # how Chromium tells of a page with findings
            visit.complaints.append(f"console: {message.text}")

    def see(request: Request) -> None:
        if not request.url.startswith((base, "data:", f"blob:{base}")):
            visit.complaints.append(f"a request to {request.url}")

    visit.page.on("console", hear)
    visit.page.on("request", see)
    visit.page.on("pageerror", lambda error: visit.complaints.append(f"script: {error}"))
    yield visit
    context.close()
    assert visit.complaints == []


def picture(visit: Visit, folder: Path, name: str) -> None:
    """Keep a picture of the whole page for a person to look at."""
    visit.page.screenshot(path=folder / f"{name}.png", full_page=True)
