"""Somebody who answers with photos, with and without scripts, on a bad line; and a server that dies while one comes in."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from ei_collect.answering.kinds.photo import photos_of
from ei_collect.answering.receipts import mint
from ei_collect.config import Config
from ei_collect.operations.demonstration import set_up
from ei_collect.operations.installation import Installation
from ei_collect.operations.photographing import PhotoSent
from ei_collect.operations.pictures import photo_objects, staging, sweep_photos
from ei_collect.operations.uploading import Piece, progress, take_piece
from ei_collect.projects.project import Project
from ei_collect.store.database import open_database
from ei_collect.store.responses import stream_responses
from ei_collect.store.staging import MisplacedError
from ei_collect.store.tables import photos
from tests.answering.sending import AGREED
from tests.answering.surveys import publish_yaml
from tests.conftest import HOME, Databases, fresh_config
from tests.journeys.browsing import Visit, chromium, visiting
from tests.journeys.conftest import Running
from tests.journeys.server import free_port, serving
from tests.operations.photographing import files, staged
from tests.photographs import PICTURED_DAY, SLUG, photo, publish_pictured_day
from tests.s3 import environment_of

MANY = "many-pictures"
UPRIGHT = "(image) => image.decode().then(() => [image.naturalWidth, image.naturalHeight])"
HURRIED = "const later = setTimeout; window.setTimeout = (act, pause) => later(act, Math.min(pause, 30));"
"""Nobody waits in a test as long as on a bad line."""
pytestmark = pytest.mark.sqlite_only


@pytest.fixture(scope="module")
def showing(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The program with surveys that ask for photos."""
    config = fresh_config(databases, tmp_path_factory.mktemp("pictured") / "data")
    with chromium() as browser, closing(open_database(config.database_url)) as database:
        installation = Installation(config, database)
        demonstration = set_up(installation)
        publish_yaml(installation, demonstration.project, PICTURED_DAY, languages=("en", "ar"))
        many = PICTURED_DAY.replace(SLUG, MANY).replace("maximum: 4", "maximum: 20")
        publish_yaml(installation, demonstration.project, many, languages=("en", "ar"))
        with serving(config, free_port()) as server:
            yield Running(browser, installation, demonstration, server.url)


@pytest.fixture
def three(shared_data: Path, tmp_path: Path) -> tuple[Path, Path, Path]:
    """Real photos: a HEIC, one that only its metadata turns upright, and one that lost its end."""
    cut = tmp_path / "cut short.jpg"
    whole = (shared_data / "photos" / "DSCN0010.jpg").read_bytes()
    cut.write_bytes(whole[: len(whole) * 2 // 3])
    return shared_data / "photos" / "pug.heic", shared_data / "photos" / "portrait_6.jpg", cut


def answered(showing: Running, slug: str) -> list[tuple[str, ...]]:
    """The photos of every response to a survey, in no order that tells when each was sent."""
    with showing.installation.database.reading() as connection:
        found = stream_responses(connection, showing.demonstration.project.scope, slug)
        values = [response.submission.answers["pictures"].value for response in found]
    return [tuple(each.photo for each in photos_of(value)) for value in values]


def expect_all_there(installation: Installation) -> None:
    """Every photo that has a row is there, whole by its hash."""
    kept = photo_objects(installation)
    with installation.database.reading() as connection:
        for row in connection.execute(select(photos)):
            content = kept.read(f"{row.file or row.id}.jpg")
            assert content is not None
            assert sha256(content).hexdigest() == row.digest
            assert kept.read(f"{row.file or row.id}.small.jpg")


def goes_on(visit: Visit) -> None:
    """Go on from one page to the next."""
    visit.click(visit.page.locator("main form#answers button.first"))


@pytest.mark.browser
@pytest.mark.shared
def test_three_photos_when_added_at_once_in_arabic_then_the_broken_one_is_explained_and_the_others_are_upright(
    showing: Running, three: tuple[Path, Path, Path]
) -> None:
    before = answered(showing, SLUG)
    with visiting(showing.browser, showing.base) as visit:
        visit.begin(f"/ar/s/{SLUG}")
        page = visit.page
        assert visit.direction == "rtl"
        visit.look()
        page.locator("input[type=file]").set_input_files(three)
        expect(page.locator("fieldset.photo")).to_have_count(2, timeout=30_000)
        expect(page.locator(".sending .fault")).to_have_count(1, timeout=30_000)
        visit.look()
        page.locator(".sending .fault button").click()
        expect(page.locator(".sending")).to_be_hidden()
        sizes = [image.evaluate(UPRIGHT) for image in page.locator("fieldset.photo img").all()]
        assert sorted(height > width for width, height in sizes) == [False, True]  # the portrait stands
        page.locator("[name='q_pictures.2.caption']").fill("مقعدي")
        page.locator("[name='q_pictures.2.showing'][value=forum]").check()
        goes_on(visit)
        goes_on(visit)
        assert "مقعدي" in visit.words
        assert page.locator("main .photo img").count() == 2
        visit.look()
        goes_on(visit)
    (fresh,) = (each for each in answered(showing, SLUG) if each not in before)
    assert len(fresh) == 2
    expect_all_there(showing.installation)


@pytest.mark.browser
@pytest.mark.shared
def test_three_photos_when_added_without_a_script_in_arabic_then_the_broken_one_is_explained_and_the_others_arrive(
    showing: Running, three: tuple[Path, Path, Path]
) -> None:
    before = answered(showing, SLUG)
    with visiting(showing.browser, showing.base, javascript=False) as visit:
        visit.begin(f"/ar/s/{SLUG}")
        page = visit.page
        for number, path in enumerate(three):
            page.locator("input[type=file]").set_input_files(path)
            visit.click(page.locator("button[name=go][value=photo]"))
            if number == 0:
                page.locator("[name='q_pictures.1.caption']").fill("الحديقة")
        visit.look()
        assert page.locator(".summary a").count() == 1
        assert page.locator("fieldset.photo").count() == 2
        assert page.locator("[name='q_pictures.1.caption']").input_value() == "الحديقة"
        visit.click(page.locator("button[name=take_photo]").first)
        assert page.locator("fieldset.photo").count() == 1
        goes_on(visit)
        goes_on(visit)
        assert page.locator("main .photo img").count() == 1
        goes_on(visit)
    (fresh,) = (each for each in answered(showing, SLUG) if each not in before)
    assert len(fresh) == 1
    assert staged(showing.installation) == set()


@pytest.mark.browser
def test_twenty_photos_when_the_line_breaks_at_ten_points_then_each_arrives_once_and_going_on_waits_for_them(
    showing: Running, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{number}.png" for number in range(20)]
    for number, path in enumerate(paths):
        path.write_bytes(photo(number, size=(400, 300), format="PNG"))
    seen = iter(range(1000))

    def breaks(route: Route) -> None:
        number = next(seen)
        if number % 4 == 1 and number < 40:
            if number % 8 == 1:
                route.fetch()  # it comes to the server, and what that says is lost
            route.abort()
        else:
            route.continue_()

    with visiting(showing.browser, showing.base) as visit:
        visit.page.add_init_script(HURRIED)
        visit.begin(f"/en/s/{MANY}")
        visit.page.route("**/photo/pictures/*", breaks)
        visit.page.locator("input[type=file]").set_input_files(paths)
        visit.page.locator("button.first").click()
        expect(visit.page.locator(".adding [role=status]")).to_contain_text("Your photos are still being sent.")
        visit.page.wait_for_url("**/words", timeout=60_000)
        goes_on(visit)
        goes_on(visit)
        visit.complaints = [each for each in visit.complaints if "ERR_FAILED" not in each]
    (kept,) = answered(showing, MANY)
    assert len(set(kept)) == 20
    expect_all_there(showing.installation)


@pytest.mark.browser
def test_a_photo_when_it_arrives_above_what_has_the_focus_then_that_stays_where_it_is(
    showing: Running, tmp_path: Path
) -> None:
    path = tmp_path / "one.jpg"
    path.write_bytes(photo(1, size=(900, 700)))
    with visiting(showing.browser, showing.base) as visit:
        visit.begin(f"/en/s/{SLUG}")
        going = visit.page.locator("#answers button.first")
        with visit.page.expect_request("**/photo/pictures/*"):
            visit.page.locator("input[type=file]").set_input_files(path)
            going.focus()
        before = going.bounding_box()
        expect(visit.page.locator("fieldset.photo")).to_have_count(1, timeout=30_000)
        after = going.bounding_box()
        assert before
        assert after
        assert abs(after["y"] - before["y"]) < 2


@pytest.mark.browser
def test_photos_when_the_tab_is_closed_on_the_way_then_they_arrive_when_it_is_opened_again_and_leaving_forgets_them(
    showing: Running, tmp_path: Path
) -> None:
    path = tmp_path / "one.jpg"
    path.write_bytes(photo(1, size=(900, 700)))
    before = len(files(showing.installation))
    with visiting(showing.browser, showing.base) as visit:
        visit.begin(f"/en/s/{SLUG}")
        _chooses_without_a_line(visit.page, path)
        again = visit.page.context.new_page()
        visit.page.close()
        again.goto(f"{showing.base}/en/s/{SLUG}/show")  # nothing was saved, so that it is another code's page
        again.get_by_role("button", name="Yes, send them").click()
        expect(again.locator("fieldset.photo")).to_have_count(1, timeout=30_000)
        assert _waiting(again) == 0
        _chooses_without_a_line(again, path)
        again.evaluate("location.replace = () => {}")
        again.route("**/leave", lambda route: route.abort())
        again.evaluate("document.querySelector('.leave button').dataset.exit = '#left'")
        again.locator(".leave button").click()
        again.wait_for_function("indexedDB.databases().then((all) => all.length === 0)")
        visit.complaints = [each for each in visit.complaints if "ERR_FAILED" not in each]
    assert len(files(showing.installation)) == before + 2


def _chooses_without_a_line(page: Page, path: Path) -> None:
    """Choose a photo which then cannot be sent."""
    page.route("**/photo/pictures/*", lambda route: route.abort())
    page.locator("input[type=file]").set_input_files(path)
    expect(page.locator(".sending li")).to_contain_text("There is no connection.", timeout=20_000)
    assert _waiting(page) == 1


def _waiting(page: Page) -> int:
    """How many photos wait in the browser."""
    return int(
        page.evaluate("""new Promise((resolve) => {
          const opening = indexedDB.open("ei_photos", 1);
          opening.onsuccess = () => {
            const counting = opening.result.transaction("waiting").objectStore("waiting").count();
            counting.onsuccess = () => { opening.result.close(); resolve(counting.result); };
          };
        })""")
    )


MOMENTS = (
    "ei_collect.store.staging._sync",
    "ei_collect.operations.photographing.made_ready",
    "ei_collect.operations.photographing._photo",
    "ei_collect.store.objects._sync",
    "ei_collect.operations.photographing._write",
    "ei_collect.store.photos.insert_draft",
    "ei_collect.store.staging.Staging.delete",
)
"""The steps of storing, each just before it ends or the next one begins."""


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_server_when_it_dies_while_a_photo_is_stored_then_the_sender_goes_on_and_it_is_there_once(
    installation: Installation, project: Project, moment: str
) -> None:
    publish_pictured_day(installation, project)
    _dies_and_goes_on(installation, mint(), 1, moment)


@pytest.mark.full
def test_the_server_when_it_dies_a_hundred_times_then_every_photo_that_was_acknowledged_is_there_once(
    installation: Installation, project: Project
) -> None:
    publish_pictured_day(installation, project)
    key = ""
    for number in range(100):
        key = mint() if number % 4 == 0 else key
        _dies_and_goes_on(installation, key, number, MOMENTS[number % len(MOMENTS)])
    assert len(_rows(installation)) == 100


def _dies_and_goes_on(installation: Installation, key: str, number: int, moment: str) -> None:
    """A photo whose sender learns nothing of it, and sends it again until it is told that it is kept."""
    config, before = installation.config, _rows(installation)
    told = (str(config.data), config.database_url, config.secret_key, key, str(number), _moment_of(config, moment))
    done = subprocess.run(
        [sys.executable, "-c", FAILING, *told],
        cwd=HOME,
        env={**os.environ, **environment_of(config)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "kept" in done.stdout) == (-9, False), done.stderr
    sent = PhotoSent(f"upload-number-{number:04}", "en", agreement=AGREED)
    content = photo(number)
    there = progress(installation, SLUG, key, "pictures", sent.upload)
    kept = there.photo
    while kept is None:
        piece = Piece(there.offset, len(content), content[there.offset :], sent)
        with suppress(MisplacedError):
            kept = take_piece(installation, SLUG, key, "pictures", piece).photo
        there = progress(installation, SLUG, key, "pictures", sent.upload)
    if there.offset:
        assert take_piece(installation, SLUG, key, "pictures", Piece(0, len(content), b"", sent)).photo == kept
    assert _rows(installation) == before | {kept.id}
    sweep_photos(installation, starting=True)
    assert files(installation) == {f"{each}{end}" for each in _rows(installation) for end in (".jpg", ".small.jpg")}
    assert [path for path in staging(installation).folder.iterdir() if path.stat().st_size] == []
    expect_all_there(installation)


def _moment_of(config: Config, moment: str) -> str:
    """The same step where files lie in a bucket."""
    return moment.replace("objects._sync", "bucket.BucketObjects.create") if config.bucket else moment


FAILING = """
import os, signal, sys
from unittest.mock import patch
from ei_collect.config import read_config
from ei_collect.operations.installation import opened
from ei_collect.operations.photographing import PhotoSent
from ei_collect.operations.uploading import Piece, take_piece
from tests.answering.sending import AGREED
from tests.photographs import SLUG, photo

def fail(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

data, database, secret, key, number, moment = sys.argv[1:]
bucket = {name: value for name, value in os.environ.items() if name.startswith("EI_OBJECTS_")}
config = read_config({"EI_DATA": data, "EI_DATABASE_URL": database, "EI_SECRET_KEY": secret, **bucket})
content, sent = photo(int(number)), PhotoSent(f"upload-number-{int(number):04}", "en", agreement=AGREED)
middle = len(content) // 2
with opened(config) as installation, patch(moment, fail):
    take_piece(installation, SLUG, key, "pictures", Piece(0, len(content), content[:middle], sent))
    take_piece(installation, SLUG, key, "pictures", Piece(middle, len(content), content[middle:], sent))
    print("kept")
"""


def _rows(installation: Installation) -> set[str]:
    with installation.database.reading() as connection:
        return set(connection.scalars(select(photos.c.id)))
