"""A wording in several languages. Which languages exist and how they are negotiated is in the sibling modules."""

from collections.abc import Mapping
from dataclasses import dataclass

from ei_collect.language.languages import PSEUDO
from ei_collect.language.pseudo import stretched


@dataclass(frozen=True)
class Wording:
    """Words as they will be shown, with the language that they are really in."""

    body: str
    language: str


@dataclass(frozen=True)
class Text:
    """One wording in its source language and in those into which it has been translated: language code to words."""

    source: str
    wordings: Mapping[str, str]

    @classmethod
    def of(cls, body: str, source: str = "en") -> "Text":
        """A text that exists in its source language only."""
        return cls(source, {source: body})

    def wording(self, language: str) -> Wording:
        """The words in `language`, or in the source language, and said so, where there is no translation.

        In the pseudo-language they are made on the spot.
        """
        if language == PSEUDO.code:
            return Wording(stretched(self.wordings[self.source]), language)
        if language in self.wordings:
            return Wording(self.wordings[language], language)
        return Wording(self.wordings[self.source], self.source)

    def with_translations(self, translations: Mapping[str, str]) -> "Text":
        """The same text with further languages added; an empty translation is no translation."""
        return Text(self.source, {**self.wordings, **{code: body for code, body in translations.items() if body}})

    @property
    def languages(self) -> frozenset[str]:
        """The codes of the languages in which this text exists."""
        return frozenset(self.wordings)
