"""A question as a page shows it: words and choices in the right order, what was typed, and what is wrong with that."""

from dataclasses import dataclass, field

from ei_collect.answering.kinds import Fault, Typed, max_length
from ei_collect.answering.kinds.photo import most_photos, numbers_of_photos
from ei_collect.answering.kinds.wording import words_part
from ei_collect.answering.order import choices_in_order, rows_in_order
from ei_collect.errors import Finding
from ei_collect.language.text import Text
from ei_collect.survey.definition import Choice, Kind, Question, Row


@dataclass(frozen=True)
class Field:
    """One question for one person: `variant` is their order of lists, `easy` whether they read it in easy read."""

    question: Question
    typed: Typed = field(default_factory=dict)
    prefers_not: bool = False
    does_not_know: bool = False
    finding: Finding | None = None
    variant: int = 0
    easy: bool = False

    @property
    def label(self) -> Text:
        """The question itself. A language without its easy-read wording has the ordinary one."""
        if not (self.easy and self.question.easy):
            return self.question.label
        return self.question.label.with_translations(self.question.easy.wordings)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices in the order of the variant."""
        return choices_in_order(self.question, self.variant)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of a grid in the order of the variant."""
        return rows_in_order(self.question, self.variant)

    @property
    def values(self) -> tuple[str, ...]:
        """What was typed into the main field."""
        return self.typed.get("", ())

    @property
    def value(self) -> str:
        """The one value of a kind that has one; empty where nothing was typed."""
        return self.part("")

    def part(self, name: str) -> str:
        """What was typed into a part that takes one value; empty where nothing was."""
        values = self.typed.get(name, ())
        return values[0] if values else ""

    @property
    def room_for_photos(self) -> int:
        """How many photos there can be."""
        return most_photos(self.question)

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands beside the question and is read out with it, in order."""
        there = {
            "hint": self.question.hint,
            "why": self.question.why,
            "ends": self.question.low,
            "needed": self.question.required,
            "fault": self.finding,
        }
        return tuple(name for name, note in there.items() if note)

    @property
    def words(self) -> str:
        """The own words that were typed; of several photos the longest."""
        if self.question.kind is Kind.PHOTO:
            return max((values[0] for values in self.typed.values() if values), key=len, default="")
        return self.part(words_part(self.question))

    @property
    def photos(self) -> tuple[int, ...]:
        """The numbers under which the parts of photos stand."""
        return numbers_of_photos(self.question, self.typed)

    @property
    def length(self) -> int:
        """How many code points of own words were typed."""
        return len(self.words)

    @property
    def room(self) -> int:
        """For how many there is room."""
        return max_length(self.question)

    @property
    def too_long(self) -> bool:
        """Whether the own words are what is wrong."""
        return self.finding is not None and self.finding.code == Fault.TOO_LONG
