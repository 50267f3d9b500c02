"""Something that a member of staff flagged because somebody may be at risk, and what was done about it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FlagKind(StrEnum):
    """What was flagged: something that somebody wrote, or a photo."""

    TEXT = "text"
    PHOTO = "photo"


@dataclass(frozen=True)
class Flag:
    """`done` and `told` (what the respondent was told, or why nothing) are empty until it is `closed_on` a day.

    `flagged_by` and `closed_by` are the names of staff.
    """

    id: str
    response_id: str
    kind: FlagKind
    subject_id: str
    reason: str
    flagged_by: str
    flagged_on: date
    done: str = ""
    told: str = ""
    closed_by: str = ""
    closed_on: date | None = None

    def waited(self, day: date) -> int:
        """For how many days it has been waiting on `day`, or had been when it was closed."""
        return ((self.closed_on or day) - self.flagged_on).days
