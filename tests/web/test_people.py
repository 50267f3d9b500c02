"""The people of a project in the browser: an administrator gives and takes roles, and reads no answer for it."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from ei_collect.projects.project import MemberRole
from ei_collect.store.projects import find_project
from tests.coded import Town
from tests.web.staff_visits import Colleague, text_of

pytestmark = pytest.mark.sqlite_only

PAGE = "/staff/bristol/people"


@pytest.fixture
def ada(workshop: Town, someone: Callable[..., Colleague]) -> Colleague:
    """The administrator, signed in."""
    return someone(MemberRole.ADMINISTRATOR)


def test_somebody_when_brought_in_then_chooses_a_password_before_anything_opens(app: Flask, ada: Colleague) -> None:
    page = ada.sends(PAGE, ada.opens(PAGE), email="ben@example.org", name="<b>Ben</b>", role="coder")
    found = re.search(r'class="key">([^<]+)<', page.text)
    assert found
    assert "&lt;b&gt;Ben&lt;/b&gt;" in page.text
    assert found[1] not in ada.opens(PAGE).text
    assert "has not chosen a password yet" in text_of(ada.opens(PAGE))
    ben = Colleague(app.test_client())
    ben.signs_in("ben@example.org", found[1])
    led = ben.opens("/staff/bristol/coding")
    assert led.headers["Location"] == "/staff/account?why=password"
    fresh = {"fresh": "correct horse battery", "again": "correct horse battery"}
    ben.sends("/staff/account/password", ben.opens("/staff/account"), current=found[1], **fresh)
    assert ben.opens("/staff/bristol/coding").status_code == 200
    assert ben.opens("/staff/bristol/export/day.csv").status_code == 404


def test_role_when_taken_away_then_its_pages_are_closed_at_once(
    app: Flask, ada: Colleague, colleague: Colleague, workshop: Town
) -> None:
    assert colleague.opens("/staff/bristol/coding").status_code == 200
    ada.sends(f"{PAGE}/{workshop.researcher.id}/researcher/remove", ada.opens(PAGE))
    assert colleague.opens("/staff/bristol/coding").status_code == 404
    assert "Asha" not in text_of(ada.opens(PAGE))


def test_form_when_faulty_then_said_and_what_was_typed_stays(ada: Colleague) -> None:
    page = ada.sends(PAGE, ada.opens(PAGE), email="ben@example.org", name="Ben", role="")
    assert page.status_code == 422
    assert "Choose what this person does" in text_of(page)
    assert 'value="ben@example.org"' in page.text
    own = ada.sends(PAGE, ada.opens(PAGE), email="administrator@example.org", name="", role="researcher")
    assert "your own roles: cannot be changed by yourself" in text_of(own)
    assert ada.opens("/staff/bristol/coding").status_code == 404


def test_second_factor_when_demanded_then_for_everybody_until_it_is_not(ada: Colleague, workshop: Town) -> None:
    def demanded() -> bool:
        with workshop.installation.database.reading() as connection:
            found = find_project(connection, "bristol")
        return found is not None and found.second_factor

    page = ada.opens(PAGE)
    ada.sends(f"{PAGE}/second-factor", page, demand="yes")
    assert demanded()
    assert ada.opens(PAGE).headers["Location"] == "/staff/account?why=factor"
