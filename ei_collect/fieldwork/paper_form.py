"""A survey as it stands on paper: numbered questions, boxes with the mark that is typed for each, and room for words.

Nothing here knows where on the page anything lies: that is in `layout`.
"""

from dataclasses import dataclass
from enum import StrEnum

from ei_collect.survey.definition import Question, Section

CONSENT = "consent."
"""Before the purpose in the field of a box by which somebody agrees to something."""
HELP = "help"
"""The field of the boxes that say who helped."""
HELP_FROM, HELP_INTO = "help_from", "help_into"
"""The fields of the rooms for the languages between which somebody interpreted."""
PREFER_NOT_MARK, DONT_KNOW_MARK = "p", "d"
"""The marks of the boxes beside an answer."""


class RoomKind(StrEnum):
    """What is written into a room: how it is drawn, and how it is keyed."""

    WORDS = "words"
    NUMBER = "number"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    WARD = "ward"
    RANK = "rank"
    LANGUAGE = "language"


@dataclass(frozen=True)
class Box:
    """A box that can be ticked. `field` and `value` are those of the form on a screen (see `answering/form`).

    `mark` is printed beside it and typed for it: "1" to "34" for choices, with a letter before it in a grid ("a3"),
    "p" for prefer not to say, "d" for I don't know.
    """

    field: str
    value: str
    mark: str


@dataclass(frozen=True)
class Room:
    """Where something is written by hand. `lines` is how many lines there are; 1 for a number or part of a date."""

    field: str
    kind: RoomKind
    lines: int


@dataclass(frozen=True)
class PaperQuestion:
    """A question as it stands on paper.

    `number` is printed before it and counts through the whole sheet from 1. `goes` maps the mark of a box to the number
    of the question to go to from there (0: to the end). `only_if` is how its condition reads in the sheet's language
    where no "go to" says all of it; empty where everybody answers it.
    """

    number: int
    question: Question
    boxes: tuple[Box, ...]
    rooms: tuple[Room, ...]
    goes: tuple[tuple[str, int], ...] = ()
    only_if: str = ""


@dataclass(frozen=True)
class PaperSection:
    """The questions of a section, in order. `only_if` holds for all of them."""

    section: Section
    questions: tuple[PaperQuestion, ...]
    only_if: str = ""


@dataclass(frozen=True)
class PaperForm:
    """All that stands on a sheet in one language. `consents` and `helps` are boxes beside the survey's questions.

    `between` are the rooms below `helps`: from which language and into which somebody interpreted.
    """

    survey_slug: str
    version_id: str
    language: str
    consents: tuple[Box, ...]
    helps: tuple[Box, ...]
    sections: tuple[PaperSection, ...]
    between: tuple[Room, ...] = ()
