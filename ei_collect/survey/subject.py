"""A survey under examination: what could be understood of it, and where the file is faulty in form."""

from collections.abc import Iterator
from dataclasses import dataclass

from ei_collect.survey.definition import Choice, Question, Section, Survey
from ei_collect.survey.source import Where


@dataclass(frozen=True)
class Subject:
    """`faulty` are the places whose form is already found wrong, `scales` the names of the shared lists in the file."""

    survey: Survey
    faulty: frozenset[Where] = frozenset()
    scales: frozenset[str] = frozenset()

    def sound(self, *where: str | int) -> bool:
        """Whether nothing is wrong with the form of what stands there, nor of what is around it."""
        return not any(place[: len(where)] == where or where[: len(place)] == place for place in self.faulty)

    @property
    def all_there(self) -> bool:
        """Whether every section and question of the file is in the survey, if perhaps with faulty parts."""
        return not any(
            place[:1] == ("sections",) and (len(place) <= 2 or (place[2] == "questions" and len(place) <= 4))
            for place in self.faulty
        )

    def sections(self) -> Iterator[tuple[Where, Section]]:
        """Every section with its place."""
        for place, section in enumerate(self.survey.sections):
            yield ("sections", place), section

    def questions(self) -> Iterator[tuple[Where, Question]]:
        """Every question with its place."""
        for where, section in self.sections():
            for place, question in enumerate(section.questions):
                yield (*where, "questions", place), question

    def choice_lists(self) -> Iterator[tuple[Where, tuple[Choice, ...]]]:
        """Every list of choices that some question uses, with its place; a shared one once."""
        for name, choices in self.survey.scales().items():
            yield ("scales", name), choices
        for where, question in self.questions():
            if question.scale is None:
                yield (*where, "choices"), question.choices
