"""Two languages on one screen, for somebody who helps: on a narrow phone, with JavaScript and without, both ways round."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from ei_collect.language.languages import LANGUAGES
from tests.journeys.browsing import PHONE, picture, visiting
from tests.journeys.conftest import Running

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

WORDINGS = "main h1, main legend, main .label, main .tick span"
BELOW = """(site) => {
  const also = site.querySelector(":scope > .also");
  const own = document.createRange();
  own.setStart(site, 0);
  own.setEndBefore(also);
  const [over, under] = [own.getBoundingClientRect(), also.getBoundingClientRect()];
  const [large, small] = [site, also].map((each) => parseFloat(getComputedStyle(each).fontSize));
  return [under.top >= over.bottom - 4, small < large, under.width <= innerWidth];
}"""


def shows(page: Page, language: str) -> int:
    """See that every second wording is in this language and lies below the first, smaller; how many there are."""
    seconds = page.locator("main .also").all()
    assert {(each.get_attribute("lang"), each.get_attribute("dir")) for each in seconds} == {
        (language, LANGUAGES[language].direction)
    }
    sites = [each for each in page.locator(WORDINGS).all() if each.locator(":scope > .also").count()]
    assert all(each.evaluate(BELOW) == [True, True, True] for each in sites if each.is_visible())
    return len(seconds)


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize(("first", "other"), [("en", "ar"), ("ar", "en")])
def test_two_languages_when_chosen_at_the_start_then_every_page_has_both_and_they_change_places(
    running: Running, tmp_path: Path, javascript: bool, first: str, other: str
) -> None:
    with visiting(running.browser, running.base, javascript=javascript, screen=PHONE) as visit:
        visit.open(f"/{first}/s/neighbourhood")
        folded = visit.page.locator("header .switch").nth(1)
        folded.locator("summary").click()
        visit.click(folded.locator(f"[lang={other}]"))
        visit.look()
        picture(visit, tmp_path, f"start-{first}-{javascript}")
        visit.page.locator("[name=agree]").check()
        visit.click(visit.page.locator("main form:has([name=agree]) button.first"))
        assert shows(visit.page, other) > 5
        visit.look()
        picture(visit, tmp_path, f"section-{first}-{javascript}")
        visit.click(visit.page.locator("#answers > .first"))
        assert shows(visit.page, other) > 5
        visit.page.locator("header .switch").first.locator("summary").click()
        visit.click(visit.page.locator(f"header .switch [name=switch][value={other}]"))
        assert visit.page.locator("html").get_attribute("lang") == other
        assert shows(visit.page, first) > 5
        visit.page.locator("header .switch").nth(1).locator("summary").click()
        visit.click(visit.page.locator("[name=second][value='']"))
        assert visit.page.locator(".also").count() == 0
        picture(visit, tmp_path, f"alone-{other}-{javascript}")
