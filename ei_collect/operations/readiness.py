"""Whether answers can be kept now, and if not, what is missing: in words that anybody may read, so without details."""

import os
import shutil
from collections.abc import Iterator

from ei_collect.errors import CollectError
from ei_collect.operations.installation import Installation
from ei_collect.operations.objects import ObjectKind, objects
from ei_collect.store.migration import is_current

LEAST_ROOM = 32 * 1024 * 1024
"""In bytes, of the disk of the data folder: a few photos on their way, and the log of SQLite."""


def missing(installation: Installation) -> tuple[str, ...]:
    """What is missing, none of it where answers can be kept. Why it is stands in the journal."""
    return tuple(_missing(installation))


def room(installation: Installation) -> int:
    """How many bytes are free on the disk of the data folder; 0 where it is not there."""
    try:
        return shutil.disk_usage(installation.config.data).free
    except OSError:
        return 0


def _missing(installation: Installation) -> Iterator[str]:
    if not installation.database.reachable():
        yield "the database cannot be reached"
    elif not is_current(installation.database):
        yield "the database has an older shape"
    if not os.access(installation.config.data, os.W_OK):
        yield "the data folder cannot be written"
    elif room(installation) < LEAST_ROOM:
        yield "the disk of the data folder is full"
    if not _keeps_files(installation):
        yield "recordings and photos cannot be kept"


def _keeps_files(installation: Installation) -> bool:
    """Whether the place of recordings and photos answers; nothing is written there for whoever asks."""
    try:
        objects(installation, ObjectKind.PHOTOS).read(".ready")
    except CollectError:
        return False
    return True
