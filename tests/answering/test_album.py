"""The photos in a section's form: put in, taken out, and a page that knows fewer, more or other ones than are there."""

from ei_collect.answering.album import matched, photos_in, with_photo, with_word, without_photo
from ei_collect.language.text import Text
from ei_collect.survey.definition import Kind, Question

QUESTION = Question("q", Kind.PHOTO, Text.of("?"), maximum=4)
ONE, TWO, THREE = (f"ph_00000000000{number}" for number in (1, 2, 3))
HELD = {
    "q_q.1.photo": [ONE],
    "q_q.1.caption": ["First"],
    "q_q.2.photo": [TWO],
    "q_q.2.caption": ["Second"],
    "q_other": ["x"],
}


def test_a_photo_when_put_in_then_it_is_the_last_and_the_form_is_left_alone() -> None:
    assert photos_in(QUESTION, with_photo(QUESTION, HELD, THREE)) == (ONE, TWO, THREE)
    assert photos_in(QUESTION, HELD) == (ONE, TWO)


def test_a_photo_when_taken_out_then_the_others_are_numbered_anew_with_what_was_said_of_them() -> None:
    assert without_photo(QUESTION, HELD, ONE) == {"q_q.1.photo": [TWO], "q_q.1.caption": ["Second"], "q_other": ["x"]}


def test_a_word_when_said_of_a_photo_then_it_stands_with_that_one_and_the_form_is_left_alone() -> None:
    said = with_word(QUESTION, HELD, TWO, "caption", "Other")
    assert said == {**HELD, "q_q.2.caption": ["Other"]}
    assert HELD["q_q.2.caption"] == ["Second"]


def test_a_page_when_it_knows_the_photos_then_what_it_says_is_taken() -> None:
    sent = {"q_q.1.photo": [ONE], "q_q.1.caption": ["New"], "q_q.2.photo": [TWO], "q_q.2.feeling": ["both"]}
    assert matched(QUESTION, sent, HELD) == sent


def test_a_page_when_it_has_other_numbers_then_each_word_stays_with_its_photo() -> None:
    sent = {"q_q.2.photo": [ONE], "q_q.2.caption": ["Of one"], "q_q.1.photo": [TWO], "q_q.1.caption": ["Of two"]}
    fresh = matched(QUESTION, sent, HELD)
    assert (fresh["q_q.1.caption"], fresh["q_q.2.caption"]) == (["Of one"], ["Of two"])


def test_a_page_when_it_does_not_know_a_photo_then_what_was_said_of_it_stays() -> None:
    fresh = matched(QUESTION, {"q_q.1.photo": [ONE], "q_q.1.caption": [""]}, HELD)
    assert (fresh["q_q.1.caption"], fresh["q_q.2.photo"], fresh["q_q.2.caption"]) == ([""], [TWO], ["Second"])


def test_a_page_when_it_claims_a_photo_that_is_not_there_then_nothing_of_it_is_taken() -> None:
    assert matched(QUESTION, {"q_q.1.photo": [THREE], "q_q.1.caption": ["Mine"]}, {}) == {}


def test_a_person_when_they_would_rather_not_say_then_photos_are_held_without_any_words() -> None:
    fresh = matched(QUESTION, {"q_q_pnts": ["1"]}, HELD)
    assert fresh == {"q_q_pnts": ["1"], "q_q.1.photo": [ONE], "q_q.2.photo": [TWO]}
