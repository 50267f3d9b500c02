"""Photos on their way: kept, named once, taken away, sent, changed, and what becomes of their files and captions."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select, update

from ei_collect.answering.kinds.photo import photos_of
from ei_collect.answering.photographs import PhotoAnswer, Photos
from ei_collect.answering.receipts import key_hash
from ei_collect.answering.response import Missing, Words
from ei_collect.errors import GoneError, NotFoundError
from ei_collect.operations.changing import begin_change
from ei_collect.operations.expiring import expire_drafts
from ei_collect.operations.holding import UnagreedError
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import Outcome, today
from ei_collect.operations.photographing import PhotoUnwantedError, own_photo
from ei_collect.operations.pictures import photo_objects, staging, sweep_photos
from ei_collect.operations.places import ship_wards
from ei_collect.operations.suggesting import questions_to_code
from ei_collect.operations.withdrawing import withdraw
from ei_collect.photos.covering import Box
from ei_collect.photos.refusal import PhotoRefusedError
from ei_collect.projects.project import Project
from ei_collect.store.conflicts import conflicts_of
from ei_collect.store.photos import Photo, sent_photos
from ei_collect.store.projects import update_project
from ei_collect.store.queues import Wanted, queued_texts
from ei_collect.store.tables import drafts, photos, texts
from ei_collect.store.texts import all_texts
from ei_collect.survey.definition import CAPTION
from tests.answering.sending import saves
from tests.operations.photographing import Maker, files, staged
from tests.photographs import SLUG, photo, publish_pictured_day

WARD = "E05010885"


@pytest.fixture
def maker(installation: Installation, project: Project, tmp_path: Path) -> Maker:
    """Somebody who has not begun yet, in a town with its wards."""
    ship_wards(installation)
    publish_pictured_day(installation, project)
    return Maker(installation, project, tmp_path)


def rows(installation: Installation) -> dict[str, str]:
    """Every photo with its state."""
    with installation.database.reading() as connection:
        return {row.id: row.state for row in connection.execute(select(photos))}


def captions(installation: Installation) -> dict[str, tuple[str, str]]:
    """Every text that is kept, by what it is filed under: its id and its words."""
    with installation.database.reading() as connection:
        return {row.question: (row.id, row.body) for row in connection.execute(select(texts))}


def names(*kept: Photo) -> set[str]:
    """The files of these photos."""
    return {name for each in kept for name in each.names}


def test_photo_when_kept_then_it_is_whole_by_its_digest_and_nothing_of_what_came_is_left(maker: Maker) -> None:
    kept = maker.adds()
    seen, content = own_photo(maker.installation, SLUG, maker.key, "pictures", kept.id)
    assert (seen.id, seen.digest, seen.size) == (kept.id, sha256(content).hexdigest(), len(content))
    assert (seen.width, seen.height, len(seen.likeness)) == (120, 80, 16)
    small = own_photo(maker.installation, SLUG, maker.key, "pictures", kept.id, small=True)[1]
    assert small.startswith(b"\xff\xd8")
    assert (files(maker.installation), staged(maker.installation)) == (names(kept), set())
    assert rows(maker.installation) == {kept.id: "draft"}


def test_photo_when_it_comes_twice_or_in_several_tabs_at_once_then_it_is_kept_once(maker: Maker) -> None:
    first = maker.adds(1)
    with ThreadPoolExecutor(4) as pool:
        same = {each.id for each in pool.map(lambda _: maker.adds(1), range(4))}
        others = {each.id for each in pool.map(lambda _: maker.adds(2), range(4))}
    assert same == {first.id}
    assert len(others) == 1
    assert set(rows(maker.installation)) == same | others
    assert len(files(maker.installation)) == 4


def test_photos_when_sent_then_each_stands_with_what_was_said_and_its_caption_is_coded_like_any_text(
    maker: Maker,
) -> None:
    one, two = maker.adds(1), maker.adds(2)
    maker.says(one, two, caption=("The bench", "The bridge"), where=(WARD, "on_a_route"), feeling=("connected", "less"))
    assert maker.sends().outcome is Outcome.NEW
    assert maker.sent
    first, second = photos_of(maker.sent.submission.answers["pictures"].value)
    assert (first.photo, first.caption, first.where) == (one.id, Words("The bench"), WARD)
    assert second.feeling == "less"
    assert rows(maker.installation) == {one.id: "sent", two.id: "sent"}
    with maker.installation.database.reading() as connection:
        found = {each.photo.id: each for each in sent_photos(connection, maker.project.scope)}
        coded = {text.body: text for text in all_texts(connection, maker.project.scope)}
        asked = [(SLUG, f"pictures{CAPTION}")]
        waiting = queued_texts(connection, maker.project.scope, Wanted(asked), after=None, limit=9)
    assert found[one.id].answer == first
    assert (found[two.id].survey_slug, found[two.id].response_id) == (SLUG, maker.sent.id)
    assert coded["The bench"].question == f"pictures.{one.id}"
    assert (coded["The bench"].place_ward, coded["The bridge"].place_ward) == (WARD, None)
    assert set(waiting) == {text.id for text in coded.values()}


def test_questions_to_code_when_photos_are_asked_for_then_their_captions_are_among_them(
    installation: Installation, project: Project
) -> None:
    version = publish_pictured_day(installation, project)
    assert (SLUG, f"pictures{CAPTION}") in questions_to_code([version])


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "photo-empty"), (b"<svg/>", "photo-no-picture"), (photo(1)[:-300], "photo-broken")]
)
def test_photo_when_it_cannot_be_used_then_it_says_why_and_nothing_is_there(
    maker: Maker, content: bytes, code: str
) -> None:
    with pytest.raises(PhotoRefusedError, match=code):
        maker.adds(1, content)
    assert (rows(maker.installation), files(maker.installation)) == ({}, set())


def test_photo_when_there_are_as_many_as_there_can_be_then_it_is_refused_until_one_is_taken_away(maker: Maker) -> None:
    kept = [maker.adds(number) for number in range(4)]
    with pytest.raises(PhotoUnwantedError, match="photo-too-many"):
        maker.adds(4)
    maker.takes_away(kept[0])
    maker.adds(4)
    assert len(files(maker.installation)) == 8


def test_photo_when_nobody_agreed_or_the_round_is_over_or_it_is_no_such_question_then_nothing_is_kept(
    maker: Maker, installation: Installation
) -> None:
    with pytest.raises(UnagreedError):
        maker.adds(agreement=None)
    maker.adds()
    withdraw(installation, maker.key)
    with pytest.raises(GoneError, match="taken-back"):
        maker.adds()
    with pytest.raises(NotFoundError):
        own_photo(installation, SLUG, maker.key, "place", "ph_000000000000")
    with installation.database.writing() as connection:
        over = {**vars(maker.project), "ends_on": today() - timedelta(days=1)}
        update_project(connection, type(maker.project)(**over))
    with pytest.raises(GoneError, match="survey-closed"):
        Maker(installation, maker.project, maker.folder).adds()
    assert (rows(installation), files(installation)) == ({}, set())


def test_photo_when_the_person_would_rather_not_say_then_it_goes_with_the_sending(maker: Maker) -> None:
    kept = maker.adds()
    maker.says(kept, caption=("Mine",), place="Here")
    form = {"q_pictures_pnts": ["1"], "asked": ["pictures"]}
    saves(maker.installation, SLUG, maker.key, "show", form)
    assert files(maker.installation) == names(kept)  # unticked again, it would be the answer
    maker.sends()
    assert maker.sent
    assert maker.sent.submission.answers["pictures"].value is Missing.PREFER_NOT_TO_SAY
    assert (rows(maker.installation), files(maker.installation)) == ({}, set())


def test_answers_when_taken_back_then_no_file_and_no_caption_is_left(maker: Maker) -> None:
    kept = maker.adds()
    maker.says(kept, caption=("A secret of mine",))
    maker.sends()
    withdraw(maker.installation, maker.key)
    assert (rows(maker.installation), files(maker.installation), captions(maker.installation)) == ({}, set(), {})


def test_drafts_when_they_are_too_old_then_their_photos_go_with_them(maker: Maker) -> None:
    maker.adds()
    other = Maker(maker.installation, maker.project, maker.folder)
    kept = other.adds()
    hashed = key_hash(maker.installation.config.secret_key, maker.key)
    with maker.installation.database.writing() as connection:
        long_ago = today() - timedelta(days=maker.installation.config.draft_days + 1)
        connection.execute(update(drafts).where(drafts.c.key_hash == hashed).values(saved_on=long_ago))
    assert expire_drafts(maker.installation) == 1
    assert (rows(maker.installation), files(maker.installation)) == ({kept.id: "draft"}, names(kept))


def test_photo_when_it_comes_after_the_answers_were_sent_then_it_is_refused_and_those_stand(maker: Maker) -> None:
    kept = maker.adds()
    maker.sends()
    with pytest.raises(PhotoUnwantedError, match="photo-too-late"):
        maker.adds(1)
    maker.takes_away(kept)
    assert (rows(maker.installation), files(maker.installation)) == ({kept.id: "sent"}, names(kept))


def test_a_change_when_sent_then_new_photos_stand_old_ones_go_and_same_captions_keep_their_texts(maker: Maker) -> None:
    one, two, three = (maker.adds(number) for number in range(3))
    maker.says(one, two, three, caption=("One", "Two", "Three"))
    maker.sends()
    before = captions(maker.installation)
    begin_change(maker.installation, maker.key)
    maker.takes_away(one)
    four = maker.adds(4)
    assert set(rows(maker.installation).values()) == {"sent", "draft"}
    assert own_photo(maker.installation, SLUG, maker.key, "pictures", two.id)[0].id == two.id
    maker.says(two, three, four, caption=("Two", "Three, and more", "Four"))
    assert maker.sends().outcome is Outcome.CHANGED
    after = captions(maker.installation)
    assert set(rows(maker.installation)) == {two.id, three.id, four.id}
    assert files(maker.installation) == names(two, three, four)
    assert after[f"pictures.{two.id}"] == before[f"pictures.{two.id}"]
    assert after[f"pictures.{three.id}"][1] == "Three, and more"
    assert after[f"pictures.{three.id}"][0] != before[f"pictures.{three.id}"][0]
    assert f"pictures.{one.id}" not in after
    assert maker.sent
    said = photos_of(maker.sent.submission.answers["pictures"].value)
    assert [each.caption and each.caption.body for each in said] == ["Two", "Three, and more", "Four"]


def test_a_change_when_a_photo_is_taken_away_and_added_again_then_it_is_the_same_one(maker: Maker) -> None:
    kept = maker.adds(1)
    maker.sends()
    begin_change(maker.installation, maker.key)
    maker.takes_away(kept)
    assert maker.adds(1).id == kept.id
    maker.sends()
    assert (rows(maker.installation), files(maker.installation)) == ({kept.id: "sent"}, names(kept))


def test_other_answers_under_the_same_code_when_sent_then_the_photos_that_stand_are_theirs_too(maker: Maker) -> None:
    kept = maker.adds()
    maker.says(kept, caption=("Mine",))
    maker.sends()
    maker.says(place="Somewhere else")
    assert maker.sends().outcome is Outcome.CONFLICT
    assert (rows(maker.installation), files(maker.installation)) == ({kept.id: "sent"}, names(kept))
    with maker.installation.database.reading() as connection:
        (conflict,) = conflicts_of(connection, maker.project.scope, after=None, limit=9)
    assert conflict.others["pictures"].value == Photos((PhotoAnswer(kept.id, Words("Mine")),))


def test_faces_when_the_survey_says_so_then_they_are_covered_before_anything_is_kept(
    maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = "ei_collect.operations.photographing"
    covered = Box(0.25, 0.25, 0.5, 0.5)

    def faces_covered(cleaner: object, cleaned: object) -> tuple[object, tuple[Box, ...]]:
        return cleaned, (covered,)

    monkeypatch.setattr(f"{where}.faces_covered", faces_covered)
    assert maker.adds(1).covers == ()
    question = next(iter(publish_pictured_day(maker.installation, maker.project).survey.questions()))
    monkeypatch.setattr(f"{where}.check_welcome", lambda *_: type(question)(**{**vars(question), "faces": True}))
    kept = maker.adds(2)
    seen, _ = own_photo(maker.installation, SLUG, maker.key, "pictures", kept.id)
    assert [list(cover) for cover in seen.covers] == [[0.25, 0.25, 0.5, 0.5]]


def test_sweep_when_files_have_no_row_then_they_go_and_what_is_on_its_way_stays_for_its_sender(maker: Maker) -> None:
    kept = maker.adds()
    photo_objects(maker.installation).put("ph_000000000000.jpg", photo(7))
    with staging(maker.installation).held("begun") as path:
        staging(maker.installation).append(path, 0, b"half")
    assert sweep_photos(maker.installation) == 0  # somebody may be busy with them
    swept = sweep_photos(maker.installation, starting=True)
    if maker.installation.database.is_sqlite:
        assert (swept, files(maker.installation)) == (1, names(kept))
    assert staged(maker.installation) == {"begun"}
