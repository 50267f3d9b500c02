"""Photos: a caption, a feeling, a place and a consent beside each one. Its parts begin with the number of a photo.

The id of a photo is in a part of its own; only the program writes it, never a browser. How a form keeps its photos
apart is in `album`.
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from ei_collect.answering.kinds.row import (
    Cell,
    Column,
    Fault,
    KindRow,
    Naming,
    Pictured,
    Reading,
    Shown,
    Typed,
    Wards,
    faulty,
)
from ei_collect.answering.kinds.wording import OWN_WORDS, max_length
from ei_collect.answering.photographs import ABOUT, Elsewhere, Feeling, People, PhotoAnswer, Photos, Showing
from ei_collect.answering.response import Missing, Value, Words
from ei_collect.language.text import Text
from ei_collect.places.place import CODE
from ei_collect.survey.definition import MOST_PHOTOS, Question

ID = re.compile(r"ph_[0-9a-z]{12}")
PICTURE, CAPTION, FEELING, WHERE, WHERE_WORDS, SHOWING, PEOPLE = FIELDS = (
    "photo",
    "caption",
    "feeling",
    "where",
    "where_words",
    "showing",
    "people",
)
"""The fields of one photo; the first one holds its id."""
LISTS: Mapping[str, type[StrEnum]] = {FEELING: Feeling, SHOWING: Showing, PEOPLE: People}
BETWEEN = "|"


def most_photos(question: Question) -> int:
    """How many photos there can be."""
    return question.maximum or MOST_PHOTOS


def part_of(number: int, field: str) -> str:
    """The part with this field of the photo with this number, from 1."""
    return f"{number}.{field}"


def numbers_of_photos(question: Question, typed: Typed) -> tuple[int, ...]:
    """The numbers under which there is a photo."""
    return tuple(each for each in range(1, most_photos(question) + 1) if typed.get(part_of(each, PICTURE)))


def photos_of(value: Value) -> tuple[PhotoAnswer, ...]:
    """The photos that a value holds; none of another kind."""
    return value.photos if isinstance(value, Photos) else ()


def _parts(question: Question) -> tuple[str, ...]:
    return tuple(part_of(number, field) for number in range(1, most_photos(question) + 1) for field in FIELDS)


def _read(question: Question, typed: Typed, wards: Wards) -> Reading:
    """Every photo with what is said of it; what is said of none is no answer."""
    told = [
        {field: typed[part] for field in FIELDS if (part := part_of(number, field)) in typed}
        for number in numbers_of_photos(question, typed)
    ]
    if not told and question.required:
        return faulty(question, Fault.REQUIRED, "needs an answer", "Answer it.")
    if not told:
        return Reading(Missing.SKIPPED)
    if any(len(values) > 1 for fields in told for values in fields.values()):
        return faulty(question, Fault.SEVERAL, "has several answers", "Give one of each.")
    photos = [{field: values[0] for field, values in fields.items()} for fields in told]
    if len({fields[PICTURE] for fields in photos}) < len(photos) or not all(_known(each, wards) for each in photos):
        return faulty(question, Fault.UNKNOWN, "says what cannot be said of a photo", "Choose from the lists.")
    room = max_length(question)
    if any(len(fields.get(field, "")) > room for fields in photos for field in (CAPTION, WHERE_WORDS)):
        return faulty(question, Fault.TOO_LONG, "is too long", f"Give at most {room} characters.")
    return Reading(Photos(tuple(map(_photo, photos))))


def _known(fields: Mapping[str, str], wards: Wards) -> bool:
    """Whether everything that is chosen, and the photo itself, can be there."""
    chosen = all(fields[field] in set(known) for field, known in LISTS.items() if field in fields)
    where = fields.get(WHERE, "")
    is_place = where.startswith(ABOUT) and CODE.fullmatch(where.removeprefix(ABOUT)) is not None
    somewhere = not where or where in wards or where in set(Elsewhere) or is_place
    return chosen and somewhere and ID.fullmatch(fields[PICTURE]) is not None


def _photo(fields: Mapping[str, str]) -> PhotoAnswer:
    return PhotoAnswer(
        fields[PICTURE],
        Words(fields[CAPTION]) if CAPTION in fields else None,
        Feeling(fields[FEELING]) if FEELING in fields else None,
        fields.get(WHERE),
        fields.get(WHERE_WORDS, ""),
        Showing(fields.get(SHOWING, Showing.RESEARCH)),
        People(fields[PEOPLE]) if PEOPLE in fields else None,
    )


def _fields(photo: PhotoAnswer) -> dict[str, str]:
    """What `_photo` was made from; "" where there was nothing."""
    return {
        PICTURE: photo.photo,
        CAPTION: photo.caption.body if photo.caption else "",
        FEELING: photo.feeling or "",
        WHERE: photo.where or "",
        WHERE_WORDS: photo.where_words,
        SHOWING: photo.showing,
        PEOPLE: photo.people or "",
    }


def _say(_question: Question, value: Value) -> Typed:
    return {
        part_of(number, field): (said,)
        for number, photo in enumerate(photos_of(value), start=1)
        for field, said in _fields(photo).items()
        if said
    }


def _show(_question: Question, value: Value, _language: str, wards: Wards) -> tuple[Shown, ...]:
    return tuple(
        Pictured(number, photo, wards.get(photo.where, photo.where) if photo.where else None)
        for number, photo in enumerate(photos_of(value), start=1)
    )


_COLUMNS = {
    "": (PICTURE, None),
    OWN_WORDS: (CAPTION, "captions of the photos, each with its number"),
    FEELING: (FEELING, "feeling in each photo, in their order"),
    WHERE: (WHERE, "ward, place or sort of place of each photo"),
    WHERE_WORDS: (WHERE_WORDS, "place of each photo in own words, with its number"),
    SHOWING: (SHOWING, "to whom each photo may be shown"),
    PEOPLE: (PEOPLE, "people in each photo"),
}
"""The end of a column's name to the field that is in it, and what it tells."""


def _columns(question: Question) -> tuple[Column, ...]:
    return tuple(
        Column(f"{question.code}.{ending}" if ending else question.code, Text.of(about) if about else None)
        for ending, (_field, about) in _COLUMNS.items()
    )


def _cells(_question: Question, value: Value, naming: Naming) -> tuple[Cell, ...]:
    told = [_fields(photo) for photo in photos_of(value)]
    write: dict[str, Callable[[str], str]] = {WHERE: lambda where: _where_named(where, naming)}
    return tuple(
        _numbered([fields[field] for fields in told])
        if field in {CAPTION, WHERE_WORDS}
        else BETWEEN.join(write.get(field, str)(fields[field]) for fields in told)
        for field, _about in _COLUMNS.values()
    )


def _numbered(written: list[str]) -> str:
    return "\n".join(f"{number}. {words}" for number, words in enumerate(written, start=1) if words)


def _where_named(where: str, naming: Naming) -> str:
    """A ward as the table names wards; what is no ward, or a place, by its code."""
    return where if not where or where in set(Elsewhere) or where.startswith(ABOUT) else naming(where)


PHOTO = KindRow(_read, _show, _cells, _columns, _parts, _say)
