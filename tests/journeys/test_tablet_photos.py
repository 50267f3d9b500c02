"""Photos and voices on shared tablets: everything arrives once and whole, and nothing of anybody stays."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Dialog, expect

from ei_collect.answering.kinds.photo import photos_of
from ei_collect.answering.photographs import Feeling, Showing
from ei_collect.answering.response import Words
from ei_collect.operations.queue_files import import_file
from ei_collect.operations.sounds import sounds
from tests.journeys.browsing import Visit
from tests.journeys.tablet_photos import (
    LISTEN,
    digest_of_clean,
    digests_of,
    goes_to_the_end,
    handed_over,
    kept,
    photo_hall_served,
    responses,
    speaks,
    takes,
)
from tests.journeys.tablets import PIN, STAFF, Hall, Tablet, tablet
from tests.photographs import photo

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

HEIC_IN_NAME = b"\0\0\0\x18ftypheic" + bytes(range(256)) * 8
"""What no browser can read, and no server either."""
hall = pytest.fixture(scope="module")(photo_hall_served)


@pytest.fixture(scope="module")
def shared(hall: Hall) -> Iterator[Tablet]:
    """A tablet that was unlocked and handed over, for the people of all tests."""
    with tablet(hall.browser, hall.base, hall.sitting) as found:
        found.is_unlocked_by(STAFF, hall.project.slug)
        found.page.add_init_script(LISTEN)
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
def pictures(tmp_path: Path) -> list[Path]:
    """Photos: a big one from a camera that writes into it, two small ones, and one that nobody can open."""
    paths = [tmp_path / f"{number}.jpg" for number in range(3)]
    for number, path in enumerate(paths):
        path.write_bytes(photo(number, size=(320, 200)))
    exif = Image.Exif()
    exif[0x010E] = "planted description"
    with Image.open(BytesIO(photo(0, size=(2600, 1300)))) as image:
        image.save(paths[0], exif=exif)
    (unread := tmp_path / "a.heic").write_bytes(HEIC_IN_NAME)
    return [*paths, unread]


def test_person_with_photos_and_a_voice_when_without_signal_then_all_arrives_as_it_was_drawn_and_said(
    hall: Hall, held: Tablet, pictures: list[Path], tmp_path: Path
) -> None:
    held.loses_signal()
    held.begins()
    takes(held, *pictures[:3])
    held.page.locator("fieldset.photo [data-take-away]").nth(1).click()
    held.page.fill("[name='q_pictures.1.caption']", "The bench")
    held.page.select_option("[name='q_pictures.1.feeling']", "less")
    held.page.fill("[name='q_pictures.3.caption']", "The market")
    held.page.check("[name='q_pictures.3.showing'][value=published]")
    speaks(held)
    held.page.locator("nav.switch summary").click()
    held.page.click("nav.switch a[hreflang=ar]")
    held.page.wait_for_selector("html[lang=ar]")
    assert held.page.locator("fieldset.photo canvas").count() == 2
    assert held.page.input_value("[name='q_pictures.3.caption']") == "The market"
    assert held.page.locator("audio[src^=blob]").is_visible()
    drawn = handed_over(held.page)
    assert held.page.evaluate("files.named(['none'])") == []
    held.page.fill("[name=q_place]", "Two photos")
    held.goes_on()
    held.page.check("[name=q_may_quote][value=no]")
    held.goes_on()
    assert "The bench" in held.page.locator("#check").inner_text()
    held.sends()
    expect(held.page.locator("[data-kept=here]")).to_be_visible()
    held.hands_on()
    held.waits(1)
    assert "Two photos" not in responses(hall)
    held.has_signal()
    held.waits(0)
    response = responses(hall)["Two photos"]
    first, second = photos_of(response.submission.answers["pictures"].value)
    assert (first.caption, first.feeling, first.showing) == (Words("The bench"), Feeling.LESS, Showing.RESEARCH)
    assert (second.caption, second.showing) == (Words("The market"), Showing.PUBLISHED)
    with Image.open(BytesIO(drawn[0])) as image:
        assert (image.size, dict(image.getexif())) == ((2000, 1000), {})
    assert digests_of(hall, response) == [digest_of_clean(hall, drawn[each], tmp_path) for each in (0, 2)]
    assert sounds(hall.installation).read(str(response.submission.answers["story"].value)) is not None
    assert "agree" in str(response.submission.consents["recording:story"]["wording"])


def test_photo_when_it_can_be_none_then_told_at_once_and_there_is_no_more_room_than_asked_for(
    held: Tablet, pictures: list[Path], tmp_path: Path
) -> None:
    (broken := tmp_path / "broken.jpg").write_bytes(photo(1, size=(320, 200))[:-700])
    (document := tmp_path / "letter.jpg").write_bytes(b"%PDF-1.7 and so on")
    (empty := tmp_path / "empty.jpg").write_bytes(b"")
    held.begins()
    said = held.page.locator(".adding [role=status]")
    for file, words in ((broken, "damaged"), (document, "cannot use"), (empty, "nothing in this photo")):
        held.page.set_input_files("[data-photos]", [file])
        expect(said).to_contain_text(words)
    takes(held, *pictures)
    held.page.set_input_files("[data-photos]", [pictures[0]])
    expect(said).to_contain_text("no more photos")
    assert held.page.locator("fieldset.photo").count() == 4
    assert held.page.locator("fieldset.photo canvas").count() == 3  # what no browser can read has no picture


def test_person_when_going_on_while_a_photo_is_drawn_and_a_voice_recorded_then_both_are_part_of_the_answers(
    hall: Hall, held: Tablet, pictures: list[Path]
) -> None:
    held.begins()
    held.page.check("[name='q_story.consent']")
    held.page.click("[data-do=record]")
    held.page.wait_for_timeout(500)
    held.page.fill("[name=q_place]", "In a hurry")
    held.page.set_input_files("[data-photos]", pictures[:3])
    held.goes_on()
    held.page.check("[name=q_may_quote][value=no]")
    held.goes_on()
    held.sends()
    expect(held.page.locator("[data-kept=sent]")).to_be_visible()
    answers = responses(hall)["In a hurry"].submission.answers
    assert len(photos_of(answers["pictures"].value)) == 3
    assert str(answers["story"].value).startswith("rc_")


def test_photo_when_the_server_refuses_it_then_the_words_arrive_and_staff_are_told_until_they_delete_it(
    hall: Hall, own: Tablet, pictures: list[Path], tmp_path: Path
) -> None:
    own.begins()
    takes(own, pictures[1], pictures[3])
    own.page.fill("[name='q_pictures.2.caption']", "Nobody can see it")
    goes_to_the_end(own, "One refused")
    expect(own.page.locator("[data-kept=sent]")).to_be_visible()
    expect(own.page.locator("[data-lost]")).to_be_visible()
    own.hands_on()
    told = photos_of(responses(hall)["One refused"].submission.answers["pictures"].value)
    assert [each.caption for each in told] == [None, Words("Nobody can see it")]
    expect(own.page.locator("#trouble")).to_contain_text("does not take some photos")
    own.waits(1)
    own.page.click("#staff summary")
    own.page.fill("#pin", PIN)
    own.page.click("#pin-form button")
    with own.page.expect_download() as saving:
        own.page.click("#file")
    saving.value.save_as(tmp_path / "refused.json")
    assert [each.why for each in import_file(hall.installation, tmp_path / "refused.json")] == ["photo-too-late"]
    own.page.click("#forget")
    own.waits(0)
    assert own.page.evaluate("queue.waiting()") == []


STORAGES = {
    "missing": "Object.defineProperty(window, 'indexedDB', { value: undefined });",
    "refused": "indexedDB.open = () => { throw new DOMException('refused', 'SecurityError'); };",
    "closed": """
        const open = IDBFactory.prototype.open;
        IDBFactory.prototype.open = function (...told) {
          const asked = open.apply(this, told);
          asked.addEventListener("success", () => asked.result.close());
          return asked;
        };""",
    "full": """
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (row) {
          if (row.sealed?.byteLength) this.transaction.abort();
          return put.call(this, row);
        };""",
    "forgetful": """
        const get = IDBObjectStore.prototype.get;
        IDBObjectStore.prototype.get = function (name) { return get.call(this, `${name}?`); };""",
}
"""How a browser can fail to keep anything, or photos: by what it does to a page before its scripts run."""


@pytest.mark.parametrize(
    "storage",
    ["missing", "full", *(pytest.param(each, marks=pytest.mark.full) for each in ("refused", "closed", "forgetful"))],
)
def test_browser_when_it_keeps_no_photos_then_told_at_once_and_they_are_sent_past_it_or_saved_in_a_file(
    hall: Hall, own: Tablet, pictures: list[Path], tmp_path: Path, storage: str
) -> None:
    page = own.page
    page.add_init_script(STORAGES[storage])
    own.comes_to_the_next()
    own.begins()
    takes(own, *pictures[1:3])
    speaks(own)
    own.loses_signal()
    goes_to_the_end(own, f"Storage {storage}")
    expect(page.locator("[data-kept=nowhere]")).to_be_visible()
    assert page.locator("[data-lost]").is_hidden()
    assert page.locator("[data-done]").is_hidden()
    with page.expect_download() as saving:
        page.click("[data-file]")
    page.locator("[data-done]").wait_for()
    saving.value.save_as(file := tmp_path / "unsent.json")
    assert f"Storage {storage}" not in file.read_text()
    own.has_signal()
    page.click("[data-again]")
    expect(page.locator("[data-kept=sent]")).to_be_visible()
    before = len(kept(hall))
    assert [each.why for each in import_file(hall.installation, file)] == [""] * 4
    assert len(kept(hall)) == before
    assert len(photos_of(responses(hall)[f"Storage {storage}"].submission.answers["pictures"].value)) == 2


def test_tab_when_it_holds_the_only_copy_then_it_asks_before_it_is_reloaded_or_closed(
    own: Tablet, pictures: list[Path]
) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    held = replace(own, page=own.context.new_page())
    held.page.on("dialog", stay)
    held.page.add_init_script(STORAGES["full"])
    held.comes_to_the_next()
    held.begins()
    takes(held, pictures[1])
    held.loses_signal()
    goes_to_the_end(held, "Only here")
    held.page.locator("[data-kept=nowhere]").wait_for()
    held.page.evaluate("setTimeout(() => location.reload())")
    held.page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    assert held.step == "end"
    held.has_signal()
    held.page.click("[data-again]")
    held.page.locator("[data-kept=sent]").wait_for()
    held.hands_on()
    assert asked == ["beforeunload"]
    held.page.close()


SLOW = """
  const ask = globalThis.fetch;
  globalThis.fetch = async (...told) => {
    if (`${told[0]}`.includes("definition")) await new Promise((resolve) => setTimeout(resolve, 800));
    return ask(...told);
  };
"""
"""A tablet on which the questions come late."""


def test_person_when_faster_than_the_questions_then_nothing_goes_wrong(own: Tablet) -> None:
    own.page.add_init_script(SLOW)
    own.comes_to_the_next()
    own.page.locator("li[lang=en] a").first.click()
    own.page.locator("nav.switch summary").click()
    own.page.click("nav.switch a[hreflang=ar]")
    own.page.check("#agree")
    own.page.click("#start .first")
    own.page.wait_for_selector("html[lang=ar]")
    own.page.locator("#section-show").wait_for()
    own.page.goto(f"{own.front}/pictured-day/en")  # typed, and gone back from at once
    own.goes("back")
    assert own.complaints == []


@pytest.mark.parametrize(
    "end", ["silence", *(pytest.param(each, marks=pytest.mark.full) for each in ("leave", "reload", "crash"))]
)
def test_tablet_when_somebody_with_photos_goes_then_none_of_them_is_there_and_nothing_is_sent(
    hall: Hall, own: Tablet, pictures: list[Path], end: str
) -> None:
    own.page.clock.install()
    own.page.add_init_script(
        "globalThis.made = []; const make = URL.createObjectURL; "
        "URL.createObjectURL = (blob) => { const made = make.call(URL, blob); globalThis.made.push(made); return made; };"
    )
    own.comes_to_the_next()
    before = len(kept(hall))
    own.begins()
    own.page.clock.resume()
    takes(own, *pictures[1:3])
    speaks(own)
    (sound,) = own.page.evaluate("made")
    if end == "leave":
        own.page.click("#leave")
        own.page.click("[data-clear]")
    if end == "silence":
        own.page.clock.run_for(95_000)
        assert own.page.locator("#idle").is_visible()
        own.page.clock.run_for(30_000)
    if end == "reload":
        own.page.reload()
    if end == "crash":
        own.crashes()
    own.page.wait_for_url(own.front)
    own.waits(0)
    assert own.page.evaluate("sound => fetch(sound).then(() => 'there', () => 'gone')", sound) == "gone"
    assert own.page.evaluate("queue.waiting()") == []
    assert len(kept(hall)) == before


def test_pages_with_photos_and_a_voice_when_looked_at_then_they_fit_and_axe_finds_nothing(
    hall: Hall, held: Tablet, pictures: list[Path]
) -> None:
    visit = Visit(held.page, hall.base)
    held.begins("ar")
    takes(held, *pictures)
    speaks(held)
    for width in (320, 800):
        held.page.set_viewport_size({"width": width, "height": 1280})
        visit.look()
    held.goes_on()
    held.goes_on()
    visit.look()
    assert visit.complaints == []
