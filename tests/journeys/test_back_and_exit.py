"""What only a browser has: a history, a square that is photographed, two taps in one; and a way out that closes behind."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Browser, Page

from ei_collect.config import read_config
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.places.qr import qr_code
from ei_collect.store.database import open_database
from ei_collect.store.migration import upgrade
from tests.answering.every_kind import FILLED_IN
from tests.conftest import SECRET
from tests.journeys.browsing import Visit, chromium, visiting
from tests.journeys.respondents import SECTIONS, START, Scene, said, scene_of, values
from tests.journeys.server import free_port, serving

pytestmark = pytest.mark.browser
SCRIPTED = pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
WORDS = ("Tigrinya", "by boat", "on the bridge", "A bench", "Hills")
"""What somebody wrote, and what nobody behind them may see."""


@dataclass(frozen=True)
class Served:
    """The survey, served; a browser; and where the quick exit leads: to a page of another origin."""

    browser: Browser
    scene: Scene
    base: str
    exit: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """On SQLite alone: a browser does not know what keeps the answers."""
    data, port = tmp_path_factory.mktemp("back"), free_port()
    exit_url = f"http://127.0.0.1:{port}/healthz"
    config = replace(read_config({"EI_DATA": str(data), "EI_SECRET_KEY": SECRET}), exit_url=exit_url)
    installation = Installation(config, open_database(config.database_url))
    upgrade(installation.database)
    languages = ("en", "ar", "so")
    project = add_project(installation, NewProject("back", "Back", languages, "a@example.org", demonstration=True))
    with (
        chromium() as browser,
        scene_of(installation, project, languages) as scene,
        serving(config, port) as server,
    ):
        yield Served(browser, scene, server.url, exit_url)
    installation.database.close()


def fills_in(page: Page, section: str) -> None:
    """Type and tick what there is for this section."""
    for name, given in FILLED_IN[section].items():
        for value in given:
            field = page.locator(f"[name='{name}']")
            kind = field.first.evaluate("field => field.type")
            if kind in {"radio", "checkbox"}:
                page.locator(f"[name='{name}'][value='{value}']").check()
            elif kind == "select-one" and field.first.is_visible():
                field.select_option(value)
            elif kind == "select-one":  # behind a field in which one types
                label = field.evaluate(
                    "(list, value) => [...list.options].find(o => o.value === value).text.trim()", value
                )
                page.locator(f"input#{name}").fill(label)
                page.get_by_role("option", name=label, exact=True).last.click()
            else:
                field.fill(value)


def goes_on(visit: Visit, *sections: str) -> None:
    """Answer these sections, one after another."""
    for section in sections:
        fills_in(visit.page, section)
        visit.press("Continue")


def expects_typed(page: Page, section: str) -> None:
    """See that the page on the screen holds what was filled in there."""
    assert page.url.split("?")[0].endswith(f"/{section}"), page.url
    for name, given in FILLED_IN[section].items():
        held = page.locator(f"[name='{name}']").evaluate_all(
            "fields => fields.filter(f => !['radio', 'checkbox'].includes(f.type) || f.checked).map(f => f.value)"
        )
        assert held == given, name


def code_on(page: Page) -> str:
    """The code as it stands on the screen."""
    return page.locator(".code").inner_text()


@SCRIPTED
def test_the_square_when_another_device_photographs_it_then_the_code_travels_unseen(
    served: Served, *, javascript: bool
) -> None:
    with visiting(served.browser, served.base, javascript=javascript) as phone:
        phone.begin(START)
        goes_on(phone, "you")
        phone.press("Save and continue later")
        code = code_on(phone.page)
        square = phone.page.locator("svg.qr path").get_attribute("d")
    assert square == qr_code(f"{served.base}/en/r#{code}").path
    with visiting(served.browser, served.base, javascript=javascript) as laptop:
        asked: list[str] = []
        laptop.page.on("request", lambda request: asked.append(f"{request.url} {request.headers}"))
        laptop.open(f"/en/r#{code}")
        if javascript:
            assert laptop.page.locator("[name=code]").input_value() == code
            assert laptop.page.url == f"{served.base}/en/r"
        else:
            laptop.page.locator("[name=code]").fill(code.lower())
        laptop.press("Open")
        laptop.press("Go on where you stopped")
        assert laptop.page.url == f"{served.base}{START}/everyday"
        laptop.press("Back")
        expects_typed(laptop.page, "you")
        assert not [each for each in asked if code in each.split(" {")[0]]
        assert not [each for each in asked if code in each.partition("referer")[2].partition(",")[0]]


@SCRIPTED
def test_back_and_forward_when_pressed_in_the_middle_then_all_that_was_saved_stands_there(
    served: Served, *, javascript: bool
) -> None:
    before = len(served.scene.kept())
    with visiting(served.browser, served.base, javascript=javascript) as visit:
        visit.begin(START)
        goes_on(visit, "you", "everyday")
        fills_in(visit.page, "story")
        visit.press("Back")
        expects_typed(visit.page, "everyday")
        visit.page.go_back()
        expects_typed(visit.page, "story")
        visit.page.go_back()
        expects_typed(visit.page, "everyday")
        visit.page.go_back()
        expects_typed(visit.page, "you")
        visit.page.go_forward()
        expects_typed(visit.page, "everyday")
        visit.page.go_forward()
        expects_typed(visit.page, "story")
        visit.press("Continue")
        goes_on(visit, "words")
        for section in reversed(SECTIONS):
            visit.page.go_back()
            expects_typed(visit.page, section)
        for _ in SECTIONS:
            visit.press("Continue")
        visit.press("Send my answers")
        code = code_on(visit.page)
        visit.page.go_back()
        assert not any(words in visit.words for words in WORDS)
        visit.page.go_forward()
        assert code_on(visit.page) == code
    assert len(served.scene.kept()) == before + 1
    assert all(values(each) == said(served.scene.version) for each in served.scene.kept())


def test_two_taps_when_they_come_as_one_then_there_is_one_response(served: Served) -> None:
    before = len(served.scene.kept())
    with visiting(served.browser, served.base) as visit:
        visit.begin(START)
        for section in SECTIONS:
            fills_in(visit.page, section)
            visit.page.get_by_role("button", name="Continue", exact=True).last.dblclick()
            visit.page.wait_for_url(lambda url, section=section: not url.split("?")[0].endswith(f"/{section}"))  # type: ignore[misc]
        visit.page.get_by_role("button", name="Send my answers").dblclick()
        visit.page.wait_for_url("**/thanks")
    assert len(served.scene.kept()) == before + 1
    assert served.scene.rows()["conflicts"] == 0


@SCRIPTED
def test_the_next_person_when_they_press_back_then_they_see_nothing_of_the_first(
    served: Served, *, javascript: bool
) -> None:
    with visiting(served.browser, served.base, javascript=javascript) as visit:
        visit.begin(START)
        goes_on(visit, *SECTIONS)
        visit.open(START)
        visit.press("I am someone else: begin anew")
        expects_nothing_behind(visit)


@pytest.mark.parametrize("way", ["button", "button without script", "escape"])
def test_the_exit_when_taken_then_the_back_button_leads_to_nothing_of_it(served: Served, way: str) -> None:
    with visiting(served.browser, served.base, javascript=way != "button without script") as visit:
        absent: list[str] = []
        visit.page.on("response", lambda answer: absent.append(answer.url) if answer.status == 404 else None)
        visit.begin(START)
        goes_on(visit, *SECTIONS[:-1])
        visit.page.go_back()
        expects_typed(visit.page, "story")
        visit.page.locator("[name=q_one_word]").fill("Hills and fear")
        if way == "escape":
            for _ in range(3):
                visit.page.keyboard.press("Escape")
        else:
            visit.page.get_by_role("button", name="Leave this page").click()
        visit.page.wait_for_url(f"{served.exit}*")
        visit.page.wait_for_load_state("networkidle")
        codes = [
            cookie["name"] for cookie in visit.page.context.cookies() if "value" in cookie and cookie["value"] != "1"
        ]
        assert codes == []
        expects_nothing_behind(visit)
        visit.open(f"{START}/story")
        assert visit.page.url.startswith(served.exit)
        visit.open("/")
        assert visit.page.url == f"{served.base}/"
        visit.open(f"{START}/story")
        assert visit.page.url == f"{served.base}{START}"
        assert [each for each in absent if not each.endswith("/favicon.ico")] == []
        visit.complaints[:] = [each for each in visit.complaints if served.exit not in each and "404" not in each]


def expects_nothing_behind(visit: Visit) -> None:
    """Press the back button until there is nothing more, then forward again."""
    look = (
        "() => document.documentElement.outerHTML + [...document.querySelectorAll('input, textarea')].map(f => f.value)"
    )
    for press in (visit.page.go_back, visit.page.go_forward):
        for _ in range(len(SECTIONS) + 3):
            before = visit.page.url
            if press(wait_until="domcontentloaded") is None and visit.page.url == before:
                break
            shown = visit.page.evaluate(look)
            assert not any(words in shown for words in (*WORDS, "fear")), visit.page.url
