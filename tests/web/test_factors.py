"""A second factor in the browser: set up, asked for at the door, recovered from, and demanded by a project."""

import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from ei_collect.operations import factors
from ei_collect.operations.sessions import moment
from ei_collect.operations.throttling import BOTH, SECOND, Throttle
from ei_collect.store.projects import update_project
from ei_collect.web import door
from ei_collect.web.proving import THROTTLE
from tests.coded import Town
from tests.operations.test_throttling import Clock
from tests.projects.phone import shown_by
from tests.web.staff_visits import PASSWORD, Colleague, text_of

pytestmark = pytest.mark.sqlite_only

EMAIL = "asha@example.org"
SECOND_PAGE = "/staff/account/second"


@pytest.fixture
def clock(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time, for the app's codes and for what is counted."""
    clock = Clock(moment())
    monkeypatch.setattr(factors, "moment", clock)
    app.extensions[THROTTLE] = Throttle(clock)
    return clock


@pytest.fixture
def secret(colleague: Colleague, clock: Clock) -> str:
    """The secret of the colleague's app, which is set up by the forms; then half a minute passes."""
    page = colleague.sends(f"{SECOND_PAGE}/app", colleague.opens(SECOND_PAGE), password=PASSWORD)
    secret = secret_on(page)
    kept = colleague.sends(f"{SECOND_PAGE}/app/confirm", page, code=shown_by(secret, clock.now))
    assert len(codes_on(kept)) == 10
    clock.now += 30
    return secret


@pytest.fixture
def newcomer(app: Flask) -> Colleague:
    """Somebody with another browser, at an address that is on no network of ours."""
    newcomer = Colleague(app.test_client())
    newcomer.client.environ_base["REMOTE_ADDR"] = "9.9.9.9"
    return newcomer


def secret_on(page: TestResponse) -> str:
    """The key that a page shows for typing in."""
    found = re.search(r'class="key">([A-Z2-7 ]+)<', page.text)
    assert found
    return found[1]


def codes_on(page: TestResponse) -> list[str]:
    """The recovery codes that a page shows."""
    return re.findall(r"<code>([0-9a-z-]{23})</code>", page.text)


def shows(newcomer: Colleague, code: str) -> TestResponse:
    """Sign in as far as the second factor, and send a code."""
    led = newcomer.signs_in(EMAIL, after="/staff/bristol/coding")
    assert led.headers["Location"] == "/staff/sign-in/second?next=/staff/bristol/coding"
    return newcomer.sends(
        "/staff/sign-in/second", newcomer.opens(led.headers["Location"]), code=code, next="/staff/bristol/coding"
    )


def test_sign_in_when_there_is_an_app_then_the_password_alone_opens_nothing(
    newcomer: Colleague, secret: str, clock: Clock
) -> None:
    assert shows(newcomer, "000000").status_code == 422
    assert newcomer.opens("/staff/").status_code == 302
    led = shows(newcomer, shown_by(secret, clock.now))
    assert led.headers["Location"] == "/staff/bristol/coding"
    assert newcomer.opens("/staff/bristol/coding").status_code == 200
    assert "with a second factor" in text_of(newcomer.opens("/staff/account/sessions"))


def test_code_when_seen_by_somebody_else_then_worth_nothing(
    app: Flask, newcomer: Colleague, secret: str, clock: Clock
) -> None:
    code = shown_by(secret, clock.now)
    assert shows(newcomer, code).status_code == 302
    assert shows(Colleague(app.test_client()), code).status_code == 422


def test_second_page_when_no_password_was_shown_then_leads_to_the_door(
    app: Flask, newcomer: Colleague, secret: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert newcomer.opens("/staff/sign-in/second").headers["Location"] == "/staff/sign-in"
    page = newcomer.opens("/staff/sign-in")
    answer = newcomer.sends("/staff/sign-in/second", page, code=shown_by(secret, clock.now))
    assert answer.status_code == 422
    newcomer.signs_in(EMAIL)
    monkeypatch.setattr(door, "moment", lambda: moment() + door.PATIENCE + 1)
    late = newcomer.sends("/staff/sign-in/second", page_of(newcomer), code=shown_by(secret, clock.now))
    assert late.status_code == 422
    assert "more than ten minutes" in text_of(late)


def page_of(newcomer: Colleague) -> TestResponse:
    """The page of signing in, for its token."""
    return newcomer.opens("/staff/sign-in")


def test_codes_when_guessed_then_a_wait_that_a_recovery_code_ends(
    colleague: Colleague, newcomer: Colleague, secret: str, clock: Clock
) -> None:
    for _ in range(SECOND.free + 1):
        shows(newcomer, "000000")
    answer = shows(newcomer, shown_by(secret, clock.now))
    assert answer.status_code == 429
    assert "Wait 1 second before the next code" in text_of(answer)
    made = colleague.sends(f"{SECOND_PAGE}/codes", colleague.opens(SECOND_PAGE), password=PASSWORD)
    assert shows(newcomer, codes_on(made)[3]).status_code == 302


def test_recovery_code_when_there_were_too_many_mistakes_then_gets_in_and_is_used_up(
    app: Flask, colleague: Colleague, newcomer: Colleague, clock: Clock
) -> None:
    made = colleague.sends(f"{SECOND_PAGE}/codes", colleague.opens(SECOND_PAGE), password=PASSWORD)
    code = codes_on(made)[0]
    for _ in range(BOTH.free + 1):
        newcomer.signs_in(EMAIL, "wrong")
    page = newcomer.signs_in(EMAIL)
    assert page.status_code == 429
    assert "With a recovery code you need not wait" in text_of(page)
    wrong = newcomer.sends("/staff/sign-in", page, email=EMAIL, password=PASSWORD, recovery="00000-00000-00000-00000")
    assert wrong.status_code == 429
    assert newcomer.sends("/staff/sign-in", page, email=EMAIL, password=PASSWORD, recovery=code).status_code == 302
    assert newcomer.opens("/staff/").status_code == 200
    assert "You have 9 left" in text_of(colleague.opens(SECOND_PAGE))


def test_factor_when_changed_then_by_the_password_and_mistakes_count(colleague: Colleague, clock: Clock) -> None:
    page = colleague.opens(SECOND_PAGE)
    for part in ("app", "app/remove", "codes"):
        answer = colleague.sends(f"{SECOND_PAGE}/{part}", page, password="wrong")
        assert answer.status_code == 422
        assert "is not your password" in text_of(answer)
        assert not codes_on(answer)
    words = [text_of(colleague.sends(f"{SECOND_PAGE}/codes", page, password="wrong")) for _ in range(12)]
    assert "was mistaken too often" in words[-1]
    assert not codes_on(colleague.sends(f"{SECOND_PAGE}/codes", page, password=PASSWORD))


def test_app_when_confirmed_by_a_wrong_code_then_asked_again_with_the_same_key(
    colleague: Colleague, clock: Clock
) -> None:
    page = colleague.sends(f"{SECOND_PAGE}/app", colleague.opens(SECOND_PAGE), password=PASSWORD)
    again = colleague.sends(f"{SECOND_PAGE}/app/confirm", page, code="000000")
    assert again.status_code == 422
    assert secret_on(again) == secret_on(page)
    assert "is not the one that the app shows" in text_of(again)


def test_app_when_set_up_then_other_browsers_are_out_and_taken_away_a_password_is_enough(
    app: Flask, colleague: Colleague, newcomer: Colleague, clock: Clock, request: pytest.FixtureRequest
) -> None:
    newcomer.signs_in(EMAIL)
    request.getfixturevalue("secret")
    assert newcomer.opens("/staff/").status_code == 302
    assert colleague.opens("/staff/").status_code == 200
    colleague.sends(f"{SECOND_PAGE}/app/remove", colleague.opens(SECOND_PAGE), password=PASSWORD)
    assert newcomer.signs_in(EMAIL).headers["Location"] == "/staff/"


def test_project_when_it_demands_a_second_factor_then_opens_once_one_is_shown(
    colleague: Colleague, workshop: Town, clock: Clock, request: pytest.FixtureRequest
) -> None:
    demand(workshop)
    led = colleague.opens("/staff/bristol/coding")
    assert led.headers["Location"] == "/staff/account?why=factor"
    assert "asks for more than a password" in text_of(colleague.opens(led.headers["Location"]))
    assert colleague.opens("/staff/leeds/coding").status_code == 404
    request.getfixturevalue("secret")
    assert colleague.opens("/staff/bristol/coding").status_code == 200


def demand(workshop: Town) -> None:
    """Let the project ask its staff for a second factor."""
    project = workshop.project
    with workshop.installation.database.writing() as connection:
        update_project(connection, type(project)(**{**vars(project), "second_factor": True}))
