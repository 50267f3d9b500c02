"""The stored object of answers, and back."""

from ei_collect.answering.response import Answer, ByRow, Missing, WithWords, Words
from ei_collect.store.answers import from_inline, from_stored, inline, to_stored

ANSWERS = {
    "bus": Answer("never", "en"),
    "years": Answer(0, "so"),
    "ways": Answer(("foot", "bike"), "en"),
    "why": Answer(Words(" Too\ndear. ", "ar"), "so"),
    "age": Answer(Missing.PREFER_NOT_TO_SAY, "pl"),
    "more": Answer(Missing.NOT_ASKED, "pl"),
    "unsure": Answer(Missing.DONT_KNOW, "pl"),
    "other": Answer(WithWords(("foot", "other"), Words("boat", "ar")), "so"),
    "where": Answer(WithWords("online", Words("forum")), "en"),
    "grid": Answer(ByRow((("park", "often"), ("market", "never"))), "en"),
    "since": Answer("2026-11", "en"),
}


def test_to_stored_when_there_is_free_text_then_it_is_not_in_the_object() -> None:
    stored, (text, beside, _) = to_stored(ANSWERS)
    assert stored["why"] == {"text": text.id, "language": "so"}
    assert stored["other"] == {"value": ["foot", "other"], "text": beside.id, "language": "so"}
    assert (beside.question, beside.words) == ("other", Words("boat", "ar"))
    assert stored["grid"] == {"value": {"market": "never", "park": "often"}, "language": "en"}
    assert (text.question, text.words, text.language) == ("why", Words(" Too\ndear. ", "ar"), "so")
    assert stored["ways"] == {"value": ["foot", "bike"], "language": "en"}
    assert stored["age"] == {"missing": "prefer_not_to_say"}


def test_from_stored_when_it_is_read_back_then_it_is_the_same() -> None:
    stored, texts = to_stored(ANSWERS)
    assert from_stored(stored, {text.id: text.words for text in texts}, "pl") == ANSWERS


def test_inline_when_words_are_compared_then_they_stand_in_the_object() -> None:
    assert inline(ANSWERS)["why"] == {"words": " Too\ndear. ", "words_language": "ar", "language": "so"}


def test_from_inline_when_it_is_read_back_then_it_is_the_same() -> None:
    assert from_inline(inline(ANSWERS), "pl") == ANSWERS
