"""The order of exports tells nothing and never changes."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ei_collect.analysis.order import keyed_order

IDS = [f"rs_{number:03}" for number in range(200)]


def test_order_when_shuffled_then_the_same_each_time_and_not_that_of_the_ids() -> None:
    ordered = keyed_order("secret", IDS)
    assert ordered == keyed_order("secret", reversed(IDS))
    assert sorted(ordered) == IDS
    assert ordered not in (IDS, keyed_order("another", IDS))
    assert sum(one < other for one, other in pairwise(ordered)) in range(70, 130)


@given(st.sets(st.sampled_from(IDS)))
def test_order_when_some_go_then_that_of_the_others_stays(gone: set[str]) -> None:
    assert keyed_order("secret", set(IDS) - gone) == [each for each in keyed_order("secret", IDS) if each not in gone]
