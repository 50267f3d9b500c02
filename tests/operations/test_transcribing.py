"""Recordings written down: they become texts that are coded, quoted and taken back as any others."""

from pathlib import Path

import pytest

from ei_collect.answering.response import Words
from ei_collect.coding.coding import Span, Stance
from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.changing import begin_change
from ei_collect.operations.coding import apply_code, use_codebook
from ei_collect.operations.exporting import Format, export_codings, export_responses
from ei_collect.operations.installation import Installation
from ei_collect.operations.places import ship_wards
from ei_collect.operations.suggesting import suggest
from ei_collect.operations.transcribing import delete_sound, sent_sound, write_down
from ei_collect.operations.withdrawing import withdraw
from ei_collect.projects.project import MemberRole, Project, User
from ei_collect.store.codings import all_codings
from ei_collect.store.suggestions import open_suggestions
from ei_collect.store.texts import all_texts
from ei_collect.store.transcripts import count_to_write_down, find_sent, to_write_down, written_down
from tests.coded import joins, read_codebook
from tests.operations.speaking import Speaker, files
from tests.sounds import OGG, SLUG, WEBM, publish_spoken

SAID = "The bus never arrives."
WRITTEN = Words(SAID, "syl")


@pytest.fixture
def speaker(installation: Installation, project: Project) -> Speaker:
    """Somebody who is about to answer a project that codes."""
    ship_wards(installation)
    publish_spoken(installation, project)
    use_codebook(installation, project.scope, read_codebook())
    return Speaker(installation, project)


@pytest.fixture
def asha(installation: Installation, project: Project) -> User:
    """A researcher."""
    return joins(installation, project, "asha@example.org", MemberRole.RESEARCHER)


def waiting(speaker: Speaker) -> list[str]:
    """The ids of the recordings that wait to be written down."""
    with speaker.installation.database.reading() as connection:
        found = to_write_down(connection, speaker.project.scope, after=None, limit=10)
        assert count_to_write_down(connection, speaker.project.scope) == len(found)
        return [each.recording.id for each in found]


def texts(speaker: Speaker) -> dict[str, str]:
    """Every text to code: what it is filed under, and its words."""
    with speaker.installation.database.reading() as connection:
        return {text.question: text.body for text in all_texts(connection, speaker.project.scope)}


def test_recording_when_it_is_a_draft_then_staff_never_meet_it(speaker: Speaker, asha: User) -> None:
    recording = speaker.speaks()
    assert waiting(speaker) == []
    with pytest.raises(NotFoundError):
        sent_sound(speaker.installation, speaker.project.scope, recording.id)
    with pytest.raises(NotFoundError):
        write_down(speaker.installation, speaker.project.scope, asha, recording.id, WRITTEN)
    speaker.sends()
    assert waiting(speaker) == [recording.id]


def test_recording_when_written_down_then_it_is_a_text_of_its_response_in_the_language_of_the_words(
    speaker: Speaker, asha: User
) -> None:
    recording = speaker.speaks(language="so")
    speaker.types(belong="And the stairs.")
    speaker.sends()
    written = write_down(speaker.installation, speaker.project.scope, asha, recording.id, WRITTEN)
    assert waiting(speaker) == []
    assert texts(speaker) == {"belong": "And the stairs.", "belong.voice": SAID}
    with speaker.installation.database.reading() as connection:
        (text,) = [each for each in all_texts(connection, speaker.project.scope) if each.is_transcript]
        (done,) = written_down(connection, speaker.project.scope, after=None, limit=10)
    assert (text.id, text.language) == (written, "syl")
    assert (done.recording.id, done.text_id, done.has_sound) == (recording.id, written, True)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (Words("  ", "so"), "transcript-empty"),
        (Words("x" * 20_001, "so"), "transcript-long"),
        (Words(SAID, "no such language"), "language-unknown"),
        (Words(SAID, ""), "language-unknown"),
    ],
)
def test_words_when_they_cannot_be_kept_then_it_says_why(speaker: Speaker, asha: User, words: Words, code: str) -> None:
    recording = speaker.speaks()
    speaker.sends()
    with pytest.raises(InputError, match=code):
        write_down(speaker.installation, speaker.project.scope, asha, recording.id, words)
    assert waiting(speaker) == [recording.id]


def test_recording_when_two_people_write_it_down_then_the_first_text_stands(speaker: Speaker, asha: User) -> None:
    recording = speaker.speaks()
    speaker.sends()
    write_down(speaker.installation, speaker.project.scope, asha, recording.id, WRITTEN)
    with pytest.raises(InputError, match="transcript-there"):
        write_down(speaker.installation, speaker.project.scope, asha, recording.id, Words("Something else.", "so"))
    assert texts(speaker) == {"belong.voice": SAID}


def test_sound_when_it_is_written_down_then_it_can_be_deleted_and_the_answer_stays(
    speaker: Speaker, asha: User
) -> None:
    recording = speaker.speaks()
    speaker.sends()
    scope = speaker.project.scope
    with pytest.raises(InputError, match="transcript-absent"):
        delete_sound(speaker.installation, scope, recording.id)
    assert sent_sound(speaker.installation, scope, recording.id)[1] == WEBM
    write_down(speaker.installation, scope, asha, recording.id, WRITTEN)
    delete_sound(speaker.installation, scope, recording.id)
    assert files(speaker.installation) == set()
    with pytest.raises(NotFoundError):
        sent_sound(speaker.installation, scope, recording.id)
    with speaker.installation.database.reading() as connection:
        sent = find_sent(connection, scope, recording.id)
    assert sent
    assert (sent.has_sound, sent.recording.seconds) == (False, 12)
    begin_change(speaker.installation, speaker.key)
    speaker.types(place="Easton")
    speaker.sends()
    assert texts(speaker)["belong.voice"] == SAID


def test_transcript_when_read_for_codes_then_they_are_suggested_as_for_any_text(speaker: Speaker, asha: User) -> None:
    recording = speaker.speaks()
    speaker.sends()
    text_id = write_down(speaker.installation, speaker.project.scope, asha, recording.id, Words(SAID, "en"))
    suggest(speaker.installation, speaker.project)
    with speaker.installation.database.reading() as connection:
        suggested = {(each.text_id, each.code) for each in open_suggestions(connection, speaker.project.scope)}
    assert suggested == {(text_id, "buses")}


def test_transcript_when_coded_then_it_is_in_the_export_of_codings(
    speaker: Speaker, asha: User, tmp_path: Path
) -> None:
    recording = speaker.speaks()
    speaker.sends()
    _coded(speaker, asha, recording.id)
    export_codings(speaker.installation, speaker.project, SLUG, tmp_path / "codings.csv", format=Format.CSV)
    assert f"belong.voice,syl,{SAID}" in (tmp_path / "codings.csv").read_text(encoding="utf-8")
    export_responses(speaker.installation, speaker.project, SLUG, tmp_path / "out.csv", format=Format.CSV)
    headings, row = (line.split(",") for line in (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines())
    told = dict(zip(headings, row, strict=True))
    assert (told["belong"], told["belong.recording"]) == ("", recording.id)


def test_a_change_when_the_recording_stays_then_its_transcript_and_codings_do_too(speaker: Speaker, asha: User) -> None:
    recording = speaker.speaks()
    speaker.sends()
    _coded(speaker, asha, recording.id)
    begin_change(speaker.installation, speaker.key)
    speaker.types(belong="More to say.")
    speaker.sends()
    assert texts(speaker) == {"belong": "More to say.", "belong.voice": SAID}
    assert _codings(speaker) == 1


def test_a_change_when_there_is_another_recording_then_the_old_transcript_goes(speaker: Speaker, asha: User) -> None:
    recording = speaker.speaks()
    speaker.sends()
    _coded(speaker, asha, recording.id)
    begin_change(speaker.installation, speaker.key)
    other = speaker.speaks(OGG)
    speaker.sends()
    assert (texts(speaker), _codings(speaker), waiting(speaker)) == ({}, 0, [other.id])


def test_answers_when_taken_back_then_sound_transcript_and_codings_are_gone(speaker: Speaker, asha: User) -> None:
    recording = speaker.speaks()
    speaker.sends()
    _coded(speaker, asha, recording.id)
    withdraw(speaker.installation, speaker.key)
    assert (texts(speaker), _codings(speaker), waiting(speaker)) == ({}, 0, [])
    assert files(speaker.installation) == set()
    with pytest.raises(NotFoundError):
        write_down(speaker.installation, speaker.project.scope, asha, recording.id, WRITTEN)


def _coded(speaker: Speaker, asha: User, recording_id: str) -> None:
    text_id = write_down(speaker.installation, speaker.project.scope, asha, recording_id, WRITTEN)
    span = Span(0, len(SAID))
    scope = speaker.project.scope
    apply_code(speaker.installation, scope, asha, text_id, span=span, code="buses", stance=Stance.BARRIER)


def _codings(speaker: Speaker) -> int:
    with speaker.installation.database.reading() as connection:
        return len(all_codings(connection, speaker.project.scope))
