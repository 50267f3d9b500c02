"""Between which languages somebody interpreted."""

import pytest

from ei_collect.answering.interpreting import (
    NOT_INTERPRETED,
    OTHER_LANGUAGE,
    Interpreted,
    interpreted,
    language_called,
    name_of_language,
)
from ei_collect.answering.response import Help


@pytest.mark.parametrize("given", [each for each in Help if each is not Help.INTERPRETER])
def test_interpreted_when_nobody_interpreted_then_nothing_is_kept(given: Help) -> None:
    assert interpreted(given, "so", "en") == NOT_INTERPRETED


@pytest.mark.parametrize(
    ("source", "target", "kept"),
    [
        ("so", "en", Interpreted("so", "en")),
        ("other", "zh-Hant", Interpreted(OTHER_LANGUAGE, "zh-Hant")),
        ("", None, NOT_INTERPRETED),
        ("Amina", "so", Interpreted(None, "so")),
    ],
)
def test_interpreted_when_somebody_did_then_only_languages_are_kept(
    source: str | None, target: str | None, kept: Interpreted
) -> None:
    assert interpreted(Help.INTERPRETER, source, target) == kept


@pytest.mark.parametrize(
    ("written", "code"),
    [("Somali", "so"), (" soomaali ", "so"), ("SO", "so"), ("العربية", "ar"), ("Other", "other"), ("Klingon", None)],
)
def test_language_when_somebody_writes_what_it_is_called_then_its_code(written: str, code: str | None) -> None:
    assert language_called(written) == code


def test_name_when_it_is_called_again_then_the_same_language() -> None:
    assert [language_called(name_of_language(code)) for code in ("prs", "zh-Hans", "other")] == [
        "prs",
        "zh-Hans",
        "other",
    ]
