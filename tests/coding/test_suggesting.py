"""The engine: which codes, for which words, with which stance, and why."""

import csv
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from ei_collect.coding.coding import OpenText, PlaceKind, PlaceSpokenOf, Scale, Stance, Suggestion
from ei_collect.coding.learning import learn
from ei_collect.coding.loading import load_codebook
from ei_collect.coding.placing import WardNames
from ei_collect.coding.spans import words_in
from ei_collect.coding.suggesting import MOST_FOR_A_TEXT, Asked, Engine
from ei_collect.places.ward import Ward
from tests.coded import coding, read_codebook, text
from tests.conftest import HOME

ASKED = Asked()
ENGINE = Engine.of(read_codebook(), WardNames.of([Ward("E1", "Easton")]))
LATE = "I take bus number 73 from Easton. It never arrives! The bus is a shame. My shop is nice. I have a dog."


def _suggest(body: str, asked: Asked = ASKED, **facts: Any) -> dict[str, Suggestion]:
    return {each.code: each for each in ENGINE.suggest(text(body, **facts), asked)}


def test_suggestion_when_cues_are_found_then_code_stance_place_and_why() -> None:
    suggestion = _suggest(LATE)["buses"]
    assert suggestion.stance is Stance.BARRIER
    assert suggestion.place == PlaceSpokenOf(PlaceKind.WARD, ("E1",))
    assert suggestion.why == "the words “bus number”, “bus”; its stance from “never arrives”"


def test_span_when_a_text_is_long_then_from_the_first_to_the_last_sentence_with_a_cue() -> None:
    assert words_in(LATE, _suggest(LATE)["buses"].span) == LATE[: LATE.index(" My shop")]


def test_span_when_a_text_is_short_then_all_of_it_without_the_space_around_it() -> None:
    body = "  The bus is late. It rains.\n"
    assert words_in(body, _suggest(body)["buses"].span) == body.strip()


def test_stance_when_a_phrase_holds_a_cue_of_the_other_side_then_the_phrase_wins() -> None:
    assert _suggest("I don’t feel safe on the bus")["buses"].stance is Stance.BARRIER
    assert _suggest("I feel safe on the bus")["buses"].stance is Stance.ENABLER


def test_stance_when_a_passage_says_nothing_then_the_whole_text_decides() -> None:
    body = "The bus is here. It is red. I love it. That is all."
    assert words_in(body, _suggest(body)["buses"].span) == "The bus is here."
    assert _suggest(body)["buses"].stance is Stance.ENABLER


@pytest.mark.parametrize(
    ("asks_for", "stance"),
    [("barrier", Stance.BARRIER), ("enabler", Stance.ENABLER), ("either", Stance.NEITHER), (None, Stance.NEITHER)],
)
def test_stance_when_words_say_nothing_then_what_was_asked_for(asks_for: str | None, stance: Stance) -> None:
    assert _suggest("The bus.", Asked(asks_for=asks_for))["buses"].stance is stance
    assert _suggest("I love the bus, it is late", Asked(asks_for=asks_for))["buses"].stance is stance


def test_text_when_it_has_a_stance_but_no_code_then_nothing_is_suggested() -> None:
    assert _suggest("I love it, so friendly") == {}
    assert _suggest("") == {}


def test_words_when_in_another_language_then_its_cues_find_them() -> None:
    assert _suggest("لا أشعر بالأمان في الحافلة", language="ar")["buses"].stance is Stance.BARRIER
    assert _suggest("Nie lubię tego autobusu", language="pl")["buses"].stance is Stance.BARRIER
    assert "buses" in _suggest("Baska ma yimaado", language="so")


def test_scale_when_words_say_nothing_then_the_questions_level() -> None:
    assert _suggest("The bus", Asked(level="city"))["buses"].scale is Scale.CITY
    assert _suggest("The bus in my street", Asked(level="city"))["buses"].scale is Scale.HOME_OR_STREET


def test_place_when_the_respondent_named_one_then_that_and_not_the_words() -> None:
    named = _suggest("The bus in Easton", place_name=" The stop ", place_ward="E9")["buses"]
    assert named.place == PlaceSpokenOf(PlaceKind.PLACE, ("E9",), "The stop")
    assert _suggest("The bus", place_ward="E9")["buses"].place == PlaceSpokenOf(PlaceKind.WARD, ("E9",))


def test_suggestion_when_made_twice_then_the_same() -> None:
    assert ENGINE.suggest(text(LATE), ASKED) == ENGINE.suggest(text(LATE), ASKED)


def test_codings_when_enough_then_similar_texts_are_suggested_without_a_cue() -> None:
    said = [text(f"The tram {number} was slow again and full", number) for number in range(12)]
    said += [text(f"My garden {number} is full of roses", number) for number in range(12, 24)]
    learned = learn(
        [coding(each, "buses" if number < 12 else "people") for number, each in enumerate(said)], _by_id(said)
    )
    engine = Engine.of(read_codebook(), WardNames.of([]), learned)
    (suggestion,) = engine.suggest(text("That tram is slow and full", 99), ASKED)
    assert (suggestion.code, suggestion.why) == ("buses", "similar to 12 texts coded so")
    assert engine.suggest(text("That tram is slow and full", 99), ASKED) == (suggestion,)


@pytest.mark.parametrize(("number", "authors"), [(19, 19), (24, 1)])
def test_codings_when_too_few_or_of_one_person_then_nothing_is_learned(number: int, authors: int) -> None:
    said = [text(f"The tram {each}", each, response_id=f"rs_{each % authors}") for each in range(number)]
    codings = [coding(each, "buses" if place % 2 else "people") for place, each in enumerate(said)]
    assert learn(codings, _by_id(said)).models == {}


def test_codings_when_a_code_is_rare_then_only_the_others_are_learned() -> None:
    said = [text(f"The tram {each}", each) for each in range(24)]
    codings = [coding(each, "buses" if place < 4 else "people") for place, each in enumerate(said)]
    assert list(learn(codings, _by_id(said)).models) == ["people"]


@pytest.mark.parametrize(
    "piece", ["bus ", "A ", "A-", "No. A ", "a. ", "Aa ", "\u0648", "I love the bus. ", "Easton ", "🚌", "\n", "."]
)
def test_text_when_long_and_monotonous_then_read_in_no_time(piece: str) -> None:
    body = piece * (100_000 // len(piece))
    begun = process_time()
    ENGINE.suggest(text(body), ASKED)
    assert process_time() - begun < 5


@pytest.mark.shared
def test_real_captions_when_read_with_our_codebook_then_nearly_all_get_a_fitting_suggestion(shared_data: Path) -> None:
    engine = Engine.of(load_codebook(HOME / "surveys" / "codebook.yaml"), WardNames.of([Ward("E1", "Easton")]))
    with (shared_data / "captions" / "day_in_my_life.csv").open(encoding="utf-8", newline="") as rows:
        found = {row["id"]: engine.suggest(text(row["caption"]), ASKED) for row in csv.DictReader(rows)}
    assert all(found.values())
    assert all(len(each) <= MOST_FOR_A_TEXT for each in found.values())
    assert (found["dml-04"][0].code, found["dml-04"][0].stance) == ("buses_trains", Stance.BARRIER)
    places = {found[row][0].place.name: found[row][0].stance for row in ("dml-09", "dml-10")}
    assert list(places) == ["Stapleton Road"]
    assert {found["dml-09"][0].stance, found["dml-10"][0].stance} == {Stance.ENABLER, Stance.BARRIER}


def _by_id(said: list[OpenText]) -> dict[str, OpenText]:
    return {each.id: each for each in said}
