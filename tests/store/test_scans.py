"""Scans as rows, on both databases: what is kept once, whose it is, and what is needed no more."""

from datetime import date, timedelta

import pytest

from ei_collect.answering.receipts import key_hash
from ei_collect.fieldwork.scanned import BoxReading, PageReading, Trouble
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store import scans as store
from ei_collect.store.ids import new_id
from ei_collect.store.keyings import SheetStatus, move_sheet
from ei_collect.store.scans import Scan
from ei_collect.store.tombstones import bury
from tests.operations.sheet_desk import Desks, Slip, desks_of

DAY = date(2026, 11, 23)
READ = PageReading("7K2M0V9S", 1, (BoxReading("q_age", "old", 0.3, 1.0, ticked=True),))
UNREAD = PageReading(None, None, trouble=Trouble.NO_CODE)


@pytest.fixture
def desks(installation: Installation, project: Project) -> Desks:
    return desks_of(installation, project)


def _scan(desks: Desks, sheet: Slip | None, digest: str = "") -> Scan:
    reading = READ if sheet else UNREAD
    scan = Scan(new_id("sc"), sheet.id if sheet else None, reading.page, digest or new_id("di"), reading, DAY)
    with desks.installation.database.writing() as connection:
        store.insert_scan(connection, desks.project.scope, scan)
    return scan


def test_scan_when_the_same_picture_comes_twice_then_it_is_kept_once_as_it_was_read(desks: Desks) -> None:
    sheet, scope = desks.sheet(), desks.project.scope
    first = _scan(desks, sheet, "same")
    _scan(desks, sheet, "same")
    with desks.installation.database.reading() as connection:
        assert store.scans_of_sheet(connection, scope, sheet.id) == (first,)
        assert store.find_scan(connection, scope, first.id) == first
        assert (store.has_scan(connection, scope, "same"), store.has_scan(connection, scope, "other")) == (True, False)
        assert store.count_of_scans(connection, scope) == (1, 0)


def test_scan_without_a_sheet_when_it_is_placed_then_it_is_listed_there(desks: Desks) -> None:
    sheet, scope = desks.sheet(desks.sitting(desks.person("ana", MemberRole.PARTNER))), desks.project.scope
    stray = _scan(desks, None)
    with desks.installation.database.writing() as connection:
        assert store.scans_without_sheet(connection, scope) == (stray,)
        assert store.opener_of(connection, scope, stray.id) is None
        store.place_scan(connection, scope, stray.id, sheet.id, READ)
        assert store.scans_without_sheet(connection, scope) == ()
        assert [(scan.id, scan.page) for scan in store.scans_of_sheet(connection, scope, sheet.id)] == [(stray.id, 1)]
        assert store.opener_of(connection, scope, stray.id) == desks.person("ana").user.id


def test_scans_when_needed_no_more_then_they_are_named_and_gone(desks: Desks) -> None:
    scope, sheets = desks.project.scope, [desks.sheet() for _ in range(3)]
    printed, settled, void = (_scan(desks, sheet) for sheet in sheets)
    stray = _scan(desks, None)
    with desks.installation.database.writing() as connection:
        move_sheet(connection, scope, sheets[1].id, SheetStatus.SETTLED)
        move_sheet(connection, scope, sheets[2].id, SheetStatus.VOID)
        wanted = [store.is_wanted(connection, scope, sheet.id) for sheet in sheets]
        assert set(store.delete_needless(connection, scope, DAY)) == {settled.id, void.id}
        assert store.delete_needless(connection, scope, DAY + timedelta(days=1)) == (stray.id,)
        assert store.with_pictures(connection, scope) == {printed.id}
    assert wanted == [True, False, False]


def test_scans_when_their_key_is_taken_back_then_they_go_and_are_not_wanted(desks: Desks) -> None:
    scope, sheet, other = desks.project.scope, desks.sheet(), desks.sheet()
    scan, stays = _scan(desks, sheet), _scan(desks, other)
    with desks.installation.database.writing() as connection:
        hashed = _key_hash(desks, sheet)
        assert store.delete_of_key(connection, scope, hashed) == (scan.id,)
        bury(connection, scope, hashed, DAY)
        assert not store.is_wanted(connection, scope, sheet.id)
        assert store.with_pictures(connection, scope) == {stays.id}
        assert store.delete_scan(connection, scope, stays.id) == (stays.id,)


def _key_hash(desks: Desks, sheet: Slip) -> str:
    return key_hash(desks.installation.config.secret_key, sheet.key)
