"""Files that a tablet saved because it could not send: one line for each record and each photo or recording of it.

A line is read and let go before the next one. Older tablets wrote all their records as one value, without files.
"""

import json
import time
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields

from ei_collect.errors import BusyError, InputError, UnreadableError
from ei_collect.operations.arriving import Arrival, Arrived
from ei_collect.operations.installation import Installation
from ei_collect.operations.syncing import receive
from ei_collect.operations.tablet_files import LARGEST_FILE, receive_file

LONGEST_LINE = LARGEST_FILE * 4 // 3 + 1024
TRIES, PAUSE = 10, 1.0
"""How often a photo is tried while others are cleaned, and the seconds between."""


class _LineSchema(Schema):
    class Meta:
        unknown = EXCLUDE

    sitting = fields.String(required=True)
    sealed = fields.String(load_default=None)
    file = fields.String(load_default=None)
    name = fields.String(load_default="")
    without = fields.List(fields.String(), load_default=list)


class _WholeSchema(Schema):
    records = fields.List(fields.Nested(_LineSchema), required=True)


def import_file(installation: Installation, path: Path) -> Iterator[Arrived]:
    """Take in what a tablet saved, each as it is read; again, if need be.

    Raises:
        UnreadableError: it cannot be read.
        InputError: it is no such file.
        NotFoundError: it names a sitting that is not there.
        BusyError, AbsentError: photos cannot be cleaned now.
    """
    refused: set[str] = set()
    for where, line in _lines(path):
        if line["file"] is None:
            yield from receive(installation, line["sitting"], [line["sealed"]], refused.union(line["without"]))
            continue
        arrived = _file_taken_in(installation, line, where)
        refused.update([line["name"]] if arrived.arrival is Arrival.REFUSED else [])
        yield arrived


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the file holds, each with the place where it stands."""
    try:
        with path.open("rb") as file:
            for number, read in enumerate(iter(lambda: file.readline(LONGEST_LINE + 1), b""), start=1):
                where = f"{path}, line {number}"
                yield from ((where, each) for each in _told(read, where))
    except OSError as error:
        raise UnreadableError.of(
            "queue-unreadable", f"cannot be read ({error.strerror})", where=str(path), mend="Look at its name."
        ) from error


def _told(line: bytes, where: str) -> list[dict[str, Any]]:
    try:
        told = json.loads(line)
        listed = _WholeSchema().load(told)["records"] if "records" in told else [_LineSchema().load(told)]
    except (ValidationError, ValueError, TypeError, RecursionError):
        raise _none_of_ours(where) from None
    if any((each["sealed"] is None) == (each["file"] is None) for each in listed):
        raise _none_of_ours(where)
    return listed


def _file_taken_in(installation: Installation, line: dict[str, Any], where: str) -> Arrived:
    try:
        sealed = b64decode(line["file"], validate=True)
    except (NotBase64, ValueError):
        raise _none_of_ours(where) from None
    for _again in range(TRIES - 1):
        with suppress(BusyError):
            return receive_file(installation, line["sitting"], sealed)
        time.sleep(PAUSE)
    return receive_file(installation, line["sitting"], sealed)


def _none_of_ours(where: str) -> InputError:
    return InputError.of("queue-file", "is no file of a tablet", where=where, mend="Save it on the tablet again.")
