"""The door for staff: who comes in, where they land, how long somebody who guesses waits, and that out is out."""

from dataclasses import dataclass

import pytest
from flask import Flask

from ei_collect.operations.sessions import IDLE_WHERE_SHARED
from ei_collect.operations.throttling import BOTH, Throttle
from ei_collect.web.proving import THROTTLE, waited
from tests.coded import Town
from tests.operations.test_throttling import Clock
from tests.web.staff_visits import PASSWORD, Colleague, text_of

pytestmark = pytest.mark.sqlite_only

EMAIL = "asha@example.org"


@dataclass
class Door:
    """The door with a clock beside it that a test turns."""

    app: Flask
    clock: Clock

    def tries(self, password: str, email: str = EMAIL, address: str = "9.9.9.9") -> tuple[int, str]:
        """The status and the words that somebody at an address meets."""
        visitor = Colleague(self.app.test_client())
        visitor.client.environ_base["REMOTE_ADDR"] = address
        answer = visitor.signs_in(email, password)
        return answer.status_code, text_of(answer)


@pytest.fixture
def at_door(app: Flask, colleague: Colleague) -> Door:
    """The door, with somebody who can come in by a password."""
    clock = Clock()
    app.extensions[THROTTLE] = Throttle(clock)
    return Door(app, clock)


@pytest.mark.parametrize(
    ("wished", "landed"),
    [
        ("/staff/bristol/coding?uncoded=1", "/staff/bristol/coding?uncoded=1"),
        ("https://evil.example/staff/", "/staff/"),
        ("//evil.example/staff/", "/staff/"),
        ("/staff/\\evil.example", "/staff/"),
        ("//[", "/staff/"),
        ("/staff/\r\nX: y", "/staff/"),
        ("/en/", "/staff/"),
        ("", "/staff/"),
    ],
)
def test_sign_in_when_sent_on_then_only_to_pages_of_staff(
    app: Flask, colleague: Colleague, workshop: Town, wished: str, landed: str
) -> None:
    answer = Colleague(app.test_client()).signs_in(workshop.researcher.email, after=wished)
    assert answer.headers["Location"] == landed


@pytest.mark.parametrize(("email", "password"), [("asha@example.org", "wrong"), ("nobody@example.org", "wrong")])
def test_sign_in_when_wrong_then_said_the_same_and_the_address_kept(
    app: Flask, colleague: Colleague, email: str, password: str
) -> None:
    answer = Colleague(app.test_client()).signs_in(email, password)
    assert answer.status_code == 422
    assert "do not belong together" in text_of(answer)
    assert f'value="{email}"' in answer.text
    assert password not in answer.text


def test_sign_out_when_done_then_the_pages_are_closed(colleague: Colleague) -> None:
    assert colleague.opens("/staff/sign-in").headers["Location"] == "/staff/"
    colleague.opens("/staff/sign-out")
    assert colleague.opens("/staff/").status_code == 200
    colleague.sends("/staff/sign-out", colleague.opens("/staff/"))
    assert colleague.opens("/staff/").status_code == 302


def test_session_when_begun_then_the_cookie_holds_nothing_of_browser_or_address(
    app: Flask, colleague: Colleague
) -> None:
    with colleague.client.session_transaction() as session:
        assert set(session) <= {"_user_id", "_fresh", "_permanent", "csrf_token", "key"}
    cookie = colleague.client.get_cookie("staff")
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site) == (True, "Lax")


def test_cookie_when_kept_from_before_signing_out_then_opens_nothing(app: Flask, colleague: Colleague) -> None:
    kept = colleague.client.get_cookie("staff")
    colleague.sends("/staff/sign-out", colleague.opens("/staff/"))
    assert kept is not None
    colleague.client.set_cookie("staff", kept.value)
    assert colleague.opens("/staff/").status_code == 302


def test_session_when_on_a_shared_machine_then_the_browser_forgets_it_too(app: Flask, colleague: Colleague) -> None:
    page = colleague.opens("/staff/sign-in")
    own = colleague.client.get_cookie("staff")
    assert own is not None
    assert own.expires is not None
    shared = Colleague(app.test_client())
    page = shared.opens("/staff/sign-in")
    assert f"after {IDLE_WHERE_SHARED // 60} minutes" in text_of(page)
    shared.sends("/staff/sign-in", page, email=EMAIL, password=PASSWORD, shared="yes")
    cookie = shared.client.get_cookie("staff")
    assert cookie is not None
    assert cookie.expires is None
    assert "On a machine that others use" in text_of(colleague.opens("/staff/account/sessions"))


def test_door_when_somebody_guesses_then_waits_and_is_told_for_how_long(at_door: Door) -> None:
    assert {at_door.tries("wrong")[0] for _ in range(BOTH.free + 3)} == {422, 429}
    status, words = at_door.tries(PASSWORD)
    assert status == 429
    assert "Nobody is locked out. Wait 1 second" in words
    at_door.clock.now += 1
    assert at_door.tries(PASSWORD)[0] == 302
    assert at_door.tries("wrong")[0] == 422


def test_door_when_somebody_guesses_then_nobody_else_waits(at_door: Door) -> None:
    for _ in range(BOTH.free + 2):
        at_door.tries("wrong")
        at_door.clock.now += 1
    assert at_door.tries("wrong", address="8.8.8.8")[0] == 422
    assert at_door.tries(PASSWORD, address="8.8.8.8")[0] == 302
    assert at_door.tries("wrong", email="ben@example.org")[0] == 422


def test_door_when_waiting_then_an_unknown_account_is_told_the_same(at_door: Door) -> None:
    def told(email: str) -> list[tuple[int, str]]:
        return [at_door.tries("wrong", email) for _ in range(BOTH.free + 2)]

    assert told(EMAIL) == told("nobody@example.org")


@pytest.mark.parametrize(
    ("seconds", "words"), [(1, "1 second"), (59, "59 seconds"), (60, "1 minute"), (61, "2 minutes")]
)
def test_wait_when_told_then_in_words_and_never_too_short(seconds: int, words: str) -> None:
    assert waited(seconds) == words
