"""What is the same for everyone and seldom changes, read once: kept until a publication, sign-off or ward changes it.

Which state of the installation something was read from is told by its revision (see store/revision.py), which every
request reads together with its own rows. So a change made by another process shows with the next request; on a page
for somebody of whom nothing is kept yet, a quarter of a second later at most.
"""

import math
import time
from collections.abc import Callable
from typing import TypeVar

Thing = TypeVar("Thing")

MOST = 3000
"""Things kept at most; a page of questions weighs some ten kilobytes."""


class Shelf:
    """Things read under one revision, by the kind of thing and what tells it from others of its kind."""

    def __init__(self, revision: int) -> None:
        self.revision = revision
        self._things: dict[tuple[object, ...], object] = {}

    def recall(self, make: Callable[[], Thing], *name: object) -> Thing:
        """The thing of this name, made now where it is not there. Two threads may make it; one of the two stays."""
        try:
            return self._things[name]  # type: ignore[return-value]  # a name is used for one kind of thing only
        except KeyError:
            pass
        thing = make()
        if len(self._things) >= MOST:
            self._things.clear()
        self._things[name] = thing
        return thing


class Memory:
    """The shelf of the newest revision seen, and what never changes at all."""

    def __init__(self, patience: float = 0.25) -> None:
        self.always = Shelf(0)
        self.patience = patience
        self._newest = Shelf(-1)
        self._seen = -math.inf

    def recent(self) -> Shelf | None:
        """The newest shelf where its revision was seen within `patience` seconds: for pages that are nobody's own."""
        return self._newest if time.monotonic() - self._seen < self.patience else None

    @property
    def newest_revision(self) -> int | None:
        """The newest revision seen, or None before the first."""
        return self._newest.revision if self._newest.revision >= 0 else None

    def shelf(self, revision: int) -> Shelf:
        """The shelf of this revision: an empty one where the installation has changed since."""
        self._seen = time.monotonic()
        shelf = self._newest
        if shelf.revision != revision:
            self._newest = shelf = Shelf(revision)
        return shelf
