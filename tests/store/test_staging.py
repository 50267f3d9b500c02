"""Files on their way in: they grow piece by piece, for one sender at a time, and nobody's stays for ever."""

import errno
import os
import stat
from pathlib import Path
from time import time

import pytest

from ei_collect.errors import BusyError
from ei_collect.store import staging as store
from ei_collect.store.disk import DiskError
from ei_collect.store.staging import MisplacedError, Staging


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    """An empty folder."""
    return Staging(tmp_path / "staging")


def test_a_file_when_pieces_come_in_order_then_it_grows_and_only_its_owner_can_read_it(staging: Staging) -> None:
    with staging.held("a") as path:
        assert staging.append(path, 0, b"one ") == 4
        assert staging.append(path, 4, b"two") == 7
    assert (staging.offset("a"), staging.offset("b"), path.read_bytes()) == (7, 0, b"one two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(staging.folder.stat().st_mode) == 0o700


def test_a_piece_when_it_does_not_fit_then_it_is_told_where_the_next_one_begins(staging: Staging) -> None:
    with staging.held("a") as path:
        staging.append(path, 0, b"one ")
        with pytest.raises(MisplacedError) as misplaced:
            staging.append(path, 0, b"one ")
    assert misplaced.value.offset == 4
    assert staging.offset("a") == 4


def test_a_file_when_somebody_is_at_it_then_others_are_told_to_come_later(staging: Staging) -> None:
    with staging.held("a"), pytest.raises(BusyError), staging.held("a"):
        pass
    with staging.held("a"):
        staging.delete("a")
    with staging.held("a") as path:
        assert path.stat().st_size == 0


def test_a_file_when_there_is_no_room_for_it_then_it_comes_later_and_those_begun_go_on(
    staging: Staging, monkeypatch: pytest.MonkeyPatch
) -> None:
    with staging.held("a") as path:
        staging.append(path, 0, b"one ")
        monkeypatch.setattr(store, "MOST_BYTES", 3)
        assert staging.append(path, 4, b"two") == 7
    with staging.held("b") as path, pytest.raises(BusyError):
        staging.append(path, 0, b"one")


def test_a_file_when_it_is_taken_away_while_somebody_is_at_it_then_nothing_makes_it_again(staging: Staging) -> None:
    def adds_too_late() -> None:
        with staging.held("mine.a") as path:
            staging.append(path, 0, b"one ")
            staging.delete_of("mine")
            staging.append(path, 4, b"two")

    with pytest.raises(BusyError):
        adds_too_late()
    assert list(staging.folder.iterdir()) == []
    with pytest.raises(FileNotFoundError), staging.held("a"):
        Path("elsewhere", "absent").read_bytes()  # what else is not there is told as it is


def test_files_when_all_of_one_owner_are_deleted_then_those_of_others_stay(staging: Staging) -> None:
    for name in ("mine.a", "mine.b", "mine2.a", "other.mine"):
        with staging.held(name) as path:
            staging.append(path, 0, b"x")
    staging.delete_of("mine")
    assert {path.name for path in staging.folder.iterdir()} == {"mine2.a", "other.mine"}
    Staging(staging.folder / "absent").delete_of("mine")


def test_sweep_when_nobody_adds_to_a_file_for_ten_minutes_then_it_goes(staging: Staging) -> None:
    for name in ("old", "new"):
        with staging.held(name) as path:
            staging.append(path, 0, b"x")
    now = time()
    os.utime(staging.folder / "old", (now - 601, now - 601))
    os.utime(staging.folder / "new", (now - 590, now - 590))
    assert staging.sweep() == 1
    assert [path.name for path in staging.folder.iterdir()] == ["new"]
    assert Staging(staging.folder / "absent").sweep() == 0


def test_a_piece_when_the_disk_is_full_amid_it_then_only_what_was_safe_before_is_told_to_be_there(
    staging: Staging, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with staging.held("a") as path:
        staging.append(path, 0, b"safe ")
        with monkeypatch.context() as patch:
            patch.setattr("ei_collect.store.staging.os.fsync", full)
            with pytest.raises(OSError, match="No space"):
                staging.append(path, 5, b"and not")
        assert staging.offset("a") == 5
        assert staging.append(path, 5, b"again") == 10

    def adds() -> None:
        with staging.held("a") as path:
            staging.append(path, 10, b"lost")

    monkeypatch.setattr("ei_collect.store.staging.os.fsync", full)
    with pytest.raises(DiskError):
        adds()
