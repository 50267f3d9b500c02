"""What came in of a photo and is not whole: it goes with its owner at once, and with time by itself."""

import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import update

from ei_collect.answering.receipts import key_hash, mint
from ei_collect.errors import BusyError, NotFoundError
from ei_collect.operations.expiring import expire_drafts
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.photographing import PhotoSent
from ei_collect.operations.pictures import staging
from ei_collect.operations.uploading import (
    Piece,
    forget_unfinished,
    progress,
    staged_name,
    take_piece,
    take_whole,
)
from ei_collect.operations.withdrawing import withdraw
from ei_collect.projects.project import Project
from ei_collect.store.tables import drafts
from tests.answering.sending import AGREED
from tests.operations.photographing import Maker, staged
from tests.photographs import SLUG, photo, publish_pictured_day

UPLOAD = "0123456789abcdef"


@pytest.fixture
def maker(installation: Installation, project: Project, tmp_path: Path) -> Maker:
    """Somebody who has not begun yet."""
    publish_pictured_day(installation, project)
    return Maker(installation, project, tmp_path)


def begins(maker: Maker, upload: str = UPLOAD) -> str:
    """Send the first half of a photo; the name under which it waits for the other one."""
    content = photo(9)
    sent = PhotoSent(upload, "en", agreement=AGREED)
    piece = Piece(0, len(content), content[: len(content) // 2], sent)
    assert take_piece(maker.installation, SLUG, maker.key, "pictures", piece).photo is None
    return staged_name(maker.installation, SLUG, maker.key, "pictures", upload)


def test_name_when_a_photo_is_on_its_way_then_it_tells_the_owner_to_nobody_but_us(maker: Maker) -> None:
    named = begins(maker)
    owner, _, rest = named.partition(".")
    assert staged(maker.installation) == {named}
    assert (len(owner), len(rest)) == (32, 64)
    hashed = key_hash(maker.installation.config.secret_key, maker.key)
    assert not {maker.key, hashed[:32], hashed} & {owner, rest}


def test_withdrawal_when_photos_are_on_their_way_then_they_are_gone_with_it_and_those_of_others_stay(
    maker: Maker,
) -> None:
    other = Maker(maker.installation, maker.project, maker.folder)
    theirs = begins(other)
    maker.adds()
    begins(maker)
    begins(maker, UPLOAD[::-1])
    withdraw(maker.installation, maker.key)
    assert staged(maker.installation) == {theirs}
    assert progress(maker.installation, SLUG, other.key, "pictures", UPLOAD).offset


def test_withdrawal_when_nothing_else_was_kept_yet_then_what_is_on_its_way_goes_all_the_same(maker: Maker) -> None:
    begins(maker)
    with pytest.raises(NotFoundError):
        withdraw(maker.installation, maker.key)
    assert staged(maker.installation) == set()


def test_withdrawal_when_a_piece_comes_at_that_very_moment_then_nothing_of_it_is_there_afterwards(
    maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker.adds()

    def withdrawn_first(*_: object) -> None:
        withdraw(maker.installation, maker.key)

    monkeypatch.setattr("ei_collect.operations.uploading.check_welcome", withdrawn_first)
    with pytest.raises(BusyError):
        begins(maker)
    assert staged(maker.installation) == set()


def test_leaving_when_photos_are_on_their_way_then_they_are_gone_and_what_was_kept_stays(maker: Maker) -> None:
    kept = maker.adds()
    begins(maker)
    forget_unfinished(maker.installation, [maker.key, mint()])
    assert staged(maker.installation) == set()
    assert maker.adds().id == kept.id


def test_drafts_when_they_expire_then_what_is_on_its_way_under_their_code_goes_at_once(maker: Maker) -> None:
    maker.adds()
    begins(maker)
    with maker.installation.database.writing() as connection:
        long_ago = today() - timedelta(days=maker.installation.config.draft_days + 1)
        connection.execute(update(drafts).values(saved_on=long_ago))
    assert expire_drafts(maker.installation) == 1
    assert staged(maker.installation) == set()


def test_a_photo_when_somebody_begins_another_one_then_those_left_for_ten_minutes_go(maker: Maker) -> None:
    def ages(named: str) -> None:
        os.utime(staging(maker.installation).folder / named, (0, 0))

    ages(begins(maker))
    other = Maker(maker.installation, maker.project, maker.folder)
    theirs = begins(other)
    assert staged(maker.installation) == {theirs}
    ages(theirs)
    sent = PhotoSent("", "en", agreement=AGREED)
    take_whole(maker.installation, SLUG, maker.key, "pictures", stream=BytesIO(photo(3)), sent=sent)
    assert staged(maker.installation) == set()
