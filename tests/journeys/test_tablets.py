"""Shared tablets with and without signal: everything arrives once, and nothing of one person is there for the next."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ei_collect.answering.response import Device, Help, Response, Words
from ei_collect.operations.arriving import Arrival
from ei_collect.operations.queue_files import import_file
from ei_collect.operations.withdrawing import withdraw
from tests.journeys.browsing import Visit
from tests.journeys.tablets import PIN, SIX, STAFF, TABLET, Hall, Tablet, hall_served, tablet

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

PLANTED = "zanzibarblue"

hall = pytest.fixture(scope="module")(hall_served)


@pytest.fixture(scope="module")
def shared(hall: Hall) -> Iterator[Tablet]:
    """A tablet that was unlocked and handed over, for the people of all tests."""
    with tablet(hall.browser, hall.base, hall.sitting) as found:
        found.is_unlocked_by(STAFF, hall.project.slug)
        yield found


@pytest.fixture(scope="module")
def hurried(hall: Hall) -> Iterator[Tablet]:
    """Another one, whose clock the tests can turn."""
    with tablet(hall.browser, hall.base, hall.sitting) as found:
        found.is_unlocked_by(STAFF, hall.project.slug)
        found.page.clock.install()
        yield found


@pytest.fixture
def held(shared: Tablet) -> Tablet:
    """The tablet in the hands of the next person."""
    return shared.comes_to_the_next()


@pytest.fixture
def own(hall: Hall) -> Iterator[Tablet]:
    """A tablet for one test alone."""
    with tablet(hall.browser, hall.base, hall.sitting) as found:
        found.is_unlocked_by(STAFF, hall.project.slug)
        yield found


@pytest.fixture
def timed(hurried: Tablet) -> Tablet:
    """The tablet whose clock can be turned, in the hands of the next person."""
    return hurried.comes_to_the_next()


def said_of(hall: Hall, words: str) -> list[Response]:
    """The responses with these words."""
    return [each for each in hall.responses if each.submission.answers["why_never"].value == Words(words)]


def test_person_when_answering_in_arabic_without_signal_then_it_arrives_once_when_there_is_some(
    hall: Hall, held: Tablet
) -> None:
    held.loses_signal()
    held.answers("الحافلة لا تأتي", "ar", "interpreter")
    assert held.page.locator("html").get_attribute("dir") == "rtl"
    code = held.sends()
    assert held.page.locator("[data-kept=here]").is_visible()
    held.hands_on()
    held.waits(1)
    assert said_of(hall, "الحافلة لا تأتي") == []
    assert "الحافلة" not in held.stored
    held.has_signal()
    held.waits(0)
    (response,) = said_of(hall, "الحافلة لا تأتي")
    told = response.submission
    assert (told.device, told.help, told.language, told.sitting) == (
        Device.TABLET,
        Help.INTERPRETER,
        "ar",
        hall.sitting.id,
    )
    withdraw(hall.installation, code)
    assert said_of(hall, "الحافلة لا تأتي") == []


def test_tablet_when_opened_anew_without_signal_then_every_language_is_there(held: Tablet) -> None:
    held.loses_signal()
    for language, direction in (("en", "ltr"), ("ar", "rtl"), ("so", "ltr")):
        held.page.goto(held.front)
        held.begins(language)
        assert held.step == "section-home"
        assert held.page.locator("html").get_attribute("dir") == direction
        held.page.wait_for_selector(".combo")  # the list of wards, with its script


def test_person_when_going_wrong_then_told_beside_the_question_and_nothing_is_lost(hall: Hall, held: Tablet) -> None:
    held.begins()
    held.page.check("[name=q_bus][value=often]")
    held.page.fill("[name=q_years]", "many")
    held.goes_on()
    assert held.step == "section-home"
    assert "whole number" in held.page.locator("#section-home .summary").inner_text()
    assert "whole number" in held.page.locator("[data-question=years] .fault").inner_text()
    held.page.fill("[name=q_years]", "12")
    held.goes_on()
    assert held.page.locator("[data-question=why_never]").is_hidden()  # only those who never take the bus are asked
    held.page.click("#section-getting_around [data-back]")
    assert held.page.input_value("[name=q_years]") == "12"
    held.page.check("[name=q_bus][value=never]")
    held.goes_on()
    assert held.page.locator("[data-question=why_never]").is_visible()
    held.page.fill("[name=q_why_never]", "No bus at all")
    held.page.locator("nav.switch summary").click()
    held.page.click("nav.switch a[hreflang=ar]")
    held.page.wait_for_selector("html[lang=ar]")
    assert held.page.input_value("[name=q_why_never]") == "No bus at all"
    held.goes_on()
    held.goes_on()
    assert "No bus at all" in held.page.locator("#check").inner_text()
    held.sends()
    expect(held.page.locator("[data-kept=sent]")).to_be_visible()
    (response,) = said_of(hall, "No bus at all")
    answers = response.submission.answers
    assert (answers["years"].language, answers["why_never"].language, answers["may_quote"].language) == (
        "en",
        "en",
        "ar",
    )


def look_for(held: Tablet, words: str) -> None:
    """Nothing of these words is on the screen, nor kept anywhere."""
    assert words not in held.stored


@pytest.mark.parametrize("language", ["en", *(pytest.param(code, marks=pytest.mark.full) for code in SIX[1:])])
@pytest.mark.parametrize("end", ["finish", "leave", "silence", "back", "forward", "reload", "typed address", "crash"])
def test_tablet_when_a_person_is_done_then_nothing_of_theirs_is_there_for_the_next(
    timed: Tablet, end: str, language: str
) -> None:
    held, page, words = timed, timed.page, f"{PLANTED}{end.replace(' ', '')}"
    held.answers(words, language)
    if end in {"finish", "back", "forward"}:
        held.sends()
        held.hands_on()
    if end == "leave":
        page.click("#leave")
        page.click("[data-clear]")
    if end == "silence":
        page.clock.run_for(95_000)
        assert page.locator("#idle").is_visible()
        page.clock.run_for(30_000)
    if end == "reload":
        page.reload()
    if end == "typed address":
        page.goto(held.front)
    if end == "crash":
        held.crashes()
        page = held.page
    page.wait_for_url(held.front)
    look_for(held, words)
    for _ in range({"back": 10, "forward": 6, "crash": 0}.get(end, 3)):
        held.goes("back")
        look_for(held, words)
    for _ in range(6 if end == "forward" else 0):
        held.goes("forward")
        look_for(held, words)


def test_person_when_silent_and_then_touching_it_then_everything_stays(timed: Tablet) -> None:
    held = timed
    held.answers("still here")
    held.page.clock.run_for(95_000)
    held.page.click("[data-stay]")
    held.page.clock.run_for(80_000)
    assert not held.page.locator("#idle").is_visible()
    assert "still here" in held.page.locator("#check").inner_text()


def test_browser_when_it_keeps_nothing_then_the_person_is_told_and_the_record_can_be_saved(
    hall: Hall, shared: Tablet, tmp_path: Path
) -> None:
    held = replace(shared, page=shared.context.new_page())
    held.page.add_init_script("indexedDB.open = () => { throw new DOMException('refused', 'SecurityError'); }")
    held.comes_to_the_next()
    expect(held.page.locator("#trouble")).to_contain_text("cannot keep")
    held.answers("kept by hand")
    held.loses_signal()
    held.goes_on()
    held.page.wait_for_selector("[data-kept=nowhere]:not([hidden])")
    with held.page.expect_download() as saving:
        held.page.click("[data-file]")
    file = tmp_path / "unsent.json"
    saving.value.save_as(file)
    assert "kept by hand" not in file.read_text()
    assert [each.arrival for each in import_file(hall.installation, file)] == [Arrival.KEPT]
    held.has_signal()
    held.page.click("[data-again]")
    held.page.wait_for_selector("[data-kept=sent]:not([hidden])")
    assert len(said_of(hall, "kept by hand")) == 1
    held.page.close()


def test_staff_when_leaving_then_only_with_the_pin_and_with_nothing_unsent(own: Tablet) -> None:
    held, page = own, own.page
    held.loses_signal()
    held.answers("not yet sent")
    held.sends()
    held.hands_on()
    page.click("#staff summary")
    page.fill("#pin", "0000")
    page.click("#pin-form button")
    expect(page.locator("#pin-wrong")).to_contain_text("not the PIN")
    assert page.locator("#inside").is_hidden()
    page.fill("#pin", PIN)
    page.click("#pin-form button")
    page.wait_for_selector("#inside:not([hidden])")
    page.click("#leave button")
    expect(page.locator("#leave-not")).to_contain_text("1 not yet sent")
    held.has_signal()
    page.click("#send")
    held.waits(0)
    page.click("#leave button")
    page.wait_for_url("**/staff/sign-in")
    page.goto(held.front)
    assert "not unlocked" in page.content()


@pytest.mark.parametrize("rounds", [2, pytest.param(10, marks=pytest.mark.full)])
def test_two_tablets_when_used_half_of_the_time_without_signal_then_all_arrive_once(
    hall: Hall, held: Tablet, rounds: int
) -> None:
    before = len(hall.responses)
    with tablet(hall.browser, hall.base, hall.sitting) as other:
        other.is_unlocked_by(STAFF, hall.project.slug)
        codes = []
        for number in range(rounds):
            for each in (held, other):
                each.context.set_offline(number % 2 == 1)
                each.answers(f"person {number} at {id(each)}", ("en", "ar", "so")[number % 3])
                codes.append(each.sends())
                each.hands_on()
        for each in (held, other):
            each.has_signal()
            each.waits(0)
    assert len(set(codes)) == 2 * rounds
    assert len(hall.responses) == before + 2 * rounds


@pytest.mark.parametrize("language", ["ar", *(pytest.param(code, marks=pytest.mark.full) for code in ("en", "so"))])
def test_pages_when_looked_at_on_a_tablet_then_they_fit_and_axe_finds_nothing(
    hall: Hall, held: Tablet, language: str
) -> None:
    visit = Visit(held.page, hall.base)
    visit.look()
    held.page.locator(f"li[lang={language}] a").first.click()
    held.page.wait_for_selector("body[data-ready]")
    visit.look()
    held.page.check("#agree")
    while held.step not in {"check", "end"}:
        held.goes_on()
        visit.look()
    held.sends()
    visit.look()
    assert visit.complaints == []
    assert held.page.viewport_size == TABLET
