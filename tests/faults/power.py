"""What a disk holds after the power went: replays what was done to files, and leaves out what no sync had made safe."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from tests.faults.shim import Entry

SECTOR = 512


class Loss(IntEnum):
    """How much is lost: all since the last sync; only contents, for names came first; or any part of the contents."""

    ALL = 0
    CONTENTS = 1
    PARTS = 2


@dataclass
class _File:
    """What is safe of one file, and what was done to it since its last sync: (offset, bytes), or (length, None)."""

    safe: bytes = b""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        self.safe = _after(self.safe, self.since)
        self.since = []

    def left(self, loss: Loss, numbers: random.Random) -> bytes:
        if loss is not Loss.PARTS:
            return self.safe
        return _after(self.safe, [each for each in _sectors(self.since) if numbers.random() < 0.5])


@dataclass
class Disk:
    """The files of a folder: those that its names lead to now, and those to which the synced names lead."""

    folder: Path
    names: dict[str, _File] = field(default_factory=dict)
    safe_names: dict[str, _File] = field(default_factory=dict)
    _inodes: dict[int, _File] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> "Disk":
        """A folder as it is: all of it is safe."""
        disk = cls(folder)
        for path in folder.rglob("*"):
            if path.is_file():
                disk.names[str(path)] = disk._inodes[path.stat().st_ino] = _File(path.read_bytes())
        disk.safe_names = dict(disk.names)
        return disk

    def do(self, entry: Entry) -> None:
        """Do what was done."""
        match entry.what:
            case "C":
                self.names[entry.name] = self._inodes[entry.file] = _File()
            case "W":
                self._inodes[entry.file].since.append((entry.offset, entry.content))
            case "T":
                self._inodes[entry.file].since.append((entry.offset, None))
            case "L":
                self.names[entry.other] = self.names[entry.name]
            case "R":
                self.names[entry.other] = self.names.pop(entry.name)
            case "U":
                self.names.pop(entry.name, None)
            case "S":
                self._sync(entry)

    def left(self, loss: Loss, numbers: random.Random) -> Iterator[tuple[Path, bytes]]:
        """The files that are there when the power comes back, below the folder."""
        for name, file in (self.safe_names if loss is Loss.ALL else self.names).items():
            yield Path(name).relative_to(self.folder), file.left(loss, numbers)

    def _sync(self, entry: Entry) -> None:
        """Make a file safe; or the names in a folder, those that are gone as well."""
        if entry.file in self._inodes:
            self._inodes[entry.file].sync()
            return
        here = Path(entry.name)
        elsewhere = {name: file for name, file in self.safe_names.items() if Path(name).parent != here}
        self.safe_names = elsewhere | {name: file for name, file in self.names.items() if Path(name).parent == here}


def _after(content: bytes, done: Iterable[tuple[int, bytes | None]]) -> bytes:
    """What a file holds once it was written and truncated so."""
    now = bytearray(content)
    for offset, fresh in done:
        if fresh is None:
            now = now[:offset].ljust(offset, b"\0")
        else:
            now = now.ljust(offset, b"\0")
            now[offset : offset + len(fresh)] = fresh
    return bytes(now)


def _sectors(done: Iterable[tuple[int, bytes | None]]) -> Iterator[tuple[int, bytes | None]]:
    """The same, written sector by sector."""
    for offset, fresh in done:
        if fresh is None:
            yield offset, None
            continue
        for start in range(0, len(fresh), SECTOR):
            yield offset + start, fresh[start : start + SECTOR]
