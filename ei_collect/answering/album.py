"""The photos in a section's form: one put in, one taken out, and what a page says of them matched with those there.

Photos are numbered anew each time, so that a page may tell of numbers that are others by now: what it says belongs to
the photo whose id it carries beside it.
"""

from collections.abc import Mapping

from ei_collect.answering.form import Form, field_name
from ei_collect.answering.kinds.photo import FIELDS, PICTURE, most_photos, part_of
from ei_collect.survey.definition import Question


def photos_in(question: Question, form: Form) -> tuple[str, ...]:
    """The ids of the photos that a form holds, in order."""
    return tuple(_numbered(question, form))


def with_photo(question: Question, form: Form, photo: str) -> dict[str, list[str]]:
    """The form with one photo more, of which nothing is said yet."""
    name = field_name(question, part_of(len(photos_in(question, form)) + 1, PICTURE))
    return {**{field: list(values) for field, values in form.items()}, name: [photo]}


def without_photo(question: Question, form: Form, photo: str) -> dict[str, list[str]]:
    """The form without a photo and what was said of it."""
    left = {each: number for each, number in _numbered(question, form).items() if each != photo}
    return {**_others(question, form), **_written(question, [(form, each, at) for each, at in left.items()])}


def with_word(question: Question, form: Form, photo: str, field: str, said: str) -> dict[str, list[str]]:
    """The form with this in a field of one of its photos, instead of what was there."""
    name = field_name(question, part_of(_numbered(question, form)[photo], field))
    return {**{each: list(values) for each, values in form.items()}, name: [said]}


def matched(question: Question, sent: Form, held: Form) -> dict[str, list[str]]:
    """A form as a page sent it, with the photos that are there, and none that it only claims.

    What was said before of a photo that the page did not know stays, unless the person would rather not say anything.
    """
    known = _numbered(question, sent)
    silent = f"{field_name(question)}_pnts" in sent
    told: list[tuple[Form, str, int]] = []
    for photo, number in _numbered(question, held).items():
        if photo in known:
            told.append((sent, photo, known[photo]))
        else:
            told.append(({} if silent else held, photo, number))
    return {**_others(question, sent), **_written(question, told)}


def _numbered(question: Question, form: Form) -> Mapping[str, int]:
    """Each photo to its number; of one that stands there twice the first."""
    found: dict[str, int] = {}
    for number in range(1, most_photos(question) + 1):
        for photo in form.get(field_name(question, part_of(number, PICTURE)), ()):
            found.setdefault(photo, number)
    return found


def _others(question: Question, form: Form) -> dict[str, list[str]]:
    """The fields that belong to no photo of this question."""
    names = {
        field_name(question, part_of(number, field))
        for number in range(1, most_photos(question) + 1)
        for field in FIELDS
    }
    return {name: list(values) for name, values in form.items() if name not in names}


def _written(question: Question, told: list[tuple[Form, str, int]]) -> dict[str, list[str]]:
    """The fields of photos, numbered anew: each a form, the photo's id and its number there."""
    written: dict[str, list[str]] = {}
    for fresh, (form, photo, number) in enumerate(told, start=1):
        for field in FIELDS:
            values = form.get(field_name(question, part_of(number, field)), ())
            if values and field != PICTURE:
                written[field_name(question, part_of(fresh, field))] = list(values)
        written[field_name(question, part_of(fresh, PICTURE))] = [photo]
    return written
