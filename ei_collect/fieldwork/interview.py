"""An interview: who asked by what they are, what was said to each question, and what the interviewer noted beside it.

Nothing names anybody. What is keyed is a form, kept as typed until the interview is finished; reading it is in
`interview_reading`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ei_collect.answering.form import Form


class InterviewerRole(StrEnum):
    """What the interviewer is; never who."""

    COMMUNITY_RESEARCHER = "community_researcher"
    FIELDWORKER = "fieldworker"
    PARTNER_STAFF = "partner_staff"
    RESEARCHER = "researcher"


class ConsentHow(StrEnum):
    """How somebody agreed to take part."""

    ORALLY = "orally"
    ON_PAPER = "on_paper"


@dataclass(frozen=True)
class Told:
    """What stays of an interview beside its answers: `notes` are the interviewer's own words, by question."""

    role: InterviewerRole
    consent_how: ConsentHow
    notes: Mapping[str, str]


@dataclass(frozen=True)
class Interview:
    """An interview that is to be keyed, or is.

    `language` is the one in which it is held. `key_hash` is of the code on the slip of its printed guide, None where
    the code is minted in the end. `typed_by` is the account of who keys it, None where nobody has begun.
    `response_id` is set once it is finished, and then nothing is left in `form`.
    """

    id: str
    code: str
    version_id: str
    language: str
    saved_on: date
    sitting_id: str | None = None
    key_hash: str | None = None
    typed_by: str | None = None
    form: Form = field(default_factory=dict)
    response_id: str | None = None

    @property
    def is_finished(self) -> bool:
        """Whether its answers are kept."""
        return self.response_id is not None
