"""Two languages on one screen of a shared tablet, without signal: by a script, from pages that lie there anyway."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import Visit, picture
from tests.journeys.tablets import STAFF, TABLET, Hall, Tablet, hall_served, tablet

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

hall = pytest.fixture(scope="module")(hall_served)


@pytest.fixture
def own(hall: Hall) -> Iterator[Tablet]:
    """A tablet that was unlocked."""
    with tablet(hall.browser, hall.base, hall.sitting) as found:
        found.is_unlocked_by(STAFF, hall.project.slug)
        yield found


def looks(held: Tablet, folder: Path, name: str) -> None:
    """Look at the page by eye and with axe, on a tablet and on a narrow one."""
    visit = Visit(held.page, held.base)
    for screen in (TABLET, {"width": 320, "height": 640}):
        held.page.set_viewport_size(screen)  # type: ignore[arg-type]
        picture(visit, folder, f"{name}-{screen['width']}")
        visit.look()
    held.page.set_viewport_size(TABLET)  # type: ignore[arg-type]
    assert visit.complaints == []


def test_tablet_when_a_second_language_is_chosen_then_it_stands_below_and_the_answers_are_as_ever(
    hall: Hall, own: Tablet, tmp_path: Path
) -> None:
    own.loses_signal()
    own.begins("ar")
    page = own.page
    shown = page.locator("[data-step]:not([hidden])")
    expect(shown.locator(".also")).to_have_count(0)
    page.select_option("[data-beside]", label="Soomaali")
    expect(shown.locator("h1 .also[lang=so][dir=ltr]")).to_have_text("[so] Home")
    expect(shown.locator("label:has([name=q_bus][value=never]) .also")).to_have_text("[so] Never")
    expect(page.locator("#agree-hint, #start label:has(#agree) + .also")).to_have_count(1)
    looks(own, tmp_path, "section")
    page.check("[name=q_bus][value=never]")
    own.goes_on()
    page.fill("[name=q_why_never]", "الحافلة لا تأتي أبدا")
    page.locator("nav.switch summary").click()
    page.locator("nav.switch a[lang=so]").click()
    expect(shown.locator("h1 .also[lang=ar][dir=rtl]")).to_have_text("[ar] Getting around")
    assert page.locator("[data-beside] option:checked").inner_text() == "العربية"
    own.goes_on()
    own.goes_on()
    expect(page.locator("#check [data-parts] .also")).to_have_count(0)
    assert "[ar]" not in page.locator("#check [data-parts]").inner_text()
    expect(page.locator("#help_from")).to_be_hidden()
    page.check("[name=help][value=interpreter]")
    assert [page.input_value(f"#{name}") for name in ("help_from", "help_into")] == ["so", "ar"]
    looks(own, tmp_path, "check")
    page.select_option("#help_into", "other")
    own.sends()
    own.hands_on()
    own.has_signal()
    own.waits(0)
    (response,) = hall.responses
    told = response.submission
    assert (told.help, told.help_from, told.help_into, told.language) == ("interpreter", "so", "other", "so")
    agreed = str(told.consents["research"]["wording"])
    assert "أوافق" in agreed
    assert "Waan" not in agreed


def test_tablet_when_nobody_interpreted_then_no_language_is_kept_and_one_language_stands_there_again(
    hall: Hall, own: Tablet
) -> None:
    before = len(hall.responses)
    own.begins("en")
    own.page.select_option("[data-beside]", label="العربية")
    expect(own.page.locator("[data-step]:not([hidden]) h1 .also")).to_be_visible()
    own.page.select_option("[data-beside]", value="")
    expect(own.page.locator(".also")).to_have_count(0)
    own.page.select_option("[data-beside]", label="العربية")
    for _ in range(3):
        own.goes_on()
    own.page.check("[name=help][value=scribe]")
    own.sends()
    own.hands_on()
    own.waits(0)
    after = hall.responses
    assert len(after) == before + 1
    assert all(each.submission.help_from is None for each in after if each.submission.help == "scribe")
