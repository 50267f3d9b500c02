"""How alike two pictures are, by their difference hashes. A near-duplicate is a hint for people and nothing else."""

from collections.abc import Mapping

NEAR = 8
"""Up to so many of 64 bits differ between two takes of one scene; unrelated pictures differ in about 32."""


def distance(one: str, other: str) -> int:
    """In how many bits two likenesses of 16 hex digits differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def alike(likeness: str, others: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of those likenesses that are near, the nearest first."""
    near = [(away, key) for key, other in others.items() if (away := distance(likeness, other)) <= NEAR]
    return tuple(key for _, key in sorted(near))
