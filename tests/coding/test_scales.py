"""Guessing the scale from words."""

import pytest

from ei_collect.coding.coding import Scale
from ei_collect.coding.scales import scale_of


@pytest.mark.parametrize(
    ("words", "level", "expected"),
    [
        ("people in my street talk", "city", Scale.HOME_OR_STREET),
        ("the whole city is divided", None, Scale.CITY),
        ("w naszej dzielnicy", None, Scale.NEIGHBOURHOOD),
        ("في شارعنا", None, Scale.HOME_OR_STREET),
        ("magaalada oo dhan", None, Scale.CITY),
        ("I study at Bristol City College", None, Scale.NOT_CLEAR),
        ("a street in the city", "neighbourhood", Scale.NEIGHBOURHOOD),
        ("nothing of the kind", "city", Scale.CITY),
        ("nothing of the kind", "both", Scale.NOT_CLEAR),
    ],
)
def test_scale_when_guessed_then_words_before_the_questions_level(
    words: str, level: str | None, expected: Scale
) -> None:
    assert scale_of(words, level) is expected
