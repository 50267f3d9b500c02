"""Faults planted in a copy of a page, one at a time: the checks that go over every page find each of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from werkzeug.routing import Map, Rule

from tests import nu
from tests.journeys.browsing import chromium
from tests.journeys.crawl.looks import look_at, look_at_colours, look_at_forced_colours
from tests.journeys.crawl.residents import answer
from tests.journeys.crawl.run import unreached
from tests.journeys.crawl.screen import screen
from tests.journeys.crawl.shots import Album, Shot, State
from tests.journeys.crawl.town import CrawledTown, crawled_town

pytestmark = pytest.mark.browser

STYLED = {
    "axe: color-contrast": "h1 { color: #999 }",
    "px too wide": "h1 { inline-size: 30rem }",
    "only 40 x 40 px": ".first { inline-size: 40px; block-size: 40px; min-block-size: 0; padding: 0; overflow: hidden }",
    "spaced text is cut off": "h1 { block-size: 1.3em; line-height: 1.3; overflow: hidden; inline-size: max-content }",
}
"""What is to be said of a page with one more style."""

WRITTEN = {
    "axe: label": '<input name="q_more">',
    "no name: a textbox": '<input name="q_more">',
    "axe: heading-order": "<h5>Deep down</h5>",
    "does not run rtl": '<p lang="ar">مرحبا</p>',
    "a language that is not known": '<p lang="tlh">nuqneH</p>',
    "not in en": "<p>أهلا وسهلا</p>",
    "aria-describedby names nowhere": '<input name="q_more" aria-label="More" aria-describedby="nowhere">',
    "no field tells of this fault": '<p class="fault" id="lonely">Wrong.</p>',
    "the summary leads to nothing": '<div class="summary"><a href="#main">There</a></div>',
}
"""What is to be said of a page with one more thing on it."""

MISNESTED = {
    "No “p” element in scope": "<p><div>One</div></p>",
    "Duplicate ID": '<p id="main">Twice</p>',
    "not allowed as child": "<ul><p>One</p></ul>",
}
"""What the Nu checker is to say of it."""


@dataclass(frozen=True)
class Plot:
    """A page without a fault in which faults are planted, and where it is shown."""

    town: CrawledTown
    browser: Browser
    page: Shot

    def look(self, page: Shot, forced_colours: bool = False) -> list[str]:
        """What is said of a page in the light."""
        with screen(self.browser, self.town.app, forced_colours=forced_colours) as shown:
            shown.show(page)
            if forced_colours:
                return look_at_forced_colours(shown)
            return look_at(shown, complete=True) + look_at_colours(shown, "light", turns_dark=True)

    def look_in_the_dark(self, page: Shot) -> list[str]:
        """What is said of a page's dark colours."""
        with screen(self.browser, self.town.app) as shown:
            shown.show(page)
            return look_at_colours(shown, "dark", turns_dark=True)


@pytest.fixture(scope="module")
def plot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plot]:
    """A page of questions that were answered wrongly."""
    with crawled_town(tmp_path_factory.mktemp("planted")) as town, chromium() as browser:
        album = Album(town.app)
        answer(town, album, "en")
        yield Plot(town, browser, next(shot for shot in album.shots if shot.state is State.ERROR))


def written(page: Shot, markup: str) -> Shot:
    """The page with more at the end of its main part."""
    return replace(page, markup=page.markup.replace("</main>", f"{markup}</main>"))


def styled(page: Shot, style: str) -> Shot:
    """The page with more style, and no policy that forbids it."""
    return replace(page, headers=(), markup=page.markup.replace("</head>", f"<style>{style}</style></head>"))


def test_page_when_nothing_is_planted_then_nothing_is_found(plot: Plot) -> None:
    assert plot.look(plot.page) == []
    assert plot.look(plot.page, forced_colours=True) == []
    assert plot.look_in_the_dark(plot.page) == []


@pytest.mark.parametrize(("said", "style"), STYLED.items())
def test_page_when_a_style_is_wrong_then_it_is_said(plot: Plot, said: str, style: str) -> None:
    assert any(said in line for line in plot.look(styled(plot.page, style)))


@pytest.mark.parametrize(("said", "markup"), WRITTEN.items())
def test_page_when_something_on_it_is_wrong_then_it_is_said(plot: Plot, said: str, markup: str) -> None:
    assert any(said in line for line in plot.look(written(plot.page, markup)))


def test_page_when_it_asks_for_something_elsewhere_then_it_is_said_whether_its_policy_forbids_it_or_not(
    plot: Plot,
) -> None:
    page = written(plot.page, '<img src="https://elsewhere.example/i.png" alt="">')
    assert any("console: " in line and "elsewhere.example" in line for line in plot.look(page))
    assert "a request to https://elsewhere.example/i.png" in plot.look(replace(page, headers=()))


def test_page_when_its_policy_forbids_its_style_then_it_is_said(plot: Plot) -> None:
    page = replace(plot.page, markup=plot.page.markup.replace("</head>", "<style>h1 { color: red }</style></head>"))
    assert any("console: " in line and "inline style" in line for line in plot.look(page))


def test_page_when_only_its_dark_colours_are_wrong_then_it_is_said(plot: Plot) -> None:
    page = styled(plot.page, "@media (prefers-color-scheme: dark) { h1 { color: #777; background: #666 } }")
    assert plot.look(page) == []
    assert any("dark: axe: color-contrast" in line for line in plot.look_in_the_dark(page))


def test_page_when_it_has_no_dark_dress_then_it_is_said(plot: Plot) -> None:
    assert plot.look_in_the_dark(plot.page) == []
    page = styled(plot.page, "@media (prefers-color-scheme: dark) { body { background: #fff } body * { color: #000 } }")
    assert "dark: the page stays light" in plot.look_in_the_dark(page)


def test_page_when_a_button_has_no_edge_in_forced_colours_then_it_is_said(plot: Plot) -> None:
    found = plot.look(styled(plot.page, ".first { border: 0 }"), forced_colours=True)
    assert any("no edge in forced colours" in line for line in found)


def test_page_when_something_moves_then_it_is_said_to_whom_it_may_not(plot: Plot) -> None:
    found = plot.look(styled(plot.page, "a { transition: color 1s }"), forced_colours=True)
    assert any("moves although that is not wanted" in line for line in found)


def test_page_when_misnested_then_the_nu_checker_says_so(plot: Plot, tmp_path: Path) -> None:
    if reason := nu.why_absent():
        pytest.skip(reason)
    files = {tmp_path / f"{number}.html": said for number, said in enumerate(MISNESTED)}
    for path, said in files.items():
        path.write_text(written(plot.page, MISNESTED[said]).markup, encoding="utf-8")
    found = nu.findings(list(files))
    assert {said for path, said in files.items() if any(said in line for line in found.get(path, []))} == set(MISNESTED)


def test_route_when_nobody_comes_to_it_then_it_is_named(plot: Plot) -> None:
    rules = Map([Rule("/new", endpoint="resident.new", methods=["GET"]), Rule("/old", endpoint="resident.old")])
    assert unreached(rules, {("resident.old", "GET")}) == {("resident.new", "GET")}
