"""An interview held in Arabic, keyed in a browser: kept as it goes, though the session ends; coded, and never quoted."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect

from ei_collect.answering.response import Missing, Quotable, Words
from ei_collect.coding.coding import IdentityCheck, PlaceSpokenOf, Scale, Span, Stance
from ei_collect.operations.coding import apply_code, check_identity, use_codebook
from ei_collect.operations.installation import Installation
from ei_collect.operations.packs import build_pack
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.projects.project import MemberRole
from ei_collect.store.database import open_database
from ei_collect.store.members import set_password
from tests.coded import read_codebook
from tests.conftest import Databases, fresh_config
from tests.journeys.browsing import PHONE, Visit, chromium, visiting
from tests.journeys.server import free_port, serving
from tests.operations.interview_desk import Interviews, interviews_of
from tests.web.conftest import PASSWORD_HASH
from tests.web.staff_visits import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]
INTERVIEWS = "/staff/bristol/interviews"
SAID = "نلتقي في الحديقة خلف المدرسة، والأطفال يلعبون معاً."
NOTED = "She pointed at the park. Heron."


@dataclass
class Room:
    """The served town, whoever keys in it, and a browser."""

    browser: Browser
    desks: Interviews
    base: str


@pytest.fixture(scope="module")
def room(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """The program, served."""
    config = fresh_config(databases, tmp_path_factory.mktemp("interviews") / "data")
    with chromium() as browser, closing(open_database(config.database_url)) as database:
        installation = Installation(config, database)
        new = NewProject("bristol", "Everyday Bristol", ("en", "ar"), "team@example.org", demonstration=True)
        project = add_project(installation, new)
        use_codebook(installation, project.scope, read_codebook())
        with serving(config, free_port()) as server:
            yield Room(browser, interviews_of(installation, project), server.url)


def test_interview_in_arabic_when_the_session_ends_meanwhile_then_nothing_is_lost(room: Room) -> None:
    amina = room.desks.person("amina")
    with room.desks.installation.database.writing() as connection:
        set_password(connection, amina.user.id, PASSWORD_HASH)
    with visiting(room.browser, room.base, screen=PHONE) as visit:
        signs_in(visit, amina.user.email)
        begins_in_arabic(visit)
        keys_while_signed_out(visit, amina.user.email)
        ends(visit)
    (kept,) = room.desks.responses()
    said = kept.submission
    assert (said.answers["tour"].value, said.answers["tour"].language) == (Words(SAID), "ar")
    assert said.answers["brings"].value is Missing.NOT_ASKED
    assert (said.language, said.quotable) == ("ar", Quotable.NEVER)
    never_quoted(room, kept.text_ids["tour"])


def signs_in(visit: Visit, email: str) -> None:
    """Sign in, and come to the interviews."""
    visit.open(f"/staff/sign-in?next={INTERVIEWS}")
    visit.page.get_by_label("E-mail").fill(email)
    visit.page.get_by_label("Password").fill(PASSWORD)
    visit.press("Sign in")
    visit.look()


def begins_in_arabic(visit: Visit) -> None:
    """Begin without a printed guide, and say what is to be said of the interview."""
    visit.page.get_by_label("Language of the interview").select_option("ar")
    visit.press("Begin")
    visit.look()
    for choice in ("A community researcher", "Orally: they said so"):
        visit.page.get_by_label(choice).check()
    visit.page.locator("[name=agreed][value=yes]").check()
    visit.press("Keep, and go on to the questions")
    visit.look()


def keys_while_signed_out(visit: Visit, email: str) -> None:
    """Type words and notes; what was typed after the session had ended is kept once somebody has signed in again."""
    page = visit.page
    words = page.locator("#said-tour")
    assert (words.get_attribute("lang"), words.get_attribute("dir")) == ("ar", "rtl")
    words.fill(SAID)
    expect(page.locator("#kept")).to_have_text("Everything typed here is kept.", timeout=30_000)
    page.context.clear_cookies()
    page.locator("#notes-tour").fill(NOTED)
    expect(page.locator("#kept")).to_contain_text("is not kept yet", timeout=30_000)
    assert (words.input_value(), page.locator("#notes-tour").input_value()) == (SAID, NOTED)
    visit.complaints.clear()  # the browser tells of the answer that it did not get
    with page.context.expect_page() as opened:
        page.evaluate("window.open('/staff/sign-in')")
    signs_in(Visit(opened.value, visit.base), email)
    opened.value.close()
    expect(page.locator("#kept")).to_have_text("Everything typed here is kept.", timeout=40_000)
    visit.complaints.clear()


def ends(visit: Visit) -> None:
    """Go back to the page that was typed, keep it, refuse quoting, finish, and see the slip."""
    page = visit.page
    address = page.url
    visit.open(address.removeprefix(visit.base))
    assert (page.locator("#said-tour").input_value(), page.locator("#notes-tour").input_value()) == (SAID, NOTED)
    page.locator("[name=unasked_brings]").check()
    visit.press("Keep, and go on")
    page.locator("#said-may_quote").select_option("no")
    visit.look()
    visit.press("Keep, and go on")
    visit.look()
    visit.press("This interview is finished")
    visit.look()
    slip = page.locator(".slip")
    assert (slip.get_attribute("dir"), slip.locator("svg").count()) == ("rtl", 1)


def never_quoted(room: Room, text_id: str) -> None:
    """The words are coded as any other, cleared by a person, and stand in no file of a pack; nor do the notes."""
    installation, project = room.desks.installation, room.desks.project
    rita = room.desks.person("rita", MemberRole.RESEARCHER).user
    how = {"code": "people", "stance": Stance.ENABLER, "scale": Scale.NEIGHBOURHOOD, "dimensions": (), "memo": ""}
    whole = Span(0, len(SAID))
    coding = apply_code(installation, project.scope, rita, text_id, span=whole, place=PlaceSpokenOf(), **how)  # type: ignore[arg-type]
    check_identity(installation, project.scope, rita, coding.excerpt_id, IdentityCheck.CLEARED)
    pack = build_pack(installation, project)
    told = b"".join(path.read_bytes() for path in pack.files.values() if path.suffix != ".pdf").decode()
    assert "people" in told.lower()
    assert [words for words in (SAID, "Heron") if words in told] == []
