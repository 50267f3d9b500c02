"""A hall in which people answer with photos and speak into a shared tablet; what they take is invented."""

from base64 import b64decode
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ei_collect.answering.kinds.photo import photos_of
from ei_collect.answering.response import Response
from ei_collect.operations.installation import Installation
from ei_collect.operations.members import add_user, grant
from ei_collect.operations.photographing import cleaner
from ei_collect.operations.places import ship_wards
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.projects.project import MemberRole
from ei_collect.store.database import open_database
from ei_collect.store.photos import SentPhoto, sent_photos
from ei_collect.store.responses import stream_responses
from tests.conftest import Databases, fresh_config
from tests.journeys.browsing import chromium
from tests.journeys.server import free_port, serving
from tests.journeys.tablets import PASSWORD, STAFF, Hall, Tablet
from tests.operations.sitting_opening import opened
from tests.operations.tablet_files import publish_spoken_day
from tests.photographs import SLUG

MICROPHONE = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
LISTEN = """
  const encrypt = SubtleCrypto.prototype.encrypt;
  globalThis.bare = [];
  SubtleCrypto.prototype.encrypt = function (how, key, bytes) {
    globalThis.bare.push(btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("")));
    return encrypt.call(this, how, key, bytes);
  };
"""
"""What is handed over to be sealed is written down, in the memory of the page."""


def photo_hall_served(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """The program with a sitting of a survey with photos and a spoken answer, served for all tests of a module."""
    config = fresh_config(databases, tmp_path_factory.mktemp("photos") / "data")
    with chromium(*MICROPHONE) as browser, closing(open_database(config.database_url)) as database:
        installation = Installation(config, database)
        languages = ("en", "ar")
        new = NewProject("bristol", "Everyday Bristol", languages, "team@example.org", demonstration=True)
        project = add_project(installation, new)
        ship_wards(installation)
        version = publish_spoken_day(installation, project)
        partner = add_user(installation, STAFF, "Amina", PASSWORD)
        grant(installation, project.scope, partner, MemberRole.PARTNER)
        sitting = opened(installation, project, partner, surveys=(SLUG,), languages=languages)
        with serving(config, free_port()) as server:
            yield Hall(browser, installation, project, partner, version, sitting, server.url)


def responses(hall: Hall) -> dict[str, Response]:
    """All that has arrived, by what was said last on the page with the photos."""
    with hall.installation.database.reading() as connection:
        there = list(stream_responses(connection, hall.project.scope, SLUG))
    return {str(getattr(each.submission.answers["place"].value, "body", "")): each for each in there}


def kept(hall: Hall) -> list[SentPhoto]:
    """Every photo of answers that stand."""
    with hall.installation.database.reading() as connection:
        return list(sent_photos(connection, hall.project.scope))


def digests_of(hall: Hall, response: Response) -> list[str]:
    """The digests of its photos, in the order of the answer."""
    by_id = {each.photo.id: each.photo.digest for each in kept(hall)}
    return [by_id[each.photo] for each in photos_of(response.submission.answers["pictures"].value)]


def digest_of_clean(hall: Hall, content: bytes, folder: Path) -> str:
    """The digest of what the server would keep of a photo."""
    (path := folder / "to clean").write_bytes(content)
    return sha256(cleaner(hall.installation).clean(path).picture).hexdigest()


def handed_over(page: Page) -> list[bytes]:
    """The files that were handed over to be sealed, as a page with LISTEN has written them down."""
    files = []
    for said in page.evaluate("bare"):
        bare = b64decode(said)
        told, length = int.from_bytes(bare[:4]), int.from_bytes(bare[4:8])
        if not bare.startswith(b"{"):
            files.append(bare[8 + told : 8 + told + length])
    return files


def takes(held: Tablet, *files: Path) -> None:
    """Choose these photos, and wait until each has its fields."""
    before = held.page.locator("fieldset.photo").count()
    held.page.set_input_files("[data-photos]", list(files))
    expect(held.page.locator("fieldset.photo")).to_have_count(before + len(files))


def speaks(held: Tablet) -> None:
    """Agree, speak for a moment, and stop."""
    held.page.check("[name='q_story.consent']")
    held.page.click("[data-do=record]")
    held.page.wait_for_timeout(600)
    held.page.click("[data-do=stop]")
    held.page.locator("[data-do=delete]").wait_for()


def goes_to_the_end(held: Tablet, last_words: str) -> str:
    """Say something last, and send everything; the code."""
    held.page.fill("[name=q_place]", last_words)
    held.goes_on()
    held.page.check("[name=q_may_quote][value=no]")
    held.goes_on()
    return held.sends()
