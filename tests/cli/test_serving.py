"""`ei-collect serve` as far as it can be seen without waiting for visitors."""

from threading import enumerate as all_threads

import pytest
import waitress

from ei_collect.cli.serving import serve
from ei_collect.operations.installation import Installation

pytestmark = pytest.mark.sqlite_only


def test_serve_when_nobody_comes_then_what_was_left_on_its_way_is_swept_meanwhile(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(waitress, "serve", lambda *_, **__: seen.extend(thread.name for thread in all_threads()))
    assert serve(installation) == 0
    assert seen.count("tidying") == 1
