"""Free text: short and long answers, and own words beside a choice or a place."""

from collections.abc import Sequence

from ei_collect.answering.kinds.row import (
    Cell,
    Column,
    Fault,
    KindRow,
    Naming,
    Reading,
    Shown,
    Typed,
    Wards,
    faulty,
)
from ei_collect.answering.response import Value, WithWords, Words
from ei_collect.language.text import Text
from ei_collect.survey.definition import Kind, Question

DEFAULT_MAX_LENGTH = {Kind.LONG_TEXT: 4000, Kind.VOICE: 4000, Kind.PHOTO: 2000}
SHORT = 300
OWN_WORDS = "words"
"""The part of a place for own words, and the end of the name of a column that holds such beside a coded answer."""
OTHER = "other"
"""The part for own words beside a choice."""


def max_length(question: Question) -> int:
    """The most code points that a free text may have."""
    return question.max_length or DEFAULT_MAX_LENGTH.get(question.kind, SHORT)


def words_part(question: Question) -> str:
    """The part that takes own words; the main field of a text question."""
    if question.is_open:
        return ""
    return OWN_WORDS if question.kind is Kind.PLACE else OTHER


def read_words(question: Question, typed: Sequence[str]) -> Words | Reading:
    """The words of one field, or what is wrong with them."""
    if len(typed) > 1:
        return faulty(question, Fault.SEVERAL, "has several answers", "Give one.")
    if len(typed[0]) > max_length(question):
        return faulty(question, Fault.TOO_LONG, "is too long", f"Give at most {max_length(question)} characters.")
    return Words(typed[0])


def words_of(value: Value) -> Words | None:
    """The own words that a value is or has beside it."""
    match value:
        case Words() as words:
            return words
        case WithWords(words=words):
            return words
        case _:
            return None


def coded_part(value: Value) -> Value | None:
    """The value without the words beside it; None where it is nothing but words."""
    match value:
        case Words():
            return None
        case WithWords(value=coded):
            return coded
        case _:
            return value


def shown_words(value: Value) -> tuple[str, ...]:
    """The own words of a value as they are shown after its code."""
    words = words_of(value)
    return (words.body,) if words else ()


def words_column(question: Question) -> tuple[Column, ...]:
    """The column of own words where the question takes them beside a coded answer."""
    name = f"{question.code}.{OWN_WORDS}"
    return (Column(name, Text.of("in own words")),) if question.takes_words else ()


def words_cell(question: Question, value: Value) -> tuple[str, ...]:
    """The cell for that column; empty where no words were given."""
    words = words_of(value)
    return (words.body if words else "",) if question.takes_words else ()


def _read(question: Question, typed: Typed, _wards: Wards) -> Reading:
    found = read_words(question, typed[""])
    return found if isinstance(found, Reading) else Reading(found)


def _show(_question: Question, value: Value, _language: str, _wards: Wards) -> tuple[Shown, ...]:
    return shown_words(value)


def _cells(question: Question, value: Value, _naming: Naming) -> tuple[Cell, ...]:
    return words_cell(question, value)


def _say(_question: Question, value: Value) -> Typed:
    return {"": shown_words(value)}


TEXT = KindRow(_read, _show, _cells, say=_say)
