"""Every kind of question answered by somebody who has only a keyboard, and by somebody without JavaScript."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from ei_collect.language.languages import LANGUAGES
from ei_collect.survey.definition import Kind
from tests.journeys.browsing import Visit, chromium, visiting
from tests.journeys.crawl.hands import PATIENCE, Keyboard, answer_without_javascript
from tests.journeys.crawl.run import TODAY
from tests.journeys.crawl.town import EVERYTHING, CrawledTown, crawled_town
from tests.journeys.server import free_port, serving

pytestmark = pytest.mark.browser

LANGUAGES_TODAY = [pytest.param(code, marks=() if code in TODAY else pytest.mark.full) for code in LANGUAGES]


@dataclass(frozen=True)
class Served:
    """The town with every kind of question, served, and a browser to visit it with."""

    browser: Browser
    town: CrawledTown
    base: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The program, served for all the tests here."""
    with (
        chromium() as browser,
        crawled_town(tmp_path_factory.mktemp("keyboard")) as town,
        serving(town.installation.config, free_port()) as server,
    ):
        yield Served(browser, town, server.url)


@pytest.mark.parametrize("language", LANGUAGES_TODAY)
def test_every_kind_when_answered_with_the_keyboard_alone_then_nothing_is_left_out(
    served: Served, language: str
) -> None:
    with visiting(served.browser, served.base) as visit:
        visit.open(f"/{language}/s/{EVERYTHING}")
        person = Keyboard(visit.page, LANGUAGES[language].own_name)
        asked = answer_all(visit, person.answers)
        assert asked == questions_of(served)
        person.answers()
        assert visit.page.locator(".code").is_visible()
        assert person.faults == []


@pytest.mark.parametrize("language", LANGUAGES_TODAY)
def test_every_kind_when_answered_without_javascript_then_nothing_is_left_out(served: Served, language: str) -> None:
    with visiting(served.browser, served.base, javascript=False) as visit:
        visit.open(f"/{language}/s/{EVERYTHING}")
        asked = answer_all(visit, lambda: answer_without_javascript(visit.page, LANGUAGES[language].own_name))
        assert asked == questions_of(served)
        answer_without_javascript(visit.page, "")
        assert visit.page.locator(".code").is_visible()


def test_choices_when_arrow_keys_are_pressed_then_the_next_one_is_chosen_and_enter_sends(served: Served) -> None:
    with visiting(served.browser, served.base) as visit:
        visit.open(f"/en/s/{EVERYTHING}")
        person = Keyboard(visit.page, "Words")
        person.answers()
        radio = next(stop for stop in person.stops() if stop.kind == "radio")
        visit.page.keyboard.press("Space")
        visit.page.keyboard.press("ArrowDown")
        radios = visit.page.locator(f"[name='{radio.name}']")
        assert [radios.nth(number).is_checked() for number in range(2)] == [False, True]
        next(stop for stop in person.stops() if stop.tag == "input" and stop.kind == "numeric")
        visit.page.keyboard.type("7")
        before = visit.page.url
        with visit.page.expect_navigation():
            visit.page.keyboard.press("Enter")
        assert visit.page.url != before


@pytest.mark.parametrize("language", ["en", "ar"])
def test_summary_of_faults_when_followed_by_keyboard_then_the_field_has_the_focus(
    served: Served, language: str
) -> None:
    with visiting(served.browser, served.base) as visit:
        visit.open(f"/{language}/s/{EVERYTHING}")
        person = Keyboard(visit.page, "Words")
        person.answers()
        person.answers()
        with visit.page.expect_navigation():
            visit.page.locator("#answers button.first").press("Enter")
        summary = visit.page.locator(".summary")
        assert summary.evaluate("element => element === document.activeElement"), "the summary has the focus at first"
        link = summary.locator("a").first
        visit.page.keyboard.press("Tab")
        assert link.evaluate("element => element === document.activeElement")
        visit.page.keyboard.press("Enter")
        target = visit.page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']")
        assert target.evaluate("element => element === document.activeElement")
        assert target.is_visible()
        described = (target.get_attribute("aria-describedby") or "") + str(
            target.evaluate("element => element.closest('[aria-describedby]')?.getAttribute('aria-describedby') ?? ''")
        )
        assert "-fault" in described


def answer_all(visit: Visit, answer: Callable[[], None]) -> set[str]:
    """Answer page after page until all is checked; the codes of what was asked on them, none of which is left out."""
    found: set[str] = set()
    for _ in range(PATIENCE):
        if urlsplit(visit.page.url).path.endswith("/check"):
            assert visit.page.locator(".missing").all_inner_texts() == []
            return found
        found |= questions_on(visit)
        answer()
    raise AssertionError(f"{visit.page.url} leads round in a circle")


def questions_on(visit: Visit) -> set[str]:
    """The questions of this page, by their codes."""
    asked = visit.page.locator("#answers [name=asked]")
    return set((asked.get_attribute("value") or "").split()) if asked.count() else set()


def questions_of(served: Served) -> set[str]:
    """All questions of the survey, which has one of each kind."""
    questions = list(served.town.survey.questions())
    assert {question.kind for question in questions} == set(Kind)
    return {question.code for question in questions}
