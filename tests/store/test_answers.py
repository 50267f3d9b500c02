"""The stored object of answers, and back."""

from ei_collect.answering.photographs import Feeling, People, PhotoAnswer, Photos, Showing
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
BENCH = PhotoAnswer(
    "ph_4k2m0v9s7d1q", Words("A bench", "ar"), Feeling.LESS, "place:old-market", "here", Showing.FORUM, People.NOT_SURE
)
PICTURES = {"pictures": Answer(Photos((BENCH, PhotoAnswer("ph_4k2m0v9s7d1z"))), "so")}


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


def test_to_stored_when_there_are_photos_then_each_caption_is_a_text_under_the_photo() -> None:
    stored, (caption,) = to_stored(PICTURES)
    assert (caption.question, caption.words) == ("pictures.ph_4k2m0v9s7d1q", Words("A bench", "ar"))
    first, second = stored["pictures"]["photos"]
    assert first == {
        "photo": "ph_4k2m0v9s7d1q",
        "feeling": "less",
        "where": "place:old-market",
        "where_words": "here",
        "showing": "forum",
        "people": "not_sure",
        "text": caption.id,
    }
    assert second == {"photo": "ph_4k2m0v9s7d1z", "showing": "research"}
    assert from_stored(stored, {caption.id: caption.words}, "pl") == PICTURES


def test_inline_when_there_are_photos_then_captions_stand_in_the_object_and_come_back() -> None:
    written = inline(PICTURES)
    assert written["pictures"]["photos"][0]["words"] == "A bench"
    assert from_inline(written, "pl") == PICTURES
    assert written == inline(PICTURES)
