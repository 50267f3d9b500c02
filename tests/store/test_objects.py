"""Files beside the database: the same of a folder, of moto's S3, and of a real S3 server."""

import errno
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from traceback import format_exception

import pytest

from ei_collect.store.bucket import BucketError, BucketObjects
from ei_collect.store.disk import DiskError
from ei_collect.store.objects import PARTIAL, Folder, Objects, ObjectTakenError
from tests.s3 import KINDS, Store, store_of


@pytest.fixture(scope="module")
def moto() -> Iterator[Store]:
    """A store that knows S3."""
    with store_of("moto") as found:
        yield found


@pytest.fixture(scope="module")
def seaweedfs() -> Iterator[Store]:
    """A real store."""
    with store_of("seaweedfs") as found:
        yield found


@pytest.fixture(params=KINDS)
def s3(request: pytest.FixtureRequest) -> Store:
    """Each server."""
    found: Store = request.getfixturevalue(request.param)
    return found


@pytest.fixture(params=("folder", *KINDS))
def objects(request: pytest.FixtureRequest, tmp_path: Path) -> Objects:
    """An empty place for files."""
    if request.param == "folder":
        return Folder(tmp_path / "recordings")
    return BucketObjects(request.getfixturevalue(request.param).fresh(), "recordings")


def test_put_when_done_then_it_is_read_as_it_was(objects: Objects) -> None:
    content = bytes(range(256)) * 5000
    objects.put("ph_1.jpg", content)
    objects.put("empty", b"")
    assert (objects.read("ph_1.jpg"), objects.read("empty"), objects.read("ph_2.jpg")) == (content, b"", None)
    assert set(objects.names()) == {"ph_1.jpg", "empty"}


def test_put_when_the_name_is_taken_then_the_same_is_fine_and_anything_else_is_refused(objects: Objects) -> None:
    objects.put("rc_1", b"sound")
    objects.put("rc_1", b"sound")
    with pytest.raises(ObjectTakenError, match="object-taken"):
        objects.put("rc_1", b"another")
    assert (objects.create("rc_1", b"another"), objects.read("rc_1"), list(objects.names())) == (
        False,
        b"sound",
        ["rc_1"],
    )


def test_create_when_many_want_the_name_at_once_then_one_has_it(objects: Objects) -> None:
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda number: objects.create("rc_1", b"%d" % number), range(16)))
    assert (won.count(True), objects.read("rc_1")) == (1, b"%d" % won.index(True))


def test_delete_when_a_file_is_not_there_then_the_others_still_go(objects: Objects) -> None:
    for name in ("rc_1", "rc_2"):
        objects.put(name, b"sound")
    objects.delete("rc_0", "rc_1")
    assert (objects.read("rc_1"), list(objects.names())) == (None, ["rc_2"])


def test_sweep_when_files_are_wanted_or_fresh_then_they_stay(objects: Objects) -> None:
    for name in ("rc_1", "rc_2", f".left{PARTIAL}"):
        objects.put(name, b"sound")
    assert objects.sweep({"rc_1"}, older_than=3600) == 0
    assert objects.sweep({"rc_1"}, older_than=0) == 2
    assert list(objects.names()) == ["rc_1"]


def test_sweep_when_there_has_never_been_a_file_then_nothing(objects: Objects) -> None:
    assert objects.sweep((), older_than=0) == 0


def test_files_of_one_kind_when_another_kind_is_swept_then_they_stay(s3: Store) -> None:
    bucket = s3.fresh()
    sounds, photos = BucketObjects(bucket, "recordings"), BucketObjects(bucket, "photos")
    sounds.put("rc_1", b"sound")
    photos.put("ph_1", b"picture")
    assert photos.sweep((), older_than=0) == 1
    assert (list(sounds.names()), list(photos.names())) == (["rc_1"], [])


def test_bucket_when_the_credentials_are_wrong_then_it_says_so_without_them(seaweedfs: Store) -> None:
    with pytest.raises(BucketError, match="objects-unusable") as refused:
        BucketObjects(seaweedfs.stranger(), "recordings").put("rc_1", b"sound")
    assert "another-secret" not in "".join(format_exception(refused.value))


def test_bucket_when_the_environment_has_credentials_of_its_own_then_ours_are_used(
    s3: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "of somebody else")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "of somebody else")
    objects = BucketObjects(s3.fresh(), "recordings")
    objects.put("rc_1", b"sound")
    assert objects.read("rc_1") == b"sound"


def test_bucket_when_it_or_its_server_is_not_there_then_every_use_says_so(s3: Store) -> None:
    for nowhere in (replace(s3.fresh(), name="never-made"), replace(s3.fresh(), endpoint="http://127.0.0.1:9")):
        objects = BucketObjects(nowhere, "recordings")
        with pytest.raises(BucketError, match="objects-unusable"):
            objects.put("rc_1", b"sound")


def test_folder_when_written_then_the_file_is_its_owners_alone_and_tells_no_time(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "recordings"
    Folder(folder).put("rc_1", b"sound")
    (path,) = folder.iterdir()
    assert (path.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    assert (path.name, path.stat().st_mtime, path.stat().st_nlink) == ("rc_1", 0, 1)


def test_folder_when_writing_breaks_off_then_nothing_has_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr("ei_collect.store.objects.os.fsync", full)
    with pytest.raises(DiskError, match="no space"):
        Folder(tmp_path).put("rc_1", b"sound")
    assert list(tmp_path.iterdir()) == []
