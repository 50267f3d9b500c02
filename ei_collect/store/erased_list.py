"""Who was erased, outside the database: a file of one line each, so that no backup brings them back.

A line is the project's id, the hash of the code, and the day. It outlives the database; losing it loses no answer.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ei_collect.durable import sync
from ei_collect.errors import InputError

LINE = re.compile(r"(\S+) ([0-9a-f]{64}) (\d{4}-\d{2}-\d{2})")


class Erasure(NamedTuple):
    """The id of a project, the hash of a code under which everything was erased there, and the day (YYYY-MM-DD)."""

    project_id: str
    key_hash: str
    day: str


def read_erased(path: Path) -> tuple[Erasure, ...]:
    """All that are in the file, each once; none where it is not there. A line that a crash cut short is left out.

    Raises:
        InputError: it is another kind of file.
    """
    lines = path.read_text(encoding="ascii", errors="replace").split("\n") if path.exists() else []
    found = dict.fromkeys(Erasure(*match.groups()) for line in lines if (match := LINE.fullmatch(line)))
    if not found and any(lines):
        mend = "Name the file that EI_ERASED_FILE names, or a copy of it."
        raise InputError.of("erased-file", "holds no erasures", where=str(path), mend=mend)
    return tuple(found)


def add_erased(path: Path, erasures: Iterable[Erasure]) -> None:
    """Write these too, safe on the disk; beside whoever else writes."""
    added = "".join(f"\n{' '.join(each)}\n" for each in erasures)  # the first line end heals a line that was cut short
    if not added:
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb") as file:
        file.write(added.encode())
        file.flush()
        os.fsync(file.fileno())
    sync(path.parent)
