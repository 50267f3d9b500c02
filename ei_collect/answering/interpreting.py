"""Between which languages somebody interpreted, and whether words were written by others. Never who it was."""

from dataclasses import dataclass

from ei_collect.answering.response import Help
from ei_collect.language.languages import LANGUAGES, Language

OTHER_LANGUAGE = "other"
"""In place of the code of a language that the program does not know."""


@dataclass(frozen=True)
class Interpreted:
    """From which language into which, each a code, OTHER_LANGUAGE or None where it was not said.

    `source` is the language that the person spoke, `target` the one into which the words were brought.
    """

    source: str | None = None
    target: str | None = None


NOT_INTERPRETED = Interpreted()


def interpreted(help_given: Help, source: str | None, target: str | None) -> Interpreted:
    """What was said of an interpreter's languages; nothing where no interpreter helped, or of what is no language."""
    if help_given is not Help.INTERPRETER:
        return NOT_INTERPRETED
    return Interpreted(known_language(source), known_language(target))


def language_called(name: str) -> str | None:
    """The code of what a person calls a language, in English, in itself or by its code; None where nobody knows it."""
    wanted = name.strip().casefold()
    calls = {call.casefold(): each.code for each in LANGUAGES.values() for call in _calls(each)}
    return calls.get(wanted, OTHER_LANGUAGE if wanted == OTHER_LANGUAGE else None)


def name_of_language(code: str) -> str:
    """What a language is called in English; a code that names none stands for itself."""
    return LANGUAGES[code].english_name if code in LANGUAGES else code


def _calls(language: Language) -> tuple[str, str, str]:
    return language.code, language.own_name, language.english_name


def known_language(code: str | None) -> str | None:
    """The code where it is that of a language here, or stands for another one; else None."""
    return code if code in LANGUAGES or code == OTHER_LANGUAGE else None
