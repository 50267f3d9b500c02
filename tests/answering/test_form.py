"""From fields to answers: nothing typed is changed, nothing missing is guessed."""

import pytest

from ei_collect.answering.form import Form, FoundWard, as_form, cleaned, fields, read_form
from ei_collect.answering.kinds import Fault
from ei_collect.answering.response import Answer, Missing, Value, WithWords, Words
from ei_collect.errors import Finding
from ei_collect.language.text import Text
from ei_collect.places.ward import Ward
from ei_collect.survey.definition import Choice, Kind, Question

WORDS = Question("words", Kind.LONG_TEXT, Text.of("Why?"), required=True, prefer_not_to_say=True)
BUS = Question("bus", Kind.SINGLE, Text.of("Bus?"), choices=(Choice("yes", Text.of("Yes")),), prefer_not_to_say=True)
HOME = Question("ward", Kind.WARD, Text.of("Where?"))
OTHER = Choice("other", Text.of("Other"), other=True)
WAYS = Question(
    "ways", Kind.MULTIPLE, Text.of("Ways?"), choices=(Choice("foot", Text.of("Foot")), OTHER), dont_know=True
)
YEARS = Question("years", Kind.NUMBER, Text.of("Years?"), dont_know=True, required=True)
SPOT = Question("spot", Kind.PLACE, Text.of("Where?"), dont_know=True, prefer_not_to_say=True)


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


def test_cleaned_when_a_question_has_parts_then_they_are_kept_and_those_of_others_are_not() -> None:
    form = {"q_ways": ["foot"], "q_ways.other": [" a\r\nb "], "q_ways.foot": ["1"], "q_years.other": ["x"]}
    assert cleaned(form, [WAYS, YEARS]) == {"q_ways": ["foot"], "q_ways.other": [" a\nb "]}


@pytest.mark.parametrize(
    ("question", "form", "kept", "value"),
    [
        (WAYS, {"q_ways": ["?"]}, {"q_ways_dk": ["1"]}, Missing.DONT_KNOW),
        (YEARS, {"q_years_dk": ["on"], "q_years": [""]}, {"q_years_dk": ["1"], "q_years": [""]}, Missing.DONT_KNOW),
        (SPOT, {"q_spot": ["?"]}, {"q_spot_dk": ["1"]}, Missing.DONT_KNOW),
        (SPOT, {"q_spot": ["-"], "q_spot.words": ["here"]}, {"q_spot_pnts": ["1"]}, Missing.PREFER_NOT_TO_SAY),
        (
            SPOT,
            {"q_spot": ["?"], "q_spot.words": ["the bridge"]},
            {"q_spot_dk": ["1"], "q_spot.words": ["the bridge"]},
            Words("the bridge"),
        ),
    ],
)
def test_cleaned_when_one_does_not_know_then_it_is_kept_apart_and_words_beside_it_count(
    question: Question, form: Form, kept: Form, value: Value
) -> None:
    assert cleaned(form, [question]) == kept
    reading = read_form([question], kept, "en", {})
    assert (reading.answers[question.code].value, reading.findings) == (value, ())


@pytest.mark.parametrize(
    "form", [{"q_ways_dk": ["1"], "q_ways": ["foot"]}, {"q_ways_dk": ["1"], "q_ways.other": ["x"]}]
)
def test_read_form_when_an_answer_stands_beside_a_dont_know_then_nothing_is_lost_and_one_must_go(form: Form) -> None:
    kept = cleaned(form, [WAYS])
    assert kept == form
    (finding,) = read_form([WAYS], kept, "en", {}).findings
    assert finding.code == Fault.BESIDE_DONT_KNOW


def test_cleaned_when_a_question_does_not_offer_dont_know_then_a_mark_is_an_answer() -> None:
    assert cleaned({"q_bus": ["?"], "q_bus_dk": ["1"]}, [BUS]) == {"q_bus": ["?"]}
    assert cleaned({"q_years": ["?"]}, [YEARS]) == {"q_years": ["?"]}


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (Missing.PREFER_NOT_TO_SAY, {"q_spot_pnts": ["1"]}),
        (Missing.DONT_KNOW, {"q_spot_dk": ["1"]}),
        (Missing.SKIPPED, {}),
        (Missing.NOT_ASKED, {}),
        (WithWords("E1", Words("x")), {"q_spot": ["E1"], "q_spot.words": ["x"]}),
    ],
)
def test_as_form_when_there_is_an_answer_or_none_then_the_fields_that_say_so(value: Value, form: Form) -> None:
    assert as_form(SPOT, Answer(value, "en")) == form


def test_fields_when_a_part_was_typed_then_it_stands_there_again() -> None:
    finding = Finding("ways", Fault.TOO_LONG, "is too long", "Shorten it.")
    (field,) = fields([WAYS], {"q_ways": ["other"], "q_ways.other": ["abc"]}, [finding])
    assert (field.values, field.part("other"), field.part("none"), field.length) == (("other",), "abc", "", 3)
    assert field.too_long
    assert fields([WAYS], {"q_ways_dk": ["1"]})[0].does_not_know


def test_fields_when_a_ward_was_found_then_not_knowing_it_is_over() -> None:
    found = FoundWard("spot", "BS1 1AA", Ward("E2", "Easton"))
    (field,) = fields([SPOT], {"q_spot_dk": ["1"], "q_spot.words": ["x"]}, found=found)
    assert (field.values, field.does_not_know, field.part("words")) == (("E2",), False, "x")
