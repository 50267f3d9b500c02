"""A person at a keyboard types whole paper sheets: with JavaScript never touching the mouse, and without it as well."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from ei_collect.answering.response import Device, WithWords, Words
from ei_collect.fieldwork.keying import marks_name
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.sheets import make_sheets
from ei_collect.projects.project import MemberRole
from ei_collect.store.database import open_database
from ei_collect.store.members import set_password
from tests.conftest import Databases, fresh_config
from tests.journeys.browsing import Visit, chromium
from tests.journeys.server import free_port, serving
from tests.operations.sheet_desk import FILLED_IN, Desks, desks_of
from tests.web.conftest import PASSWORD_HASH
from tests.web.staff_visits import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]
KEYING = "/staff/bristol/keying"
WRITTEN = "مقعد قرب المدرسة\nوظل"
IN_ARABIC = {**FILLED_IN, "q_what_helps": WRITTEN}


@dataclass
class Room:
    """The served town, whoever types in it, and a browser."""

    browser: Browser
    desks: Desks
    base: str

    def sheet(self, language: str) -> str:
        """The code of a printed sheet, which is to be typed twice."""
        desks = self.desks
        sitting = desks.sitting(desks.person("zoe", MemberRole.RESEARCHER), keyed_twice=100)
        scope, version = desks.project.scope, desks.version
        made = make_sheets(desks.installation, scope, version, language, count=1, sitting_id=sitting.id)
        return made.sheets[0].code

    def signed_in(self, name: str, role: MemberRole = MemberRole.FIELDWORKER, *, javascript: bool = True) -> Visit:
        """A window of somebody who has signed in."""
        person = self.desks.person(name, role)
        with self.desks.installation.database.writing() as connection:
            set_password(connection, person.user.id, PASSWORD_HASH)
        context = self.browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=javascript)
        visit = Visit(context.new_page(), self.base, javascript)
        visit.open(f"/staff/sign-in?next={KEYING}")
        visit.page.get_by_label("E-mail").fill(person.user.email)
        visit.page.get_by_label("Password").fill(PASSWORD)
        visit.press("Sign in")
        expect(visit.page.get_by_label("Code of the sheet")).to_be_focused()
        return visit


@pytest.fixture(scope="module")
def room(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """The program, served for all the tests of this module."""
    config = fresh_config(databases, tmp_path_factory.mktemp("keying") / "data")
    with chromium() as browser, closing(open_database(config.database_url)) as database:
        installation = Installation(config, database)
        new = NewProject("bristol", "Everyday Bristol", ("en", "ar", "so"), "team@example.org", demonstration=True)
        desks = desks_of(installation, add_project(installation, new))
        with serving(config, free_port()) as server:
            yield Room(browser, desks, server.url)


def test_sheet_in_arabic_when_typed_by_two_with_nothing_but_the_keyboard_then_settled_and_kept(room: Room) -> None:
    """The first has JavaScript, the second has none, and a third chooses where they differ."""
    sheet = room.sheet("ar")
    types(room, room.signed_in("amina"), sheet, IN_ARABIC)
    types(room, room.signed_in("bilal", javascript=False), sheet, {**IN_ARABIC, "age": "1", "q_years": "21"})
    assert room.desks.responses() == []
    zoe = room.signed_in("zoe", MemberRole.RESEARCHER)
    zoe.follow(f"{sheet[:4]}-{sheet[4:]}")
    zoe.look()
    settles(zoe.page)
    zoe.page.wait_for_url("**told=settled*")
    assert zoe.complaints == []
    (kept,) = room.desks.responses()
    said = {code: kept.submission.answers[code].value for code in ("age", "years", "what_helps", "ways")}
    assert said == {
        "age": "from_30",
        "years": 22,
        "what_helps": Words(WRITTEN),
        "ways": WithWords(("foot", "another"), Words("by boat")),
    }
    assert (kept.submission.device, kept.submission.language) == (Device.PAPER, "ar")


def types(room: Room, visit: Visit, sheet: str, filled_in: Mapping[str, str]) -> None:
    """Type a sheet from its code to its end."""
    page = visit.page
    begins(page, sheet.lower())
    visit.look()
    while not page.url.endswith("/end"):
        types_page(room, visit, filled_in)
    visit.look()
    page.keyboard.press("Enter")
    page.wait_for_url("**told=*")
    assert visit.complaints == []


def begins(page: Page, sheet: str) -> None:
    """Type the code of a sheet where the focus is, and wait for its first page."""
    page.keyboard.type(sheet)
    page.keyboard.press("Enter")
    page.wait_for_url("**/1")
    expect(page.locator("[name='consent.research']")).to_be_focused()


def types_page(room: Room, visit: Visit, filled_in: Mapping[str, str]) -> None:
    """Type one page: from field to field by Enter, or without JavaScript by Tab."""
    page, address = visit.page, visit.page.url
    codes = {marks_name(each): each.question.code for page in room.desks.pages for each in page.questions}
    onwards, new_line = ("Enter", "Shift+Enter") if visit.javascript else ("Tab", "Enter")
    while (name := focused(page)) != "on":
        for number, line in enumerate(filled_in.get(codes.get(name, name), "").split("\n")):
            if number:
                page.keyboard.press(new_line)
            page.keyboard.type(line)
        page.keyboard.press(onwards)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != address)
    expect(page.locator("[autofocus]")).to_be_focused()


def focused(page: Page) -> str:
    """The name or the id of what has the focus."""
    return str(page.locator(":focus").evaluate("each => each.name || each.id"))


def settles(page: Page) -> None:
    """Choose the first person's age, and type anew for how many years."""
    page.locator("[name='choice.4']").first.focus()
    page.keyboard.press("Space")
    page.get_by_label("the number").focus()
    page.keyboard.type("22")
    assert page.locator("[name='choice.5'][value=other]").is_checked()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert focused(page) == "on"
    page.keyboard.press("Enter")


def test_enter_when_there_is_no_script_then_what_is_typed_is_kept_and_the_page_stays(room: Room) -> None:
    visit = room.signed_in("carla", javascript=False)
    page = visit.page
    begins(page, room.sheet("en"))
    page.keyboard.type("1")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/1")
    assert page.locator("[name='consent.research']").input_value() == "1"
    assert "(typed)" not in visit.words


def test_marks_when_typed_then_they_light_up_and_those_that_are_not_printed_are_told(room: Room) -> None:
    visit = room.signed_in("dora")
    page = visit.page
    begins(page, room.sheet("en"))
    marks = page.locator("[name='marks.1']")
    marks.press_sequentially("1 ٢")
    assert page.locator("fieldset:has([name='marks.1']) .typed kbd").all_inner_texts() == ["1", "2"]
    assert marks.get_attribute("aria-invalid") is None
    marks.press_sequentially(" 9")
    assert marks.get_attribute("aria-invalid") == "true"
    visit.look()
    page.set_viewport_size({"width": 360, "height": 640})
    visit.look()
    assert visit.complaints == []
