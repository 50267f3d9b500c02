"""A spoken answer: a recording, words typed beside it or instead of it. What sound is, is in `answering/sound`.

The recording is in a part of its own, which holds the id of its row; only the program writes it, never a browser.
"""

import re

from ei_collect.answering.kinds.row import (
    Cell,
    Column,
    Fault,
    KindRow,
    Naming,
    Reading,
    Shown,
    Spoken,
    Typed,
    Wards,
    faulty,
)
from ei_collect.answering.kinds.wording import coded_part, read_words, shown_words, words_of
from ei_collect.answering.response import Value, WithWords
from ei_collect.language.text import Text
from ei_collect.survey.definition import Question

RECORDING = "recording"
"""The part with the id of the recording, and the end of the name of the column that holds it."""
ID = re.compile(r"rc_[0-9a-z]{12}")


def recording_of(value: Value) -> str | None:
    """The id of the recording that an answer of this kind is or has, or None."""
    coded = coded_part(value)
    return coded if isinstance(coded, str) and ID.fullmatch(coded) else None


def _parts(_question: Question) -> tuple[str, ...]:
    return (RECORDING,)


def _read(question: Question, typed: Typed, _wards: Wards) -> Reading:
    """Words, a recording, or both."""
    words = read_words(question, typed[""]) if "" in typed else None
    if isinstance(words, Reading):
        return words
    recordings = typed.get(RECORDING, ())
    if not recordings and words:
        return Reading(words)
    if len(recordings) > 1 or not ID.fullmatch(recordings[0]):
        return faulty(question, Fault.UNKNOWN, "has no such recording", "Record it again.")
    return Reading(WithWords(recordings[0], words) if words else recordings[0])


def _show(_question: Question, value: Value, _language: str, _wards: Wards) -> tuple[Shown, ...]:
    return (*((Spoken(),) if recording_of(value) else ()), *shown_words(value))


def _columns(question: Question) -> tuple[Column, ...]:
    return (Column(question.code), Column(f"{question.code}.{RECORDING}", Text.of("identifier of the recording")))


def _cells(_question: Question, value: Value, _naming: Naming) -> tuple[Cell, ...]:
    words = words_of(value)
    return (words.body if words else "", recording_of(value) or "")


def _say(_question: Question, value: Value) -> Typed:
    words, recording = words_of(value), recording_of(value)
    return {**({"": (words.body,)} if words else {}), **({RECORDING: (recording,)} if recording else {})}


VOICE = KindRow(_read, _show, _cells, _columns, _parts, _say)
