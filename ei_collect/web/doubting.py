"""Signs that a program may be answering, for staff to judge: nothing is refused, and no puzzle is asked.

How fast somebody goes is known in the memory of this process only, and only while they answer.
"""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import cast

from flask import Flask, current_app, request
from limits import RateLimitItemPerHour

from ei_collect.answering.response import Doubt
from ei_collect.operations.keeping import today
from ei_collect.web.caller import KeyOfTheDay, hidden
from ei_collect.web.limiting import limits_of

TRAP = "subject"
"""The field that nobody sees."""
MANY = RateLimitItemPerHour(60)
"""So many people can answer at one address, each by themselves. Where a poster or sitting led there, more can."""
SECONDS_A_PAGE = 2
MOST_REMEMBERED = 20_000
EXTENSION = "ei_collect beginnings"


@dataclass
class Beginnings:
    """When each person who is answering now began, and how many pages they saved since. Safe among threads."""

    _known: OrderedDict[str, tuple[float, int]] = field(default_factory=OrderedDict)
    _key: KeyOfTheDay = field(default_factory=KeyOfTheDay)
    _turn: Lock = field(default_factory=Lock)

    def saved(self, code: str) -> None:
        """Count a page."""
        name = hidden(self._key.of(today()), code)
        with self._turn:
            began, pages = self._known.pop(name, (monotonic(), 0))
            self._known[name] = began, pages + 1
            if len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)

    def forget(self, code: str) -> None:
        """Know nothing of somebody whose pages come at once, since they have waited."""
        with self._turn:
            self._known.pop(hidden(self._key.of(today()), code), None)

    def is_hasty(self, code: str) -> bool:
        """Whether the pages came faster than anybody reads; somebody of whom nothing is known is not."""
        with self._turn:
            began, pages = self._known.pop(hidden(self._key.of(today()), code), (0.0, 0))
        return pages > 1 and monotonic() - began < SECONDS_A_PAGE * (pages - 1)


def register(app: Flask) -> None:
    """Begin to remember beginnings; tell templates the name of the trap."""
    app.extensions[EXTENSION] = Beginnings()
    app.jinja_env.globals["trap"] = TRAP


def beginnings() -> Beginnings:
    """Those of this process."""
    return cast(Beginnings, current_app.extensions[EXTENSION])


def doubts(code: str) -> tuple[Doubt, ...]:
    """What stands out about the answers that this request sends under a code."""
    return tuple(_doubts(code))


def _doubts(code: str) -> Iterator[Doubt]:
    if request.form.get(TRAP):
        yield Doubt.TRAP
    if beginnings().is_hasty(code):
        yield Doubt.HASTE
    if not limits_of().hit(MANY):
        yield Doubt.MANY
