"""The question kinds: one row a kind says how typed values become a value, how a value is shown and how it is exported.

A new kind needs its row here, its template in `web/templates/resident/kinds/` and its test.
"""

from ei_collect.answering.kinds.choosing import ONE, SEVERAL
from ei_collect.answering.kinds.dates import DATE
from ei_collect.answering.kinds.grid import GRID
from ei_collect.answering.kinds.numbers import NUMERIC, ZERO_TO_TEN
from ei_collect.answering.kinds.photo import PHOTO
from ei_collect.answering.kinds.places import PLACE, WARD
from ei_collect.answering.kinds.ranking import RANKING
from ei_collect.answering.kinds.row import (
    Column,
    Fault,
    KindRow,
    Naming,
    Pictured,
    Reading,
    Shown,
    Spoken,
    Typed,
    Wards,
    faulty,
)
from ei_collect.answering.kinds.voice import RECORDING, VOICE, recording_of
from ei_collect.answering.kinds.wording import OWN_WORDS, TEXT, max_length
from ei_collect.survey.definition import Kind

__all__ = [
    "KINDS",
    "OWN_WORDS",
    "RECORDING",
    "Column",
    "Fault",
    "KindRow",
    "Naming",
    "Pictured",
    "Reading",
    "Shown",
    "Spoken",
    "Typed",
    "Wards",
    "faulty",
    "max_length",
    "recording_of",
]

KINDS: dict[Kind, KindRow] = {
    Kind.SINGLE: ONE,
    Kind.MULTIPLE: SEVERAL,
    Kind.AGREEMENT: ONE,
    Kind.YES_NO: ONE,
    Kind.GRID: GRID,
    Kind.ZERO_TO_TEN: ZERO_TO_TEN,
    Kind.RANKING: RANKING,
    Kind.NUMBER: NUMERIC,
    Kind.DATE: DATE,
    Kind.SHORT_TEXT: TEXT,
    Kind.LONG_TEXT: TEXT,
    Kind.WARD: WARD,
    Kind.PLACE: PLACE,
    Kind.VOICE: VOICE,
    Kind.PHOTO: PHOTO,
}
