"""What one person gave, and the facts kept beside it. How a form becomes an answer is in `kinds` and `form`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from ei_collect.survey.rules import Answered


class Missing(StrEnum):
    """Why there is no answer; never merged into one."""

    SKIPPED = "skipped"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class Words:
    """Free text exactly as given. `language` is that of the words where someone declared it, else None."""

    body: str
    language: str | None = None


Value: TypeAlias = str | int | tuple[str, ...] | Words | Missing
"""A choice or ward code, a number, several choice codes, free text, or the reason why there is none."""


@dataclass(frozen=True)
class Answer:
    """A value and the language of the interface in which it was given."""

    value: Value
    language: str


class Device(StrEnum):
    """What the answer was given on; told from the kind of browser or declared on import, and nothing finer is kept."""

    PHONE = "phone"
    TABLET = "tablet"
    COMPUTER = "computer"
    PAPER = "paper"
    UNKNOWN = "unknown"


class Help(StrEnum):
    """Who helped, in the respondent's own account."""

    NONE = "none"
    READ_ALOUD = "read_aloud"
    SCRIBE = "scribe"
    INTERPRETER = "interpreter"
    UNKNOWN = "unknown"


class Quotable(StrEnum):
    """On what basis words may be quoted. CONSENTED still needs a person's check of each excerpt."""

    NEVER = "never"
    CONSENTED = "consented"
    ALREADY_PUBLISHED = "already_published"


@dataclass(frozen=True)
class Submission:
    """Everything that one person sends at once: an answer for every question of the version.

    `source_row` is the id of an imported row.
    """

    version_id: str
    survey_slug: str
    answers: Mapping[str, Answer]
    language: str
    device: Device = Device.UNKNOWN
    help: Help = Help.UNKNOWN
    quotable: Quotable = Quotable.NEVER
    home_ward: str | None = None
    source_row: str | None = None
    synthetic: bool = False


@dataclass(frozen=True)
class Response:
    """A submission that has been kept, with its day (never the time)."""

    id: str
    project_id: str
    submission: Submission
    submitted_on: date
    text_ids: Mapping[str, str] = field(default_factory=dict)


def rule_view(answers: Mapping[str, Answer]) -> dict[str, Answered]:
    """The answers as show-if rules see them: only real ones, free text as its body."""
    seen: dict[str, Answered] = {}
    for code, answer in answers.items():
        match answer.value:
            case Missing():
                continue
            case Words(body=body):
                seen[code] = body
            case value:
                seen[code] = value
    return seen
