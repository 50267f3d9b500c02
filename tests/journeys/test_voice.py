"""Somebody who speaks rather than writes, with a browser that has a microphone: from the first word to the last trace.

And a machine whose power fails while a recording is on its way.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import func, select

from ei_collect.operations.demonstration import set_up
from ei_collect.operations.installation import Installation
from ei_collect.operations.sounds import sweep_sounds
from ei_collect.operations.suggesting import suggest
from ei_collect.projects.project import Project
from ei_collect.store.attached import State
from ei_collect.store.database import open_database
from ei_collect.store.tables import recordings
from tests.answering.surveys import publish_yaml
from tests.conftest import HOME, Databases, fresh_config
from tests.journeys.browsing import Visit, chromium, visiting
from tests.journeys.conftest import Running
from tests.journeys.server import free_port, serving
from tests.operations.speaking import files
from tests.sounds import SLUG, SPOKEN, publish_spoken

MICROPHONE = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
SAID = "The bus never comes on time, so I walk home in the dark."
HEARD = """(audio) => new Promise((resolve, reject) => {
  audio.addEventListener("loadeddata", () => resolve(audio.readyState));
  audio.addEventListener("error", () => reject(audio.error.message));
  audio.preload = "auto";
  audio.load();
})"""


@pytest.fixture(scope="module")
def speaking(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The program with a survey that is answered by speaking, and a browser with a microphone that hums."""
    config = fresh_config(databases, tmp_path_factory.mktemp("spoken") / "data")
    with chromium(*MICROPHONE) as browser, closing(open_database(config.database_url)) as database:
        installation = Installation(config, database)
        demonstration = set_up(installation)
        publish_yaml(installation, demonstration.project, SPOKEN)
        with serving(config, free_port()) as server:
            yield Running(browser, installation, demonstration, server.url)


def begin(visit: Visit) -> Page:
    """As far as the page where one can speak."""
    visit.open(f"/en/s/{SLUG}")
    visit.page.locator("#agree").check()
    visit.press("Start")
    return visit.page


def speak(page: Page) -> None:
    """Agree, and begin to record."""
    page.locator("[name='q_belong.consent']").check()
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Recording. You can speak now.")


def goes_on(page: Page, button: str, to: str) -> None:
    """Press what leads to another page, and wait until that is there."""
    page.get_by_role("button", name=button, exact=True).first.click()
    page.wait_for_url(f"**/{to}")


def expect_safe(page: Page) -> None:
    """The page says so, and only since the server has."""
    expect(page.get_by_role("status")).to_contain_text("Your recording is safe with us.")


@pytest.mark.browser
def test_speaker_when_answering_by_voice_then_it_is_heard_written_down_coded_and_at_the_end_gone(
    speaking: Running,
) -> None:
    installation = speaking.installation
    with visiting(speaking.browser, speaking.base) as visit:
        _records_and_listens(visit, installation)
        code = _records_again_and_sends(visit)
    (kept,) = files(installation)
    assert _states(installation) == {kept: State.SENT}
    with visiting(speaking.browser, speaking.base) as researcher:
        _sign_in(researcher, speaking)
        _writes_down(researcher, speaking)
    with visiting(speaking.browser, speaking.base) as later:
        later.open("/en/r")
        later.page.locator("[name=code]").fill(code)
        later.press("Open")
        later.press("Take my answers back")
        later.click(later.page.locator("main form button").first)
    assert (files(installation), _states(installation)) == (set(), {})


def _records_and_listens(visit: Visit, installation: Installation) -> None:
    """Recorded, safe, and still there after the page was loaded anew."""
    page = begin(visit)
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("To record, first tick the box that says you agree.")
    assert page.evaluate("document.activeElement.name") == "q_belong.consent"
    visit.look()
    speak(page)
    assert page.evaluate("document.activeElement.textContent") == "Stop"
    visit.look()
    expect(page.locator(".clock")).to_have_text("0:02", timeout=10_000)
    page.get_by_role("button", name="Stop").click()
    expect_safe(page)
    assert len(files(installation)) == 1
    page.reload()
    expect_safe(page)
    visit.look()
    assert page.locator("audio").evaluate(HEARD) >= 2


def _records_again_and_sends(visit: Visit) -> str:
    """Recorded anew, and sent; the code."""
    page = visit.page
    page.locator("[name='q_belong.consent']").check()
    page.get_by_role("button", name="Record again").click()
    expect(page.locator(".clock")).to_have_text("0:01", timeout=10_000)
    goes_on(page, "Continue", "words")  # in the middle of the recording: it is ended and sent first
    goes_on(page, "Continue", "check")
    assert "A recording of your voice" in visit.words
    goes_on(page, "Send my answers", "thanks")
    return page.locator(".code").inner_text()


def _writes_down(researcher: Visit, speaking: Running) -> None:
    """Heard, written down, and offered to be coded."""
    researcher.open(f"/staff/{speaking.demonstration.project.slug}/recordings")
    researcher.look()
    researcher.click(researcher.page.locator("a.button").first)
    researcher.look()
    assert researcher.page.locator("audio").evaluate(HEARD) >= 2
    researcher.page.get_by_label("What is said").fill(SAID)
    researcher.page.get_by_label("Language of the words").fill("en")
    researcher.press("Keep the words")
    researcher.look()
    suggest(speaking.installation, speaking.demonstration.project)
    researcher.follow("Code it")
    researcher.look()
    assert "written down by the team from a recording" in researcher.words
    assert researcher.page.locator("#suggestions > .suggestion").count() > 0


@pytest.mark.browser
def test_speaker_when_the_network_fails_then_the_page_says_so_and_sends_it_again_when_asked(speaking: Running) -> None:
    before = files(speaking.installation)
    with visiting(speaking.browser, speaking.base) as visit:
        page = begin(visit)

        def fail(route: Route) -> None:
            route.abort()

        page.route("**/voice/**", fail)
        speak(page)
        expect(page.locator(".clock")).to_have_text("0:01", timeout=10_000)
        page.get_by_role("button", name="Stop").click()
        expect(page.get_by_role("status")).to_contain_text("could not be sent yet. It is only on this device.")
        visit.look()
        assert files(speaking.installation) == before
        page.unroute("**/voice/**")
        page.get_by_role("button", name="Try to send it again").click()
        expect_safe(page)
        assert len(files(speaking.installation)) == len(before) + 1
        page.get_by_role("button", name="Delete the recording").click()
        expect(page.get_by_role("status")).to_have_text("The recording is deleted.")
        assert files(speaking.installation) == before
        visit.complaints = [each for each in visit.complaints if "ERR_FAILED" not in each]


@pytest.mark.browser
def test_speaker_when_there_is_no_script_then_the_plain_field_takes_a_file(speaking: Running, tmp_path: Path) -> None:
    sound = tmp_path / "my voice.webm"
    sound.write_bytes(_recorded(speaking))
    before = files(speaking.installation)
    with visiting(speaking.browser, speaking.base, javascript=False) as visit:
        page = begin(visit)
        assert page.get_by_role("button", name="Record", exact=True).count() == 0
        page.locator("[name='q_belong.consent']").check()
        page.locator("[name='q_belong.file']").set_input_files(sound)
        goes_on(page, "Continue", "words")
    assert len(files(speaking.installation)) == len(before) + 1


@pytest.mark.parametrize(
    ("moment", "left"),
    [("ei_collect.operations.recording._write", "rc_"), ("ei_collect.store.objects._sync", "rc_"), ("os.fsync", ".")],
    ids=["before the row", "before the folder", "in the file"],
)
def test_power_when_it_fails_while_a_recording_is_on_its_way_then_nothing_is_acknowledged_and_nothing_is_left(
    installation: Installation, project: Project, monkeypatch: pytest.MonkeyPatch, moment: str, left: str
) -> None:
    config = replace(installation.config, bucket=None)
    installation = replace(installation, config=config)
    publish_spoken(installation, project)
    (config.data / "recordings").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", FAILING, str(config.data), config.database_url, config.secret_key, moment],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (-9, ""), done.stderr
    (file,) = files(installation)
    assert file.startswith(left)
    assert _states(installation) == {}
    if installation.database.is_sqlite:
        with serving(config, free_port()):
            assert files(installation) == set()
    else:
        monkeypatch.setattr("ei_collect.operations.attached.GRACE", 0)  # other workers may be busy: old files only
        assert sweep_sounds(installation) == 1


FAILING = """
import os, signal, sys
from pathlib import Path
from unittest.mock import patch
from ei_collect.answering.receipts import mint
from ei_collect.config import read_config
from ei_collect.operations.installation import opened
from ei_collect.operations.recording import SoundSent, keep_recording
from tests.sounds import SLUG, WEBM

def fail(*_):
    os.kill(os.getpid(), signal.SIGKILL)

data, database, secret, moment = sys.argv[1:]
config = read_config({"EI_DATA": data, "EI_DATABASE_URL": database, "EI_SECRET_KEY": secret})
with opened(config) as installation, patch(moment, fail):
    keep_recording(installation, SLUG, mint(), "belong", SoundSent(WEBM, "en", "I agree.", agreement="I take part."))
    print("safe")
"""


def _states(installation: Installation) -> dict[str, str]:
    with installation.database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(recordings)) is not None
        return {row.id: row.state for row in connection.execute(select(recordings))}


def _recorded(speaking: Running) -> bytes:
    """A recording as this browser makes them."""
    with visiting(speaking.browser, speaking.base) as visit:
        page = begin(visit)
        speak(page)
        expect(page.locator(".clock")).to_have_text("0:01", timeout=10_000)
        page.get_by_role("button", name="Stop").click()
        expect_safe(page)
        held = page.evaluate(
            "fetch(document.querySelector('.voice').dataset.to).then((file) => file.arrayBuffer()).then((all) => [...new Uint8Array(all)])"
        )
        page.get_by_role("button", name="Delete the recording").click()
        expect(page.get_by_role("status")).to_have_text("The recording is deleted.")
    return bytes(held)


def _sign_in(visit: Visit, speaking: Running) -> None:
    accounts = speaking.demonstration.accounts.read_text(encoding="utf-8").splitlines()
    email, password = next(line.split()[1:] for line in accounts if line.startswith("researcher:"))
    visit.open("/staff/sign-in")
    visit.page.locator("[name=email]").fill(email)
    visit.page.locator("[name=password]").fill(password)
    visit.press("Sign in")
