"""A disk that can be full or lose what was not synced, and a clock that can jump, for a program that is started here."""

import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import mmap
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_name("shim.c")
HEAD = struct.Struct("<4I3Q")
NUMBERS = struct.Struct("<4q")
ENDLESS = -1
LEFT, AHEAD, REFUSED, NO_SYNC = range(4)


@dataclass(frozen=True)
class Entry:
    """One thing that was done to a file: created, written, truncated, synced, linked, renamed, unlinked; a folder made.

    `end` is where it ends in the log.
    """

    what: str
    name: str
    other: str
    file: int
    offset: int
    content: bytes
    end: int


@dataclass
class Shim:
    """What is loaded into a program whose files are below `folder`."""

    library: Path
    folder: Path
    log: Path
    control: Path

    def environment(self, *, logs: bool = False) -> dict[str, str]:
        """With what the program is to be started."""
        told = {
            "LD_PRELOAD": str(self.library),
            "EI_FAULTS_FOLDER": str(self.folder),
            "EI_FAULTS_CONTROL": str(self.control),
        }
        return {**told, "EI_FAULTS_LOG": str(self.log)} if logs else told

    def set(self, which: int, number: int) -> None:
        """Let the disk be full after so many writes (ENDLESS: never), or the clock be so many seconds ahead; at once."""
        with self.control.open("r+b") as file, mmap(file.fileno(), NUMBERS.size) as numbers:
            struct.pack_into("<q", numbers, 8 * which, number)

    def get(self, which: int) -> int:
        """One of the numbers."""
        return int(NUMBERS.unpack(self.control.read_bytes())[which])

    def position(self) -> int:
        """How long the log is now."""
        return self.log.stat().st_size

    def entries(self) -> Iterator[Entry]:
        """All that was done, in order. What was being written down when the program was killed is left out."""
        with self.log.open("rb") as file:
            while len(head := file.read(HEAD.size)) == HEAD.size:
                what, name, other, _, inode, offset, size = HEAD.unpack(head)
                content = size if chr(what) == "W" else 0
                told = file.read(name + other + content)
                if len(told) == name + other + content:
                    names = told[:name].decode(), told[name : name + other].decode()
                    yield Entry(chr(what), *names, inode, offset, told[name + other :], file.tell())


def made(folder: Path, below: Path) -> Shim:
    """The shim, compiled into `folder`, for a program with its files in `below`; skips where nothing compiles."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("no C compiler: install the package gcc and libc6-dev")
    shim = Shim(folder / "shim.so", below, folder / "log", folder / "control")
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(shim.library), str(SOURCE), "-ldl", "-lpthread"]
    subprocess.run(command, check=True)
    shim.control.write_bytes(NUMBERS.pack(ENDLESS, 0, 0, 0))
    return shim
