"""The files of an answer and its rows: both or neither, and both where nobody knows."""

from pathlib import Path

import pytest

from ei_collect.errors import CollectError, InputError, UnavailableError
from ei_collect.operations.attaching import safe
from ei_collect.store.disk import DiskError
from ei_collect.store.objects import Folder

CONTENTS = {"a.jpg": b"picture", "a.small.jpg": b"thumbnail"}


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("kind", "left"), [(InputError, []), (UnavailableError, ["a.jpg", "a.small.jpg"])], ids=["refused", "gone"]
)
def test_files_when_their_rows_are_refused_then_they_go_and_when_nobody_knows_they_stay(
    tmp_path: Path, kind: type[CollectError], left: list[str]
) -> None:
    """A commit of which PostgreSQL could not tell any more may stand: its rows must find their files."""
    with pytest.raises(kind), safe(Folder(tmp_path), CONTENTS):
        raise kind.of("commit", "is not told", where="the database", mend="Try again.")
    assert _names(tmp_path) == left


def test_files_when_there_is_room_for_the_first_alone_then_neither_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = Folder.create

    def full(folder: Folder, name: str, content: bytes) -> bool:
        if name == "a.small.jpg":
            raise DiskError.of("disk-unusable", "is full", where="here", mend="Make room.")
        return create(folder, name, content)

    monkeypatch.setattr(Folder, "create", full)
    with pytest.raises(DiskError), safe(Folder(tmp_path), CONTENTS):
        pass
    assert _names(tmp_path) == []
