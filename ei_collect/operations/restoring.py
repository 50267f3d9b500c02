"""Bringing back a backup: into an empty installation, or in place of what is there; whoever was erased stays erased.

The rows come in one transaction, the files before it is over: stopped anywhere, all is as before, and it can be done
again. An older shape is brought up to this program's in the same transaction.
"""

import gzip
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ei_collect.errors import AbsentError, InputError
from ei_collect.operations.auditing import go_on_after_restore
from ei_collect.operations.backing_up import ROWS, name_of
from ei_collect.operations.erasures import buried_within, list_erased
from ei_collect.operations.filed import names_kept
from ei_collect.operations.installation import Installation
from ei_collect.operations.objects import ObjectKind, objects
from ei_collect.operations.verifying import all_in
from ei_collect.operations.withdrawing import erase_again
from ei_collect.projects.project import Scope
from ei_collect.secret_keys import is_kept, keep_keys, keep_old_keys
from ei_collect.store.archives import Archive, DamagedError, archives_in, open_archive
from ei_collect.store.backup_key import BackupKey, read_backup_key
from ei_collect.store.database import Connection
from ei_collect.store.dumping import drop_everything, is_empty, load
from ei_collect.store.erased_list import Erasure, read_erased
from ei_collect.store.migration import is_known, newest_revision, revision_of, upgrade_within
from ei_collect.store.objects import Objects, ObjectTakenError
from ei_collect.store.projects import all_projects


@dataclass(frozen=True)
class Restored:
    """What came back: from which backup, how many rows and files, and how many erasures were carried out on them.

    `unread` are later backups that could not be opened: who was erased until they were made may stand in them alone.
    """

    folder: Path
    rows: int
    files: int
    erased: int
    unread: tuple[Path, ...]


def restore(
    installation: Installation, folder: Path, *, replace: bool = False, erased: Iterable[Path] = ()
) -> Restored:
    """Bring back a backup, or the newest in a folder. `erased` are lists of erasures besides those that are found.

    Found are those in the backup and in all later ones beside it, in the list of this installation, and in the
    database that is replaced.

    Raises:
        NotFoundError: there is no backup.
        AbsentError: something in it is damaged, the key does not open it, or a later program made it.
        InputError: the installation is not empty and is not to be replaced, or its secret key is an older one.
    """
    key = read_backup_key(installation.config.backup_key)
    chosen = all_in(folder)[-1]
    archive = open_archive(chosen, key)
    _check(archive)
    later = _later(archive)
    listed = [*_listed(installation, archive, *filter(None, later.values()))]
    listed += [each for path in erased for each in _read(path)]
    with installation.database.writing() as connection:
        fresh = is_empty(connection)
        if not (fresh or replace):
            mend = "Restore into an empty installation, or with --replace: then all that is here is lost."
            raise InputError.of("installation-full", "holds data already", where="this installation", mend=mend)
        if revision_of(connection) == newest_revision():
            listed += buried_within(connection)
        rows = _bring_rows(connection, archive)
        number = _erase_again(connection, listed)
        wanted = names_kept(connection)
        files = _bring_files(installation, archive, wanted, replace=replace)
        _bring_keys(installation, archive.manifest.keys, fresh=fresh)
    for kind, names in wanted.items():
        objects(installation, kind).sweep(names, 0)
    installation.database.empty_log()
    list_erased(installation, tuple(listed))
    go_on_after_restore(installation)
    unread = tuple(each for each, opened in later.items() if opened is None)
    return Restored(chosen, sum(rows.values()), files, number, unread)


def _check(archive: Archive) -> None:
    if findings := tuple(archive.findings()):
        raise DamagedError(findings)
    if not is_known(archive.manifest.revision):
        mend = "Use the program that made it, or a later one."
        raise AbsentError.of("backup-later", "was made by a later program", where=str(archive.folder), mend=mend)


def _later(archive: Archive) -> dict[Path, Archive | None]:
    """The backups beside it that were made after it; None where one cannot be opened."""
    folders = (each for each in archives_in(archive.folder.parent) if each.name > archive.folder.name)
    return {folder: _opened(folder, archive.key) for folder in folders}


def _opened(folder: Path, key: BackupKey) -> Archive | None:
    try:
        return open_archive(folder, key)
    except DamagedError:
        return None


def _listed(installation: Installation, *archives: Archive) -> Iterator[Erasure]:
    """The erasures that are known beside the database: in these backups, and in the list here."""
    for archive in archives:
        yield from (Erasure(*each) for each in archive.manifest.erased)
    yield from read_erased(installation.config.erased)


def _read(path: Path) -> tuple[Erasure, ...]:
    if not path.exists():
        raise AbsentError.of("erased-absent", "is not there", where=str(path), mend="Look at its name.")
    return read_erased(path)


def _bring_rows(connection: Connection, archive: Archive) -> dict[str, int]:
    drop_everything(connection)
    upgrade_within(connection, archive.manifest.revision)
    parts = (gzip.decompress(archive.read(path)) for path in archive.paths(ROWS))
    rows = load(connection, (line for part in parts for line in part.splitlines()))
    if rows != {name: number for name, number in archive.manifest.rows.items() if number}:
        raise DamagedError.of(
            "backup-rows", "holds another number of rows than was counted", where=str(archive.folder), mend="Report it."
        )
    upgrade_within(connection)
    return rows


def _erase_again(connection: Connection, listed: Iterable[Erasure]) -> int:
    """Erase everybody who was erased by now; how many keys that were."""
    projects = {project.id for project in all_projects(connection)}
    days = {(each.project_id, each.key_hash): each.day for each in reversed([*listed]) if each.project_id in projects}
    for (project_id, key_hash), day in days.items():
        erase_again(connection, Scope(project_id), key_hash, date.fromisoformat(day))
    return len(days)


def _bring_files(
    installation: Installation, archive: Archive, wanted: Mapping[ObjectKind, frozenset[str]], *, replace: bool
) -> int:
    """Put every file in its place that a row names, and all that belong to surveys; how many those are."""
    number = 0
    for kind in ObjectKind:
        files = objects(installation, kind)
        for path in archive.paths(kind.value):
            name = name_of(path)
            if kind in wanted and name not in wanted[kind]:
                continue
            _put(files, name, archive.read(path), replace=replace)
            number += 1
    return number


def _put(files: Objects, name: str, content: bytes, *, replace: bool) -> None:
    """Keep a file, where wanted also in place of one that is not what it was."""
    try:
        files.put(name, content)
    except ObjectTakenError:
        if not replace:
            raise
        files.delete(name)
        files.put(name, content)


def _bring_keys(installation: Installation, keys: tuple[str, ...], *, fresh: bool) -> None:
    """Let the secret keys be those that the rows need. The one in force stays on top, unless nothing hangs on it.

    Raises:
        InputError: the environment gives one that was replaced by another since.
    """
    config = installation.config
    kept, current = is_kept(config.data, config.secret_key), config.secret_key
    if kept and (fresh or current in keys):
        keep_keys(config.data, keys)
    elif current not in keys or current == keys[0]:
        keep_old_keys(config.data, tuple(each for each in keys if each != current))
    else:
        mend = "Set it to the key that took its place."
        raise InputError.of("secret-old", "is not the key in force any more", where="EI_SECRET_KEY", mend=mend)
