"""One run of the crawler: which languages it looks at today, the pages of each, and how many combinations that makes."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from werkzeug.routing import Map

from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.publishing import interface_is_complete
from tests.conftest import HOME
from tests.journeys.browsing import chromium
from tests.journeys.crawl import residents, staff
from tests.journeys.crawl.shots import FICKLE, Album, Shot, sameness
from tests.journeys.crawl.town import CrawledTown, crawled_town

ALWAYS = ("en", "ar")
STAFF = "staff"
OTHERS = tuple(code for code in LANGUAGES if code not in ALWAYS)
ROTATING = os.environ.get("EI_TEST_LANGUAGE") or OTHERS[datetime.now(UTC).timetuple().tm_yday % len(OTHERS)]
"""The language whose turn it is today. The last line of a run says how to repeat it."""

TODAY = (*ALWAYS, ROTATING)
THEMES = ("light", "dark")
PAGES = {"GET", "POST"}


@dataclass
class Crawl:
    """A town, the pages that its visits bring, and a browser to show them in."""

    town: CrawledTown
    folder: Path
    browser: Browser
    looked_at: dict[str, int] = field(default_factory=dict)
    _shots: dict[str, list[Shot]] = field(default_factory=dict)

    @cached_property
    def album(self) -> Album:
        """What the app has answered so far."""
        return Album(self.town.app)

    def shots(self, part: str) -> list[Shot]:
        """Every page of residents in a language, or of staff."""
        if part not in self._shots:
            before = len(self.album.shots)
            if part == STAFF:
                staff.work_all(self.town, self.album)
            else:
                residents.visit_all(self.town, self.album, part)
            self._shots[part] = self.album.shots[before:]
        return self._shots[part]

    def count(self, what: str, number: int) -> None:
        """Remember that so many combinations have been looked at."""
        self.looked_at[what] = self.looked_at.get(what, 0) + number

    def summary(self) -> str:
        """What has been looked at, for the last lines of a run."""
        parts = [f"{language} {len(shots)}" for language, shots in self._shots.items()]
        counted = ", ".join(f"{number} {what}" for what, number in self.looked_at.items())
        return f"the crawler's pages and states: {', '.join(parts)}; combinations: {counted}; repeat with EI_TEST_LANGUAGE={ROTATING}"


@contextmanager
def crawling(folder: Path) -> Iterator[Crawl]:
    """A town to crawl."""
    with crawled_town(folder) as town, chromium() as browser:
        yield Crawl(town, folder, browser)


def expect_none(complaints: Iterable[tuple[Shot, str]]) -> None:
    """Fail with every complaint on a line of its own, if there is any."""
    if lines := report(complaints):
        pytest.fail(lines, pytrace=False)


def distinct(shots: Iterable[Shot]) -> list[Shot]:
    """Pages that look different: what is the same in two states, or under two addresses, need not be looked at twice."""
    return list({sameness(shot.markup): shot for shot in reversed(list(shots))}.values())


def one_of_each(shots: Iterable[Shot]) -> list[Shot]:
    """The first page of each route in each state."""
    return list({(shot.endpoint, shot.state, shot.status): shot for shot in reversed(list(shots))}.values())


def report(complaints: Iterable[tuple[Shot, str]]) -> str:
    """Complaints as lines for a person: each once, with how many pages have it and the first of them; empty for none."""
    by_line: dict[str, list[str]] = {}
    for shot, line in complaints:
        by_line.setdefault(FICKLE.sub("…", line), []).append(shot.name)
    return "\n".join(f"{line}\n    {len(names)} pages, the first: {names[0]}" for line, names in by_line.items())


def unreached(rules: Map, reached: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The routes, each with its method, that no visit has come to; files apart."""
    asked = {(rule.endpoint, method) for rule in rules.iter_rules() for method in rule.methods or ()}
    return {(endpoint, method) for endpoint, method in asked - reached if method in PAGES and endpoint != "static"}


def has_every_word(language: str) -> bool:
    """Whether the program speaks this language without a gap: then no word of a page may be in another."""
    return language == "en" or interface_is_complete(HOME / "translations", language)
