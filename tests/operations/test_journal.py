"""The journal tells of a fault what an operator needs, and nothing that somebody wrote."""

import io
import json
import logging
import time
from collections.abc import Iterator
from typing import Any

import pytest

from ei_collect.errors import InputError
from ei_collect.operations.journal import ONCE_IN_S, fault_in_words, keep_journal
from ei_collect.operations.keeping import today


@pytest.fixture
def journal() -> Iterator[io.StringIO]:
    """A stream that everything logged goes to; afterwards logging is as it was."""
    root = logging.getLogger()
    before, level, own = root.handlers[:], root.level, logging.getLogger("ei_collect").level
    stream = io.StringIO()
    keep_journal(stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
    logging.getLogger("ei_collect").setLevel(own)


def _lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_when_something_is_logged_then_has_the_day_and_nothing_finer(journal: io.StringIO) -> None:
    logging.getLogger("ei_collect.operations.tidying").warning("swept %d", 3)
    expected = {
        "day": today().isoformat(),
        "event": "swept 3",
        "level": "warning",
        "logger": "ei_collect.operations.tidying",
    }
    assert _lines(journal) == [expected]


def test_a_fault_when_a_library_logs_it_then_its_words_and_its_address_are_left_out(journal: io.StringIO) -> None:
    try:
        int("my secret words")
    except ValueError:
        logging.getLogger("waitress").exception("Exception while serving %s", "/en/s/town/home")
    (line,) = _lines(journal)
    assert line["event"].startswith("ValueError at test_journal.py:")
    assert "secret" not in journal.getvalue()
    assert "/en/" not in journal.getvalue()


def test_a_line_when_it_comes_again_and_again_then_it_is_written_once_in_a_minute(
    journal: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 1, 2, 1):
        logging.getLogger("ei_collect").error("gone: %d", number)
    assert [line["event"] for line in _lines(journal)] == ["gone: 1", "gone: 2"]
    later = time.monotonic() + ONCE_IN_S + 1
    monkeypatch.setattr("ei_collect.operations.journal.time.monotonic", lambda: later)
    logging.getLogger("ei_collect").error("gone: %d", 1)
    assert len(_lines(journal)) == 3


def test_a_fault_of_our_own_when_told_then_says_what_to_mend() -> None:
    fault = InputError.of("row", "is faulty", where="row 3", mend="Mend it.")
    assert fault_in_words(fault).startswith("InputError: row 3: is faulty [row] Mend it.")


def test_what_a_library_tells_of_its_steps_when_logged_then_left_out(journal: io.StringIO) -> None:
    logging.getLogger("weasyprint.progress").info("Step 6")
    logging.getLogger("ei_collect.cli").info("serving")
    assert [line["event"] for line in _lines(journal)] == ["serving"]
