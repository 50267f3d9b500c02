"""Files on their way in: they grow piece by piece, for one sender at a time, and nobody's stays for ever."""

import os
import stat
from pathlib import Path

import pytest

from ei_collect.store import staging as store
from ei_collect.store.staging import BusyError, MisplacedError, Staging


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


def test_sweep_when_nobody_adds_to_a_file_for_an_hour_then_it_goes(staging: Staging) -> None:
    for name in ("old", "new"):
        with staging.held(name) as path:
            staging.append(path, 0, b"x")
    os.utime(staging.folder / "old", (0, 0))
    assert staging.sweep() == 1
    assert [path.name for path in staging.folder.iterdir()] == ["new"]
    assert Staging(staging.folder / "absent").sweep() == 0
