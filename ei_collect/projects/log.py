"""The log of who did what: an act, the event that tells of it, and the chain that ties each event to all before it.

It names people of the team by their ids, and things by theirs. No answer, no code of a respondent and no address of a
browser ever stands in it, so that it can be read by others and outlives what it names.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

BEGINNING = "0" * 64
"""What stands in place of a hash before the first event."""
COMMAND_LINE = "command line"
PROGRAM = "program"
RESPONDENT = "respondent"
UNTOLD = "?"
"""What stands in place of something that is no id: somebody may have typed anything into an address."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}")


class Outcome(StrEnum):
    """How far an act came. One that was begun and of which nothing follows was cut off."""

    BEGUN = "begun"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True)
class Act:
    """What somebody is about to do: `actor` is a user's id or one of the names above, `what` a route or a command.

    `target` names what it is done to, by ids; `project_id` is empty where it is about the whole installation.
    """

    actor: str
    what: str
    target: Mapping[str, str] = field(default_factory=dict)
    project_id: str = ""


@dataclass(frozen=True)
class Event:
    """One line of the log. `at` is a day and minute in UTC, or a day; `about` the event whose outcome it is, or 0."""

    number: int
    project_id: str
    at: str
    actor: str
    what: str
    target: str
    about: int
    outcome: Outcome
    hash: str = ""

    def chained(self, before: str) -> str:
        """Its hash after an event with the hash `before`: SHA-256 of that and of its fields in order, a line each."""
        fields = (self.number, self.project_id, self.at, self.actor, self.what, self.target, self.about, self.outcome)
        return hashlib.sha256("\n".join([before, *map(str, fields)]).encode()).hexdigest()


@dataclass(frozen=True)
class Head:
    """The newest event of a log: its number, 0 before the first, and its hash."""

    number: int
    hash: str


def written(target: Mapping[str, str]) -> str:
    """What an act is done to as one line: `name=id` in the order of the names."""
    return " ".join(f"{name}={value if _ID.fullmatch(value) else UNTOLD}" for name, value in sorted(target.items()))
