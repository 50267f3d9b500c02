"""What a reader gets for what the browser asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ei_collect.language.languages import LANGUAGES
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


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("prs", "prs"),
        ("prs-AF", "prs"),
        ("fa-AF", "prs"),
        ("fa", "fa"),
        ("fa-IR, fa;q=0.9, en;q=0.8", "fa"),
        ("haz, en;q=0.5", "prs"),
        ("ps-AF", "ps"),
        ("pst", "ps"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-TW, zh;q=0.9, en;q=0.8", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-MO", "zh-Hant"),
        ("zh_TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("yue", "zh-Hant"),
        ("cmn", "zh-Hans"),
        ("pa", "pa"),
        ("pa-IN", "pa"),
        ("pa-Guru-GB", "pa"),
        ("pa-Arab, en;q=0.9", "en"),
        ("pa-PK, ur;q=0.9, en;q=0.8", "ur"),
        ("pnb, en;q=0.9", "en"),
        ("pnb, pa;q=0.5", "pa"),
        ("ckb", "ckb"),
        ("ckb-IQ, ar;q=0.9, en;q=0.8", "ckb"),
        ("ku-IQ", "ckb"),
        ("ku-Arab", "ckb"),
        ("ku, en;q=0.9", "en"),
        ("kmr-TR, tr;q=0.5", "tr"),
        ("cy, en;q=0.9", "cy"),
        ("cy-GB, en-GB;q=0.9", "cy"),
        ("en-GB, cy;q=0.9", "en"),
        ("en-US", "en"),
        ("gd, pl;q=0.5", "pl"),
        ("pt-BR", "pt"),
        ("pt-PT", "pt"),
        ("es-419", "es"),
        ("ca, es;q=0.9, en;q=0.8", "es"),
        ("mo", "ro"),
        ("fr-CA", "fr"),
        ("ti-ER", "ti"),
        ("am, en;q=0.5", "en"),
        ("uk-UA, ru;q=0.9, en;q=0.8", "uk"),
        ("ru, uk;q=0.5", "uk"),
        ("ur-PK", "ur"),
        ("hi, en;q=0.5", "en"),
        ("bn-BD", "bn"),
        ("syl", "bn"),
        ("arz, en;q=0.5", "ar"),
        ("tr-CY", "tr"),
        ("qps, en;q=0.5", "en"),
    ],
)
def test_negotiate_when_every_language_is_offered_then_the_one_that_its_reader_reads(
    header: str, expected: str
) -> None:
    assert negotiate(header, tuple(LANGUAGES)) == expected


@pytest.mark.parametrize("code", LANGUAGES)
def test_negotiate_when_a_language_is_asked_for_by_its_own_code_then_it_comes(code: str) -> None:
    assert negotiate(code, tuple(LANGUAGES)) == code


@pytest.mark.parametrize(
    ("header", "offered", "expected"),
    [
        ("prs, en;q=0.5", ("en", "fa"), "fa"),
        ("fa, en;q=0.5", ("en", "prs"), "prs"),
        ("ckb, ar;q=0.2", ("en", "ar"), "ar"),
        ("zh-TW, en;q=0.5", ("en", "zh-Hans"), "en"),
        ("cy", ("pl", "en"), "pl"),
    ],
)
def test_negotiate_when_only_a_relation_is_offered_then_it_comes_if_its_reader_reads_it(
    header: str, offered: tuple[str, ...], expected: str
) -> None:
    assert negotiate(header, offered) == expected


def test_negotiate_when_nothing_matches_then_the_first_offered() -> None:
    assert negotiate("ja", ("pl", "en")) == "pl"


@pytest.mark.parametrize("header", [";;;,,,", "x;q=oops, pl", "\x00\x01, pl", "a" * 5000 + ",pl", "pl;q=1.5", "pl;q=٣"])
def test_negotiate_when_the_header_is_odd_then_an_offered_language_comes_back(header: str) -> None:
    assert negotiate(header, OFFERED) in {"pl", "en"}


@given(st.text(max_size=60))
def test_negotiate_when_given_anything_then_an_offered_language_comes_back(header: str) -> None:
    assert negotiate(header, OFFERED) in OFFERED
