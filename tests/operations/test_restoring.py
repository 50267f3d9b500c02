"""Bringing back a backup loses nothing that was in it, and brings nobody back who has taken their answers back."""

import gzip
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text

from ei_collect.errors import AbsentError, GoneError, InputError
from ei_collect.operations import restoring
from ei_collect.operations.backing_up import back_up
from ei_collect.operations.doctor import examine
from ei_collect.operations.installation import Installation, opened
from ei_collect.operations.opening import open_receipt
from ei_collect.operations.pictures import photo_objects
from ei_collect.operations.restoring import restore
from ei_collect.operations.withdrawing import withdraw
from ei_collect.projects.project import Project
from ei_collect.store.archive import Writer
from ei_collect.store.backup_key import make_backup_key, read_backup_key
from ei_collect.store.database import open_database
from ei_collect.store.dumping import drop_everything, dump
from ei_collect.store.migration import is_current, upgrade, upgrade_within
from ei_collect.store.tables import projects, responses, staff_sessions, tombstones
from tests.conftest import Databases, fresh_config
from tests.operations.backups import Scene, files_of, rows_of, scene_of

WORDS = b"Kingfisher"


@pytest.fixture
def scene(installation: Installation, project: Project, tmp_path: Path, databases: Databases) -> Scene:
    """A town in which people have said and shown things."""
    return scene_of(installation, project, tmp_path, databases)


def expects_nobody(other: Installation, *codes: str) -> None:
    """See that nothing of these people came back, nor can come in any more."""
    for code in codes:
        with pytest.raises(GoneError, match="taken-back"):
            open_receipt(other, code)
    rows = b"".join(line for lines in rows_of(other).values() for line in lines)
    assert WORDS not in rows
    if other.database.is_sqlite:
        held = [path for path in other.config.data.rglob("*") if path.is_file()]
        assert [path for path in held if WORDS in path.read_bytes()] == []


def test_people_when_erased_after_the_backup_then_they_stay_erased_with_their_photos(scene: Scene) -> None:
    said, shown = scene.says(WORDS.decode()), scene.shows(7)
    before = set(files_of(scene.installation))
    scene.backs_up()
    withdraw(scene.installation, said)
    withdraw(scene.installation, shown)
    left = set(files_of(scene.installation))
    with scene.elsewhere() as other:
        done = restore(other, scene.folder, erased=[scene.installation.config.erased])
        expects_nobody(other, said, shown)
        assert (set(files_of(other)), done.erased) == (left, 3)
        assert len(before - left) == 2


@pytest.mark.sqlite_only
def test_people_when_erased_and_a_later_backup_knows_then_the_older_does_not_bring_them_back(scene: Scene) -> None:
    said = scene.says(WORDS.decode())
    older = scene.backs_up()
    withdraw(scene.installation, said)
    scene.backs_up()
    with scene.elsewhere() as other:
        restore(other, older.folder)
        expects_nobody(other, said)
    with scene.elsewhere("another") as other:  # and once restored, the list there knows them too
        restore(other, scene.folder)
        restore(other, older.folder, replace=True)
        expects_nobody(other, said)


@pytest.mark.sqlite_only
def test_backup_when_a_later_one_is_damaged_then_restored_and_that_is_said(scene: Scene) -> None:
    made, later = scene.backs_up(), scene.backs_up()
    (later.folder / "manifest.age").unlink()
    with scene.elsewhere() as other:
        assert restore(other, made.folder).unread == (later.folder,)


def test_people_when_erased_and_their_list_is_lost_then_the_database_that_is_replaced_knows(scene: Scene) -> None:
    said = scene.says(WORDS.decode())
    scene.backs_up()
    withdraw(scene.installation, said)
    scene.installation.config.erased.unlink()
    restore(scene.installation, scene.folder, replace=True)
    expects_nobody(scene.installation, said)
    assert scene.installation.config.erased.exists()


@pytest.mark.sqlite_only
def test_list_of_the_erased_when_a_line_is_cut_short_or_lost_then_the_next_backup_makes_it_whole(scene: Scene) -> None:
    listed = scene.installation.config.erased
    whole = listed.read_text()
    listed.write_text(whole[:-20])
    withdraw(scene.installation, scene.says(WORDS.decode()))
    scene.backs_up()
    with scene.installation.database.reading() as connection:
        buried = {row.key_hash for row in connection.execute(select(tombstones))}
    assert len(buried) == 2
    assert all(key_hash in listed.read_text() for key_hash in buried)
    assert whole in listed.read_text()


def test_installation_when_not_empty_then_kept_unless_it_is_to_be_replaced(scene: Scene) -> None:
    scene.backs_up()
    later = scene.says("Said after the backup.")
    before = rows_of(scene.installation)
    with pytest.raises(InputError, match="installation-full"):
        restore(scene.installation, scene.folder)
    assert rows_of(scene.installation) == before
    restore(scene.installation, scene.folder, replace=True)
    assert rows_of(scene.installation) != before
    with pytest.raises(Exception, match="receipt-unknown"):
        open_receipt(scene.installation, later)


@pytest.mark.sqlite_only
def test_file_when_it_is_not_what_it_was_then_replaced_by_that_of_the_backup(scene: Scene) -> None:
    scene.backs_up()
    files = files_of(scene.installation)
    kept = photo_objects(scene.installation)
    (one, *_) = sorted(kept.names())
    kept.delete(one)
    kept.put(one, b"rotten")
    kept.put("left.jpg", b"of an answer after the backup")
    restore(scene.installation, scene.folder, replace=True)
    assert files_of(scene.installation) == files


@pytest.mark.sqlite_only
def test_staff_when_signed_in_at_the_time_of_the_backup_then_nobody_is_after_it_was_restored(scene: Scene) -> None:
    user, day = scene.town.researcher.id, date(2026, 1, 1)
    whole = {"user_id": user, "begun_on": day, "last_seen_on": day, "shared": False, "strong": True}
    row = {"id": "ss_1", "key_hash": "0" * 64, "expires_at": 2**40, "ends_at": 2**40, **whole}
    with scene.installation.database.writing() as connection:
        connection.execute(staff_sessions.insert().values(row))
    scene.backs_up()
    restore(scene.installation, scene.folder, replace=True)
    with scene.installation.database.reading() as connection:
        assert connection.execute(select(staff_sessions)).all() == []


@pytest.mark.sqlite_only
def test_log_when_restored_then_it_goes_on_and_the_doctor_finds_nothing(scene: Scene) -> None:
    scene.backs_up()
    with scene.elsewhere() as other:
        restore(other, scene.folder)
        assert examine(other).findings == ()
    restore(scene.installation, scene.folder, replace=True)
    assert examine(scene.installation).findings == ()


@pytest.mark.sqlite_only
def test_backup_when_of_a_later_program_or_the_list_is_none_then_refused(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scene.backs_up()
    with scene.elsewhere() as other:
        with pytest.raises(AbsentError, match="erased-absent"):
            restore(other, scene.folder, erased=[tmp_path / "none"])
        with pytest.raises(InputError, match="erased-file"):
            restore(other, scene.folder, erased=[Path(__file__)])
        monkeypatch.setattr(restoring, "is_known", lambda _: False)
        with pytest.raises(AbsentError, match="backup-later"):
            restore(other, scene.folder)
        assert rows_of(other)["projects"][1:] == []


def test_backup_when_of_an_older_shape_then_brought_up_to_this_one(databases: Databases, tmp_path: Path) -> None:
    """As if the first released program had made it."""
    config = fresh_config(databases, tmp_path / "data")
    make_backup_key(config.backup_key)
    with opened(config) as first:
        with first.database.writing() as connection:
            drop_everything(connection)
            upgrade_within(connection, "0001")
            connection.execute(
                text(
                    "INSERT INTO projects (id, slug, name, languages, contact, wave, place_set, demonstration)"
                    " VALUES ('pr_1', 'bristol', 'Bristol', '[\"en\"]', '', '1', 'bristol', false)"
                )
            )
        writer = Writer(tmp_path / "backups", read_backup_key(config.backup_key))
        with first.database.reading() as connection:
            writer.add("database/000001.jsonl.gz.age", gzip.compress(b"".join(dump(connection))))
        rows = {"projects": 1}
        writer.finish("2026-11-23", {"revision": "0001", "rows": rows, "keys": [config.secret_key], "erased": []})
        restore(first, tmp_path / "backups", replace=True)
        with first.database.reading() as connection:
            assert connection.scalars(select(projects.c.slug)).all() == ["bristol"]
        assert is_current(first.database)


@pytest.mark.sqlite_only
def test_database_without_tables_when_restored_into_then_it_has_them(scene: Scene) -> None:
    scene.backs_up()
    with scene.elsewhere() as other:
        with other.database.writing() as connection:
            drop_everything(connection)
        restore(other, scene.folder)
        assert rows_of(other) == rows_of(scene.installation)


def test_backup_when_from_one_kind_of_database_then_the_other_takes_it(scene: Scene, tmp_path: Path) -> None:
    """From a laptop with SQLite to a server with PostgreSQL, or the other way round."""
    scene.backs_up()
    other_kind = open_database(f"sqlite:///{tmp_path / 'third.sqlite'}")
    upgrade(other_kind)
    with scene.elsewhere() as other:
        third = Installation(other.config, other_kind, other.memory)
        restore(third, scene.folder)
        assert rows_of(third) == rows_of(scene.installation)
        with third.database.reading() as connection:
            assert len(connection.execute(select(responses)).all()) == 2
        back_up(third, tmp_path / "of the third")
    other_kind.close()
    with scene.elsewhere("back again") as other:
        restore(other, tmp_path / "of the third")
        assert rows_of(other) == rows_of(scene.installation)
