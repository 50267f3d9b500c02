"""A code applied to a span of an immutable text, by a person or as a suggestion. Proposing is in the siblings."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ei_collect.answering.interpreting import NOT_INTERPRETED, Interpreted
from ei_collect.answering.response import Help
from ei_collect.survey.definition import TRANSCRIPT


class Stance(StrEnum):
    """Whether the coded words speak of something that helps or that gets in the way; both means two codings."""

    ENABLER = "enabler"
    BARRIER = "barrier"
    NEITHER = "neither"


class Scale(StrEnum):
    """At what level of everyday life the coded words place it."""

    HOME_OR_STREET = "home_or_street"
    NEIGHBOURHOOD = "neighbourhood"
    CITY = "city"
    NOT_CLEAR = "not_clear"


class PlaceKind(StrEnum):
    """What sort of place the words speak of; apart from where their author lives or stood."""

    WARD = "ward"
    PLACE = "place"
    SEVERAL = "several"
    ROUTE = "route"
    CITY = "city"
    OUTSIDE = "outside"
    ONLINE = "online"
    NONE = "none"
    UNSAID = "unsaid"


@dataclass(frozen=True)
class PlaceSpokenOf:
    """The place that the words are about: ward codes where known, and a name where one was given."""

    kind: PlaceKind = PlaceKind.NONE
    wards: tuple[str, ...] = ()
    name: str = ""


class IdentityCheck(StrEnum):
    """Whether a person has looked at an excerpt for details that would identify someone."""

    UNCHECKED = "unchecked"
    CLEARED = "cleared"
    WITHHELD = "withheld"


@dataclass(frozen=True)
class Span:
    """Code points `start` up to but not including `stop` of a text's body."""

    start: int
    stop: int


class WrittenBy(StrEnum):
    """Through whose hands words came: told of a response as a whole, of which others may have written a part."""

    SELF = "self"
    SCRIBE = "scribe"
    INTERPRETER = "interpreter"
    TEAM = "team"
    UNKNOWN = "unknown"


_WRITTEN_BY = {
    Help.NONE: WrittenBy.SELF,
    Help.READ_ALOUD: WrittenBy.SELF,
    Help.SCRIBE: WrittenBy.SCRIBE,
    Help.INTERPRETER: WrittenBy.INTERPRETER,
    Help.UNKNOWN: WrittenBy.UNKNOWN,
}


@dataclass(frozen=True)
class OpenText:
    """One piece of free text as a coder sees it, with what stands beside it. Never names who wrote it.

    `help_given` is that of its response, and `interpreted` between which languages, where an interpreter helped.
    """

    id: str
    response_id: str
    survey_slug: str
    question: str
    body: str
    language: str
    quotable: str
    home_ward: str | None
    place_name: str
    place_ward: str | None
    source_row: str | None
    synthetic: bool
    help_given: Help = Help.UNKNOWN
    interpreted: Interpreted = NOT_INTERPRETED

    @property
    def is_transcript(self) -> bool:
        """Whether somebody else wrote the words down, from a recording."""
        return self.question.endswith(TRANSCRIPT)

    @property
    def written_by(self) -> WrittenBy:
        """Through whose hands the words came. What was recorded needed no scribe, but may have been interpreted."""
        if self.is_transcript and self.help_given is not Help.INTERPRETER:
            return WrittenBy.TEAM
        return _WRITTEN_BY[self.help_given]


@dataclass(frozen=True)
class Excerpt:
    """A span of a text that somebody has coded, and whether it may be shown as far as its details go."""

    id: str
    text_id: str
    span: Span
    identity_check: IdentityCheck


@dataclass(frozen=True)
class Coding:
    """A person's coding of an excerpt."""

    id: str
    excerpt_id: str
    text_id: str
    span: Span
    code: str
    stance: Stance
    scale: Scale
    dimensions: tuple[str, ...]
    place: PlaceSpokenOf
    memo: str
    coder: str
    coded_on: date
    identity_check: IdentityCheck = IdentityCheck.UNCHECKED


class SuggestionState(StrEnum):
    """What a person did with a suggestion."""

    OPEN = "open"
    TAKEN = "taken"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Suggestion:
    """A machine's proposal; counts for nothing until a person takes it. `why` says in words what it rests on."""

    id: str
    text_id: str
    span: Span
    code: str
    stance: Stance
    scale: Scale
    place: PlaceSpokenOf
    why: str
    engine: str
    score: float
    state: SuggestionState = SuggestionState.OPEN
