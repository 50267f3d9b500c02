"""What stands beside a text when staff read it: the question, the language, the ward and the place, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from ei_collect.answering.interpreting import OTHER_LANGUAGE, name_of_language
from ei_collect.coding.coding import OpenText, PlaceSpokenOf
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.suggesting import questions_to_code
from ei_collect.projects.project import Project
from ei_collect.store.places import wards_of
from ei_collect.store.surveys import latest_versions
from ei_collect.survey.definition import PublishedVersion, Question, filed_under
from ei_collect.web.installed import installation

SHOWN_IN_LIST = 280
SPOKEN = {OTHER_LANGUAGE: "another language"}


@dataclass(frozen=True)
class Beside:
    """A text with what stands beside it; wards by name, empty where there is none."""

    text: OpenText
    question: str
    language: str
    home_ward: str
    place_ward: str

    @property
    def between(self) -> str:
        """Between which languages somebody interpreted, in words; empty where that was not said."""
        told = self.text.interpreted
        parts = (("from", told.source), ("into", told.target))
        return " ".join(f"{word} {SPOKEN.get(code) or name_of_language(code)}" for word, code in parts if code)

    @property
    def beginning(self) -> str:
        """As much of the text as a list shows."""
        cut = len(self.text.body) > SHOWN_IN_LIST
        return self.text.body[:SHOWN_IN_LIST] + ("…" if cut else "")


@dataclass(frozen=True)
class Shelf:
    """The surveys and wards of a project, by which its texts are explained."""

    versions: tuple[PublishedVersion, ...]
    questions: Mapping[tuple[str, str], Question]
    wards: Mapping[str, str]

    @classmethod
    def of(cls, project: Project) -> "Shelf":
        """Read them."""
        with installation().database.reading() as connection:
            versions = latest_versions(connection, project.scope)
            wards = {ward.code: ward.name for ward in wards_of(connection, project.place_set)}
        return cls(versions, questions_to_code(versions), wards)

    def beside(self, text: OpenText) -> Beside:
        """The text with what stands beside it."""
        return Beside(
            text=text,
            question=self.asked(text.survey_slug, text.question),
            language=self.language(text.language),
            home_ward=self.ward(text.home_ward),
            place_ward=self.ward(text.place_ward),
        )

    def asked(self, survey_slug: str, name: str) -> str:
        """The question to which a text is filed under `name`; that name where no question of today has it."""
        question = self.questions.get((survey_slug, filed_under(name)))
        return question.label.wording("en").body if question else name

    def language(self, code: str) -> str:
        """What a language is called in English; its code where we do not know it."""
        return LANGUAGES[code].english_name if code in LANGUAGES else code

    def ward(self, code: str | None) -> str:
        """The name of a ward; its code where nobody knows the name."""
        return self.wards.get(code, code) if code else ""

    def place(self, place: PlaceSpokenOf) -> str:
        """A place spoken of in words."""
        named = [place.name] if place.name else []
        told = ", ".join([*named, *(self.ward(code) for code in place.wards)])
        return told or place.kind.value
