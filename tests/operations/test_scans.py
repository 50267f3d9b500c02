"""Scans brought in: each page finds its sheet, is kept as long as it is needed, and goes with what it shows."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ei_collect.errors import InputError, NotFoundError
from ei_collect.fieldwork.scanned import Trouble
from ei_collect.operations import scan_files
from ei_collect.operations.desk import Keyer
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.scan_files import drop_needless_scans, scan_objects, sweep_scans
from ei_collect.operations.scan_showing import picture_of
from ei_collect.operations.scans import BroughtIn, Outcome, bring_in, place, remove
from ei_collect.operations.withdrawing import withdraw
from ei_collect.projects.project import MemberRole, Project, User
from ei_collect.store import scans as store
from ei_collect.store.keyings import SheetStatus, move_sheet
from ei_collect.store.tombstones import bury
from tests.coded import joins
from tests.fieldwork.hall import Hall, hall
from tests.fieldwork.pens import Picture

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def researcher(installation: Installation, project: Project) -> User:
    return joins(installation, project, "asha@example.org", MemberRole.RESEARCHER)


@pytest.fixture
def sheets(installation: Installation, project: Project) -> Hall:
    """Two sheets that belong to no sitting."""
    return hall(installation, project, 2)


def _file(folder: Path, name: str, page: Picture) -> tuple[str, Path]:
    Image.fromarray(page).save(folder / name)
    return name, folder / name


def _brings(sheets: Hall, *files: tuple[str, Path]) -> list[BroughtIn]:
    return list(bring_in(sheets.installation, sheets.project.scope, files))


def _first(sheets: Hall, folder: Path) -> BroughtIn:
    """The first page of the first sheet, brought in."""
    page = sheets.pages()[0]
    (told,) = _brings(sheets, _file(folder, "first.png", page))
    return told


def _ids(sheets: Hall) -> frozenset[str]:
    with sheets.installation.database.reading() as connection:
        return store.with_pictures(connection, sheets.project.scope)


def _files(sheets: Hall) -> set[str]:
    return set(scan_objects(sheets.installation).names())


def test_page_when_brought_in_then_it_is_beside_its_sheet_with_its_picture(sheets: Hall, tmp_path: Path) -> None:
    told = _first(sheets, tmp_path)
    sheet = sheets.made.sheets[0]
    boxes = sum(spot.value is not None for spot in sheets.layout.pages[0])
    assert (told.file, told.number, told.outcome, told.boxes, told.sure) == ("first.png", 1, Outcome.READ, boxes, boxes)
    with sheets.installation.database.reading() as connection:
        (kept,) = store.scans_of_sheet(connection, sheets.project.scope, sheet.id)
    assert (kept.id, kept.page, kept.reading, kept.reading.code) == (told.scan_id, 1, told.reading, sheet.code)
    assert _files(sheets) == {kept.id}


def test_file_when_brought_in_again_under_another_name_then_it_is_kept_once(sheets: Hall, tmp_path: Path) -> None:
    _first(sheets, tmp_path)
    before = _ids(sheets)
    (tmp_path / "first.png").rename(tmp_path / "again.png")
    (told,) = _brings(sheets, ("again.png", tmp_path / "again.png"))
    assert (told.outcome, told.scan_id) == (Outcome.KNOWN, None)
    assert _ids(sheets) == before == _files(sheets)


def test_what_is_not_ours_to_keep_when_brought_in_then_nothing_of_it_stays(sheets: Hall, tmp_path: Path) -> None:
    slip = _file(tmp_path, "slip.png", sheets.page_to_keep())
    back = _file(tmp_path, "back.png", np.full((1700, 1200), 255, np.uint8))
    (tmp_path / "minutes.txt").write_text("Dear all")
    told = _brings(sheets, slip, back, ("minutes.txt", tmp_path / "minutes.txt"), ("gone.pdf", tmp_path / "gone.pdf"))
    assert [page.outcome for page in told] == [Outcome.SLIP, Outcome.BLANK, Outcome.REFUSED, Outcome.REFUSED]
    assert [page.refused.where for page in told if page.refused] == ["minutes.txt", "gone.pdf"]
    assert (_ids(sheets), _files(sheets)) == (frozenset(), set())


def test_scans_when_their_sheet_is_taken_back_then_row_and_file_go_and_none_comes_again(
    sheets: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = _first(sheets, tmp_path)
    key = "AAAA-AAAA-AAAA-AAAA"
    sheet = sheets.made.sheets[0]
    monkeypatch.setattr("ei_collect.operations.withdrawing.normalise", str)
    monkeypatch.setattr("ei_collect.operations.withdrawing.key_hash", lambda _secret, _code: sheet.key_hash)
    withdraw(sheets.installation, key)
    assert (_ids(sheets), _files(sheets)) == (frozenset(), set())
    (again,) = _brings(sheets, (told.file, tmp_path / told.file))
    assert again.outcome is Outcome.UNWANTED
    assert (_ids(sheets), _files(sheets)) == (frozenset(), set())


@pytest.mark.parametrize("keeps", [False, True])
def test_scans_when_their_sheet_is_settled_then_they_stay_only_where_the_sitting_keeps_them(
    installation: Installation, project: Project, researcher: User, tmp_path: Path, keeps: bool
) -> None:
    sheets = hall(installation, project, 1, opened_by=researcher, keeps_scans=keeps)
    told = _first(sheets, tmp_path)
    assert drop_needless_scans(installation) == 0
    with installation.database.writing() as connection:
        move_sheet(connection, project.scope, sheets.made.sheets[0].id, SheetStatus.SETTLED)
    assert drop_needless_scans(installation) == (not keeps)
    left = {told.scan_id or ""} if keeps else set[str]()
    assert (set(_ids(sheets)), _files(sheets)) == (left, left)
    page = sheets.pages()[1]
    (late,) = _brings(sheets, _file(tmp_path, "late.png", page))
    assert late.outcome is (Outcome.READ if keeps else Outcome.UNWANTED)


def test_scan_without_a_sheet_when_somebody_says_whose_it_is_then_it_is_shown_there(
    sheets: Hall, tmp_path: Path
) -> None:
    scope, sheet = sheets.project.scope, sheets.made.sheets[0]
    torn = sheets.pages()[0].copy()
    torn[:160] = 255
    (told,) = _brings(sheets, _file(tmp_path, "torn.png", torn))
    assert (told.outcome, told.reading and told.reading.trouble) == (Outcome.UNPLACED, Trouble.NO_CODE)
    assert told.scan_id is not None
    with pytest.raises(InputError, match="page 9"):
        place(sheets.installation, scope, told.scan_id, sheet.code, 9)
    with pytest.raises(NotFoundError, match="is not one of ours"):
        place(sheets.installation, scope, told.scan_id, "00000000", 1)
    place(sheets.installation, scope, told.scan_id, sheet.code.lower(), 2)
    with sheets.installation.database.reading() as connection:
        (kept,) = store.scans_of_sheet(connection, scope, sheet.id)
        assert store.scans_without_sheet(connection, scope) == ()
    assert (kept.id, kept.page, kept.reading.page, kept.reading.marks) == (told.scan_id, 2, 2, ())
    with pytest.raises(NotFoundError):
        place(sheets.installation, scope, told.scan_id, sheet.code, 1)


def test_scan_when_placed_on_a_sheet_that_was_taken_back_then_it_is_not(sheets: Hall, tmp_path: Path) -> None:
    (told,) = _brings(sheets, _file(tmp_path, "x.png", sheets.pages()[0][200:]))
    sheet = sheets.made.sheets[0]
    with sheets.installation.database.writing() as connection:
        bury(connection, sheets.project.scope, sheet.key_hash, sheet.made_on)
    with pytest.raises(InputError, match="no scan any more"):
        place(sheets.installation, sheets.project.scope, told.scan_id or "", sheet.code, 1)


def test_scan_when_removed_then_its_file_goes_too(sheets: Hall, tmp_path: Path) -> None:
    told = _first(sheets, tmp_path)
    remove(sheets.installation, sheets.project.scope, told.scan_id or "")
    assert (_ids(sheets), _files(sheets)) == (frozenset(), set())
    with pytest.raises(NotFoundError):
        remove(sheets.installation, sheets.project.scope, told.scan_id or "")


def test_stray_scan_when_it_grows_old_then_it_goes(
    sheets: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _brings(sheets, _file(tmp_path, "x.png", sheets.pages()[0][200:]))
    assert drop_needless_scans(sheets.installation) == 0
    later = today() + timedelta(days=sheets.installation.config.draft_days + 1)
    monkeypatch.setattr(scan_files, "today", lambda: later)
    assert drop_needless_scans(sheets.installation) == 1
    assert (_ids(sheets), _files(sheets)) == (frozenset(), set())


def test_files_without_a_row_when_swept_at_the_start_then_they_go(sheets: Hall, tmp_path: Path) -> None:
    told = _first(sheets, tmp_path)
    scan_objects(sheets.installation).put("sc_left_behind", b"half")
    assert sweep_scans(sheets.installation) == 0  # somebody may be busy with it
    assert sweep_scans(sheets.installation, starting=True) == 1
    assert _files(sheets) == {told.scan_id}


def test_picture_when_asked_for_then_only_who_may_know_of_the_sheet_has_it(
    installation: Installation, project: Project, researcher: User, tmp_path: Path
) -> None:
    ana, bo = (joins(installation, project, f"{name}@example.org", MemberRole.PARTNER) for name in ("ana", "bo"))
    told = _first(hall(installation, project, 1, opened_by=ana), tmp_path)
    scan_id = told.scan_id or ""
    whole = picture_of(installation, Keyer(ana, project, every=False), scan_id)
    part = picture_of(installation, Keyer(researcher, project), scan_id, "q_often")
    assert whole.startswith(b"\xff\xd8")
    assert part.startswith(b"\xff\xd8")
    assert len(part) < len(whole) / 4
    with pytest.raises(NotFoundError):
        picture_of(installation, Keyer(bo, project, every=False), scan_id)
    with pytest.raises(NotFoundError):
        picture_of(installation, Keyer(researcher, project), scan_id, "q_no_such")
