"""The JSON object in which a response's answers are stored, and back. Free text lies in rows of `texts`.

Question code to {"value": ..., "language": ...}, {"text": id of the text, "language": ...}, both of these together (own
words beside a coded answer) or {"missing": reason}. The value of a grid is an object from row to choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
        if "words" in entry:
            words = Words(entry.pop("words"), entry.pop("words_language"))
            texts.append(TextRow(new_id("tx"), code, words, answer.language))
            entry["text"] = texts[-1].id
        stored[code] = entry
    return stored, tuple(texts)


def from_stored(stored: Stored, texts: Mapping[str, Words], language: str) -> dict[str, Answer]:
    """The answers again, with `texts` by their ids; a missing answer has the `language` of the response."""
    return {code: _answer(entry, texts, language) for code, entry in stored.items()}


def inline(answers: Mapping[str, Answer]) -> Stored:
    """The same object with free text within it, as conflicts are kept and contents compared."""
    return {code: _entry(answer.value, answer.language) for code, answer in answers.items()}


def from_inline(stored: Stored, language: str) -> dict[str, Answer]:
    """The answers that `inline` made an object of; a missing answer has the `language` of the response."""
    written = {
        code: Words(entry["words"], entry["words_language"]) for code, entry in stored.items() if "words" in entry
    }
    by_text = {code: {**entry, "text": code} if code in written else entry for code, entry in stored.items()}
    return from_stored(by_text, written, language)


def _entry(value: Value, language: str) -> dict[str, Any]:
    match value:
        case Missing():
            return {"missing": value.value}
        case Words(body=body, language=declared):
            return {"words": body, "words_language": declared, "language": language}
        case WithWords(value=coded, words=words):
            return {**_entry(coded, language), **_entry(words, language)}
        case ByRow(values=values):
            return {"value": dict(values), "language": language}
        case tuple():
            return {"value": list(value), "language": language}
        case _:
            return {"value": value, "language": language}


def _answer(entry: dict[str, Any], texts: Mapping[str, Words], language: str) -> Answer:
    if "missing" in entry:
        return Answer(Missing(entry["missing"]), language)
    words = texts[entry["text"]] if "text" in entry else None
    if words and "value" not in entry:
        return Answer(words, entry["language"])
    coded = _coded(entry["value"])
    return Answer(WithWords(coded, words) if words else coded, entry["language"])


def _coded(value: Any) -> Any:
    """A stored value as it was: tuples and grids are lists and objects in JSON."""
    match value:
        case list():
            return tuple(value)
        case dict():
            return ByRow(tuple(value.items()))
        case _:
            return value
