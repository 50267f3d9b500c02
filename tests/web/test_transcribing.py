"""A researcher writes recordings down: the list, the sound, the words, and then the sound goes."""

import re

import pytest

from ei_collect.operations.installation import Installation
from ei_collect.operations.suggesting import suggest
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.members import set_password
from ei_collect.store.recordings import Recording
from tests.coded import Town, joins
from tests.operations.speaking import Speaker, files
from tests.sounds import WEBM, publish_spoken
from tests.web.conftest import PASSWORD_HASH
from tests.web.staff_visits import Colleague, text_of

LIST = "/staff/bristol/recordings"
SAID = "The bus never arrives. <b>Never.</b>"


@pytest.fixture
def speaker(installation: Installation, project: Project, workshop: Town) -> Speaker:
    """Somebody who has begun to answer by speaking."""
    publish_spoken(installation, project)
    return Speaker(installation, project)


@pytest.fixture
def recording(speaker: Speaker) -> Recording:
    """A recording that was sent."""
    made = speaker.speaks(language="so")
    speaker.sends()
    return made


def test_list_when_a_recording_was_sent_then_it_tells_what_is_needed_and_never_the_code(
    colleague: Colleague, speaker: Speaker, recording: Recording
) -> None:
    draft = Speaker(speaker.installation, speaker.project).speaks()
    page = colleague.opens(LIST)
    words = text_of(page)
    assert "1 to write down." in words
    assert "What gets in your way?" in words
    assert "Somali" in words
    assert "Seconds12" in words
    assert recording.received_on.isoformat() in words
    assert draft.id not in page.text
    assert speaker.key not in page.text
    assert f'href="{LIST}"' in colleague.opens("/staff/bristol/").text


def test_sound_when_listened_to_then_in_parts_and_never_kept_on_the_way(
    colleague: Colleague, recording: Recording
) -> None:
    address = f"{LIST}/{recording.id}"
    page = colleague.opens(address)
    assert "media-src 'self'" in page.headers["Content-Security-Policy"]
    assert f'src="{address}/sound"' in page.text
    part = colleague.client.get(f"{address}/sound", headers={"Range": "bytes=0-3"}, buffered=True)
    assert (part.status_code, part.data, part.mimetype) == (206, WEBM[:4], "audio/webm")
    assert part.headers["Cache-Control"] == "no-store"
    assert part.headers["X-Content-Type-Options"] == "nosniff"
    assert part.headers["Content-Disposition"] == "inline; filename=recording.webm"
    assert "Last-Modified" not in part.headers


def test_words_when_written_then_they_are_a_text_to_code_marked_as_a_transcript(
    colleague: Colleague, workshop: Town, recording: Recording
) -> None:
    address = f"{LIST}/{recording.id}"
    form = colleague.opens(address)
    assert 'value="so"' in form.text
    assert colleague.sends(address, form, words=SAID, language="en").status_code == 303
    done = colleague.opens(address)
    assert "The bus never arrives. <b>Never.</b>" in text_of(done)
    assert "0 to write down." in text_of(colleague.opens(LIST))
    suggest(workshop.installation, workshop.project)
    listed = text_of(colleague.opens("/staff/bristol/coding?suggested=1"))
    assert "1 text" in listed
    assert "What gets in your way?" in listed
    assert "Transcriptwritten down by the team from a recording" in listed
    (desk,) = re.findall(r'href="(/staff/bristol/coding/tx_[^"]+)"', done.text)
    text = text_of(colleague.opens(desk))
    assert "Transcriptwritten down by the team from a recording" in text
    assert "Buses" in text


def test_words_when_faulty_then_said_and_nothing_typed_is_lost(colleague: Colleague, recording: Recording) -> None:
    address = f"{LIST}/{recording.id}"
    again = colleague.sends(address, colleague.opens(address), words="\n The bus.", language="??")
    assert again.status_code == 422
    assert "is no language" in text_of(again)
    assert "\n\n The bus.</textarea>" in again.text
    assert 'value="??"' in again.text


def test_sound_when_written_down_then_a_button_deletes_it(
    colleague: Colleague, installation: Installation, recording: Recording
) -> None:
    address = f"{LIST}/{recording.id}"
    early = colleague.sends(f"{address}/delete", colleague.opens(address))
    assert (early.status_code, files(installation)) == (422, {recording.id})
    colleague.sends(address, colleague.opens(address), words=SAID, language="en")
    assert recording.id in colleague.opens(f"{LIST}?show=done").text
    assert colleague.sends(f"{address}/delete", colleague.opens(address)).status_code == 303
    assert files(installation) == set()
    page = text_of(colleague.opens(address))
    assert "The sound was deleted." in page
    assert "The bus never arrives." in page
    assert colleague.opens(f"{address}/sound").status_code == 404
    assert recording.id not in colleague.opens(f"{LIST}?show=done").text


def test_recordings_when_somebody_may_not_transcribe_then_there_is_nothing(
    colleague: Colleague, installation: Installation, project: Project, recording: Recording
) -> None:
    facilitator = joins(installation, project, "fay@example.org", MemberRole.FACILITATOR)
    with installation.database.writing() as connection:
        set_password(connection, facilitator.id, PASSWORD_HASH)
    other = Colleague(colleague.client.application.test_client())
    other.signs_in(facilitator.email)
    for address in (LIST, f"{LIST}/{recording.id}", f"{LIST}/{recording.id}/sound"):
        assert other.opens(address).status_code == 404
    assert "Recordings" not in text_of(other.opens("/staff/bristol/"))


@pytest.mark.parametrize("named", ["rc_000000000000", "rs_1", "..%2f..%2fsecret-key"])
def test_recording_when_there_is_none_then_not_found(colleague: Colleague, speaker: Speaker, named: str) -> None:
    assert colleague.opens(f"{LIST}/{named}").status_code == 404
    assert colleague.opens(f"{LIST}/{named}/sound").status_code == 404
