"""Where: a ward, or the place spoken of, which can also be no ward, or be said in own words."""

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
    OWN_WORDS,
    coded_part,
    read_words,
    shown_words,
    words_cell,
    words_column,
    words_of,
)
from ei_collect.answering.response import Missing, Value, WithWords
from ei_collect.survey.definition import Question


def _read_ward(question: Question, typed: Typed, wards: Wards) -> Reading:
    chosen = typed[""]
    if len(chosen) > 1:
        return faulty(question, Fault.SEVERAL, "has several answers", "Choose one.")
    if chosen[0] not in wards:
        return faulty(question, Fault.UNKNOWN, "has no such ward", "Choose one of the list.")
    return Reading(chosen[0])


def _show_ward(_question: Question, value: Value, _language: str, wards: Wards) -> tuple[Shown, ...]:
    return (wards.get(str(value), str(value)),)


def _ward_cell(_question: Question, value: Value, naming: Naming) -> tuple[Cell, ...]:
    return (naming(str(value)),)


def _place_parts(_question: Question) -> tuple[str, ...]:
    return (OWN_WORDS,)


def _read_place(question: Question, typed: Typed, wards: Wards) -> Reading:
    """A ward or another sort of place, own words, or both."""
    words = read_words(question, typed[OWN_WORDS]) if OWN_WORDS in typed else None
    if isinstance(words, Reading):
        return words
    chosen = typed.get("", ())
    if not chosen and words:
        return Reading(words)
    if len(chosen) > 1:
        return faulty(question, Fault.SEVERAL, "has several answers", "Choose one.")
    if chosen[0] not in wards and question.choice(chosen[0]) is None:
        return faulty(question, Fault.UNKNOWN, "has no such place", "Choose one of the list.")
    return Reading(WithWords(chosen[0], words) if words else chosen[0])


def _show_place(question: Question, value: Value, language: str, wards: Wards) -> tuple[Shown, ...]:
    coded = coded_part(value)
    if coded is None:
        return shown_words(value)
    choice = question.choice(str(coded))
    where = choice.label.wording(language) if choice else wards.get(str(coded), str(coded))
    return (where, *shown_words(value))


def _place_columns(question: Question) -> tuple[Column, ...]:
    return (Column(question.code), *words_column(question))


def _place_cells(question: Question, value: Value, naming: Naming) -> tuple[Cell, ...]:
    coded = coded_part(value)
    return (Missing.SKIPPED if coded is None else naming(str(coded)), *words_cell(question, value))


def _say_place(_question: Question, value: Value) -> Typed:
    coded, words = coded_part(value), words_of(value)
    main = {"": (str(coded),)} if coded is not None else {}
    return {**main, **({OWN_WORDS: (words.body,)} if words else {})}


WARD = KindRow(_read_ward, _show_ward, _ward_cell)
PLACE = KindRow(_read_place, _show_place, _place_cells, _place_columns, _place_parts, _say_place)
