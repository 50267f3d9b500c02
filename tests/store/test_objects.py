"""Files beside the database."""

from pathlib import Path

import pytest

from ei_collect.store.objects import PARTIAL, Objects


def test_put_when_done_then_the_file_is_its_owners_alone_and_tells_no_time(tmp_path: Path) -> None:
    objects = Objects(tmp_path / "data" / "recordings")
    objects.put("rc_1", b"sound")
    path = objects.path("rc_1")
    assert path
    assert path.read_bytes() == b"sound"
    assert (path.stat().st_mode & 0o777, objects.folder.stat().st_mode & 0o777) == (0o600, 0o700)
    assert path.stat().st_mtime == 0
    assert [each.name for each in objects.folder.iterdir()] == ["rc_1"]


def test_put_when_it_breaks_off_then_nothing_has_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    objects = Objects(tmp_path)

    def full(_descriptor: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("ei_collect.store.objects.os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        objects.put("rc_1", b"sound")
    assert list(tmp_path.iterdir()) == []


def test_delete_when_a_file_is_not_there_then_the_others_still_go(tmp_path: Path) -> None:
    objects = Objects(tmp_path)
    objects.put("rc_1", b"sound")
    objects.delete("rc_0", "rc_1")
    assert objects.path("rc_1") is None


def test_sweep_when_files_are_wanted_or_fresh_then_they_stay(tmp_path: Path) -> None:
    objects = Objects(tmp_path)
    for name in ("rc_1", "rc_2", f".left{PARTIAL}"):
        objects.put(name, b"sound")
    assert objects.sweep({"rc_1"}, older_than=3600) == 0
    assert objects.sweep({"rc_1"}, older_than=0) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["rc_1"]


def test_sweep_when_there_has_never_been_a_file_then_nothing(tmp_path: Path) -> None:
    assert Objects(tmp_path / "none").sweep((), older_than=0) == 0
