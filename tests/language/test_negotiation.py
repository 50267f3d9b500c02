"""What a reader gets for what the browser asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ei_collect.language.negotiation import negotiate

OFFERED = ("en", "ar", "so", "pl")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "en"),
        ("*", "en"),
        ("so", "so"),
        ("pl-PL,pl;q=0.9,en;q=0.8", "pl"),
        ("ar-SY", "ar"),
        ("apc, en;q=0.5", "ar"),
        ("en;q=0.2, so;q=0.9", "so"),
        ("so;q=0, pl;q=0.1", "pl"),
        ("SO", "so"),
    ],
)
def test_negotiate_when_asked_then_the_nearest_wish_that_is_offered(header: str, expected: str) -> None:
    assert negotiate(header, OFFERED) == expected


@pytest.mark.parametrize("header", ["ckb", "ckb-IQ", "ku", "fa", "prs", "ur", "ps"])
def test_negotiate_when_the_script_is_shared_but_not_the_language_then_not_arabic(header: str) -> None:
    assert negotiate(header, OFFERED) == "en"


def test_negotiate_when_the_first_wish_is_not_offered_then_the_second_is_heard() -> None:
    assert negotiate("cy, pl;q=0.8", OFFERED) == "pl"
    assert negotiate("ckb, so;q=0.1", OFFERED) == "so"


def test_negotiate_when_the_tag_is_an_old_or_regional_one_then_its_alias_is_matched() -> None:
    assert negotiate("prs", ("en", "fa-AF")) == "fa-AF"
    assert negotiate("zh-TW", ("en", "zh-Hant")) == "zh-Hant"


def test_negotiate_when_nothing_matches_then_the_first_offered() -> None:
    assert negotiate("ja", ("pl", "en")) == "pl"


@pytest.mark.parametrize("header", [";;;,,,", "x;q=oops, pl", "\x00\x01, pl", "a" * 5000 + ",pl", "pl;q=1.5", "pl;q=٣"])
def test_negotiate_when_the_header_is_odd_then_an_offered_language_comes_back(header: str) -> None:
    assert negotiate(header, OFFERED) in {"pl", "en"}


@given(st.text(max_size=60))
def test_negotiate_when_given_anything_then_an_offered_language_comes_back(header: str) -> None:
    assert negotiate(header, OFFERED) in OFFERED
