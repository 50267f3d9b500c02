"""Covers are put on a photo with a finger, a mouse and a keyboard, on a phone and at a desk, and then they are there for good."""

from collections.abc import Iterator
from contextlib import closing
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from ei_collect.operations.demonstration import SLUG as PROJECT
from ei_collect.operations.demonstration import set_up
from ei_collect.operations.installation import Installation
from ei_collect.photos.covering import COLOUR
from ei_collect.projects.project import MemberRole
from ei_collect.store.database import open_database
from ei_collect.store.photos import Photo
from tests.answering.surveys import publish_yaml
from tests.conftest import Databases, fresh_config
from tests.journeys.browsing import PHONE, Visit, chromium, visiting
from tests.journeys.conftest import Running
from tests.journeys.server import free_port, serving
from tests.photographer import PICTURED, QUESTION, SLUG, Photographer
from tests.photos.portraits import MIDDLE, portrait

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]


@pytest.fixture(scope="module")
def running(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The program with a survey that is answered with photos, in English and Arabic."""
    config = fresh_config(databases, tmp_path_factory.mktemp("covers") / "data")
    with chromium() as browser, closing(open_database(config.database_url)) as database:
        installation = Installation(config, database)
        demonstration = set_up(installation)
        publish_yaml(installation, demonstration.project, PICTURED, languages=("en", "ar"))
        with serving(config, free_port()) as server:
            yield Running(browser, installation, demonstration, server.url)


@pytest.fixture
def taker(running: Running) -> Photographer:
    """Somebody who has taken a photo with a face."""
    made = Photographer(running.installation, running.demonstration.project)
    made.takes(portrait())
    return made


def comes_back(visit: Visit, taker: Photographer, language: str = "en", after: str = "") -> Photo:
    """Open the page of covers in a browser that remembers the code."""
    cookie = {"name": f"ei_{SLUG}", "value": taker.key, "url": visit.base}
    visit.page.context.add_cookies([cookie])  # type: ignore[list-item]  # a dictionary of just these
    visit.open(f"/{language}/s/{SLUG}/photo/{QUESTION}/{taker.photos[0].id}/covers{after}")
    return taker.photos[0]


def covers(page: Page) -> Locator:
    """Those on the photo."""
    return page.locator(".board button")


def shown(page: Page) -> dict[str, float]:
    """Where the photo is on the screen, once it is there."""
    photo = page.locator(".board svg")
    photo.scroll_into_view_if_needed()
    box = photo.bounding_box()
    assert box is not None
    return {side: box[side] for side in ("x", "y", "width", "height")}


def edges(cover: Locator) -> list[float]:
    """Where one is, in percent of the photo as it is shown."""
    board, box = cover.locator("..").bounding_box(), cover.bounding_box()
    assert board is not None
    assert box is not None
    left, top = (box["x"] - board["x"]) / board["width"], (box["y"] - board["y"]) / board["height"]
    return [round(100 * part) for part in (left, top, box["width"] / board["width"], box["height"] / board["height"])]


def colour(visit: Visit, at: tuple[float, float]) -> tuple[int, int, int]:
    """The colour there, in the picture that is served."""
    address = visit.page.locator(".board image").get_attribute("href") or ""
    served = visit.page.request.get(visit.base + address)
    image = Image.open(BytesIO(served.body()))
    return image.getpixel((round(at[0] * image.width), round(at[1] * image.height)))  # type: ignore[return-value]


def is_covered(pixel: tuple[int, int, int]) -> bool:
    """Whether it is the colour of covers, as near as JPEG keeps it."""
    return all(abs(one - other) < 10 for one, other in zip(pixel, COLOUR, strict=True))


def test_covers_when_put_with_a_keyboard_then_moved_sized_taken_away_and_kept(
    running: Running, taker: Photographer
) -> None:
    with visiting(running.browser, running.base) as visit:
        comes_back(visit, taker)
        expect(visit.page.locator(".plain")).to_have_count(0)
        visit.look()
        add = visit.page.get_by_role("button", name="Add a cover")
        add.focus()
        visit.page.keyboard.press("Enter")
        expect(covers(visit.page)).to_be_focused()
        assert edges(covers(visit.page)) == [42, 42, 15, 15]
        for key, times in ("ArrowLeft", 6), ("ArrowUp", 16), ("Shift+ArrowRight", 15), ("Shift+ArrowDown", 30):
            for _ in range(times):
                visit.page.keyboard.press(key)
        assert edges(covers(visit.page)) == [36, 26, 30, 45]
        said = visit.page.locator(".tools [role=status]")
        expect(said).to_have_text("Cover 1. From the left (%) 37. From the top (%) 27. Width (%) 30. Height (%) 45")
        add.press("Enter")
        expect(covers(visit.page)).to_have_count(2)
        visit.page.keyboard.press("Delete")
        expect(covers(visit.page)).to_have_count(1)
        expect(covers(visit.page)).to_be_focused()
        visit.look()
        visit.press("Cover these parts")
        expect(visit.page.get_by_text("Done. What you covered is gone from your photo.")).to_be_visible()
        assert is_covered(colour(visit, MIDDLE))
        assert not is_covered(colour(visit, (0.1, 0.1)))


def test_covers_when_put_with_a_mouse_then_a_press_adds_a_drag_moves_and_its_corner_sizes(
    running: Running, taker: Photographer
) -> None:
    with visiting(running.browser, running.base) as visit:
        comes_back(visit, taker)
        board = shown(visit.page)
        wide, high = board["width"], board["height"]
        visit.page.mouse.click(board["x"] + wide * 0.2, board["y"] + high * 0.2)
        assert edges(covers(visit.page)) == pytest.approx([13, 13, 15, 15], abs=1)
        drag(visit.page, (board["x"] + wide * 0.2, board["y"] + high * 0.2), (wide * 0.6, high * 0.5))
        assert edges(covers(visit.page)) == pytest.approx([73, 63, 15, 15], abs=1)
        handle = visit.page.locator(".board i").bounding_box()
        assert handle is not None
        drag(visit.page, (handle["x"] + 8, handle["y"] + 8), (wide * 0.5, high * 0.1))
        assert edges(covers(visit.page)) == pytest.approx([73, 63, 27, 25], abs=2)
        visit.page.get_by_role("button", name="Take this cover away").click()
        expect(covers(visit.page)).to_have_count(0)
        assert visit.page.locator("[name=part]").count() == 0


def drag(page: Page, start: tuple[float, float], by: tuple[float, float]) -> None:
    """Press, move and let go."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + by[0], start[1] + by[1], steps=4)
    page.mouse.up()


def test_covers_when_put_with_a_finger_on_a_narrow_phone_in_arabic_then_they_are_where_it_was(
    running: Running, taker: Photographer
) -> None:
    context = running.browser.new_context(viewport=PHONE, has_touch=True)  # type: ignore[arg-type]  # two numbers
    visit = Visit(context.new_page(), running.base)
    comes_back(visit, taker, "ar")
    assert visit.direction == "rtl"
    visit.look()
    board = shown(visit.page)
    before = visit.page.evaluate("scrollY")
    x, y = board["x"] + board["width"] * 0.25, board["y"] + board["height"] * 0.25
    visit.page.touchscreen.tap(x, y)
    assert edges(covers(visit.page)) == pytest.approx([18, 18, 15, 15], abs=1)
    finger = context.new_cdp_session(visit.page)
    middle = (board["x"] + board["width"] * MIDDLE[0], board["y"] + board["height"] * MIDDLE[1])
    for kind, points in ("touchStart", [(x, y)]), ("touchMove", [middle]), ("touchEnd", []):
        told = {"type": kind, "touchPoints": [{"x": across, "y": down} for across, down in points]}
        finger.send("Input.dispatchTouchEvent", told)
    assert edges(covers(visit.page)) == pytest.approx([42, 38, 15, 15], abs=2)
    assert visit.page.evaluate("scrollY") == before
    visit.click(visit.page.locator("main form button.first"))
    assert is_covered(colour(visit, MIDDLE))
    visit.look()
    assert visit.complaints == []
    context.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_faces_when_found_then_proposed_and_covered_as_they_are_with_and_without_a_script(
    running: Running, taker: Photographer, javascript: bool
) -> None:
    with visiting(running.browser, running.base, javascript=javascript) as visit:
        comes_back(visit, taker)
        visit.follow("Find faces for me")
        found = covers(visit.page) if javascript else visit.page.locator("[name=part]:checked")
        expect(found).to_have_count(1)
        visit.look()
        visit.press("Cover these parts")
        assert is_covered(colour(visit, MIDDLE))


def test_staff_when_they_look_at_a_photo_then_they_cover_it_the_same_way(running: Running, taker: Photographer) -> None:
    taker.says(caption="Here").sends()
    lines = running.demonstration.accounts.read_text(encoding="utf-8").splitlines()
    email, password = next(line.split()[1:] for line in lines if line.startswith(f"{MemberRole.RESEARCHER.value}:"))
    with visiting(running.browser, running.base) as visit:
        visit.open(f"/staff/{PROJECT}/photos")
        visit.page.locator("[name=email]").fill(email)
        visit.page.locator("[name=password]").fill(password)
        visit.press("Sign in")
        visit.look()
        visit.open(f"/staff/{PROJECT}/photos/{taker.photos[0].id}?faces=1")
        expect(covers(visit.page)).to_have_count(1)
        visit.look()
        visit.press("Cover these parts for good")
        assert is_covered(colour(visit, MIDDLE))
        expect(visit.page.get_by_text("covered. 1 part")).to_be_visible()
