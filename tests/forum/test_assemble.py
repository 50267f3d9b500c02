"""The pack put together: each candidate once in full, opposites side by side, and what every page must say."""

from ei_collect.answering.response import Help
from ei_collect.coding.candidates import Candidate
from ei_collect.coding.coding import Stance
from ei_collect.forum.pack import HAS_SYNTHETIC, QUOTES_SHOWN, UNCONFIRMED
from ei_collect.forum.page import to_html
from ei_collect.forum.quoting import NOT_AGREED, NOT_CHECKED
from tests.forum.packs import candidate, pack, piece, synthetic


def both(enabler_words: str, barrier_words: str, people: int = 1, **facts: object) -> tuple[Candidate, Candidate]:
    """An enabler and a barrier of the ward w2, with so many people behind each."""
    return (
        candidate(
            *[piece(n, enabler_words, ward="w2", **facts) for n in range(people)], id="ca_e", stance=Stance.ENABLER
        ),
        candidate(*[piece(100 + n, barrier_words, ward="w2", **facts) for n in range(people)], id="ca_b"),
    )


def test_candidate_when_in_two_dimensions_then_in_full_under_the_first_and_named_under_the_other() -> None:
    social, spatial = pack(candidate(dimensions=("social", "spatial"))).dimensions
    assert [entry.id for entry in social.sides[1].candidates] == ["ca_1"]
    assert (spatial.sides[1].candidates, [entry.id for entry in spatial.sides[1].also]) == ((), ["ca_1"])


def test_candidate_when_in_no_dimension_then_it_is_not_lost() -> None:
    last = pack(candidate(dimensions=())).dimensions[-1]
    assert (last.code, [entry.id for entry in last.sides[1].candidates]) == ("", ["ca_1"])


def test_issues_when_nothing_touches_on_one_then_it_is_there_for_the_forum_to_judge() -> None:
    gentrification, racism = pack(candidate()).issues
    assert ([entry.id for entry in gentrification.candidates], racism.candidates) == (["ca_1"], ())


def test_pack_when_a_code_is_only_suggested_then_a_draft_that_says_so() -> None:
    assert pack(candidate(piece(1, confirmed=False))).notices == (UNCONFIRMED,)
    assert pack(candidate()).notices == ()


def test_pack_when_it_has_synthetic_answers_then_it_says_so() -> None:
    assert HAS_SYNTHETIC in pack(candidate(), tallies=synthetic(60)).notices
    assert HAS_SYNTHETIC in pack(candidate(piece(1, synthetic=True))).notices


def test_quotes_when_there_are_many_then_four_are_printed_and_the_rest_counted() -> None:
    (told,) = pack(candidate(*[piece(number) for number in range(7)])).candidates
    assert (len(told.quotes), told.more, len(told.excerpts)) == (QUOTES_SHOWN, 3, 7)


def test_withheld_excerpts_when_there_are_some_then_each_reason_is_given_once() -> None:
    (told,) = pack(
        candidate(*[piece(n, quotable="never") for n in range(14)], piece(20, quotable="consented"))
    ).candidates
    assert told.reasons_to_withhold == (NOT_AGREED, NOT_CHECKED)
    assert told.printable == ()


def test_opposites_when_eight_people_tell_of_each_side_then_the_place_is_named() -> None:
    (place,) = pack(*both("Lovely.", "Awful.", people=8)).opposites
    assert place.place == "Easton"
    assert [side.candidate.id for side in (*place.enablers, *place.barriers)] == ["ca_e", "ca_b"]


def test_opposites_when_few_tell_of_them_then_side_by_side_without_the_place() -> None:
    (place,) = pack(*both("Lovely.", "Awful.")).opposites
    ((enabler, barrier),) = place.rows
    assert place.place == ""
    assert enabler is not None
    assert barrier is not None
    assert (enabler.quote, barrier.quote) == (enabler.excerpts[0], barrier.excerpts[0])


def test_opposites_when_only_one_side_names_the_place_then_it_does_not_betray_the_other() -> None:
    built = pack(*both("Easton is lovely.", "Awful."))
    assert (built.opposites, built.opposites_untold) == ((), 1)


def test_opposites_when_neither_place_nor_words_may_be_printed_then_only_counted() -> None:
    built = pack(*both("Lovely.", "Awful.", quotable="never"))
    assert (built.opposites, built.opposites_untold) == ((), 1)


def test_opposites_when_the_place_is_named_then_words_in_another_language_stand_elsewhere() -> None:
    (place,) = pack(*both("جميل", "Awful.", people=8, language="ar")).opposites
    assert place.place == "Easton"
    assert all(side.quote is None for side in place.enablers)


def test_opposites_when_the_place_is_named_then_words_that_a_helper_wrote_stand_with_their_candidate() -> None:
    built = pack(*both("Easton is lovely.", "Awful.", people=8, help_given=Help.SCRIBE))
    (place,) = built.opposites
    assert place.place == "Easton"
    assert all(side.quote is None for side in (*place.enablers, *place.barriers))
    assert {excerpt.mark for each in built.candidates for excerpt in each.quotes} == {"written down by a helper"}


def test_opposites_when_the_place_is_not_named_then_the_mark_stands_beside_the_words() -> None:
    built = pack(*both("Lovely.", "Awful.", help_given=Help.INTERPRETER))
    ((enabler, barrier),) = built.opposites[0].rows
    assert [side.quote.mark for side in (enabler, barrier) if side and side.quote] == [
        "said through an interpreter"
    ] * 2
    told = to_html(built).partition('<section class="dimension" id="opposites"')[2].partition("</section>")[0]
    assert told.count("said through an interpreter") == 2


def test_opposites_when_a_code_is_sensitive_then_it_is_not_placed() -> None:
    enabler, barrier = both("Lovely.", "Awful.", people=9)
    sensitive = candidate(*barrier.evidence, id="ca_b", code="police", sensitive=True)
    assert pack(enabler, sensitive).opposites == ()


def test_ward_beside_words_when_the_same_text_has_a_sensitive_code_too_then_not_shown() -> None:
    people = [piece(number, "Lovely.", ward="w1") for number in range(8)]
    harmless, plain = (
        candidate(*people, id="ca_h"),
        [excerpt.place for excerpt in pack(candidate(*people)).candidates[0].excerpts],
    )
    assert plain == ["Ashley"] * 8
    told = pack(harmless, candidate(people[0], id="ca_s", code="police", sensitive=True)).candidates[0]
    assert [excerpt.place for excerpt in told.excerpts] == [None, *["Ashley"] * 7]
