"""Reading backups: which there are in a folder, what is in one, whether it is whole; and letting old ones go."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import time
from typing import Any

import orjson

from ei_collect.errors import AbsentError, Finding
from ei_collect.store.archive import FORMAT, MANIFEST, UNFINISHED, Entry, Manifest, entry_of
from ei_collect.store.backup_key import BackupKey

NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-\d{3,}")
PATIENCE = 86_400
"""After so many seconds a backup that is not finished never will be."""
MEND = "Use another backup; of this one nothing may be trusted that is not found whole."


class DamagedError(AbsentError):
    """A backup is not what was made."""


@dataclass(frozen=True)
class Archive:
    """A backup that can be read."""

    folder: Path
    manifest: Manifest
    key: BackupKey

    def read(self, path: str) -> bytes:
        """What a file of it holds.

        Raises:
            DamagedError: it is not there, or not what was made.
        """
        file = self.folder / path
        if entry_of(file) != self.manifest.files[path] or (content := self.key.open(file.read_bytes())) is None:
            raise DamagedError.of("backup-damaged", "is not what was made", where=str(file), mend=MEND)
        return content

    def paths(self, kind: str) -> list[str]:
        """The files under one of its folders, in their order."""
        return sorted(path for path in self.manifest.files if path.startswith(f"{kind}/"))

    def findings(self) -> Iterator[Finding]:
        """Everything in it that is not what was made: files changed, absent, or added."""
        for path, entry in self.manifest.files.items():
            found = entry_of(self.folder / path)
            if found != entry:
                yield Finding(str(self.folder / path), "backup-damaged", _what(found, entry), MEND)
        there = {str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if not path.is_dir()}
        for path in sorted(there - {MANIFEST, *self.manifest.files}):
            yield Finding(str(self.folder / path), "backup-extra", "is no part of this backup", "Take it away.")


def archives_in(folder: Path) -> list[Path]:
    """The folders of the backups in a folder, the oldest first; the folder itself where it is one."""
    if NAME.fullmatch(folder.name) or (folder / MANIFEST).exists():
        return [folder]
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted((each for each in found if NAME.fullmatch(each.name) and each.is_dir()), key=_order)


def open_archive(folder: Path, key: BackupKey) -> Archive:
    """The backup in this folder.

    Raises:
        DamagedError: its manifest is not there, was changed, or was sealed with another key.
    """
    path = folder / MANIFEST
    try:
        content = key.open(path.read_bytes())
    except FileNotFoundError:
        raise DamagedError.of("backup-manifest", "is not there", where=str(path), mend=MEND) from None
    if content is None:
        mend = f"See that EI_BACKUP_KEY_FILE is the key that made it. {MEND}"
        raise DamagedError.of("backup-manifest", "cannot be opened", where=str(path), mend=mend)
    return Archive(folder, _manifest(orjson.loads(content), path), key)


def strangers_in(folder: Path) -> Iterator[Finding]:
    """What lies among backups and is none, as one that somebody gave another name."""
    if archives_in(folder) != [folder]:
        for path in sorted(folder.iterdir()):
            if not NAME.fullmatch(path.name) and not path.name.startswith(UNFINISHED):
                yield Finding(str(path), "backup-extra", "is no backup", "Give it its name back, or take it away.")


def expire(folder: Path, before: date, *, keep: Path) -> list[Path]:
    """Remove the backups made before a day, but never `keep`, and what stopped ones left; the backups that went."""
    gone = [each for each in archives_in(folder) if each != keep and _made_on(each) < before]
    for each in gone:
        _remove(each)
    for each in folder.glob(f"{UNFINISHED}*"):
        if each.stat().st_mtime < time() - PATIENCE:
            shutil.rmtree(each, ignore_errors=True)
    return gone


def _remove(folder: Path) -> None:
    """Take away its name first: stopped in the middle, what is left is no backup."""
    going = folder.with_name(f"{UNFINISHED}{folder.name}")
    folder.rename(going)
    shutil.rmtree(going)


def _made_on(folder: Path) -> date:
    named = NAME.fullmatch(folder.name)
    return date.fromisoformat(named[1]) if named else date.max


def _order(folder: Path) -> tuple[date, int]:
    return _made_on(folder), int(folder.name.rpartition("-")[2])


def _what(found: Entry | None, entry: Entry) -> str:
    if found is None:
        return "is not there"
    return "is cut or has grown" if found.size != entry.size else "has other content"


def _manifest(told: dict[str, Any], path: Path) -> Manifest:
    if told.pop("format") != FORMAT:
        mend = "Use the program that made it, or a later one."
        raise AbsentError.of("backup-format", "has a form that this program does not know", where=str(path), mend=mend)
    files = {name: Entry(**each) for name, each in told.pop("files").items()}
    erased = tuple((project, key_hash, day) for project, key_hash, day in told.pop("erased"))
    keys = tuple(told.pop("keys"))
    return Manifest(**told, files=files, keys=keys, erased=erased)
