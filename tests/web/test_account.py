"""One's own account: the password, and the browsers in which one is signed in."""

import pytest
from flask import Flask

from ei_collect.store.members import set_must_change
from tests.coded import Town
from tests.web.pages import PageReader
from tests.web.staff_visits import PASSWORD, Colleague, text_of

pytestmark = pytest.mark.sqlite_only

FRESH = "another horse battery"


@pytest.fixture
def elsewhere(app: Flask, colleague: Colleague, workshop: Town) -> Colleague:
    """The same person in another browser."""
    other = Colleague(app.test_client())
    other.signs_in(workshop.researcher.email)
    return other


def changes(colleague: Colleague, current: str = PASSWORD, fresh: str = FRESH, again: str = FRESH) -> str:
    """Send the form for another password, and read what comes."""
    page = colleague.opens("/staff/account")
    answer = colleague.sends("/staff/account/password", page, current=current, fresh=fresh, again=again)
    return text_of(colleague.opens(answer.headers["Location"]) if answer.status_code == 302 else answer)


def test_password_when_changed_then_this_browser_stays_and_every_other_is_out(
    app: Flask, colleague: Colleague, elsewhere: Colleague, workshop: Town
) -> None:
    before = colleague.client.get_cookie("staff")
    assert "The password is changed" in changes(colleague)
    assert elsewhere.opens("/staff/").status_code == 302
    assert colleague.opens("/staff/bristol/coding").status_code == 200
    fresh = Colleague(app.test_client())
    assert fresh.signs_in(workshop.researcher.email).status_code == 422
    assert fresh.signs_in(workshop.researcher.email, FRESH).status_code == 302
    assert before is not None
    stolen = Colleague(app.test_client())
    stolen.client.set_cookie("staff", before.value)
    assert stolen.opens("/staff/").status_code == 302


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("wrong", FRESH, FRESH), "is not your password"),
        ((PASSWORD, "short", "short"), "too short"),
        ((PASSWORD, FRESH, "something else"), "typed differently"),
        ((PASSWORD, PASSWORD, PASSWORD), "is the same"),
    ],
)
def test_password_when_faulty_then_said_and_nothing_changes(
    app: Flask, colleague: Colleague, workshop: Town, typed: tuple[str, str, str], said: str
) -> None:
    assert said in changes(colleague, *typed)
    assert Colleague(app.test_client()).signs_in(workshop.researcher.email).status_code == 302


def test_sessions_when_one_is_ended_then_that_browser_is_out(colleague: Colleague, elsewhere: Colleague) -> None:
    page = colleague.opens("/staff/account/sessions")
    assert text_of(page).count("Another browser") == 1
    (other,) = {form.action for form in PageReader(page.text).forms if form.action.endswith("/end")} - {
        own_end(colleague)
    }
    colleague.sends(other, page)
    assert elsewhere.opens("/staff/").status_code == 302
    assert colleague.opens("/staff/").status_code == 200
    assert colleague.sends(other, page).status_code == 404


def test_sessions_when_ones_own_is_ended_then_signed_out(colleague: Colleague) -> None:
    page = colleague.opens("/staff/account/sessions")
    assert colleague.sends(own_end(colleague), page).headers["Location"] == "/staff/sign-in"
    assert colleague.opens("/staff/").status_code == 302


def test_sessions_when_all_others_are_ended_then_only_this_one_is_left(
    colleague: Colleague, elsewhere: Colleague
) -> None:
    page = colleague.opens("/staff/account/sessions")
    page = colleague.opens(colleague.sends("/staff/account/sessions/end-others", page).headers["Location"])
    assert "Another browser" not in text_of(page)
    assert elsewhere.opens("/staff/").status_code == 302


def test_project_when_somebody_else_knows_the_password_then_opens_once_it_is_changed(
    colleague: Colleague, workshop: Town
) -> None:
    with workshop.installation.database.writing() as connection:
        set_must_change(connection, workshop.researcher.id, True)
    led = colleague.opens("/staff/bristol/coding")
    assert led.headers["Location"] == "/staff/account?why=password"
    assert "Change it first" in text_of(colleague.opens(led.headers["Location"]))
    assert colleague.opens("/staff/leeds/").status_code == 404
    changes(colleague)
    assert colleague.opens("/staff/bristol/coding").status_code == 200


def own_end(colleague: Colleague) -> str:
    """The address of the button that ends the session of this browser."""
    words = colleague.opens("/staff/account/sessions").text.partition("This browser")[2]
    return words.partition('action="')[2].partition('"')[0]
