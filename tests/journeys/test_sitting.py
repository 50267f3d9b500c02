"""One sitting as a new volunteer has it, with nothing but what is printed: four people on paper, eight on two tablets."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Browser, expect

from ei_collect.answering.receipts import key_hash
from ei_collect.answering.response import Response, Words
from ei_collect.fieldwork.numbering import RESEARCH
from ei_collect.fieldwork.paper_form import HELP
from ei_collect.fieldwork.sheet_code import read_page_code
from ei_collect.fieldwork.sitting import Sitting
from ei_collect.operations.installation import Installation
from ei_collect.operations.members import add_user, grant
from ei_collect.operations.places import ship_wards
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.sitting import sitting_named
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.database import open_database
from ei_collect.store.responses import find_by_key, stream_responses
from tests.answering.surveys import TOWN, publish_yaml
from tests.conftest import Databases, fresh_config
from tests.journeys.browsing import DESK, Visit, chromium, visiting
from tests.journeys.server import Server, free_port, request, serving
from tests.journeys.tablets import PASSWORD, Tablet, tablet

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

LANGUAGES = ("en", "ar", "so")
PARTNER, FIELDWORKER = "partner@example.org", "fieldworker@example.org"
HOME = "/staff/bristol/sittings"
SAID = {"en": "The last bus goes too early.", "ar": "الحافلة تتأخر كثيرًا.", "so": "Basku had iyo jeer wuu soo daahaa."}
HELP_MARKS = {"none": "1", "read_aloud": "2", "scribe": "3", "interpreter": "4"}
PAPER = (("ar", "none"), ("ar", "scribe"), ("so", "none"), ("so", "read_aloud"))
TABLETS = (("en", "none"), ("so", "none"), ("ar", "none"), ("en", "none"))


@dataclass(frozen=True)
class Hall:
    """The program as it is served, and a browser for everybody who uses one."""

    installation: Installation
    project: Project
    browser: Browser
    server: Server

    @property
    def responses(self) -> list[Response]:
        """All that has arrived."""
        with self.installation.database.reading() as connection:
            return list(stream_responses(connection, self.project.scope, "town"))

    def under(self, code: str) -> Response | None:
        """What has arrived under the code of one person."""
        hashed = key_hash(self.installation.config.secret_key, code)
        with self.installation.database.reading() as connection:
            return find_by_key(connection, self.project.scope, hashed)

    @contextmanager
    def desk(self, email: str) -> Iterator[Visit]:
        """Somebody of the staff at a desk, signed in."""
        with visiting(self.browser, self.server.url, screen=DESK) as visit:
            visit.open(f"/staff/sign-in?next={HOME}")
            visit.page.fill("#email", email)
            visit.page.fill("#password", PASSWORD)
            visit.press("Sign in")
            yield visit


@dataclass(frozen=True)
class Slip:
    """What one printed sheet says to whoever looks at it: the code on the slip, and those of its pages."""

    code: str
    pages: tuple[tuple[str, int], ...]


@pytest.fixture
def hall(databases: Databases, tmp_path: Path) -> Iterator[Hall]:
    """A town with a survey in three languages, a partner and a fieldworker."""
    config = fresh_config(databases, tmp_path / "data")
    with chromium() as browser, closing(open_database(config.database_url)) as database:
        installation = Installation(config, database)
        new = NewProject("bristol", "Everyday Bristol", LANGUAGES, "team@example.org", demonstration=True)
        project = add_project(installation, new)
        ship_wards(installation)
        publish_yaml(installation, project, TOWN, languages=LANGUAGES)
        for email, role in (PARTNER, MemberRole.PARTNER), (FIELDWORKER, MemberRole.FIELDWORKER):
            grant(installation, project.scope, add_user(installation, email, role.value, PASSWORD), role)
        with serving(config, free_port()) as server:
            yield Hall(installation, project, browser, server)


@pytest.mark.full
def test_twelve_people_when_on_paper_and_two_tablets_half_of_them_offline_then_all_arrive_once_and_can_take_it_back(
    hall: Hall, tmp_path: Path
) -> None:
    with hall.desk(PARTNER) as partner:
        sitting = _opened(hall, partner, tmp_path)
        slips = {language: _printed(partner, sitting, language, tmp_path) for language in ("ar", "so")}
        partner.open(f"{HOME}/{sitting.code}")
        codes = [*_on_tablets(hall, sitting), *_on_paper(hall, slips)]
        _expect_everything(hall, sitting, codes)
        partner.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # as when one comes back to it
        for words in ("12 responses of 12 expected", "4 sheets printed", "0 sheets not settled yet"):
            expect(partner.page.locator("#counts")).to_contain_text(words)
        partner.look()
    for code in codes:
        taken = request(hall.server.port, "POST", "/en/r/withdraw", {"code": code, "sure": "yes"})
        assert taken.status == 200, taken.body
    assert hall.responses == []


def _opened(hall: Hall, partner: Visit, folder: Path) -> Sitting:
    """A sitting that the partner opens; it is found again by the square on the printed page alone."""
    partner.follow("Open a sitting")
    partner.page.fill("#venue", "St Mary's hall")
    partner.page.check("[name=survey][value=town]")
    for language in LANGUAGES:
        partner.page.check(f"[name=language][value={language}]")
    partner.page.fill("#expected", "12")
    partner.page.fill("#keyed_twice", "0")
    partner.press("Open the sitting")
    (square,) = _squares(_download(partner, "Page for the volunteer (PDF)", folder / "volunteer.pdf"))
    return sitting_named(hall.installation, hall.project.scope, square.rpartition("/")[2])


def _printed(partner: Visit, sitting: Sitting, language: str, folder: Path) -> list[Slip]:
    """Two sheets, and what stands on them."""
    partner.open(f"{HOME}/{sitting.code}")
    partner.follow("Print paper sheets")
    partner.page.select_option("#language", language)
    partner.page.fill("#count", "2")
    squares = _squares(_download(partner, "Print", folder / f"{language}.pdf"))
    slips: list[Slip] = []
    for square in squares:
        if page := read_page_code(square):
            slips[-1] = Slip(slips[-1].code, (*slips[-1].pages, page))
        else:
            slips.append(Slip(square.rpartition("#")[2], ()))
    assert len(slips) == 2
    assert all(len({code for code, _ in slip.pages}) == 1 for slip in slips)
    return slips


def _on_tablets(hall: Hall, sitting: Sitting) -> list[str]:
    """Eight people on two tablets, without signal from the third on; one is interrupted and begins again."""
    codes: list[str] = []
    for number in range(2):
        with tablet(hall.browser, hall.server.url, sitting) as held:
            held.is_unlocked_by(PARTNER, hall.project.slug)
            for place, (language, help_given) in enumerate(TABLETS):
                if place == 2:
                    held.waits(0)
                    held.loses_signal()
                if (number, place) == (0, 1):
                    _is_interrupted(held)
                helped = "interpreter" if (number, place) == (1, 2) else help_given
                held.answers(f"{SAID[language]} ({number}{place})", language, helped)
                codes.append(held.sends())
                held.hands_on()
            held.waits(2)
            held.has_signal()
            held.waits(0)
    return codes


def _is_interrupted(held: Tablet) -> None:
    """Somebody answers half of it, and the browser is closed: nothing of that is there afterwards."""
    held.begins("so")
    held.page.fill("[name=q_years]", "77")
    held.page.goto(held.front)
    held.waits(0)
    assert "77" not in held.page.locator("main").inner_text()


def _on_paper(hall: Hall, slips: dict[str, list[Slip]]) -> list[str]:
    """Four people's sheets, typed by the fieldworker."""
    waiting = {language: list(there) for language, there in slips.items()}
    typed = []
    with hall.desk(FIELDWORKER) as desk:
        for number, (language, help_given) in enumerate(PAPER):
            slip = waiting[language].pop()
            desk.open("/staff/bristol/keying")
            desk.page.fill("#code", slip.pages[0][0])
            desk.press("Type this sheet")
            _type(desk, f"{SAID[language]} (p{number})", HELP_MARKS[help_given])
            typed.append(slip.code)
    return typed


def _type(desk: Visit, words: str, help_mark: str) -> None:
    """Every page of a sheet: agreed, never by bus, seven years, on foot and by bike, may be quoted."""
    marks = {"marks.2": "2", "marks.5": "1 2", "marks.6": "1"}
    given = {RESEARCH: "1", HELP: help_mark, "q_years": "7", "q_why_never": words, **marks}
    while not desk.page.url.endswith("/end"):
        for name, value in given.items():
            field = desk.page.locator(f'main [name="{name}"]')
            if field.count():
                field.fill(value)
        desk.press("Keep the page and go on")
    desk.press("This sheet is done")


def _expect_everything(hall: Hall, sitting: Sitting, codes: list[str]) -> None:
    """Each once, under its own code, with device, help and language, and the words that this person said."""
    told = [each.submission for each in hall.responses]
    assert Counter((each.device.value, each.help.value, each.language) for each in told) == Counter(
        [
            *(("paper", help_given, language) for language, help_given in PAPER),
            *(("tablet", help_given, language) for language, help_given in TABLETS * 2 if language != "ar"),
            *(("tablet", help_given, "ar") for help_given in ("none", "interpreter")),
        ]
    )
    assert {each.sitting for each in told} == {sitting.id}
    assert len(set(codes)) == len(told) == 12
    for code in codes:
        response = hall.under(code)
        assert response is not None
        said = response.submission.answers["why_never"].value
        assert isinstance(said, Words)
        assert said.body.startswith(SAID[response.submission.language])
    assert len({each.answers["why_never"].value for each in told}) == 12


def _download(visit: Visit, words: str, to: Path) -> bytes:
    """The file behind the link or button that says this."""
    with visit.page.expect_download() as waiting:
        visit.page.locator("main a, main button").filter(has_text=re.compile(f"^{re.escape(words)}$")).click()
    waiting.value.save_as(to)
    return to.read_bytes()


def _squares(pdf: bytes) -> list[str]:
    """What the square on each printed page says, in the order of the pages; empty backs have none."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        pictures = [page.render(scale=2, grayscale=True).to_pil() for page in document]
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]
