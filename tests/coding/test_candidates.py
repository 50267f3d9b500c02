"""Gathering candidates: what counts as evidence, how often, and what stands side by side."""

from ei_collect.coding.candidates import CandidateStatus, Worded, candidate_id, opposites, propose
from ei_collect.coding.coding import PlaceKind, PlaceSpokenOf, Scale, Span, Stance, Suggestion
from tests.coded import coding, read_codebook, text

CODEBOOK = read_codebook()
LATE = text("The bus is late. It never comes.", 1)
FULL = text("Buses are full", 2)
TEXTS = {LATE.id: LATE, FULL.id: FULL}
ROAD = PlaceSpokenOf(PlaceKind.PLACE, name="Stapleton Road")


def _propose(*coded: object, worded: tuple[Worded, ...] = ()) -> tuple:  # type: ignore[type-arg]
    return propose(coded, TEXTS, CODEBOOK, worded, "pr_1")  # type: ignore[arg-type]


def _suggestion(**facts: object) -> Suggestion:
    usual = {
        "id": "sg_1",
        "text_id": LATE.id,
        "span": Span(0, 16),
        "code": "buses",
        "stance": Stance.BARRIER,
        "scale": Scale.CITY,
        "place": PlaceSpokenOf(),
        "why": "the words “bus”",
        "engine": "test",
        "score": 1.0,
    }
    return Suggestion(**{**usual, **facts})  # type: ignore[arg-type]


def test_codings_when_of_one_code_stance_and_scale_then_one_candidate_with_each_excerpt() -> None:
    (candidate,) = _propose(coding(LATE), coding(FULL, dimensions=("social",)))
    assert (candidate.code, candidate.stance, candidate.scale) == ("buses", Stance.BARRIER, Scale.CITY)
    assert [piece.words for piece in candidate.evidence] == [LATE.body, FULL.body]
    assert candidate.dimensions == ("spatial", "social")
    assert (candidate.policy_sphere, candidate.people, candidate.status) == (
        "transport",
        2,
        CandidateStatus.CONFIRMED,
    )
    assert candidate.title == "Buses: what gets in the way"


def test_codings_when_they_differ_in_scale_or_stance_then_candidates_apart_in_order() -> None:
    found = _propose(coding(LATE, scale=Scale.NOT_CLEAR), coding(FULL), coding(FULL, "people", stance=Stance.ENABLER))
    assert [(each.code, each.scale) for each in found] == [
        ("buses", Scale.CITY),
        ("buses", Scale.NOT_CLEAR),
        ("people", Scale.CITY),
    ]


def test_coding_when_neither_or_of_an_unknown_code_or_text_then_no_candidate() -> None:
    assert _propose(coding(LATE, stance=Stance.NEITHER), coding(LATE, "trams"), coding(text("Gone", 9))) == ()


def test_excerpt_when_two_coders_agree_then_one_piece_of_evidence_with_both_dimensions() -> None:
    (candidate,) = _propose(
        coding(LATE, place=PlaceSpokenOf()), coding(LATE, coder="Ben", dimensions=("social",), place=ROAD)
    )
    (piece,) = candidate.evidence
    assert (set(piece.dimensions), piece.place) == ({"social", "spatial"}, ROAD)


def test_people_when_one_said_it_twice_then_one() -> None:
    (candidate,) = _propose(coding(LATE, span=Span(0, 16)), coding(LATE, span=Span(17, 32)))
    assert (len(candidate.evidence), candidate.people) == (2, 1)


def test_suggestion_when_alone_then_a_suggested_candidate_with_the_codes_dimensions() -> None:
    (candidate,) = _propose(_suggestion(), worded=(Worded("ca_1", "buses", Stance.BARRIER, Scale.CITY, "Late"),))
    assert (candidate.status, candidate.dimensions) == (CandidateStatus.SUGGESTED, ("spatial",))
    assert not candidate.evidence[0].confirmed


def test_suggestion_when_a_person_coded_overlapping_words_so_then_it_adds_nothing() -> None:
    (candidate,) = _propose(_suggestion(), coding(LATE, stance=Stance.ENABLER, span=Span(4, 7)))
    assert (candidate.stance, len(candidate.evidence)) == (Stance.ENABLER, 1)
    assert len(_propose(_suggestion(), coding(LATE, "people", span=Span(4, 7)))) == 2


def test_excerpt_when_suggested_and_then_taken_then_keeps_its_id_and_its_candidate() -> None:
    (before,) = _propose(_suggestion())
    (after,) = _propose(coding(LATE, span=Span(0, 16)))
    assert before.id == after.id == candidate_id("pr_1", ("buses", Stance.BARRIER, Scale.CITY))
    assert before.evidence[0].excerpt_id == after.evidence[0].excerpt_id


def test_candidate_when_worded_then_its_words_and_id() -> None:
    worded = Worded("ca_1", "buses", Stance.BARRIER, Scale.CITY, "The buses do not come")
    (candidate,) = _propose(coding(LATE), worded=(worded,))
    assert (candidate.id, candidate.title, candidate.status) == ("ca_1", worded.title, CandidateStatus.PROPOSED)


def test_opposites_when_one_place_has_both_sides_then_side_by_side_and_never_netted() -> None:
    again = PlaceSpokenOf(PlaceKind.PLACE, ("E1",), "stapleton  road")
    found = _propose(
        coding(LATE, place=ROAD),
        coding(LATE, "people", span=Span(0, 3), place=again),
        coding(FULL, stance=Stance.ENABLER, place=again),
    )
    road, ward = sorted(opposites(found), key=lambda each: each.place.kind)
    assert [len(road.enablers), len(road.barriers)] == [1, 2]
    assert ward.place.wards == ("E1",)
    assert [len(ward.enablers), len(ward.barriers)] == [1, 1]
    assert road.enablers[0][0].stance is Stance.ENABLER


def test_opposites_when_a_place_has_one_side_only_then_not_listed() -> None:
    assert opposites(_propose(coding(LATE, place=ROAD), coding(FULL, stance=Stance.ENABLER))) == ()
