"""Codes that are good once: what an app shows is taken, once and in time; what is kept of secrets opens nothing alone."""

import pytest
from cryptography.exceptions import InvalidTag

from ei_collect.projects.one_time import (
    CODES,
    app_address,
    hide,
    hide_anew,
    new_recovery_codes,
    new_secret,
    recovery_hash,
    reveal,
    step_of,
)
from tests.projects.phone import shown_by

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""Of the examples of RFC 6238, appendix B, which show eight digits; apps show the last six."""
OLD, KEY, ANOTHER = "an old key of the tests, long enough", "a key of the tests, long enough too", "of somebody else"


@pytest.mark.parametrize(
    ("now", "code"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]
)
def test_code_when_it_is_one_of_the_standard_then_taken(now: int, code: str) -> None:
    assert step_of(SECRET, code, now, last_step=0) == now // 30
    assert step_of(SECRET, f" {code[:3]} {code[3:]} ", now, last_step=0) == now // 30


def test_code_when_a_clock_is_half_a_minute_wrong_then_taken_and_no_further() -> None:
    now = 1_800_000_015
    taken = [step_of(SECRET, shown_by(SECRET, now + off), now, last_step=0) is not None for off in range(-90, 91, 30)]
    assert taken == [False, False, True, True, True, False, False]


def test_code_when_it_or_a_newer_one_was_used_then_not_taken_again() -> None:
    now = 1_800_000_000
    step = step_of(SECRET, shown_by(SECRET, now), now, last_step=0)
    assert step is not None
    assert step_of(SECRET, shown_by(SECRET, now), now, last_step=step) is None
    assert step_of(SECRET, shown_by(SECRET, now - 30), now, last_step=step) is None
    assert step_of(SECRET, shown_by(SECRET, now + 30), now, last_step=step) == step + 1


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "\0", "١٢٣٤٥٦", "\ud800", "x" * 100_000])
def test_code_when_it_is_none_then_not_taken(typed: str) -> None:
    assert step_of(SECRET, typed, 59, last_step=0) is None


def test_address_for_an_app_when_made_then_names_account_and_issuer() -> None:
    address = app_address(SECRET, "asha@example.org", "Everyday listening")
    assert address.startswith("otpauth://totp/Everyday%20listening:asha%40example.org?")
    assert f"secret={SECRET}" in address


def test_secret_when_hidden_then_comes_back_by_its_key_and_account_alone() -> None:
    hidden = hide(secret := new_secret(), KEY, "us_asha")
    assert secret not in hidden
    assert reveal(hidden, (KEY,), "us_asha") == secret
    assert reveal(hidden, (ANOTHER, KEY), "us_asha") == secret
    for keys, user_id in (((ANOTHER,), "us_asha"), ((KEY,), "us_ben")):
        with pytest.raises(InvalidTag):
            reveal(hidden, keys, user_id)


def test_secret_when_the_key_changes_then_hidden_anew_once() -> None:
    secret = new_secret()
    anew = hide_anew(hide(secret, OLD, "us_asha"), (KEY, OLD), "us_asha")
    assert anew is not None
    assert reveal(anew, (KEY,), "us_asha") == secret
    assert hide_anew(anew, (KEY, OLD), "us_asha") is None


def test_recovery_codes_when_made_then_all_differ_and_are_long() -> None:
    codes = new_recovery_codes()
    assert len(set(codes)) == CODES
    assert all(len(code.replace("-", "")) == 20 for code in codes)


def test_recovery_code_when_typed_otherwise_then_the_same_and_bound_to_its_account() -> None:
    kept = recovery_hash("us_asha", "k3f9a-0b1c2-d4e5f-6g7h8")
    for typed in ("K3F9A 0B1C2 D4E5F 6G7H8", "k3f9aOb1c2d4e5f6g7h8", " k3f9a-0blc2-d4e5f-6g7h8 "):
        assert recovery_hash("us_asha", typed) == kept
    assert recovery_hash("us_ben", "k3f9a-0b1c2-d4e5f-6g7h8") != kept
    assert recovery_hash("us_asha", "k3f9a-0b1c2-d4e5f-6g7h9") != kept
