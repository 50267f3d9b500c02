"""What waits on a tablet with photos: a bad connection, tabs that are killed, and a thief who reads the whole disk."""

import random
import shutil
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Error, Route, expect

from ei_collect.answering.kinds.photo import photos_of
from ei_collect.answering.response import Words
from tests.journeys.browsing import ARGUMENTS, CHROMIUMS
from tests.journeys.tablet_photos import (
    LISTEN,
    MICROPHONE,
    digest_of_clean,
    goes_to_the_end,
    handed_over,
    kept,
    photo_hall_served,
    responses,
    speaks,
    takes,
)
from tests.journeys.tablets import STAFF, TABLET, Hall, Tablet, tablet
from tests.photographs import SLUG, photo

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

PHOTOS_EACH = 2
BATCH = 25
SEAL = """async ({ sitting, survey, version, people }) => {
  const kit = await (await fetch(`/tablet/${sitting}/kit.json`)).json();
  for (const { words, photos } of people) {
    const visit = { key: sealing.mint(), survey, version, language: "en", agreement: "I agree." };
    const [form, files] = [{ q_place: [words] }, []];
    for (const [index, photo] of photos.entries()) {
      const name = `ph_${sealing.mint().replaceAll("-", "").slice(0, 12).toLowerCase()}`;
      const bytes = Uint8Array.from(atob(photo), (sign) => sign.charCodeAt(0));
      const sealed = await sealing.sealFile({ ...visit, question: "pictures", name }, bytes, kit.sealing, sitting);
      files.push({ name, hash: await sealing.hashOf(sealed), bytes: sealed });
      form[`q_pictures.${index + 1}.photo`] = [name];
      form[`q_pictures.${index + 1}.caption`] = [`${words}, photo ${index}`];
    }
    const record = { ...visit, sections: { show: { language: "en", form } }, files: files.map(({ name }) => name) };
    await queue.keep(sitting, await sealing.seal(record, kit.sealing, sitting), files);
  }
}"""
"""So many people answer, with these words and photos, and nothing is sent."""
WAITING = """async () => {
  const waiting = await queue.waiting();
  return [waiting.length, waiting.reduce((sum, record) => sum + record.files.length, 0), JSON.stringify(waiting).length];
}"""

hall = pytest.fixture(scope="module")(photo_hall_served)


@pytest.fixture
def held(hall: Hall) -> Iterator[Tablet]:
    """A tablet that was unlocked and handed over."""
    with tablet(hall.browser, hall.base, hall.sitting) as found:
        found.is_unlocked_by(STAFF, hall.project.slug)
        yield found


def number_of(person: int, index: int) -> int:
    """Which photo this person took."""
    return person * PHOTOS_EACH + index


def fill(hall: Hall, held: Tablet, words: list[str]) -> None:
    """Let people answer with these words, and with photos like no others, a few people at a time."""
    told = {"sitting": hall.sitting.code, "survey": SLUG, "version": hall.version.id}
    for first in range(0, len(words), BATCH):
        people = [
            {
                "words": said,
                "photos": [b64encode(photo(number_of(first + at, each))).decode() for each in range(PHOTOS_EACH)],
            }
            for at, said in enumerate(words[first : first + BATCH])
        ]
        held.page.evaluate(SEAL, {**told, "people": people})


@dataclass
class BadConnection:
    """Requests that are lost on their way, or whose answers are, now and then. What became of each is written down."""

    chance: random.Random
    fates: list[str] = field(default_factory=list)

    def meet(self, route: Route) -> None:
        """Let one request have its fate."""
        self.fates.append(self.chance.choice(["through", "through", "lost on the way", "lost on the way back"]))
        with suppress(Error):  # the tab was killed meanwhile
            match self.fates[-1]:
                case "through":
                    route.continue_()
                case "lost on the way back":
                    route.fetch()
                    route.abort()
                case _:
                    route.abort()


def kill_tabs(held: Tablet, chance: random.Random, kills: int) -> None:
    """So often the tab that sends is closed, at any moment, and another one opened."""
    for _ in range(kills):
        with suppress(Error):
            held.page.evaluate("dispatchEvent(new Event('online'))")
        held.page.wait_for_timeout(chance.randrange(600))
        held.page.close()
        held.page = held.context.new_page()
        held.page.goto(held.front)


def are_there_as_they_were(hall: Hall, words: list[str], folder: Path) -> None:
    """Each person's answers stand once, with their own captions, and their own photos as the server cleans them."""
    there = responses(hall)
    assert sorted(said for said in there if said in words) == words
    digests = {each.photo.id: each.photo.digest for each in kept(hall)}
    named = set()
    for person, said in enumerate(words):
        told = photos_of(there[said].submission.answers["pictures"].value)
        assert [each.caption for each in told] == [Words(f"{said}, photo {each}") for each in range(PHOTOS_EACH)]
        taken = [photo(number_of(person, each)) for each in range(PHOTOS_EACH)]
        assert [digests[each.photo] for each in told] == [digest_of_clean(hall, each, folder) for each in taken]
        named |= {each.photo for each in told}
    assert len(named) == PHOTOS_EACH * len(words)


@pytest.mark.parametrize(("people", "kills"), [(6, 3), pytest.param(500, 100, marks=pytest.mark.full)])
def test_photos_when_the_connection_comes_and_goes_and_tabs_are_killed_then_each_arrives_once_and_as_it_was(
    hall: Hall, held: Tablet, tmp_path: Path, people: int, kills: int
) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    bad = BadConnection(random.Random(seed))
    words = [f"{people} people, number {number:03}" for number in range(people)]
    held.loses_signal()
    fill(hall, held, words)
    held.page.goto(held.front)
    held.waits(people)
    waiting, files, size = held.page.evaluate(WAITING)
    assert (waiting, files) == (people, PHOTOS_EACH * people)
    assert size < 10_000 * people  # what is told of those that wait has no photos in it
    for address in ("**/sync", "**/file"):
        held.context.route(address, bad.meet)
    held.context.set_offline(False)
    kill_tabs(held, bad.chance, kills)
    before = len(responses(hall))
    held.context.unroute_all(behavior="wait")
    held.page.goto(held.front)
    expect(held.page.locator("#waiting")).to_contain_text("Everything is sent", timeout=1000 * (30 + people))
    are_there_as_they_were(hall, words, tmp_path)
    print(
        f"{people} answers with {files} photos: {kills} tabs killed, {len(bad.fates)} requests met with a bad connection, "
        f"{before} answers were there before it got better"
    )
    assert bad.fates


def chromium_path() -> str:
    """Where the browser is."""
    return next(found for name in CHROMIUMS if (found := shutil.which(name)))


def slices_of(content: bytes) -> list[bytes]:
    """Parts of a file by which it can be found, wherever it is."""
    parts = [content[at : at + 48] for at in range(0, max(1, len(content) - 48), max(48, len(content) // 40))]
    return [each for each in parts if len(set(each)) > 12]


def test_disk_of_the_tablet_when_read_as_a_whole_then_no_photo_voice_or_word_is_on_it(
    hall: Hall, tmp_path: Path
) -> None:
    (picture := tmp_path / "mine.jpg").write_bytes(photo(7, size=(900, 700)))
    (unread := tmp_path / "mine.heic").write_bytes(b"\0\0\0\x18ftypheic" + random.Random(1).randbytes(40_000))
    profile = tmp_path / "profile"
    context = hall.browser.browser_type.launch_persistent_context(
        profile,
        executable_path=chromium_path(),
        args=[*ARGUMENTS, *MICROPHONE],
        viewport=TABLET,  # type: ignore[arg-type]
    )
    held = Tablet(context, context.new_page(), hall.base, hall.sitting)
    held.is_unlocked_by(STAFF, hall.project.slug)
    held.page.add_init_script(LISTEN)
    held.loses_signal()
    bare: list[bytes] = []
    for end in ("sent", "left"):
        held.page.goto(held.front)
        held.begins()
        takes(held, picture, unread)
        held.page.fill("[name='q_pictures.1.caption']", f"zanzibarblue {end}")
        speaks(held)
        if end == "left":
            bare += handed_over(held.page)
            held.page.click("#leave")
            held.page.click("[data-clear]")
        else:
            goes_to_the_end(held, "zanzibarblue at last")
            bare += handed_over(held.page)
            held.hands_on()
    held.waits(1)
    context.close()
    planted = [
        b"zanzibarblue",
        "zanzibarblue".encode("utf-16-le"),
        *(part for each in bare for part in slices_of(each)),
    ]
    files = [path for path in profile.rglob("*") if path.is_file()]
    whole = b"\n".join(path.read_bytes() for path in files)
    assert len(bare) == 6  # three files of each person
    assert b"ei_tablet" in whole or b"e\0i\0_\0t\0a\0b\0l\0e\0t\0" in whole
    assert len(planted) > 100
    assert [part for part in planted if part in whole] == []


AS_BEFORE = """async () => {
  const [{ files, ...record }] = await queue.waiting();
  const database = await new Promise((done) => (indexedDB.open("ei_tablet").onsuccess = ({ target }) => done(target.result)));
  const transaction = database.transaction("waiting", "readwrite");
  transaction.objectStore("waiting").put(record);
  await new Promise((done) => (transaction.oncomplete = done));
  database.close();
  return [database.version, Object.keys(record).sort()];
}"""
"""The record that waits becomes one as pages wrote it that knew no photos."""


def test_record_when_it_waits_from_before_there_were_photos_then_it_is_sent_and_the_database_is_the_same(
    hall: Hall, held: Tablet
) -> None:
    held.loses_signal()
    told = {"sitting": hall.sitting.code, "survey": SLUG, "version": hall.version.id}
    held.page.evaluate(SEAL, {**told, "people": [{"words": "From before", "photos": []}]})
    assert held.page.evaluate(AS_BEFORE) == [1, ["hash", "sealed", "since", "sitting", "why"]]
    held.page.reload()
    held.waits(1)
    held.has_signal()
    held.waits(0)
    assert "From before" in responses(hall)
