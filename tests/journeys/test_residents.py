"""A resident on a narrow phone, in each language, with and without JavaScript: nothing is lost on the way."""

import os
from pathlib import Path

import pytest

from ei_collect.language.catalogues import INTERFACE, Catalogue, read_catalogue
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.installation import Installation
from tests.journeys.browsing import Visit, picture, visiting
from tests.journeys.conftest import Running

pytestmark = pytest.mark.browser

WORDS = {
    "en": "The library is warm & quiet — <b>everyone</b> says hello.",
    "ar": "المكتبة دافئة وهادئة، والجميع يلقي التحية (2 مرات).",
    "so": "Maktabaddu waa diiran tahay, qof walbana wuu i salaamaa.",
    "pl": "W bibliotece jest ciepło i cicho; każdy mówi „dzień dobry”.",
}
OTHER = {"en": "ar", "ar": "pl", "so": "en", "pl": "so"}


@pytest.mark.parametrize(
    ("language", "javascript"), [(language, script) for language in sorted(WORDS) for script in (True, False)]
)
def test_resident_when_answering_from_start_to_receipt_then_nothing_is_lost(
    running: Running, tmp_path: Path, language: str, *, javascript: bool
) -> None:
    browser, base, installation = running.browser, running.base, running.installation
    say = _catalogue(installation, language)
    pictures = Path(os.environ.get("EI_TEST_PICTURES", tmp_path))
    with visiting(browser, base, javascript=javascript) as visit:
        visit.open(f"/{language}/s/day-in-my-life")
        assert visit.direction == LANGUAGES[language].direction
        visit.look()
        picture(visit, pictures, f"{language}-{javascript}-start")
        visit.page.locator("[name=agree]").check()
        visit.press(say.pgettext("the survey", "Start"))
        _tell_of_the_place(visit, WORDS[language], javascript=javascript)
        visit.look()
        picture(visit, pictures, f"{language}-{javascript}-place")
        _switch_and_return(visit, language, installation)
        _expect_the_place(visit, WORDS[language])
        visit.press(say.gettext("Continue"))
        visit.look()
        visit.press(say.pgettext("to the page before", "Back"))
        _expect_the_place(visit, WORDS[language])
        for _ in range(4):
            visit.press(say.gettext("Continue"))
        visit.look()
        picture(visit, pictures, f"{language}-{javascript}-check")
        assert WORDS[language] in visit.words
        visit.page.locator("[name=readable]").check()
        visit.press(say.gettext("Send my answers"))
        visit.look()
        code = visit.page.locator(".code").inner_text()
    with visiting(browser, base, javascript=javascript) as later:
        later.open(f"/{language}/r")
        later.page.locator("[name=code]").fill(code.lower().replace("-", " "))
        later.press(say.gettext("Open"))
        later.look()
        picture(later, pictures, f"{language}-{javascript}-receipt")
        assert WORDS[language] in later.words
        assert "Lawrence Hill" in later.words


def test_resident_when_a_needed_answer_is_missing_then_told_where_and_nothing_typed_is_lost(
    running: Running,
) -> None:
    with visiting(running.browser, running.base) as visit:
        visit.begin("/ar/s/day-in-my-life")
        visit.page.locator("[name=q_place]").fill("حديقة")
        visit.click(visit.page.locator("button.first"))
        assert visit.page.title().startswith("خطأ")
        assert visit.page.locator(".summary a").get_attribute("href") == "#q_caption"
        assert visit.page.locator("[name=q_place]").input_value() == "حديقة"
        visit.look()


def _catalogue(installation: Installation, language: str) -> Catalogue:
    return read_catalogue(installation.config.translations, language, INTERFACE)


def _tell_of_the_place(visit: Visit, words: str, *, javascript: bool) -> None:
    page = visit.page
    page.locator("[name=q_place]").fill("the library")
    if javascript:
        page.get_by_role("combobox").fill("lawrence")
        page.get_by_role("option", name="Lawrence Hill").last.click()
    else:
        page.locator("[name=q_place_ward]").select_option(label="Lawrence Hill")
    page.locator("[name=q_feeling][value=connected]").check()
    page.locator("[name=q_caption]").fill(words)


def _expect_the_place(visit: Visit, words: str) -> None:
    page = visit.page
    assert page.locator("[name=q_place]").input_value() == "the library"
    assert page.locator("[name=q_place_ward]").input_value() == "E05010907"
    assert page.locator("[name=q_feeling][value=connected]").is_checked()
    assert page.locator("[name=q_caption]").input_value() == words


def _switch_and_return(visit: Visit, language: str, installation: Installation) -> None:
    """Change the language in the middle of a page, look, and change it back."""
    other = LANGUAGES[OTHER[language]]
    _choose(visit, other.own_name)
    assert visit.direction == other.direction
    visit.look()
    _choose(visit, LANGUAGES[language].own_name)
    assert visit.direction == LANGUAGES[language].direction


def _choose(visit: Visit, own_name: str) -> None:
    """Unfold the languages and press one."""
    visit.page.locator(".switch summary").first.click()
    visit.look()
    visit.press(own_name)
