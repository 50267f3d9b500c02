"""The head of the log as a file outside the database: whoever rewrites the log or cuts it would have to change both."""

import re
from pathlib import Path
from threading import Lock

from ei_collect.durable import put
from ei_collect.projects.log import Head

_WRITTEN = re.compile(r"([0-9]+) ([0-9a-f]{64})\n")
_turn = Lock()


def read_head(path: Path) -> Head | None:
    """The head that the file holds; None where there is no file, or where it holds no head."""
    try:
        found = _WRITTEN.fullmatch(path.read_text(encoding="ascii"))
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    return Head(int(found[1]), found[2]) if found else None


def write_head(path: Path, head: Head, *, older: bool = False) -> None:
    """Put a head in the place of the one before, whole or not at all; an older one only where that is wanted.

    Any head that was ever true still fits the log: another process may put its own in between.

    Raises:
        OSError: it cannot be written.
    """
    with _turn:
        before = read_head(path)
        if before and before.number >= head.number and not older:
            return
        put(path, f"{head.number} {head.hash}\n".encode())
