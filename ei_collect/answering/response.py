"""What one person gave, and the facts kept beside it. How a form becomes an answer is in `kinds` and `form`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from ei_collect.answering.photographs import Photos
from ei_collect.answering.words import Words
from ei_collect.survey.rules import Answered

__all__ = [
    "QUOTING",
    "Answer",
    "ByRow",
    "Device",
    "Doubt",
    "Help",
    "Missing",
    "Photos",
    "Quotable",
    "Response",
    "Submission",
    "Value",
    "WithWords",
    "Words",
    "rule_view",
]


class Missing(StrEnum):
    """Why there is no answer; never merged into one."""

    SKIPPED = "skipped"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"
    NOT_ASKED = "not_asked"
    DONT_KNOW = "dont_know"
    UNREADABLE = "unreadable"  # on paper: something stands there that nobody can read
    TWO_TICKED = "two_ticked"  # on paper: more boxes are ticked than the question takes


@dataclass(frozen=True)
class WithWords:
    """A coded answer with own words beside it: what another choice is, which place, or those typed with a recording."""

    value: str | tuple[str, ...]
    words: Words


@dataclass(frozen=True)
class ByRow:
    """The answer to a grid: row code and choice code, ordered by row code; a row that was skipped is left out.

    `missing` are rows of a paper sheet in which something stands that is no answer, and why it is none.
    """

    values: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, Missing], ...] = ()

    def __post_init__(self) -> None:
        """The order of a grid's rows means nothing, and PostgreSQL does not keep it."""
        object.__setattr__(self, "values", tuple(sorted(self.values)))
        object.__setattr__(self, "missing", tuple(sorted(self.missing)))


Value: TypeAlias = str | int | tuple[str, ...] | Words | WithWords | ByRow | Photos | Missing
"""A code, a number, a date (ISO 8601, perhaps without its end), codes in order, a recording, words, or why none."""


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


class Doubt(StrEnum):
    """A sign that a program may have sent this, for staff to judge: nothing is refused for it."""

    TRAP = "trap"  # a field is filled in that nobody sees
    HASTE = "haste"  # faster than anybody can read the pages
    MANY = "many"  # one of very many from one place within an hour


class Quotable(StrEnum):
    """On what basis words may be quoted. CONSENTED still needs a person's check of each excerpt."""

    NEVER = "never"
    CONSENTED = "consented"
    ALREADY_PUBLISHED = "already_published"


QUOTING = "quoting"
"""The purpose in `consents` that is asked in a question of its own."""


@dataclass(frozen=True)
class Submission:
    """Everything that one person sends at once: an answer for every question of the version.

    `source_row` is the id of an imported row. `readable`: the person wants the code to open the words. `consents` maps
    a purpose to {"given": bool, "language": ..., "wording": ...}, as it was put to the person. `poster_period` is the
    id of the period of the poster that led here, and `sitting` that of the sitting where it was given, if any.
    `help_from` and `help_into` are the languages between which somebody interpreted (see `interpreting`).
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
    easy_read: bool = False
    readable: bool = False
    consents: Mapping[str, Mapping[str, bool | str]] = field(default_factory=dict)
    poster_period: str | None = None
    sitting: str | None = None
    doubts: tuple[Doubt, ...] = ()
    help_from: str | None = None
    help_into: str | None = None


@dataclass(frozen=True)
class Response:
    """A submission that has been kept, with its day (never the time)."""

    id: str
    project_id: str
    submission: Submission
    submitted_on: date
    text_ids: Mapping[str, str] = field(default_factory=dict)


def rule_view(answers: Mapping[str, Answer]) -> dict[str, Answered]:
    """The answers as show-if rules see them: only real ones, free text as its body; no grid, no photo."""
    seen: dict[str, Answered] = {}
    for code, answer in answers.items():
        match answer.value:
            case Missing() | ByRow() | Photos():
                continue
            case Words(body=body):
                seen[code] = body
            case WithWords(value=coded):
                seen[code] = coded
            case value:
                seen[code] = value
    return seen
