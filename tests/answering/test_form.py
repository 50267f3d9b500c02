"""From fields to answers: nothing typed is changed, nothing missing is guessed."""

import pytest

from ei_collect.answering.form import FoundWard, cleaned, fields, read_form
from ei_collect.answering.kinds import Fault
from ei_collect.answering.response import Answer, Missing, Words
from ei_collect.errors import Finding
from ei_collect.language.text import Text
from ei_collect.places.ward import Ward
from ei_collect.survey.definition import Choice, Kind, Question

WORDS = Question("words", Kind.LONG_TEXT, Text.of("Why?"), required=True, prefer_not_to_say=True)
BUS = Question("bus", Kind.SINGLE, Text.of("Bus?"), choices=(Choice("yes", Text.of("Yes")),), prefer_not_to_say=True)
HOME = Question("ward", Kind.WARD, Text.of("Where?"))


def test_cleaned_when_a_form_is_sent_then_only_its_own_fields_are_kept_and_exactly() -> None:
    form = {
        "q_words": ["\n a\r\nb\rc\x00 "],
        "q_other": ["x"],
        "postcode_ward": ["BS1 1AA"],
        "key": ["secret"],
        "q_ward": ["E1"],
    }
    assert cleaned(form, [WORDS, HOME]) == {"q_words": ["\n a\nb\rc\u2400 "], "q_ward": ["E1"]}


@pytest.mark.parametrize(
    ("question", "form"),
    [(WORDS, {"q_words": ["private"], "q_words_pnts": ["1"]}), (BUS, {"q_bus": ["-"]}), (BUS, {"q_bus_pnts": ["1"]})],
)
def test_cleaned_when_one_prefers_not_to_say_then_nothing_else_stays(
    question: Question, form: dict[str, list[str]]
) -> None:
    kept = cleaned(form, [question])
    assert kept == {f"q_{question.code}_pnts": ["1"]}
    reading = read_form([question], kept, "en", {})
    assert reading.answers[question.code].value is Missing.PREFER_NOT_TO_SAY
    assert reading.findings == ()


def test_cleaned_when_a_dash_is_typed_as_words_then_it_is_words() -> None:
    assert cleaned({"q_words": ["-"]}, [WORDS]) == {"q_words": ["-"]}


def test_cleaned_when_a_question_does_not_offer_it_then_prefer_not_to_say_counts_for_nothing() -> None:
    assert cleaned({"q_ward_pnts": ["1"], "q_ward": ["E1"]}, [HOME]) == {"q_ward": ["E1"]}


def test_read_form_when_nothing_or_only_spaces_are_typed_then_it_is_skipped_or_needed() -> None:
    reading = read_form([WORDS, BUS], {"q_words": [" \n "]}, "pl", {})
    assert reading.answers["bus"] == Answer(Missing.SKIPPED, "pl")
    assert [(finding.where, finding.code) for finding in reading.findings] == [("words", Fault.REQUIRED)]


def test_read_form_when_words_are_typed_then_their_spaces_stay() -> None:
    assert read_form([WORDS], {"q_words": [" a "]}, "en", {}).answers["words"].value == Words(" a ")


def test_fields_when_a_form_was_faulty_then_each_has_its_values_and_fault() -> None:
    finding = Finding("words", Fault.TOO_LONG, "is too long", "Shorten it.")
    words, bus = fields([WORDS, BUS], {"q_words": ["abc"], "q_bus_pnts": ["1"]}, [finding])
    assert (words.value, words.length, words.room, words.notes) == ("abc", 3, 4000, ("needed", "fault"))
    assert (bus.value, bus.prefers_not, bus.finding) == ("", True, None)


def test_fields_when_a_ward_was_found_then_it_is_chosen_in_place_of_what_stood_there() -> None:
    found = FoundWard("ward", "BS1 1AA", Ward("E2", "Easton"))
    form = {"q_ward": ["E1"]}
    assert fields([HOME], form, found=found)[0].values == ("E2",)
    assert fields([HOME], form, found=FoundWard("ward", "X", None))[0].values == ("E1",)
    assert form == {"q_ward": ["E1"]}
