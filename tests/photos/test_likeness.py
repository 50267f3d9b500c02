"""Which pictures are hinted to be near-duplicates."""

from ei_collect.photos.likeness import NEAR, alike, distance


def test_distance_when_bits_differ_then_so_many() -> None:
    assert distance("0" * 16, "0" * 16) == 0
    assert distance("0" * 16, "f" * 16) == 64
    assert distance("00000000000000ff", "000000000000000f") == 4


def test_alike_when_near_then_hinted_the_nearest_first_and_none_beyond() -> None:
    others = {"far": "ffff000000000000", "near": "0000000000000007", "same": "0" * 16, "edge": "00000000000000ff"}
    assert alike("0" * 16, others) == ("same", "near", "edge")
    assert distance("0" * 16, others["edge"]) == NEAR
