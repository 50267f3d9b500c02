"""The journal: what the program says of itself while it serves, one JSON object a line, for the operator alone.

No line tells of a person. A fault is told by the name of its route, never the address; by its kind and its place in
the program, never by its own words, which may quote somebody; by the day, nothing finer. What went well leaves none.
"""

import logging
import time
import traceback
from collections.abc import Iterator, MutableMapping
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import orjson
from structlog.stdlib import ProcessorFormatter, add_log_level, add_logger_name

from ei_collect.errors import CollectError
from ei_collect.operations.keeping import today

PLACES = 4
"""Of a fault, the innermost last."""

ONCE_IN_S = 60
"""The same line is written once in so many seconds."""

Event = MutableMapping[str, Any]


def keep_journal(stream: TextIO) -> logging.Handler:
    """Write what any part of the program logs to `stream` from now on, in place of anything else; what writes it."""
    handler = logging.StreamHandler(stream)
    handler.addFilter(_Once())
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=[add_log_level, add_logger_name],
            processors=[_tell_day, _tell_fault, ProcessorFormatter.remove_processors_meta, _as_json],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)  # of libraries; what they tell of their steps helps nobody
    logging.getLogger("ei_collect").setLevel(logging.INFO)
    return handler


def fault_in_words(error: BaseException) -> str:
    """Of what kind a fault is and where it was met; of one of our own also what it says, which quotes nobody."""
    told = f"{type(error).__name__}: {error}" if isinstance(error, CollectError) else type(error).__name__
    return f"{told} at {', '.join(_places(error.__traceback__))}"


class _Once(logging.Filter):
    """Lets a line through that was not written within the last minute: while something is gone everybody meets it."""

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is to be written."""
        now, line = time.monotonic(), (record.name, record.getMessage())
        self._last = {each: moment for each, moment in self._last.items() if now - moment < ONCE_IN_S}
        return self._last.setdefault(line, now) == now


def _places(trace: TracebackType | None) -> Iterator[str]:
    frames = traceback.extract_tb(trace)
    for frame in islice(frames, max(0, len(frames) - PLACES), None):
        yield f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"


def _tell_day(_logger: Any, _method: str, event: Event) -> Event:
    event["day"] = today().isoformat()
    return event


def _tell_fault(_logger: Any, _method: str, event: Event) -> Event:
    """In place of the trace and of whatever a library has put into its line, which may be an address."""
    given = event.pop("exc_info", None)
    record = event.get("_record")
    given = record.exc_info if record is not None and record.exc_info else given
    if given and given[1] is not None:
        event["event"] = fault_in_words(given[1])
    return event


def _as_json(_logger: Any, _method: str, event: Event) -> str:
    return orjson.dumps(event, option=orjson.OPT_SORT_KEYS, default=str).decode()
