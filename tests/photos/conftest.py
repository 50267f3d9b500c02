"""One cleaner for all tests of the room: its workers start once."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from ei_collect.photos.pool import Cleaner


@pytest.fixture(scope="session")
def cleaner() -> Iterator[Cleaner]:
    """A cleaner with one worker."""
    with closing(Cleaner(workers=1)) as found:
        yield found
