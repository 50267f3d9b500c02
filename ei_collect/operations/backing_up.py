"""Making a backup while answers come in: the rows as they were at one moment, and every file that these rows name.

Files are copied before the rows and again after them, since a file is there before its row is, and for as long.
"""

import gzip
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from ei_collect.errors import AbsentError, Finding, InputError
from ei_collect.operations.erasures import buried_within, list_erased
from ei_collect.operations.filed import names_kept
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.objects import ObjectKind, objects
from ei_collect.store.archive import MANIFEST, Writer
from ei_collect.store.archives import Archive, DamagedError, archives_in, expire, open_archive
from ei_collect.store.backup_key import make_backup_key, read_backup_key
from ei_collect.store.database import Connection
from ei_collect.store.dumping import dump, table_named
from ei_collect.store.erased_list import Erasure
from ei_collect.store.migration import is_current, newest_revision
from ei_collect.store.objects import PARTIAL

KEEP_DAYS = 30
"""For so many days a backup is kept: words that somebody takes back today are in old backups for as long."""
PART = 8_000_000
"""Bytes of rows in one sealed file, or a little more."""
ATTEMPTS = 3
ROWS = "database"
SEALED = ".age"
TRIED_OUT = ".doctor-"


@dataclass(frozen=True)
class BackedUp:
    """A backup that was made: its folder, how many rows and files are in it, and how many backups went.

    `findings` name the files that rows name and that are nowhere; `key_made` says that the key is new.
    """

    folder: Path
    rows: int
    files: int
    expired: int
    findings: tuple[Finding, ...]
    key_made: bool


def back_up(installation: Installation, to: Path, keep_days: int = KEEP_DAYS) -> BackedUp:
    """Make a backup in a folder of backups, and let those go that are older than `keep_days`.

    Raises:
        InputError: the folder is itself a backup.
        AbsentError: the key of backups, the database or the objects cannot be used.
        OSError: the folder cannot be written.
    """
    _check(installation, to)
    key_made = make_backup_key(installation.config.backup_key)
    writer = Writer(to, read_backup_key(installation.config.backup_key))
    try:
        copying = _Copying(installation, writer, _shared(to, writer))
        rows, missing = copying.take_whole()
        erased = list_erased(installation, copying.buried)
        told = {
            "revision": newest_revision(),
            "rows": rows,
            "keys": installation.config.secret_keys,
            "erased": [*map(list, erased)],
        }
        folder = writer.finish(today().isoformat(), told)
    except BaseException:
        writer.abandon()
        raise
    expired = expire(to, today() - timedelta(days=keep_days), keep=folder)
    findings = tuple(_absent(path) for path in sorted(missing))
    return BackedUp(folder, sum(rows.values()), len(copying.filed), len(expired), findings, key_made)


class _Copying:
    """Rows and files on their way into a backup. What `shared` has already is not sealed again."""

    def __init__(self, installation: Installation, writer: Writer, shared: Archive | None) -> None:
        self.installation, self.writer, self.shared = installation, writer, shared
        self.buried: tuple[Erasure, ...] = ()

    @property
    def filed(self) -> set[str]:
        """The paths of the files that are in it by now."""
        return {path for path in self.writer.files if not path.startswith(f"{ROWS}/")}

    def take_whole(self) -> tuple[dict[str, int], set[str]]:
        """Rows by table with all files that they name; the paths of those that are nowhere, however often one looks.

        A file may go between the rows and itself, where its photo is covered or taken back: then all is read again.
        """
        rows, missing = self._take()
        for _attempt in range(ATTEMPTS - 1):
            if not missing:
                break
            rows, missing = self._take()
        return rows, missing

    def _take(self) -> tuple[dict[str, int], set[str]]:
        for kind in ObjectKind:
            self._copy(kind, sorted(objects(self.installation, kind).names()))
        self.writer.remove(self.writer.files.keys() - self.filed)
        with self.installation.database.reading() as connection:
            wanted = names_kept(connection)
            self.buried = buried_within(connection)
            rows = self._take_rows(connection)
        for kind, names in wanted.items():
            self._copy(kind, sorted(names))
        named = {path_of(kind, name) for kind, names in wanted.items() for name in names}
        of_rows = {path for path in self.filed if not path.startswith(f"{ObjectKind.MEDIA}/")}
        self.writer.remove(of_rows - named)
        return rows, named - self.filed

    def _take_rows(self, connection: Connection) -> dict[str, int]:
        rows = Counter[str]()
        for number, part in enumerate(_parts(dump(connection), rows), start=1):
            self.writer.add(f"{ROWS}/{number:06}.jsonl.gz{SEALED}", gzip.compress(part, mtime=0))
        return dict(rows)

    def _copy(self, kind: ObjectKind, names: list[str]) -> None:
        """Seal these files, but neither half written ones nor those of a look at whether files can be kept."""
        for name in names:
            path = path_of(kind, name)
            if path in self.writer.files or name.endswith(PARTIAL) or name.startswith(TRIED_OUT) or self._share(path):
                continue
            if (content := objects(self.installation, kind).read(name)) is not None:
                self.writer.add(path, content)

    def _share(self, path: str) -> bool:
        entry = self.shared.manifest.files.get(path) if self.shared else None
        return bool(self.shared and entry and self.writer.share(path, self.shared.folder, entry))


def path_of(kind: ObjectKind, name: str) -> str:
    """Under what path a backup has a file."""
    return f"{kind.value}/{name}{SEALED}"


def name_of(path: str) -> str:
    """The name of the file that a backup has under this path."""
    return path.partition("/")[2].removesuffix(SEALED)


def _check(installation: Installation, to: Path) -> None:
    if (to / MANIFEST).exists():
        mend = "Name the folder that it is in."
        raise InputError.of("backup-itself", "is itself a backup", where=str(to), mend=mend)
    if not is_current(installation.database):
        mend = "Back up with the program that it fits, or run ei-collect db upgrade."
        raise AbsentError.of("database-old", "has an older shape", where="the database", mend=mend)


def _shared(to: Path, writer: Writer) -> Archive | None:
    """The newest backup, where it was sealed for the key that is in force."""
    for folder in archives_in(to)[-1:]:
        try:
            found = open_archive(folder, writer.key)
        except DamagedError:
            return None
        return found if found.manifest.sealed_for == writer.key.public else None
    return None


def _parts(lines: Iterator[bytes], rows: Counter[str]) -> Iterator[bytes]:
    """The lines in parts, counted by table on their way."""
    part, table = bytearray(), ""
    for line in lines:
        if (named := table_named(line)) is not None:
            table = named
            rows[table] += 0
        else:
            rows[table] += 1
        part += line
        if len(part) >= PART:
            yield bytes(part)
            part.clear()
    yield bytes(part)


def _absent(path: str) -> Finding:
    mend = "Look for it in older backups; until then whoever asks for it sees that it is not there."
    return Finding(path, "object-absent", "is named by a row, and is nowhere", mend)
