"""What a coder may say of a part of a text, and every fault at once."""

import pytest

from ei_collect.coding.coding import PlaceKind, PlaceSpokenOf, Span, Stance
from ei_collect.coding.marking import LONGEST_MEMO, Mark, checked_mark
from ei_collect.errors import InputError
from tests.coded import read_codebook

CODEBOOK = read_codebook()
BODY = "The bus is late."
SOUND = Mark(Span(0, 7), "people", Stance.BARRIER)


def _faults(mark: Mark) -> set[str]:
    with pytest.raises(InputError) as refused:
        checked_mark(mark, BODY, CODEBOOK, {"E1"})
    assert all(finding.mend for finding in refused.value.findings)
    return {finding.code for finding in refused.value.findings}


def test_mark_when_without_dimensions_then_those_of_its_code_in_order() -> None:
    assert checked_mark(SOUND, BODY, CODEBOOK, set()).dimensions == ("social", "spatial")
    told = Mark(**{**vars(SOUND), "dimensions": ("spatial",)})
    assert checked_mark(told, BODY, CODEBOOK, set()).dimensions == ("spatial",)


def test_mark_when_everything_is_wrong_then_everything_is_said() -> None:
    place = PlaceSpokenOf(PlaceKind.CITY, ("E1", "E7"), "x" * 301)
    wrong = Mark(Span(0, 99), "trams", Stance.BARRIER, dimensions=("warm",), place=place, memo="m" * (LONGEST_MEMO + 1))
    assert _faults(wrong) == {
        *("span-outside", "code-unknown", "dimension-unknown", "memo-long"),
        *("ward-unknown", "ward-surplus", "place-name-long"),
    }


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (PlaceSpokenOf(PlaceKind.WARD), "ward-missing"),
        (PlaceSpokenOf(PlaceKind.PLACE, ("E1",), " "), "place-name-missing"),
        (PlaceSpokenOf(PlaceKind.NONE, ("E1",)), "ward-surplus"),
    ],
)
def test_place_when_its_sort_and_its_details_disagree_then_refused(place: PlaceSpokenOf, code: str) -> None:
    assert _faults(Mark(**{**vars(SOUND), "place": place})) == {code}


def test_mark_when_it_holds_nul_then_kept_as_its_symbol() -> None:
    place = PlaceSpokenOf(PlaceKind.PLACE, (), "a\0b")
    kept = checked_mark(Mark(**{**vars(SOUND), "place": place, "memo": "m\0"}), BODY, CODEBOOK, set())
    assert (kept.place.name, kept.memo) == ("a␀b", "m␀")
