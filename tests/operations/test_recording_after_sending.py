"""A spoken answer once it was sent: what the code opens of it, and what becomes of others that come later."""

import pytest
from sqlalchemy import select, update

from ei_collect.answering.response import Missing
from ei_collect.errors import NotFoundError
from ei_collect.operations.changing import begin_change
from ei_collect.operations.expiring import expire_drafts
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import Outcome
from ei_collect.operations.recording import RecordingRefusedError, own_recording, recorded
from ei_collect.operations.standing import CHANGE, visit
from ei_collect.operations.withdrawing import withdraw
from ei_collect.projects.project import Project
from ei_collect.store.conflicts import conflicts_of
from ei_collect.store.tables import drafts, recordings
from tests.answering.sending import saves
from tests.operations.speaking import Speaker, files
from tests.sounds import OGG, SLUG, publish_spoken


@pytest.fixture
def speaker(installation: Installation, project: Project) -> Speaker:
    """Somebody who has not begun yet."""
    publish_spoken(installation, project)
    return Speaker(installation, project)


def rows(installation: Installation) -> dict[str, str]:
    """Every recording with its state."""
    with installation.database.reading() as connection:
        return {row.id: row.state for row in connection.execute(select(recordings))}


def test_changes_when_other_answers_stand_by_then_then_each_recording_is_kept_for_review(speaker: Speaker) -> None:
    first = speaker.speaks()
    speaker.sends()
    second, third = (conflicting(speaker), conflicting(speaker))
    assert rows(speaker.installation) == {first.id: "sent", second: "other", third: "other"}
    with speaker.installation.database.reading() as connection:
        kept = conflicts_of(connection, speaker.project.scope, after=None, limit=9)
    assert {each.others["belong"].value for each in kept} == {second, third}
    expire_drafts(speaker.installation)
    assert files(speaker.installation) == {first.id, second, third}
    withdraw(speaker.installation, speaker.key)
    assert (rows(speaker.installation), files(speaker.installation)) == ({}, set())


def conflicting(speaker: Speaker) -> str:
    """Record and send a change of answers that are no longer those that stand; the id of its recording."""
    begin_change(speaker.installation, speaker.key)
    recording = speaker.speaks(OGG)
    with speaker.installation.database.writing() as connection:
        connection.execute(update(drafts).where(drafts.c.section == CHANGE).values(form={"of": ["0" * 64]}))
    assert speaker.sends().outcome is Outcome.CONFLICT
    return recording.id


@pytest.mark.parametrize("begins", [False, True])
def test_recording_when_a_page_was_typed_again_after_sending_then_that_opens_neither_words_nor_sound(
    speaker: Speaker, begins: bool
) -> None:
    kept = speaker.speaks()
    speaker.types(belong="The bus.", place="Easton")
    speaker.sends()
    if begins:
        saves(speaker.installation, SLUG, speaker.key, "words", {"q_may_quote": ["no"]})
    else:
        speaker.types()
    for attempt in (speaker.speaks, speaker.deletes):
        with pytest.raises(RecordingRefusedError, match="recording-too-late"):
            attempt()
    with pytest.raises(NotFoundError):
        own_recording(speaker.installation, SLUG, speaker.key, "belong")
    here = visit(speaker.installation, SLUG, speaker.key, "en")
    assert not here.standing.form("tell")
    assert here.standing.answers["belong"].value is here.standing.answers["place"].value is Missing.SKIPPED
    assert recorded(speaker.installation, here, speaker.key, here.asking.survey.sections[0]) == {}
    assert (rows(speaker.installation), files(speaker.installation)) == ({kept.id: "sent"}, {kept.id})


def test_a_draft_when_it_names_what_was_sent_though_nothing_is_changed_then_it_does_not_open_it(
    speaker: Speaker,
) -> None:
    kept = speaker.speaks()
    speaker.sends()
    speaker.types(place="Easton")
    with speaker.installation.database.writing() as connection:
        connection.execute(update(drafts).values(form={"q_belong.recording": [kept.id]}))
    with pytest.raises(NotFoundError):
        own_recording(speaker.installation, SLUG, speaker.key, "belong")
    here = visit(speaker.installation, SLUG, speaker.key, "en")
    assert recorded(speaker.installation, here, speaker.key, here.asking.survey.sections[0]) == {}


def test_an_old_page_when_it_is_sent_again_after_the_recording_then_the_answers_are_the_same(speaker: Speaker) -> None:
    kept = speaker.speaks()
    speaker.types(place="Easton")
    speaker.sends()
    speaker.types(place="Easton")
    assert speaker.sends().outcome is Outcome.SAME
    assert (rows(speaker.installation), files(speaker.installation)) == ({kept.id: "sent"}, {kept.id})


def test_a_change_when_it_is_begun_then_the_recording_that_was_sent_can_be_heard(speaker: Speaker) -> None:
    kept = speaker.speaks()
    speaker.sends()
    begin_change(speaker.installation, speaker.key)
    assert own_recording(speaker.installation, SLUG, speaker.key, "belong")[0] == kept
