"""Files on their way in: each grows chunk by chunk, for its owner alone, and goes once it was cleaned. Never backed up.

What is told to be there is on the disk. Whatever was left behind is swept away; whatever is taken back goes at once,
by the owner with which its name begins, also while somebody is at it.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import time

from ei_collect.errors import BusyError, CollectError
from ei_collect.store.disk import usable

PATIENCE = 600
"""For so many seconds a file that nobody adds to is kept; whoever comes later begins it anew."""
MOST_BYTES = 2_000_000_000
"""Of all files on their way together."""


class MisplacedError(CollectError):
    """A chunk does not fit; `offset` is where the next one begins."""

    def __init__(self, offset: int) -> None:
        super().__init__(())
        self.offset = offset


@dataclass(frozen=True)
class Staging:
    """One folder of files on their way."""

    folder: Path

    def offset(self, name: str) -> int:
        """How much of a file is there; 0 where it is not."""
        try:
            return (self.folder / name).stat().st_size
        except FileNotFoundError:
            return 0

    @contextmanager
    def held(self, name: str) -> Iterator[Path]:
        """A file, made where it is not there, while nobody else is at it.

        Raises:
            BusyError: somebody is; or it was taken away meanwhile.
            DiskError: it cannot be written now.
        """
        path = self.folder / name
        with usable(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                _lock(descriptor, path)
                yield path
            except FileNotFoundError as error:
                if path.exists():
                    raise
                raise _busy(name) from error
            finally:
                os.close(descriptor)

    def append(self, path: Path, offset: int, content: bytes) -> int:
        """Add a chunk to a file that is held; how much is there now, safe on its disk.

        Raises:
            MisplacedError: the file does not end at `offset`.
            BusyError: there is no room for a new file.
            FileNotFoundError: it was taken away, and is not made again.
        """
        there = path.stat().st_size
        if there != offset:
            raise MisplacedError(there)
        if not there and self._in_all() > MOST_BYTES:
            raise _busy(path.name)
        descriptor = os.open(path, os.O_RDWR)
        try:
            _write(descriptor, offset, content)
        except OSError:
            os.ftruncate(descriptor, offset)  # what is not safe is not told to be there
            raise
        finally:
            os.close(descriptor)
        if not there:
            _sync(self.folder)
        return there + len(content)

    def delete(self, name: str) -> None:
        """Remove a file; one that is not there is left out."""
        (self.folder / name).unlink(missing_ok=True)

    def delete_of(self, owner: str) -> None:
        """Remove every file whose name is this, a full stop and anything else."""
        for path, _moment in self._written(f"{owner}.*"):
            path.unlink(missing_ok=True)

    def sweep(self, older_than: int = PATIENCE) -> int:
        """Remove what nobody added to for so many seconds; how many files those were."""
        left = [path for path, moment in self._written() if moment <= time() - older_than]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _written(self, named: str = "*") -> Iterator[tuple[Path, float]]:
        for path in self.folder.glob(named) if self.folder.is_dir() else ():
            with suppress(FileNotFoundError):
                yield path, path.stat().st_mtime

    def _in_all(self) -> int:
        return sum(self.offset(path.name) for path, _moment in self._written())


def _write(descriptor: int, offset: int, content: bytes) -> None:
    """Write these bytes from `offset` on, and have them on the disk."""
    done = 0
    while done < len(content):
        done += os.pwrite(descriptor, content[done:], offset + done)
    os.fsync(descriptor)


def _lock(descriptor: int, path: Path) -> None:
    """Take the file for oneself; it may have been finished and removed since it was opened."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        same = os.fstat(descriptor).st_ino == path.stat().st_ino
    except (BlockingIOError, FileNotFoundError):
        same = False
    if not same:
        raise _busy(path.name)


def _busy(name: str) -> BusyError:
    return BusyError.of("staging-busy", "cannot be added to now", where=name, mend="Try again in a moment.")


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
