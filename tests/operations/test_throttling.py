"""Mistakes at the door: a few cost nothing, more cost time, and never anybody else's."""

from dataclasses import dataclass

import pytest

from ei_collect.operations.throttling import (
    ACCOUNT,
    ADDRESS,
    BOTH,
    MOST_REMEMBERED,
    SECOND,
    Throttle,
    at_door,
    at_second,
)

NOON = 1_800_000_000 // 86_400 * 86_400 + 43_200


@dataclass
class Clock:
    """A clock that a test turns."""

    now: int = NOON

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """It is noon."""
    return Clock()


@pytest.fixture
def throttle(clock: Clock) -> Throttle:
    """Nobody has made a mistake yet."""
    return Throttle(clock)


def mistaken(throttle: Throttle, times: int, account: str = "asha", address: str = "here") -> None:
    """Somebody types the wrong password so often."""
    for _ in range(times):
        throttle.failed(at_door(account, address))


def test_wait_when_mistakes_grow_then_grows_to_its_longest_and_no_further(throttle: Throttle) -> None:
    waits = []
    for _ in range(BOTH.free + 12):
        mistaken(throttle, 1)
        waits.append(throttle.wait(at_door("asha", "here")))
    assert waits[: BOTH.free - 1] == [0] * (BOTH.free - 1)
    assert waits[BOTH.free - 1 : BOTH.free + 4] == [1, 2, 4, 8, 16]
    assert waits[-1] == BOTH.longest


def test_wait_when_time_passes_then_is_over(throttle: Throttle, clock: Clock) -> None:
    mistaken(throttle, BOTH.free + 3)
    clock.now += 7
    assert throttle.wait(at_door("asha", "here")) == 1
    clock.now += 1
    assert throttle.wait(at_door("asha", "here")) == 0


def test_wait_when_somebody_else_makes_mistakes_then_nobody_else_waits(throttle: Throttle) -> None:
    mistaken(throttle, BOTH.free + 2)
    assert throttle.wait(at_door("asha", "here")) > 0
    assert throttle.wait(at_door("ben", "here")) == 0
    assert throttle.wait(at_door("asha", "at home")) == 0


def test_wait_when_an_account_is_tried_from_everywhere_then_a_minute_at_most(throttle: Throttle) -> None:
    for number in range(500):
        throttle.failed(at_door("asha", f"address {number}"))
    assert throttle.wait(at_door("asha", "at home")) == ACCOUNT.longest == 60
    assert throttle.wait(at_door("ben", "at home")) == 0


def test_wait_when_an_address_tries_every_account_then_it_waits_for_each(throttle: Throttle) -> None:
    for number in range(ADDRESS.free + 20):
        throttle.failed(at_door(f"account {number}", "there"))
    assert throttle.wait(at_door("asha", "there")) == ADDRESS.longest
    assert throttle.wait(at_door("asha", "here")) == 0


def test_wait_when_no_address_is_known_then_accounts_do_not_wait_for_one_another(throttle: Throttle) -> None:
    for number in range(ADDRESS.free + 20):
        throttle.failed(at_door(f"account {number}", ""))
    assert throttle.wait(at_door("asha", "")) == 0
    mistaken(throttle, 500, address="")
    assert throttle.wait(at_door("asha", "")) == ACCOUNT.longest


def test_mistakes_when_it_went_well_then_forgotten_here_alone(throttle: Throttle) -> None:
    mistaken(throttle, BOTH.free)
    mistaken(throttle, BOTH.free - 1, address="there")
    assert throttle.wait(at_door("asha", "here")) > 0
    throttle.succeeded(at_door("asha", "here"))
    assert throttle.wait(at_door("asha", "here")) == 0
    mistaken(throttle, 1, address="there")
    assert throttle.wait(at_door("asha", "there")) > 0


def test_mistakes_when_a_new_day_begins_then_forgotten(throttle: Throttle, clock: Clock) -> None:
    mistaken(throttle, 30)
    clock.now += 86_400
    assert throttle.wait(at_door("asha", "here")) == 0


def test_memory_when_looked_into_then_no_name_and_no_address_and_not_without_end(throttle: Throttle) -> None:
    mistaken(throttle, 3, "asha@example.org", "192.0.2.7")
    assert not any(b"asha" in name or b"192.0.2.7" in name for name in throttle._counts)
    for number in range(MOST_REMEMBERED):
        throttle.failed(at_door(f"account {number}", ""))
    assert len(throttle._counts) == MOST_REMEMBERED


def test_codes_when_guessed_then_an_hour_at_last_and_the_password_is_not_slowed(throttle: Throttle) -> None:
    for _ in range(30):
        throttle.failed(at_second("asha"))
    assert throttle.wait(at_second("asha")) == SECOND.longest == 3600
    assert throttle.wait(at_door("asha", "here")) == 0
    throttle.succeeded(at_second("asha"))
    assert throttle.wait(at_second("asha")) == 0
