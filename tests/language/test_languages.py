"""The languages that the program knows."""

import pytest
from babel import Locale

from ei_collect.errors import NotFoundError
from ei_collect.language.languages import LANGUAGES, language


def test_languages_when_listed_then_the_four_of_the_first_round_are_there() -> None:
    assert tuple(LANGUAGES) == ("en", "ar", "so", "pl")


def test_directions_when_compared_with_cldr_then_they_agree() -> None:
    for known in LANGUAGES.values():
        assert (
            Locale.parse(known.code).character_order
            == {"ltr": "left-to-right", "rtl": "right-to-left"}[known.direction]
        )


def test_language_when_known_then_it_is_given() -> None:
    assert language("so").own_name == "Soomaali"


def test_language_when_unknown_then_refused_with_a_choice() -> None:
    with pytest.raises(NotFoundError) as refused:
        language("tlh")
    assert refused.value.findings[0].mend == "One of: en, ar, so, pl."
