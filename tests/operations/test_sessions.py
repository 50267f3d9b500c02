"""Sessions of staff: found by their key alone, over in time, ended one by one and all at once."""

from datetime import timedelta

import pytest

from ei_collect.errors import NotFoundError
from ei_collect.operations import sessions
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.members import add_user, change_password
from ei_collect.operations.sessions import IDLE_WHERE_SHARED, LIFETIME, begin_session, current_session, sessions_of
from ei_collect.projects.account import StaffSession
from ei_collect.projects.project import User
from ei_collect.store import staff_sessions

PASSWORD = "correct horse battery"


@pytest.fixture
def asha(installation: Installation) -> User:
    """Somebody with an account."""
    return add_user(installation, "asha@example.org", "Asha", PASSWORD)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The time, to be turned."""
    time = [sessions.moment()]
    monkeypatch.setattr(sessions, "moment", lambda: time[0])
    return time


def begun(installation: Installation, user: User, *, shared: bool = False) -> tuple[str, StaffSession]:
    """A session that has just begun, with its key."""
    key = begin_session(installation, user, shared=shared, strong=False)
    found = current_session(installation, key)
    assert found is not None
    return key, found[0]


def test_session_when_begun_then_found_by_its_key_alone(installation: Installation, asha: User) -> None:
    key, session = begun(installation, asha)
    assert current_session(installation, key) == (session, asha)
    for other in ("", key + "x", session.id, "\ud800"):
        assert current_session(installation, other) is None


def test_key_when_a_session_begins_then_stands_nowhere_in_the_database(installation: Installation, asha: User) -> None:
    key, _ = begun(installation, asha)
    with installation.database.reading() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM staff_sessions").all()
    assert key not in map(str, row)


def test_session_when_half_a_day_old_then_over_however_much_it_is_used(
    installation: Installation, asha: User, clock: list[int]
) -> None:
    keys = [begun(installation, asha, shared=shared)[0] for shared in (False, True)]
    for _ in range(LIFETIME // 600 - 1):
        clock[0] += 600
        assert all(current_session(installation, key) for key in keys)
    clock[0] += 600
    assert not any(current_session(installation, key) for key in keys)


def test_session_when_shared_and_idle_for_half_an_hour_then_over(
    installation: Installation, asha: User, clock: list[int]
) -> None:
    shared, own = begun(installation, asha, shared=True)[0], begun(installation, asha)[0]
    clock[0] += IDLE_WHERE_SHARED
    assert current_session(installation, shared) is None
    assert current_session(installation, own) is not None


def test_session_when_used_all_the_time_then_writes_once_a_minute_at_most(
    installation: Installation, asha: User, clock: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    key, _ = begun(installation, asha, shared=True)
    written = []
    monkeypatch.setattr(staff_sessions, "move_on", lambda *told: written.append(told))
    for _ in range(59):
        clock[0] += 1
        current_session(installation, key)
    assert written == []
    clock[0] += 1
    current_session(installation, key)
    assert len(written) == 1


def test_session_when_used_on_another_day_then_the_day_is_known(
    installation: Installation, asha: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, session = begun(installation, asha)
    tomorrow = today() + timedelta(days=1)
    monkeypatch.setattr(sessions, "today", lambda: tomorrow)
    current_session(installation, key)
    assert [each.last_seen_on for each in sessions_of(installation, asha)] == [tomorrow]
    assert session.last_seen_on == today()


def test_session_when_ended_then_the_others_go_on(installation: Installation, asha: User) -> None:
    (first, session), (second, _) = begun(installation, asha), begun(installation, asha)
    sessions.end_session(installation, asha, session.id)
    assert current_session(installation, first) is None
    assert current_session(installation, second) is not None


def test_session_when_of_somebody_else_then_cannot_be_ended(installation: Installation, asha: User) -> None:
    ben = add_user(installation, "ben@example.org", "Ben", PASSWORD)
    key, session = begun(installation, asha)
    with pytest.raises(NotFoundError, match="session-absent"):
        sessions.end_session(installation, ben, session.id)
    assert current_session(installation, key) is not None


def test_sessions_when_all_but_one_are_ended_then_that_one_is_left_and_those_of_others(
    installation: Installation, asha: User
) -> None:
    ben = add_user(installation, "ben@example.org", "Ben", PASSWORD)
    begun(installation, asha)
    _, here = begun(installation, asha)
    begun(installation, ben)
    sessions.end_other_sessions(installation, here)
    assert sessions_of(installation, asha) == (here,)
    assert len(sessions_of(installation, ben)) == 1


def test_sessions_when_the_password_changes_then_all_over(installation: Installation, asha: User) -> None:
    keys = [begun(installation, asha)[0] for _ in range(2)]
    change_password(installation, asha, PASSWORD, "another horse battery")
    assert not any(current_session(installation, key) for key in keys)


def test_session_when_over_then_forgotten_with_the_next_sign_in(
    installation: Installation, asha: User, clock: list[int]
) -> None:
    begun(installation, asha)
    clock[0] += LIFETIME
    begun(installation, asha)
    with installation.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM staff_sessions").scalar() == 1
