"""What a survey is, once loaded: frozen values without any raw dictionary. Reading is in `loading`."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ei_collect.language.text import Text
from ei_collect.survey.instrument import Instrument
from ei_collect.survey.rules import Rule


class Kind(StrEnum):
    """The question kinds. Each has a row in `answering/kinds.py`, a template and a test."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    AGREEMENT = "agreement"
    NUMBER = "number"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    WARD = "ward"
    YES_NO = "yes_no"
    GRID = "grid"
    ZERO_TO_TEN = "zero_to_ten"
    RANKING = "ranking"
    DATE = "date"
    PLACE = "place"
    VOICE = "voice"
    PHOTO = "photo"


CHOICE_KINDS = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.AGREEMENT, Kind.YES_NO})
"""Kinds whose answer is one or several of their choices, without order."""
OPEN_KINDS = frozenset({Kind.SHORT_TEXT, Kind.LONG_TEXT, Kind.VOICE})
"""Kinds whose answer is somebody's own words, typed or spoken."""
TRANSCRIPT = ".voice"
"""Behind the code of a question: the text in which staff wrote down what was spoken there."""
MOST_PHOTOS = 20
"""In one answer."""
CAPTION = ".ph_"
"""Behind the code of a question, with the rest of a photo's id behind it: the text that is the photo's caption."""
RESERVED_SECTION_CODES = frozenset(
    {"check", "send", "thanks", "consent", "change", "leave", "later", "voice", "media", "photo"}
)
"""Addresses of their own, and drafts of another sort, beside those of the sections."""
YES, NO = "yes", "no"
SPOKEN_OF = ("on_a_route", "several_places", "whole_city", "outside_the_town", "online")
"""What a place that is no ward can be; the choices of a place question are some of these."""


@dataclass(frozen=True)
class Choice:
    """One answer that can be ticked; its code is stable, its label may change.

    Exclusive: none other beside it. Other: with a box for own words.
    """

    code: str
    label: Text
    exclusive: bool = False
    other: bool = False


@dataclass(frozen=True)
class Row:
    """One line of a grid, answered by one of the grid's choices."""

    code: str
    label: Text


@dataclass(frozen=True)
class Picture:
    """An image beside a question: the name of its file, and what it shows in words.

    `stored` is the name under which the file was kept when the survey was published, before that empty.
    """

    file: str
    alt: Text
    stored: str = ""


@dataclass(frozen=True)
class ReadAloud:
    """A person's reading of a question in one language, by the name under which its file is kept."""

    language: str
    stored: str


@dataclass(frozen=True)
class Measure:
    """What a closed item measures, and the public item that it runs parallel to (never the same wording)."""

    construct: str
    parallel: str


@dataclass(frozen=True)
class Question:
    """One question. `dimensions` says what was asked about and never stands in for the coding of the answer.

    `scale` names the list that its choices were taken from, where questions of the survey share it. `low` and `high`
    name the ends of 0 to 10; `easy` is the label in easy read. `aloud` are its readings, known once it is published.
    `maximum` is also the most photos; with `faces` those found in a photo are covered before anything is kept.
    `probes` prompt an interviewer.
    """

    code: str
    kind: Kind
    label: Text
    hint: Text | None = None
    why: Text | None = None
    choices: tuple[Choice, ...] = ()
    required: bool = False
    prefer_not_to_say: bool = False
    dimensions: tuple[str, ...] = ()
    level: str | None = None
    asks_for: str | None = None
    measures: Measure | None = None
    minimum: int | None = None
    maximum: int | None = None
    max_length: int | None = None
    show_if: Rule | None = None
    scale: str | None = None
    dont_know: bool = False
    random_order: bool = False
    rows: tuple[Row, ...] = ()
    low: Text | None = None
    high: Text | None = None
    easy: Text | None = None
    picture: Picture | None = None
    aloud: tuple[ReadAloud, ...] = ()
    faces: bool = False
    probes: tuple[Text, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the answer is somebody's own words, typed or spoken, and nothing else."""
        return self.kind in OPEN_KINDS

    @property
    def takes_words(self) -> bool:
        """Whether own words can be the answer or stand beside it; they are kept as a text of their own and coded."""
        return self.is_open or self.kind in {Kind.PLACE, Kind.PHOTO} or any(choice.other for choice in self.choices)

    def choice(self, code: str) -> Choice | None:
        """The choice with this code, or None."""
        return next((choice for choice in self.choices if choice.code == code), None)

    def read_aloud(self, language: str) -> str | None:
        """The stored name of its reading in a language, or None."""
        return next((reading.stored for reading in self.aloud if reading.language == language), None)


def filed_under(name: str) -> str:
    """What the text of this name belongs to: captions of one question are filed together, each under its photo."""
    question, caption, _photo = name.partition(CAPTION)
    return question + caption


@dataclass(frozen=True)
class Section:
    """One page of questions. Its rule and its questions' rules look only at earlier sections."""

    code: str
    title: Text
    questions: tuple[Question, ...]
    introduction: Text | None = None
    show_if: Rule | None = None


class Role(StrEnum):
    """Facts that the program itself needs and that some question of the survey carries."""

    HOME_WARD = "home_ward"
    PLACE_WARD = "place_ward"
    PLACE_NAME = "place_name"
    FEELING = "feeling"
    QUOTE_CONSENT = "quote_consent"
    AGE_BAND = "age_band"
    GENDER = "gender"
    ETHNIC_GROUP = "ethnic_group"
    DISABILITY = "disability"
    MAIN_LANGUAGE = "main_language"
    GETTING_BY = "getting_by"


DEMOGRAPHIC_ROLES = (
    Role.AGE_BAND,
    Role.GENDER,
    Role.ETHNIC_GROUP,
    Role.DISABILITY,
    Role.MAIN_LANGUAGE,
    Role.GETTING_BY,
)


@dataclass(frozen=True)
class Survey:
    """A whole instrument. `roles` maps a role to the code of the question that carries it."""

    slug: str
    language: str
    title: Text
    summary: Text
    introduction: tuple[Text, ...]
    consent: tuple[Text, ...]
    thanks: Text
    sections: tuple[Section, ...]
    roles: dict[Role, str]
    instrument: Instrument = Instrument.QUESTIONNAIRE

    def questions(self) -> Iterator[Question]:
        """Every question in the order in which it is asked."""
        for section in self.sections:
            yield from section.questions

    def question(self, code: str) -> Question | None:
        """The question with this code, or None."""
        return next((question for question in self.questions() if question.code == code), None)

    def section(self, code: str) -> Section | None:
        """The section with this code, or None."""
        return next((section for section in self.sections if section.code == code), None)

    def scales(self) -> dict[str, tuple[Choice, ...]]:
        """The shared lists of choices that its questions use, by name, in the order of their first use."""
        return {question.scale: question.choices for question in self.questions() if question.scale}

    def in_role(self, role: Role) -> Question | None:
        """The question that carries `role`, or None where the survey has none."""
        return self.question(self.roles[role]) if role in self.roles else None


@dataclass(frozen=True)
class PublishedVersion:
    """A survey frozen with all its wordings; never edited. `languages` are those complete in it."""

    id: str
    project_id: str
    number: int
    survey: Survey
    languages: tuple[str, ...]
    digest: str
