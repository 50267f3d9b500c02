"""A second factor: set up with the password and a first code, asked for from then on, each code good once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations import factors, sessions
from ei_collect.operations.factors import (
    accepts_code,
    accepts_recovery_code,
    begin_app,
    confirm_app,
    factors_of,
    make_recovery_codes,
    remove_app,
    secret_to_confirm,
    take_factors_away,
)
from ei_collect.operations.installation import Installation
from ei_collect.operations.members import add_user
from ei_collect.projects.project import User
from tests.projects.phone import shown_by

PASSWORD = "correct horse battery"


@pytest.fixture
def asha(installation: Installation) -> User:
    """Somebody with an account."""
    return add_user(installation, "asha@example.org", "Asha", PASSWORD)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The time, to be turned."""
    time = [sessions.moment()]
    monkeypatch.setattr(factors, "moment", lambda: time[0])
    return time


@pytest.fixture
def secret(installation: Installation, asha: User, clock: list[int]) -> str:
    """Asha's app, confirmed by a first code; then half a minute passes."""
    secret = begin_app(installation, asha, PASSWORD)
    confirm_app(installation, asha, shown_by(secret, clock[0]))
    clock[0] += 30
    return secret


def test_app_when_not_confirmed_then_nobody_is_asked_for_it(installation: Installation, asha: User) -> None:
    secret = begin_app(installation, asha, PASSWORD)
    assert secret_to_confirm(installation, asha) == secret
    assert not factors_of(installation, asha).asked
    assert not accepts_code(installation, asha, shown_by(secret, sessions.moment()))


def test_app_when_begun_again_then_the_first_secret_is_worth_nothing(
    installation: Installation, asha: User, clock: list[int]
) -> None:
    first, second = (begin_app(installation, asha, PASSWORD) for _ in range(2))
    with pytest.raises(InputError, match="code-wrong"):
        confirm_app(installation, asha, shown_by(first, clock[0]))
    confirm_app(installation, asha, shown_by(second, clock[0]))
    assert factors_of(installation, asha).app


def test_app_when_confirmed_then_its_secret_is_shown_to_nobody_and_cannot_be_replaced(
    installation: Installation, asha: User, secret: str
) -> None:
    assert factors_of(installation, asha).asked
    with pytest.raises(NotFoundError, match="app-absent"):
        secret_to_confirm(installation, asha)
    with pytest.raises(InputError, match="app-there"):
        begin_app(installation, asha, PASSWORD)
    with installation.database.reading() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM authenticators").all()
    assert secret not in str(row)


def test_code_when_shown_now_then_good_once(
    installation: Installation, asha: User, secret: str, clock: list[int]
) -> None:
    assert not accepts_code(installation, asha, shown_by(secret, clock[0] - 30))
    assert accepts_code(installation, asha, shown_by(secret, clock[0]))
    assert not accepts_code(installation, asha, shown_by(secret, clock[0]))
    assert not accepts_code(installation, asha, "000000")


def test_code_when_sent_many_times_at_once_then_good_once(
    installation: Installation, asha: User, secret: str, clock: list[int]
) -> None:
    code = shown_by(secret, clock[0])
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: accepts_code(installation, asha, code), range(8)))
    assert taken.count(True) == 1


def test_app_when_taken_away_then_by_the_password_alone(installation: Installation, asha: User, secret: str) -> None:
    with pytest.raises(InputError, match="password-wrong"):
        remove_app(installation, asha, "wrong")
    assert factors_of(installation, asha).app
    remove_app(installation, asha, PASSWORD)
    assert not factors_of(installation, asha).asked


def test_recovery_code_when_used_then_good_once_and_for_its_owner_alone(installation: Installation, asha: User) -> None:
    first, second, *rest = make_recovery_codes(installation, asha)
    assert accepts_recovery_code(installation, asha.id, first.upper())
    assert not accepts_recovery_code(installation, asha.id, first)
    assert not accepts_recovery_code(installation, "us_other", second)
    assert accepts_recovery_code(installation, asha.id, second)
    assert factors_of(installation, asha).codes == len(rest)


def test_recovery_codes_when_made_anew_then_the_old_ones_are_worth_nothing(
    installation: Installation, asha: User
) -> None:
    old = make_recovery_codes(installation, asha)
    make_recovery_codes(installation, asha)
    assert not any(accepts_recovery_code(installation, asha.id, code) for code in old)


def test_recovery_codes_when_kept_then_only_as_hashes(installation: Installation, asha: User) -> None:
    codes = make_recovery_codes(installation, asha)
    with installation.database.reading() as connection:
        held = str(connection.exec_driver_sql("SELECT * FROM recovery_codes").all())
    assert not any(code in held or code.replace("-", "") in held for code in codes)


def test_factors_when_all_are_lost_then_can_be_taken_away(installation: Installation, asha: User, secret: str) -> None:
    make_recovery_codes(installation, asha)
    key = sessions.begin_session(installation, asha, shared=False, strong=True)
    take_factors_away(installation, asha)
    has = factors_of(installation, asha)
    assert (has.asked, has.codes) == (False, 0)
    assert sessions.current_session(installation, key) is None
