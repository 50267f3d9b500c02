"""Photos and recordings from shared tablets: kept once, with their answers or not at all, in whatever order they come."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select, update

from ei_collect.answering.kinds.photo import photos_of
from ei_collect.answering.photographs import Feeling, Showing
from ei_collect.answering.response import Missing, Words
from ei_collect.errors import BusyError, CollectError, InputError, UnreadableError
from ei_collect.operations import queue_files
from ei_collect.operations.arriving import Arrival
from ei_collect.operations.expiring import expire_drafts
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.photographing import cleaner
from ei_collect.operations.pictures import photo_objects
from ei_collect.operations.projects import set_project
from ei_collect.operations.queue_files import import_file
from ei_collect.operations.sitting import close_sitting
from ei_collect.operations.sounds import sounds
from ei_collect.operations.tablet_files import receive_file
from ei_collect.operations.tablets import unlock
from ei_collect.operations.withdrawing import withdraw
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.photos import SentPhoto, sent_photos
from ei_collect.store.tables import drafts, photos, recordings
from tests.coded import joins
from tests.fieldwork.sealed import seal_file
from tests.operations.photographing import files, staged
from tests.operations.sitting_opening import opened
from tests.operations.tablet_files import CONSENT, Holder, publish_spoken_day
from tests.photographs import SLUG, photo
from tests.sounds import WEBM


@pytest.fixture
def holder(installation: Installation, project: Project) -> Holder:
    """Somebody who holds a tablet of a sitting with photos and a spoken answer."""
    version = publish_spoken_day(installation, project)
    partner = joins(installation, project, "partner@example.org", MemberRole.PARTNER)
    sitting = opened(installation, project, partner, surveys=(SLUG,), languages=("en", "ar"))
    ready = unlock(installation, project.scope, sitting.code, "4711")
    return Holder(installation, project, version, ready)


def kept(holder: Holder) -> list[SentPhoto]:
    """The photos that are data."""
    with holder.installation.database.reading() as connection:
        return sorted(sent_photos(connection, holder.project.scope), key=lambda each: each.answer.caption is None)


def states(holder: Holder) -> list[str]:
    """Of every photo and recording that has a row, whether it was sent."""
    with holder.installation.database.reading() as connection:
        return [*connection.scalars(select(photos.c.state)), *connection.scalars(select(recordings.c.state))]


def test_photos_and_a_recording_when_they_come_with_their_answers_then_all_is_kept_with_what_was_said(
    holder: Holder, tmp_path: Path
) -> None:
    holder.takes(1, caption="The bench", feeling="less", showing="published")
    holder.takes(2)
    holder.speaks(WEBM)
    assert [each.arrival for each in holder.sends(*holder.sealed)] == [Arrival.KEPT] * 3
    assert states(holder) == ["draft"] * 3
    assert kept(holder) == []
    assert holder.finishes().arrival is Arrival.KEPT
    assert states(holder) == ["sent"] * 3
    first, second = kept(holder)
    assert (first.answer.caption, first.answer.feeling) == (Words("The bench"), Feeling.LESS)
    assert (first.answer.showing, second.answer.showing) == (Showing.PUBLISHED, Showing.RESEARCH)
    for number, each in ((1, first), (2, second)):
        (path := tmp_path / "photo").write_bytes(photo(number))
        clean = cleaner(holder.installation).clean(path).picture
        assert each.photo.digest == sha256(clean).hexdigest()
        assert photo_objects(holder.installation).read(each.photo.names[0]) == clean
    response = holder.sent
    assert response is not None
    assert response.submission.consents["recording:story"]["wording"] == CONSENT
    assert sounds(holder.installation).read(str(response.submission.answers["story"].value)) is not None
    with holder.installation.database.reading() as connection:
        assert connection.execute(select(drafts)).all() == []
    assert staged(holder.installation) == set()


def test_everything_when_sent_again_in_any_order_then_it_is_there_once(holder: Holder) -> None:
    names = [holder.takes(1), holder.takes(2), holder.speaks(WEBM)]
    for _ in range(2):
        assert {each.arrival for each in holder.sends(*names, *names)} == {Arrival.KEPT}
    assert holder.finishes().arrival is Arrival.KEPT
    before = files(holder.installation)
    assert {each.arrival for each in holder.sends(*names)} == {Arrival.KEPT}
    assert holder.finishes().arrival is Arrival.KEPT
    assert states(holder) == ["sent"] * 3
    assert files(holder.installation) == before
    assert len(before) == 4


def test_photo_when_sent_twice_at_once_then_it_is_there_once(holder: Holder) -> None:
    name = holder.takes(1)
    with ThreadPoolExecutor(4) as at_once:
        arrived = list(at_once.map(lambda _: holder.sends(name)[0].arrival, range(4)))
    assert arrived == [Arrival.KEPT] * 4
    assert len(files(holder.installation)) == 2
    assert states(holder) == ["draft"]


def test_answers_when_a_file_is_not_here_then_they_wait_and_name_it(holder: Holder) -> None:
    here, missing, spoken = holder.takes(1), holder.takes(2), holder.speaks(WEBM)
    holder.sends(here)
    arrived = holder.finishes()
    assert (arrived.arrival, arrived.missing) == (Arrival.WAITS, (missing, spoken))
    assert holder.sent is None
    assert states(holder) == ["draft"]
    holder.sends(missing, spoken)
    assert holder.finishes().arrival is Arrival.KEPT


def test_photo_when_refused_for_good_then_the_answers_are_kept_with_its_caption_and_the_other_photo(
    holder: Holder,
) -> None:
    broken = holder.takes(content=b"\0\0\0\x18ftypheic no picture at all", caption="My street")
    holder.takes(1, caption="The bench")
    holder.form["q_place"] = ["A market"]
    refused, good = holder.sends(*holder.sealed)
    assert (refused.arrival, refused.why) == (Arrival.REFUSED, "photo-broken")
    assert good.arrival is Arrival.KEPT
    assert holder.finishes().missing == (broken,)
    for _ in range(2):
        assert holder.finishes(broken).arrival is Arrival.KEPT
    response = holder.sent
    assert response is not None
    told = photos_of(response.submission.answers["pictures"].value)
    assert [each.caption for each in told] == [Words("My street"), Words("The bench")]
    assert [each.photo.id for each in kept(holder)] == [told[1].photo]
    assert response.submission.answers["place"].value == Words("A market")


def test_recording_when_refused_for_good_then_what_was_written_is_kept(holder: Holder) -> None:
    name = holder.speaks(b"no sound")
    holder.form["q_story"] = ["In writing"]
    assert holder.sends(name)[0].why == "recording-no-sound"
    assert holder.finishes(name).arrival is Arrival.KEPT
    response = holder.sent
    assert response is not None
    assert response.submission.answers["story"].value == Words("In writing")
    assert "recording:story" not in response.submission.consents


def test_recording_when_nobody_agreed_to_it_then_refused(holder: Holder) -> None:
    assert holder.sends(holder.speaks(WEBM, consent=None))[0].why == "recording-not-agreed"
    assert states(holder) == []


@pytest.mark.parametrize("moment", ["before the answers", "after them"])
def test_code_when_taken_back_then_late_files_and_answers_bring_nothing_back(holder: Holder, moment: str) -> None:
    names = [holder.takes(1), holder.speaks(WEBM)]
    holder.sends(*names)
    if moment == "after them":
        holder.finishes()
    withdraw(holder.installation, holder.key)
    late = holder.takes(2)
    assert {each.arrival for each in holder.sends(*names, late)} == {Arrival.TAKEN_BACK}
    assert holder.finishes().arrival is Arrival.TAKEN_BACK
    assert (states(holder), files(holder.installation), holder.sent) == ([], set(), None)
    assert staged(holder.installation) == set()


def test_photo_when_its_draft_has_expired_then_the_answers_ask_for_it_again(holder: Holder) -> None:
    name = holder.takes(1)
    holder.sends(name)
    with holder.installation.database.writing() as connection:
        connection.execute(update(drafts).values(saved_on=today() - timedelta(days=400)))
    expire_drafts(holder.installation)
    assert (states(holder), files(holder.installation)) == ([], set())
    assert holder.finishes().missing == (name,)
    holder.sends(name)
    assert holder.finishes().arrival is Arrival.KEPT
    assert len(kept(holder)) == 1


def test_photo_when_it_comes_after_answers_that_do_not_name_it_then_it_is_no_data(holder: Holder) -> None:
    holder.finishes()
    late = holder.takes(1)
    assert holder.sends(late)[0].why == "photo-too-late"
    assert (states(holder), files(holder.installation)) == ([], set())


def test_photos_when_more_come_than_there_can_be_then_refused(holder: Holder) -> None:
    names = [holder.takes(number) for number in range(5)]
    assert [each.why for each in holder.sends(*names)] == ["", "", "", "", "photo-too-many"]


def test_files_when_the_sitting_and_the_round_are_over_then_still_taken(holder: Holder) -> None:
    close_sitting(holder.installation, holder.project.scope, holder.sitting)
    set_project(holder.installation, holder.project.slug, {"ends_on": date(2020, 1, 1)})
    holder.takes(1)
    holder.speaks(WEBM)
    assert holder.sends_all() is Arrival.KEPT
    assert states(holder) == ["sent"] * 2


def test_photo_when_the_machine_is_busy_then_it_is_to_be_sent_again_and_nothing_is_left(
    holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise BusyError.of("photo-busy", "is busy", where="photos", mend="Wait.")

    name = holder.takes(1)
    with monkeypatch.context() as now:
        now.setattr("ei_collect.operations.tablet_files.photo_made_ready", busy)
        with pytest.raises(BusyError):
            holder.sends(name)
    assert (states(holder), staged(holder.installation)) == ([], set())
    assert holder.sends_all() is Arrival.KEPT


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"key": "no code"}, "receipt-unreadable"),
        ({"survey": "town"}, "record-of-another"),
        ({"version": "sv_elsewhere"}, "record-of-another"),
        ({"language": "so"}, "record-language"),
        ({"question": "place"}, "question-unknown"),
        ({"name": "../../photo"}, "record-unreadable"),
        ({"agreement": ""}, "record-unreadable"),
    ],
)
def test_file_when_no_tablet_can_have_sent_it_then_refused_by_name(
    holder: Holder, change: dict[str, str], why: str
) -> None:
    holder.told |= change
    told = {"question": "pictures", "name": "ph_000000000000", **change}
    visit = {part: holder.told[part] for part in ("key", "survey", "version", "language", "agreement")}
    content = seal_file({**visit, **told}, photo(), holder.sitting.sealing, holder.sitting.code)
    arrived = receive_file(holder.installation, holder.sitting.code, content)
    assert (arrived.arrival, arrived.why) == (Arrival.REFUSED, why)
    for nothing in (b"", b"ei2", content[:-1]):
        assert receive_file(holder.installation, holder.sitting.code, nothing).why == "record-sealed-otherwise"
    assert receive_file(holder.installation, holder.sitting.code, bytes(18_000_000)).why == "file-too-big"
    assert states(holder) == []


def test_person_when_going_on_with_their_code_before_the_answers_arrive_then_nothing_of_either_is_lost(
    holder: Holder,
) -> None:
    holder.takes(1)
    holder.sends(*holder.sealed)
    other = replace(holder, form={}, sealed={})
    other.told = {**holder.told, "sections": {}}
    assert other.finishes().arrival is Arrival.KEPT  # the same code, without the photo
    assert holder.finishes().missing == tuple(holder.sealed)
    assert holder.sent is not None
    assert holder.sent.submission.answers["pictures"].value is Missing.SKIPPED


def test_saved_file_when_imported_twice_and_after_a_power_cut_then_everything_counts_once(
    holder: Holder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = holder.takes(content=b"no picture")
    holder.takes(1, caption="The bench")
    holder.speaks(WEBM)
    file = holder.saves(tmp_path / "unsent.json")
    other = replace(holder, form={}, sealed={})
    other.takes(2)
    other.saves(file)
    with monkeypatch.context() as cut, suppress(CollectError):
        cut.setattr(queue_files, "receive", lambda *_: (_ for _ in ()).throw(BusyError(())))
        list(import_file(holder.installation, file))
    assert set(states(holder)) == {"draft"}
    expected = [Arrival.REFUSED, Arrival.KEPT, Arrival.KEPT, Arrival.KEPT, Arrival.KEPT, Arrival.KEPT]
    for _ in range(2):
        assert [each.arrival for each in import_file(holder.installation, file)] == expected
    assert states(holder) == ["sent"] * 3
    assert holder.finishes(broken).arrival is Arrival.KEPT


@pytest.mark.sqlite_only
def test_saved_file_when_photos_are_lacking_or_it_is_damaged_then_told_by_line(holder: Holder, tmp_path: Path) -> None:
    holder.takes(1)
    file = holder.saves(tmp_path / "unsent.json")
    lines = file.read_text().splitlines(keepends=True)
    file.write_text(lines[1])
    assert [each.arrival for each in import_file(holder.installation, file)] == [Arrival.WAITS]
    for damaged in (lines[0][:-40], '{"sitting": "x"}\n', '{"sitting": "x", "file": "no bytes"}\n', "3\n", "[]\n"):
        file.write_text(damaged)
        with pytest.raises(InputError, match="line 1"):
            list(import_file(holder.installation, file))
    with pytest.raises(UnreadableError):
        list(import_file(holder.installation, tmp_path / "nowhere"))
