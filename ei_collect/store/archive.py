"""Writing one backup: a folder of sealed files, and the sealed manifest that names each with its size and its digest.

A folder takes its name, the day and a number, once everything in it is safe on the disk: what has another name is not
whole. Two backups share the files that are the same in both; each can be copied or removed without the other.
"""

import hashlib
import secrets
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from ei_collect.durable import sync, write_new
from ei_collect.store.backup_key import BackupKey

UNFINISHED = ".unfinished-"
MANIFEST = "manifest.age"
FORMAT = 1


@dataclass(frozen=True)
class Entry:
    """A sealed file: its size in bytes and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `files` are by their path in its folder, `rows` how many a table has.

    `revision` is the shape of the database, `sealed_for` the public key that all was sealed for, `keys` the secret
    keys that its rows need, the one in force first, and `erased` each project's id with the hash of a code that was
    taken back there, and the day.
    """

    made_on: str
    revision: str
    sealed_for: str
    files: Mapping[str, Entry]
    rows: Mapping[str, int]
    keys: tuple[str, ...] = field(repr=False)
    erased: tuple[tuple[str, str, str], ...] = field(repr=False)


def entry_of(path: Path) -> Entry | None:
    """What a file is now; None where it is not there."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
            return Entry(file.tell(), digest.hexdigest())
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None


class Writer:
    """A backup while it is made. Nothing of it counts until it is finished."""

    def __init__(self, home: Path, key: BackupKey) -> None:
        self.home, self.key = home, key
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder = home / f"{UNFINISHED}{secrets.token_hex(6)}"
        self.folder.mkdir(mode=0o700)
        self.files: dict[str, Entry] = {}

    def add(self, path: str, content: bytes) -> None:
        """Seal a file into it."""
        self.files[path] = self._write(path, self.key.seal(content))

    def share(self, path: str, other: Path, entry: Entry) -> bool:
        """Take over a file that another backup has under the same path, if it is still what it was; whether it is."""
        if entry_of(other / path) != entry:
            return False
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            target.hardlink_to(other / path)
        except OSError:  # a disk that knows no links
            self._write(path, (other / path).read_bytes())
        self.files[path] = entry
        return True

    def remove(self, paths: Collection[str]) -> None:
        """Take files out again."""
        for path in paths:
            del self.files[path]
            (self.folder / path).unlink()

    def finish(self, made_on: str, told: Mapping[str, Any]) -> Path:
        """Seal the manifest with its other fields, and give the folder its name; the folder."""
        files = {path: vars(each) for path, each in self.files.items()}
        told = {**told, "sealed_for": self.key.public}
        document = {"format": FORMAT, "made_on": made_on, "files": files, **told}
        self._write(MANIFEST, self.key.seal(orjson.dumps(document)))
        for folder in {path.parent for path in self.folder.rglob("*")}:
            sync(folder)
        number = 1
        while (named := self.home / f"{made_on}-{number:03}").exists():
            number += 1
        self.folder.rename(named)
        sync(self.home)
        return named

    def abandon(self) -> None:
        """Leave nothing of it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write(self, path: str, sealed: bytes) -> Entry:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_new(target, sealed)
        return Entry(len(sealed), hashlib.sha256(sealed).hexdigest())
