"""Staged bytes go without anybody coming by, whatever the disk does meanwhile, and for as long as the program serves."""

import logging
import os
from pathlib import Path
from threading import enumerate as all_threads
from time import monotonic, sleep

import pytest

from ei_collect.operations.installation import Installation
from ei_collect.operations.pictures import staging
from ei_collect.operations.tidying import tidied
from ei_collect.store.staging import Staging

pytestmark = pytest.mark.sqlite_only
SECRET_NAME = "somebodys-name.upload"


def left_long_ago(installation: Installation) -> Path:
    """A file that nobody has added to for long."""
    with staging(installation).held(SECRET_NAME) as path:
        staging(installation).append(path, 0, b"half a photo")
    os.utime(path, (0, 0))
    return path


def gone_soon(path: Path) -> bool:
    """Whether a file goes while one waits for it."""
    deadline = monotonic() + 5
    while path.exists() and monotonic() < deadline:
        sleep(0.01)
    return not path.exists()


def tidying() -> int:
    """How many threads tidy."""
    return sum(thread.name == "tidying" for thread in all_threads())


def test_tidying_when_somebody_left_a_photo_half_sent_then_it_goes_by_itself_until_the_end(
    installation: Installation,
) -> None:
    first = left_long_ago(installation)
    with tidied(installation, every=0.01):
        assert gone_soon(first)
        assert gone_soon(left_long_ago(installation))
        assert tidying() == 1
    deadline = monotonic() + 5
    while tidying() and monotonic() < deadline:
        sleep(0.01)
    assert tidying() == 0


def test_tidying_when_the_disk_fails_then_it_says_so_without_a_name_and_tries_again(
    installation: Installation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path, whole = left_long_ago(installation), Staging.sweep
    failures = iter([PermissionError(13, "Permission denied", str(path))])

    def sweep(self: Staging) -> int:
        for failure in failures:
            raise failure
        return whole(self)

    monkeypatch.setattr(Staging, "sweep", sweep)
    with caplog.at_level(logging.WARNING), tidied(installation, every=0.01):
        assert gone_soon(path)
    assert "Permission denied" in caplog.text
    assert SECRET_NAME not in caplog.text
