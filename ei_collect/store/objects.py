"""Files beside the database: a folder of them, each whole or not there, readable by their owner alone.

A file is safe once `put` returns, whatever happens to the machine. Which files belong to which rows is not known here.
"""

import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import time

PARTIAL = ".partial"
"""The end of the name of a file that is being written, or that a crash has left behind."""


@dataclass(frozen=True)
class Objects:
    """The files of one folder, which is made with the first of them."""

    folder: Path

    def put(self, name: str, content: bytes) -> None:
        """Keep `content` under a name that no other file has, or has with the same content.

        The time that the file system keeps of it tells nothing: nothing about a respondent is kept finer than the day.
        """
        self._make()
        partial = self.folder / f".{secrets.token_hex(8)}{PARTIAL}"
        try:
            _write(partial, content)
        except OSError:
            partial.unlink(missing_ok=True)  # a full disk gets its room back
            raise
        partial.rename(self.folder / name)
        _sync(self.folder)

    def path(self, name: str) -> Path | None:
        """Where the file of this name lies, or None where there is none."""
        path = self.folder / name
        return path if path.is_file() else None

    def delete(self, *names: str) -> None:
        """Remove these files; those that are not there are left out."""
        for name in names:
            (self.folder / name).unlink(missing_ok=True)
        if names and self.folder.is_dir():
            _sync(self.folder)

    def sweep(self, wanted: Collection[str], older_than: int) -> int:
        """Remove what is not `wanted` and was written more than so many seconds ago; how many files those were."""
        left = [name for name in self._written_before(time() - older_than) if name not in wanted]
        self.delete(*left)
        return len(left)

    def _written_before(self, moment: float) -> Iterator[str]:
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
