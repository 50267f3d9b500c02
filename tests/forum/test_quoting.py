"""What may be printed of a candidate's evidence."""

from dataclasses import replace

import pytest

from ei_collect.answering.response import Help
from ei_collect.coding.coding import IdentityCheck, PlaceKind, PlaceSpokenOf
from ei_collect.forum.quoting import (
    FEW_PEOPLE,
    IDENTIFYING,
    NOT_AGREED,
    NOT_CHECKED,
    SENSITIVE,
    excerpt_of,
    people_in_words,
    wards_note,
    wards_shown,
    withheld_because,
)
from tests.forum.packs import READER, candidate, piece

CLEARED, WITHHELD, UNCHECKED = IdentityCheck.CLEARED, IdentityCheck.WITHHELD, IdentityCheck.UNCHECKED


@pytest.mark.parametrize(
    ("quotable", "check", "reason"),
    [
        ("already_published", UNCHECKED, None),
        ("already_published", WITHHELD, IDENTIFYING),
        ("consented", CLEARED, None),
        ("consented", UNCHECKED, NOT_CHECKED),
        ("consented", WITHHELD, IDENTIFYING),
        ("never", CLEARED, NOT_AGREED),
        ("never", UNCHECKED, NOT_AGREED),
    ],
)
def test_words_when_agreed_and_checked_or_published_then_printed(
    quotable: str, check: IdentityCheck, reason: str | None
) -> None:
    assert withheld_because(piece(1, quotable=quotable, check=check)) == reason


def test_excerpt_when_withheld_then_nothing_but_its_id_and_the_reason_is_left() -> None:
    evidence = piece(1, "secret", quotable="never", language="ar", ward="w1", source_row="row-1")
    excerpt = excerpt_of(evidence, candidate(evidence), READER)
    assert (excerpt.id, excerpt.withheld) == ("ex_1", NOT_AGREED)
    assert (excerpt.text, excerpt.language, excerpt.place, excerpt.source, excerpt.attribution) == (
        None,
        None,
        None,
        None,
        "",
    )


def test_quote_when_in_another_language_then_that_is_its_only_trait() -> None:
    evidence = [piece(number, language="ar", ward="w1") for number in range(9)]
    excerpt = excerpt_of(evidence[0], candidate(*evidence), READER)
    assert (excerpt.attribution, excerpt.place) == ("in Arabic", None)


def test_quote_when_eight_people_spoke_of_the_ward_then_it_stands_beside_the_words() -> None:
    evidence = [piece(number, ward="w1") for number in range(8)]
    assert excerpt_of(evidence[0], candidate(*evidence), READER).attribution == "about Ashley"


def test_quote_when_another_one_names_the_ward_then_it_does_not_stand_beside_this_one() -> None:
    evidence = [piece(1, "Easton is far.", ward="w2"), piece(2, ward="w2")]
    told = candidate(*evidence)
    assert excerpt_of(evidence[0], told, READER).attribution == "about Easton"
    assert excerpt_of(evidence[1], told, READER).attribution == ""


@pytest.mark.parametrize(
    ("given", "mark"),
    [(Help.SCRIBE, "written down by a helper"), (Help.INTERPRETER, "said through an interpreter")],
)
@pytest.mark.parametrize("facts", [{}, {"language": "ar"}, {"ward": "w1"}, {"language": "ar", "ward": "w1"}])
def test_quote_when_somebody_else_wrote_it_then_that_is_its_only_trait(
    given: Help, mark: str, facts: dict[str, str]
) -> None:
    evidence = [piece(number, help_given=given, **facts) for number in range(9)]
    excerpt = excerpt_of(evidence[0], candidate(*evidence), READER)
    assert (excerpt.mark, excerpt.attribution, excerpt.place) == (mark, mark, None)


@pytest.mark.parametrize("given", [Help.NONE, Help.READ_ALOUD, Help.UNKNOWN])
def test_quote_when_its_author_wrote_it_then_it_has_no_mark(given: Help) -> None:
    evidence = piece(1, help_given=given)
    assert excerpt_of(evidence, candidate(evidence), READER).mark == ""


def test_quote_when_helped_and_sensitive_or_withheld_then_not_even_that_stands_beside_it() -> None:
    evidence = piece(1, help_given=Help.SCRIBE)
    excerpt = excerpt_of(evidence, candidate(evidence, sensitive=True), READER)
    assert (excerpt.text, excerpt.mark, excerpt.attribution) == (evidence.words, "", "")
    withheld = piece(1, help_given=Help.SCRIBE, quotable="never")
    assert excerpt_of(withheld, candidate(withheld), READER).mark == ""


def test_quote_when_the_code_is_sensitive_then_nothing_stands_beside_it() -> None:
    evidence = [piece(number, "Easton", language="ar", ward="w2") for number in range(9)]
    excerpt = excerpt_of(evidence[0], candidate(*evidence, sensitive=True), READER)
    assert (excerpt.text, excerpt.attribution, excerpt.place) == ("Easton", "", None)


def test_ward_when_seven_people_spoke_of_it_then_not_named() -> None:
    told = candidate(*[piece(number, ward="w1") for number in range(7)], piece(8, author="rs_1", ward="w1"))
    assert wards_shown(told, READER) == ()
    assert wards_note(told, ()) == FEW_PEOPLE


def test_ward_when_eight_people_spoke_of_it_then_named() -> None:
    told = candidate(*[piece(number, ward="w1") for number in range(8)])
    assert wards_shown(told, READER) == ("w1",)
    assert wards_note(told, ("w1",)) == ""


def test_ward_when_it_stands_in_withheld_words_then_not_named() -> None:
    told = candidate(piece(1, "Easton is far.", quotable="never", ward="w2"))
    assert wards_shown(told, READER) == ()


def test_ward_when_its_name_is_part_of_another_word_then_the_words_do_not_name_it() -> None:
    assert wards_shown(candidate(piece(1, "Eastonia", ward="w2")), READER) == ()


def test_wards_when_the_code_is_sensitive_then_never_named() -> None:
    told = candidate(*[piece(number, "Easton", ward="w2") for number in range(9)], sensitive=True)
    assert wards_shown(told, READER) == ()
    assert wards_note(told, ()) == SENSITIVE


def test_people_when_one_speaks_often_then_one_person() -> None:
    assert people_in_words(candidate(piece(1, author="rs"), piece(2, author="rs"))) == "one person"


def test_people_when_some_codes_are_confirmed_then_suggested_ones_do_not_count() -> None:
    assert people_in_words(candidate(piece(1), *[piece(n, confirmed=False) for n in range(2, 20)])) == "one person"


def test_people_when_some_answers_are_synthetic_then_only_people_count() -> None:
    assert people_in_words(candidate(piece(1), *[piece(n, synthetic=True) for n in range(2, 20)])) == "one person"


@pytest.mark.parametrize(
    ("words", "name", "place"),
    [
        ("I feel safe on Mill Road.", "Mill Road", "Mill Road"),
        ("I feel safe there.", "Mill Road", None),
        ("I feel safe on Mill Roadside.", "Mill Road", None),
    ],
)
def test_place_beside_words_when_the_words_name_it_then_shown(words: str, name: str, place: str | None) -> None:
    told = replace(piece(1, words), place=PlaceSpokenOf(PlaceKind.PLACE, name=name))
    assert excerpt_of(told, candidate(told), READER).place == place


def test_place_beside_words_when_the_code_is_sensitive_then_not_shown() -> None:
    told = replace(piece(1, "Afraid on Mill Road."), place=PlaceSpokenOf(PlaceKind.PLACE, name="Mill Road"))
    assert excerpt_of(told, replace(candidate(told), sensitive=True), READER).place is None
