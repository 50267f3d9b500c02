"""A backup holds every row and file of one moment, sealed, and comes back whole in another installation."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from ei_collect.errors import AbsentError, InputError
from ei_collect.operations import backing_up, restoring
from ei_collect.operations.backing_up import back_up
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.objects import ObjectKind, objects
from ei_collect.operations.opening import open_receipt
from ei_collect.operations.pictures import photo_objects
from ei_collect.operations.restoring import restore
from ei_collect.operations.verifying import verify
from ei_collect.projects.project import Project
from ei_collect.store.objects import Objects
from ei_collect.store.tables import photos
from tests import s3
from tests.conftest import Databases
from tests.operations.backups import ODD_WORDS, Scene, files_of, rows_of, scene_of


@pytest.fixture
def scene(installation: Installation, project: Project, tmp_path: Path, databases: Databases) -> Scene:
    """A town in which people have said and shown things."""
    return scene_of(installation, project, tmp_path, databases)


def test_backup_when_restored_elsewhere_then_every_row_and_file_is_there(scene: Scene) -> None:
    code = scene.says("Benches under trees.")
    made = scene.backs_up()
    before, files = rows_of(scene.installation), files_of(scene.installation)
    with scene.elsewhere() as other:
        done = restore(other, scene.folder)
        assert (rows_of(other), files_of(other)) == (before, files)
        assert (done.rows, done.files) == (made.rows, made.files)
        assert open_receipt(other, code).survey_slug == scene.town.version.survey.slug
        with other.database.reading() as connection:
            digests = {row.id: row.digest for row in connection.execute(select(photos))}
        kept = {each: photo_objects(other).read(f"{each}.jpg") or b"" for each in digests}
        assert {each: hashlib.sha256(content).hexdigest() for each, content in kept.items()} == digests
    assert len(files) == len(kept) * 2 == 4


@pytest.mark.sqlite_only
def test_backup_when_looked_into_without_the_key_then_no_word_of_anybody_is_in_it(scene: Scene) -> None:
    scene.backs_up()
    rows = b"".join(line for lines in rows_of(scene.installation).values() for line in lines)
    held = b"".join(path.read_bytes() for path in scene.folder.rglob("*") if path.is_file())
    assert ODD_WORDS[:7].encode() in rows
    for word in (ODD_WORDS[:7].encode(), b"taken_back", b"key_hash", scene.installation.config.secret_key.encode()):
        assert word not in held


@pytest.mark.sqlite_only
def test_backup_when_made_then_readable_by_its_owner_alone_and_its_key_too(scene: Scene) -> None:
    made = scene.backs_up()
    assert made.key_made
    assert not scene.backs_up().key_made
    held = [scene.folder, *scene.folder.rglob("*"), scene.installation.config.backup_key]
    assert [path for path in held if path.stat().st_mode & 0o077] == []


@pytest.mark.sqlite_only
def test_backup_when_files_were_in_the_one_before_then_shared_and_each_stands_alone(scene: Scene) -> None:
    first, second = scene.backs_up(), scene.backs_up()
    (one, *_) = sorted((second.folder / "photos").iterdir())
    assert one.stat().st_nlink == 2
    for path in sorted(first.folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    first.folder.rmdir()
    assert [each.findings for each in verify(scene.installation, scene.folder)] == [()]


@pytest.mark.sqlite_only
def test_backup_when_a_shared_file_has_rotted_then_it_is_sealed_anew(scene: Scene) -> None:
    first = scene.backs_up()
    (one, *_) = sorted((first.folder / "photos").iterdir())
    one.write_bytes(one.read_bytes()[:-1] + b"x")
    second = scene.backs_up()
    found = {each.folder: len(each.findings) for each in verify(scene.installation, scene.folder)}
    assert found == {first.folder: 1, second.folder: 0}


@pytest.mark.sqlite_only
def test_backups_when_old_then_they_go_but_never_the_one_just_made(scene: Scene) -> None:
    old, young = (scene.folder / f"{today() - timedelta(days=days)}-001" for days in (31, 30))
    first, second = scene.backs_up(), scene.backs_up()
    first.folder.rename(old)
    second.folder.rename(young)
    again = scene.backs_up()
    assert again.expired == 1
    assert {path.name for path in scene.folder.iterdir()} == {young.name, again.folder.name}
    assert back_up(scene.installation, scene.folder, keep_days=1).expired == 1


@pytest.mark.sqlite_only
def test_backup_when_it_fails_then_nothing_of_it_is_left(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backing_up, "list_erased", fails)
    with pytest.raises(OSError, match="No space"):
        scene.backs_up()
    assert list(scene.folder.iterdir()) == []


def test_backup_when_a_photo_is_covered_meanwhile_then_its_new_file_is_in_it(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its row is read, and before its file is the file has another name."""
    files = photo_objects(scene.installation)
    (row, *_) = _photos(scene.installation)
    plain, renewed = f"{row}.jpg", "another.jpg"
    original, asked = files.read(plain) or b"", list[str]()
    files.put(renewed, original)
    files.put("another.small.jpg", original)
    files.delete(plain)

    honest: Callable[[Objects, str], bytes | None] = type(files).read

    def read(self: Objects, name: str) -> bytes | None:
        if name == plain and not asked:
            asked.append(name)
            with scene.installation.database.writing() as connection:
                connection.execute(photos.update().where(photos.c.id == row).values(file="another"))
        return honest(self, name)

    monkeypatch.setattr(type(files), "read", read)
    made = scene.backs_up()
    assert made.findings == ()
    there = {path.name for path in (made.folder / "photos").iterdir()}
    assert "another.jpg.age" in there
    assert f"{plain}.age" not in there
    assert asked == [plain]


@pytest.mark.sqlite_only
def test_backup_when_a_file_is_nowhere_then_made_and_said(scene: Scene) -> None:
    (row, *_) = _photos(scene.installation)
    photo_objects(scene.installation).delete(f"{row}.jpg")
    made = scene.backs_up()
    assert [(each.where, each.code) for each in made.findings] == [(f"photos/{row}.jpg.age", "object-absent")]
    with scene.elsewhere() as other:
        assert restore(other, scene.folder).files == 3


@pytest.mark.sqlite_only
def test_backup_when_files_belong_to_nothing_then_they_are_not_in_it(scene: Scene) -> None:
    objects(scene.installation, ObjectKind.PHOTOS).put("nobodys.jpg", b"left behind")
    assert not (scene.backs_up().folder / "photos" / "nobodys.jpg.age").exists()


@pytest.mark.sqlite_only
def test_backup_when_told_a_backup_or_without_its_key_then_refused(scene: Scene) -> None:
    made = scene.backs_up()
    with pytest.raises(InputError, match="backup-itself"):
        back_up(scene.installation, made.folder)
    scene.installation.config.backup_key.write_text("# nothing\n")
    with pytest.raises(AbsentError, match="backup-key-absent"):
        scene.backs_up()
    scene.installation.config.backup_key.write_text("no key at all\n")
    with pytest.raises(AbsentError, match="backup-key-damaged"):
        scene.backs_up()


def test_restore_when_it_fails_in_the_middle_then_all_is_as_before(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.backs_up()

    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with scene.elsewhere() as other:
        before = rows_of(other)
        with monkeypatch.context() as broken:
            broken.setattr(restoring, "_bring_files", fails)
            with pytest.raises(OSError, match="No space"):
                restore(other, scene.folder)
        assert rows_of(other) == before
        restore(other, scene.folder)
        assert rows_of(other) == rows_of(scene.installation)


@pytest.mark.sqlite_only
def test_files_when_they_lay_in_folders_then_they_come_back_into_a_bucket_and_out_of_it(scene: Scene) -> None:
    scene.backs_up()
    files = files_of(scene.installation)
    with s3.moto_store() as store, scene.elsewhere() as other:
        inside = replace(other, config=replace(other.config, bucket=store.fresh()))
        restore(inside, scene.folder)
        assert files_of(inside) == files
        back_up(inside, scene.folder.parent / "of the bucket")
        with scene.elsewhere("a laptop") as laptop:
            restore(laptop, scene.folder.parent / "of the bucket")
            assert (files_of(laptop), rows_of(laptop)) == (files, rows_of(scene.installation))


def _photos(installation: Installation) -> list[str]:
    with installation.database.reading() as connection:
        return sorted(connection.scalars(select(photos.c.id).where(photos.c.state == "sent")))
