"""Files beside the database: what is done with them wherever they lie, and how they lie in a folder of this machine.

A file is safe once `put` returns, whatever happens to the machine, and it never changes. Which files belong to which
rows is not known here. Those in an S3-compatible store are in `bucket`.
"""

import os
import secrets
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import time

from ei_collect.errors import CollectError
from ei_collect.store.disk import usable

PARTIAL = ".partial"
"""The end of the name of a file that is being written, or that a crash has left behind."""


class ObjectTakenError(CollectError):
    """Another file has the name already."""


class Objects(ABC):
    """The files of one kind."""

    @abstractmethod
    def create(self, name: str, content: bytes) -> bool:
        """Keep `content` under this name unless a file has it already; whether none had."""

    @abstractmethod
    def read(self, name: str) -> bytes | None:
        """What the file of this name holds, or None where there is none."""

    @abstractmethod
    def delete(self, *names: str) -> None:
        """Remove these files; those that are not there are left out."""

    @abstractmethod
    def names(self, older_than: int = 0) -> Iterator[str]:
        """The names of all files, half written ones as well, that were written more than so many seconds ago."""

    def put(self, name: str, content: bytes) -> None:
        """Keep `content` under a name that no other file has, or has with the same content.

        Raises:
            ObjectTakenError: a file of this name has other content, which stays.
        """
        if not self.create(name, content) and self.read(name) != content:
            raise ObjectTakenError.of("object-taken", "is there with other content", where=name, mend="Use a new name.")

    def sweep(self, wanted: Collection[str], older_than: int) -> int:
        """Remove what is not `wanted` and was written more than so many seconds ago; how many files those were."""
        left = [name for name in self.names(older_than) if name not in wanted]
        self.delete(*left)
        return len(left)


@dataclass(frozen=True)
class Folder(Objects):
    """The files of one folder, which is made with the first of them; readable by their owner alone."""

    folder: Path

    def create(self, name: str, content: bytes) -> bool:
        """Keep `content` under this name unless a file has it already; whether none had.

        The time that the file system keeps of it tells nothing: nothing about a respondent is kept finer than the day.

        Raises:
            DiskError: it cannot be kept now; nothing of it is left.
        """
        partial = self.folder / f".{secrets.token_hex(8)}{PARTIAL}"
        with usable(self.folder):
            self._make()
            try:
                _write(partial, content)
                (self.folder / name).hardlink_to(partial)
            except FileExistsError:
                return False
            finally:
                partial.unlink(missing_ok=True)  # a full disk gets its room back
            _sync(self.folder)
        return True

    def read(self, name: str) -> bytes | None:
        """What the file of this name holds, or None where there is none."""
        path = self.folder / name
        try:
            with usable(self.folder):
                return path.read_bytes() if not path.is_dir() else None
        except FileNotFoundError:
            return None

    def delete(self, *names: str) -> None:
        """Remove these files; those that are not there are left out."""
        for name in names:
            (self.folder / name).unlink(missing_ok=True)
        if names and self.folder.is_dir():
            _sync(self.folder)

    def names(self, older_than: int = 0) -> Iterator[str]:
        """The names of all files, half written ones as well, that were written more than so many seconds ago."""
        moment = time() - older_than
        for path in self.folder.glob("*") if self.folder.is_dir() else ():
            with suppress(FileNotFoundError):  # another process sweeps as well
                if path.is_file() and path.stat().st_ctime <= moment:
                    yield path.name

    def _make(self) -> None:
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _sync(self.folder.parent)


def _write(path: Path, content: bytes) -> None:
    """A new file with this content, safe on its disk."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as held:
        held.write(content)
        held.flush()
        os.utime(held.fileno(), (0, 0))
        os.fsync(held.fileno())


def _sync(folder: Path) -> None:
    """Make the names in a folder as safe as what is in its files."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
