"""`ei-collect serve` as far as it can be seen without waiting for visitors."""

from threading import enumerate as all_threads

import pytest

from ei_collect.cli import serving
from ei_collect.cli.serving import serve
from ei_collect.operations.installation import Installation

pytestmark = pytest.mark.sqlite_only


def test_serve_when_nobody_comes_then_what_was_left_on_its_way_is_swept_meanwhile(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(serving, "serve_until_stopped", lambda *_: seen.extend(each.name for each in all_threads()))
    monkeypatch.setattr(serving, "keep_journal", lambda _: None)
    assert serve(installation) == 0
    assert seen.count("tidying") == 1
