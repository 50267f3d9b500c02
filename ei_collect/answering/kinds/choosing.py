"""One or several choices out of a list, with own words beside them where a choice takes some."""

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
from ei_collect.answering.kinds.wording import (
    OTHER,
    coded_part,
    read_words,
    shown_words,
    words_cell,
    words_column,
    words_of,
)
from ei_collect.answering.response import Value, WithWords, Words
from ei_collect.survey.definition import Question


def other_part(question: Question) -> tuple[str, ...]:
    """The box beside a choice that takes own words."""
    return (OTHER,) if question.takes_words else ()


def _beside(question: Question, typed: Typed) -> Words | Reading | None:
    return read_words(question, typed[OTHER]) if OTHER in typed else None


def _other(question: Question) -> tuple[str, ...]:
    """The code of the choice that takes own words."""
    return tuple(choice.code for choice in question.choices if choice.other)


def _read_one(question: Question, typed: Typed, _wards: Wards) -> Reading:
    """One choice. Words without a choice choose the one that takes words; beside any other choice they stay."""
    words = _beside(question, typed)
    if isinstance(words, Reading):
        return words
    chosen = typed.get("") or _other(question)
    if len(chosen) > 1:
        return faulty(question, Fault.SEVERAL, "has several answers", "Choose one.")
    if question.choice(chosen[0]) is None:
        return faulty(question, Fault.UNKNOWN, "has no such choice", "Choose one of the list.")
    return Reading(WithWords(chosen[0], words) if words else chosen[0])


def _read_several(question: Question, typed: Typed, _wards: Wards) -> Reading:
    """Every choice ticked, in the order of the list; own words tick the choice that takes them."""
    words = _beside(question, typed)
    if isinstance(words, Reading):
        return words
    ticked = {*typed.get("", ()), *(_other(question) if words else ())}
    chosen = [choice for choice in question.choices if choice.code in ticked]
    if len(chosen) < len(ticked):
        return faulty(question, Fault.UNKNOWN, "has no such choice", "Choose from the list.")
    if len(chosen) > 1 and any(choice.exclusive for choice in chosen):
        return faulty(question, Fault.EXCLUSIVE, "has choices that exclude each other", "Take one side away.")
    codes = tuple(choice.code for choice in chosen)
    return Reading(WithWords(codes, words) if words else codes)


def _codes(value: Value) -> tuple[str, ...]:
    coded = coded_part(value)
    return coded if isinstance(coded, tuple) else (str(coded),)


def _show(question: Question, value: Value, language: str, _wards: Wards) -> tuple[Shown, ...]:
    codes = _codes(value)
    labels = (choice.label.wording(language) for choice in question.choices if choice.code in codes)
    return (*labels, *shown_words(value))


def _say(_question: Question, value: Value) -> Typed:
    words = words_of(value)
    return {"": _codes(value), **({OTHER: (words.body,)} if words else {})}


def _columns_of_one(question: Question) -> tuple[Column, ...]:
    return (Column(question.code), *words_column(question))


def _cells_of_one(question: Question, value: Value, naming: Naming) -> tuple[Cell, ...]:
    return (naming(_codes(value)[0]), *words_cell(question, value))


def _columns_of_several(question: Question) -> tuple[Column, ...]:
    ticks = (Column(f"{question.code}.{choice.code}", choice.label) for choice in question.choices)
    return (*ticks, *words_column(question))


def _cells_of_several(question: Question, value: Value, _naming: Naming) -> tuple[Cell, ...]:
    """1 where a choice was ticked, 0 where it was not."""
    ticked = _codes(value)
    return (*(int(choice.code in ticked) for choice in question.choices), *words_cell(question, value))


ONE = KindRow(_read_one, _show, _cells_of_one, _columns_of_one, other_part, _say)
SEVERAL = KindRow(_read_several, _show, _cells_of_several, _columns_of_several, other_part, _say)
