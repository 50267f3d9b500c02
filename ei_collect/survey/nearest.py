"""Guessing what somebody meant to write."""

from collections.abc import Iterable
from difflib import get_close_matches

MOST_LISTED = 12


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest known word, or else what there is to choose from."""
    words = list(known)
    near = get_close_matches(given, words, n=1)
    if near:
        return f"Did you mean {near[0]}?"
    if not words:
        return "There is none to choose from."
    return f"One of: {', '.join(words[:MOST_LISTED])}{', ...' if len(words) > MOST_LISTED else '.'}"
