"""The JSON object in which a response's answers are stored, and back. Free text lies in rows of `texts`.

Question code to {"value": ..., "language": ...}, {"text": id of the text, "language": ...}, both of these together (own
words beside a coded answer) or {"missing": reason}. The value of a grid is an object from row to choice, beside which
"rows_missing" may be one from row to reason. Photos are
{"photos": [{"photo": id, ...}], "language": ...}, each with the id of the text that is its caption.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from ei_collect.answering.photographs import Feeling, People, PhotoAnswer, Photos, Showing
from ei_collect.answering.response import Answer, ByRow, Missing, Value, WithWords, Words
from ei_collect.store.ids import new_id

Stored = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class TextRow:
    """One piece of free text on its way into `texts`, or out of it."""

    id: str
    question: str
    words: Words
    language: str


def to_stored(answers: Mapping[str, Answer]) -> tuple[Stored, tuple[TextRow, ...]]:
    """The object to store and the texts to store beside it, each with a fresh id."""
    stored: Stored = {}
    texts: list[TextRow] = []
    for code, answer in answers.items():
        entry = _entry(answer.value, answer.language)
        for name, part in parts_with_words(code, entry).items():
            if "words" in part:
                words = Words(part.pop("words"), part.pop("words_language"))
                texts.append(TextRow(new_id("tx"), name, words, answer.language))
                part["text"] = texts[-1].id
        stored[code] = entry
    return stored, tuple(texts)


def parts_with_words(code: str, entry: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What can have words in a stored answer, by the name of its text: the answer itself, or each of its photos."""
    photos = entry.get("photos")
    return {code: entry} if photos is None else {f"{code}.{photo['photo']}": photo for photo in photos}


def from_stored(stored: Stored, texts: Mapping[str, Words], language: str) -> dict[str, Answer]:
    """The answers again, with `texts` by their ids; a missing answer has the `language` of the response."""
    return {code: _answer(entry, texts, language) for code, entry in stored.items()}


def inline(answers: Mapping[str, Answer]) -> Stored:
    """The same object with free text within it, as conflicts are kept and contents compared."""
    return {code: _entry(answer.value, answer.language) for code, answer in answers.items()}


def from_inline(stored: Stored, language: str) -> dict[str, Answer]:
    """The answers that `inline` made an object of; a missing answer has the `language` of the response."""
    written: dict[str, Words] = {}
    by_text = deepcopy(stored)
    for code, entry in by_text.items():
        for name, part in parts_with_words(code, entry).items():
            if "words" in part:
                written[name] = Words(part["words"], part["words_language"])
                part["text"] = name
    return from_stored(by_text, written, language)


def _entry(value: Value, language: str) -> dict[str, Any]:
    match value:
        case Missing():
            return {"missing": value.value}
        case Words(body=body, language=declared):
            return {"words": body, "words_language": declared, "language": language}
        case WithWords(value=coded, words=words):
            return {**_entry(coded, language), **_entry(words, language)}
        case ByRow(values=values, missing=missing):
            rows = {"rows_missing": {row: reason.value for row, reason in missing}} if missing else {}
            return {"value": dict(values), **rows, "language": language}
        case Photos(photos=photos):
            return {"photos": [_photo_entry(photo) for photo in photos], "language": language}
        case tuple():
            return {"value": list(value), "language": language}
        case _:
            return {"value": value, "language": language}


def _photo_entry(photo: PhotoAnswer) -> dict[str, Any]:
    """What is said of one photo, without what is not."""
    caption = photo.caption
    entry = {name: value for name, value in vars(photo).items() if name != "caption" and value}
    return entry | ({"words": caption.body, "words_language": caption.language} if caption else {})


def photo_answer(entry: Mapping[str, Any], texts: Mapping[str, Words]) -> PhotoAnswer:
    """What is said of one photo, from what is stored of it."""
    return PhotoAnswer(
        entry["photo"],
        texts[entry["text"]] if "text" in entry else None,
        Feeling(entry["feeling"]) if "feeling" in entry else None,
        entry.get("where"),
        entry.get("where_words", ""),
        Showing(entry["showing"]),
        People(entry["people"]) if "people" in entry else None,
    )


def _answer(entry: dict[str, Any], texts: Mapping[str, Words], language: str) -> Answer:
    if "missing" in entry:
        return Answer(Missing(entry["missing"]), language)
    if "photos" in entry:
        return Answer(Photos(tuple(photo_answer(photo, texts) for photo in entry["photos"])), entry["language"])
    words = texts[entry["text"]] if "text" in entry else None
    if words and "value" not in entry:
        return Answer(words, entry["language"])
    coded = _coded(entry["value"], entry.get("rows_missing", {}))
    return Answer(WithWords(coded, words) if words else coded, entry["language"])


def _coded(value: Any, rows_missing: Mapping[str, str]) -> Any:
    """A stored value as it was: tuples and grids are lists and objects in JSON."""
    match value:
        case list():
            return tuple(value)
        case dict():
            return ByRow(tuple(value.items()), tuple((row, Missing(why)) for row, why in rows_missing.items()))
        case _:
            return value
