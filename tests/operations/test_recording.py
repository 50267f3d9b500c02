"""A spoken answer on its way: kept, replaced, taken away, sent, changed, and what becomes of its file."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from ei_collect.answering.receipts import key_hash
from ei_collect.answering.response import Missing, WithWords, Words
from ei_collect.answering.sound import MOST_BYTES
from ei_collect.errors import GoneError, NotFoundError
from ei_collect.operations.changing import begin_change
from ei_collect.operations.expiring import expire_drafts
from ei_collect.operations.holding import UnagreedError
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import Outcome, today
from ei_collect.operations.recording import RecordingRefusedError, own_recording, recorded
from ei_collect.operations.sounds import sounds, sweep_sounds
from ei_collect.operations.standing import visit
from ei_collect.operations.withdrawing import withdraw
from ei_collect.projects.project import Project
from ei_collect.store.projects import update_project
from ei_collect.store.tables import drafts, recordings
from tests.operations.speaking import CONSENT, Speaker, files
from tests.sounds import OGG, SLUG, WEBM, publish_spoken


@pytest.fixture
def speaker(installation: Installation, project: Project) -> Speaker:
    """Somebody who has not begun yet."""
    publish_spoken(installation, project)
    return Speaker(installation, project)


def rows(installation: Installation) -> dict[str, str]:
    """Every recording with its state."""
    with installation.database.reading() as connection:
        return {row.id: row.state for row in connection.execute(select(recordings))}


def test_recording_when_it_is_all_that_was_said_then_it_answers_a_required_question(speaker: Speaker) -> None:
    recording = speaker.speaks()
    assert speaker.sends().outcome is Outcome.NEW
    assert speaker.sent
    assert speaker.sent.submission.answers["belong"].value == recording.id
    assert speaker.sent.submission.consents["recording:belong"] == {"given": True, "language": "en", "wording": CONSENT}
    assert rows(speaker.installation) == {recording.id: "sent"}
    assert sounds(speaker.installation).read(recording.id) == WEBM


def test_recording_when_words_are_typed_as_well_then_both_are_the_answer(speaker: Speaker) -> None:
    recording = speaker.speaks()
    speaker.types(belong="The bus.")
    speaker.sends()
    assert speaker.sent
    assert speaker.sent.submission.answers["belong"].value == WithWords(recording.id, Words("The bus."))


def test_recording_when_the_person_would_rather_not_say_then_its_file_goes_with_the_sending(speaker: Speaker) -> None:
    speaker.speaks()
    speaker.types(belong_pnts="1")
    assert len(files(speaker.installation)) == 1  # unticked again, the recording would be the answer
    speaker.sends()
    assert speaker.sent
    assert speaker.sent.submission.answers["belong"].value is Missing.PREFER_NOT_TO_SAY
    assert "recording:belong" not in speaker.sent.submission.consents
    assert (rows(speaker.installation), files(speaker.installation)) == ({}, set())


def test_a_form_when_it_claims_a_recording_of_somebody_else_then_it_is_not_believed(
    installation: Installation, speaker: Speaker
) -> None:
    stolen = speaker.speaks()
    thief = Speaker(installation, speaker.project)
    thief.types(belong="Mine.", **{"belong.recording": stolen.id})
    thief.sends()
    assert thief.sent
    assert thief.sent.submission.answers["belong"].value == Words("Mine.")


@pytest.mark.parametrize(
    ("content", "facts", "code"),
    [
        (WEBM, {"consent": None}, "recording-not-agreed"),
        (b"", {}, "recording-empty"),
        (WEBM + b"\0" * MOST_BYTES, {}, "recording-too-big"),
        (b"<html>", {}, "recording-no-sound"),
    ],
)
def test_recording_when_it_cannot_be_kept_then_it_says_why_and_nothing_is_there(
    speaker: Speaker, content: bytes, facts: dict[str, None], code: str
) -> None:
    with pytest.raises(RecordingRefusedError, match=code) as refused:
        speaker.speaks(content, "en", **facts)
    assert refused.value.findings[0].where == "belong"
    assert (rows(speaker.installation), files(speaker.installation)) == ({}, set())


def test_recording_when_nobody_agreed_to_take_part_then_nothing_is_kept(speaker: Speaker) -> None:
    with pytest.raises(UnagreedError):
        speaker.speaks(agreement=None)
    assert (rows(speaker.installation), files(speaker.installation)) == ({}, set())


def test_recording_when_the_round_is_over_or_the_answers_were_taken_back_then_nothing_is_kept(
    installation: Installation, speaker: Speaker
) -> None:
    speaker.speaks()
    withdraw(installation, speaker.key)
    with pytest.raises(GoneError, match="taken-back"):
        speaker.speaks()
    with installation.database.writing() as connection:
        over = {**vars(speaker.project), "ends_on": today() - timedelta(days=1)}
        update_project(connection, type(speaker.project)(**over))
    with pytest.raises(GoneError, match="survey-closed"):
        Speaker(installation, speaker.project).speaks()
    assert (rows(installation), files(installation)) == ({}, set())


def test_recording_when_made_again_then_the_new_one_replaces_the_old_one(speaker: Speaker) -> None:
    first, second = speaker.speaks(), speaker.speaks(OGG)
    assert first.id != second.id
    assert (rows(speaker.installation), files(speaker.installation)) == ({second.id: "draft"}, {second.id})


def test_recordings_when_sent_from_several_places_at_once_then_one_is_kept(speaker: Speaker) -> None:
    with ThreadPoolExecutor(6) as pool:
        made = {each.id for each in pool.map(lambda _: speaker.speaks(), range(12))}
    (kept,) = rows(speaker.installation)
    assert kept in made
    assert files(speaker.installation) == {kept}
    recording, content = own_recording(speaker.installation, SLUG, speaker.key, "belong")
    assert (recording.id, content) == (kept, WEBM)


def test_recording_when_it_comes_after_the_answers_were_sent_then_it_is_refused_and_those_stand(
    speaker: Speaker,
) -> None:
    kept = speaker.speaks()
    speaker.sends()
    with pytest.raises(RecordingRefusedError, match="recording-too-late"):
        speaker.speaks(OGG)
    with pytest.raises(RecordingRefusedError, match="recording-too-late"):
        speaker.deletes()
    assert (rows(speaker.installation), files(speaker.installation)) == ({kept.id: "sent"}, {kept.id})


def test_recording_when_taken_away_then_nothing_is_left_and_the_words_stay(speaker: Speaker) -> None:
    speaker.speaks()
    speaker.types(belong="The bus.", place="Easton")
    speaker.deletes()
    assert (rows(speaker.installation), files(speaker.installation)) == ({}, set())
    speaker.sends()
    assert speaker.sent
    assert speaker.sent.submission.answers["belong"].value == Words("The bus.")
    assert "recording:belong" not in speaker.sent.submission.consents


def test_taking_away_when_nothing_was_begun_then_nothing_is_written(speaker: Speaker) -> None:
    speaker.deletes()
    with speaker.installation.database.reading() as connection:
        assert connection.execute(select(drafts)).all() == []


def test_a_page_when_it_is_opened_again_then_it_knows_the_recording(speaker: Speaker) -> None:
    recording = speaker.speaks()
    here = visit(speaker.installation, SLUG, speaker.key, "en")
    section = here.asking.survey.sections[0]
    assert recorded(speaker.installation, here, speaker.key, section) == {"belong": recording}
    assert (recording.seconds, recording.size, recording.kilobytes) == (12, len(WEBM), 1)
    with pytest.raises(NotFoundError):
        own_recording(speaker.installation, SLUG, Speaker(speaker.installation, speaker.project).key, "belong")


def test_seconds_when_a_browser_tells_nonsense_then_none_are_kept(speaker: Speaker) -> None:
    assert speaker.speaks(seconds=99_999).seconds is None


def test_a_change_when_it_is_not_sent_then_the_recording_that_was_sent_stands(speaker: Speaker) -> None:
    sent = speaker.speaks()
    speaker.sends()
    begin_change(speaker.installation, speaker.key)
    other = speaker.speaks(OGG)
    assert rows(speaker.installation) == {sent.id: "sent", other.id: "draft"}
    assert files(speaker.installation) == {sent.id, other.id}
    assert speaker.sent
    assert speaker.sent.submission.answers["belong"].value == sent.id


def test_a_change_when_it_is_sent_then_the_new_recording_stands_and_the_old_one_is_gone(speaker: Speaker) -> None:
    speaker.speaks()
    speaker.sends()
    begin_change(speaker.installation, speaker.key)
    other = speaker.speaks(OGG, language="so", consent="Waan oggolahay.")
    assert speaker.sends().outcome is Outcome.CHANGED
    assert (rows(speaker.installation), files(speaker.installation)) == ({other.id: "sent"}, {other.id})
    assert speaker.sent
    consent = speaker.sent.submission.consents["recording:belong"]
    assert (consent["language"], consent["wording"]) == ("so", "Waan oggolahay.")


def test_a_change_when_the_recording_is_left_as_it_is_then_its_consent_stays_too(speaker: Speaker) -> None:
    kept = speaker.speaks()
    speaker.sends()
    begin_change(speaker.installation, speaker.key)
    speaker.types(place="Easton")
    assert speaker.sends().outcome is Outcome.CHANGED
    assert (rows(speaker.installation), files(speaker.installation)) == ({kept.id: "sent"}, {kept.id})
    assert speaker.sent
    assert speaker.sent.submission.consents["recording:belong"]["wording"] == CONSENT


def test_a_change_when_the_recording_is_taken_away_then_it_goes_with_the_sending(speaker: Speaker) -> None:
    speaker.speaks()
    speaker.types(belong="The bus.")
    speaker.sends()
    begin_change(speaker.installation, speaker.key)
    speaker.deletes()
    assert len(files(speaker.installation)) == 1
    speaker.sends()
    assert (rows(speaker.installation), files(speaker.installation)) == ({}, set())


def test_drafts_when_they_are_too_old_then_their_recordings_go_with_them(speaker: Speaker) -> None:
    speaker.speaks()
    other = Speaker(speaker.installation, speaker.project)
    kept = other.speaks()
    hashed = key_hash(speaker.installation.config.secret_key, speaker.key)
    with speaker.installation.database.writing() as connection:
        long_ago = today() - timedelta(days=speaker.installation.config.draft_days + 1)
        connection.execute(update(drafts).where(drafts.c.key_hash == hashed).values(saved_on=long_ago))
    assert expire_drafts(speaker.installation) == 1
    assert (rows(speaker.installation), files(speaker.installation)) == ({kept.id: "draft"}, {kept.id})


def test_sweep_when_the_program_starts_then_only_what_has_a_row_stays(speaker: Speaker) -> None:
    kept = speaker.speaks()
    sounds(speaker.installation).put("rc_000000000000", WEBM)
    sounds(speaker.installation).put(".0123.partial", WEBM)
    assert sweep_sounds(speaker.installation) == 0  # somebody may be busy with them
    swept = sweep_sounds(speaker.installation, starting=True)
    if speaker.installation.database.is_sqlite:
        assert (swept, files(speaker.installation)) == (2, {kept.id})
    else:
        assert swept == 0  # another worker may be
