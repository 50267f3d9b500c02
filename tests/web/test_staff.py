"""Staff at the door and in the hall: signing in and out, who may see what, and that residents notice nothing of it."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ei_collect.answering.response import Answer, Submission, Words
from ei_collect.operations.keeping import keep
from ei_collect.operations.publishing import sign_off
from ei_collect.projects.project import MemberRole
from ei_collect.store.members import set_password
from ei_collect.web.access import declared
from ei_collect.web.installed import KEY
from tests.coded import Town, joins
from tests.web.conftest import PASSWORD_HASH
from tests.web.staff_visits import Colleague, text_of

AT_THE_DOOR = {"/staff/sign-in", "/staff/sign-in/second", "/staff/sign-in/passkey"}
PAGES = (
    "",
    "coding",
    "candidates",
    "excerpts",
    "conflicts",
    "export/day.csv",
    "export/day.xlsx",
    "export/codings/day.csv",
)


def test_every_route_when_declared_then_says_who_may_open_it(app: Flask) -> None:
    undeclared = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and declared(app.view_functions[rule.endpoint]) is None
    }
    assert undeclared == set()


def test_every_staff_route_when_not_for_signing_in_then_for_staff_only(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        access = None if rule.endpoint == "static" else declared(app.view_functions[rule.endpoint])
        if rule.rule.startswith("/staff") and access is not None:
            assert access.signed_in or rule.rule in AT_THE_DOOR, rule
            assert access.permission or "<project>" not in rule.rule, rule


@pytest.mark.parametrize("part", PAGES)
def test_page_when_not_signed_in_then_led_to_the_door_and_back(client: FlaskClient, workshop: Town, part: str) -> None:
    led = client.get(f"/staff/bristol/{part}")
    assert led.status_code == 302
    assert led.headers["Location"] == f"/staff/sign-in?next=/staff/bristol/{part}"


@pytest.mark.parametrize("part", PAGES)
def test_page_when_signed_in_then_opens(colleague: Colleague, part: str) -> None:
    assert colleague.opens(f"/staff/bristol/{part}").status_code == 200


@pytest.mark.parametrize("part", PAGES)
def test_page_when_the_role_does_not_allow_it_then_not_found(app: Flask, workshop: Town, part: str) -> None:
    facilitator = joins(workshop.installation, workshop.project, "fay@example.org", MemberRole.FACILITATOR)
    with workshop.installation.database.writing() as connection:
        set_password(connection, facilitator.id, PASSWORD_HASH)
    colleague = Colleague(app.test_client())
    colleague.signs_in("fay@example.org")
    assert colleague.opens(f"/staff/bristol/{part}").status_code == (404 if part else 200)
    assert colleague.opens(f"/staff/leeds/{part}").status_code == 404


def test_form_when_its_token_is_missing_then_refused(app: Flask, colleague: Colleague) -> None:
    assert colleague.client.post("/staff/sign-out", data={}).status_code == 400
    assert colleague.opens("/staff/").status_code == 200


@pytest.mark.parametrize("address", ["/en/", "/en/s/day", "/healthz", "/en/r"])
def test_page_of_residents_when_opened_then_no_cookie_and_no_word_of_one(
    client: FlaskClient, workshop: Town, address: str
) -> None:
    answer = client.get(address)
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_form_of_residents_when_sent_then_needs_no_token(client: FlaskClient, workshop: Town) -> None:
    answer = client.post("/en/r", data={"code": "0000-0000-0000-0000"})
    assert answer.status_code == 404
    assert "Set-Cookie" not in answer.headers


def test_overview_when_people_answered_then_exact_counts(colleague: Colleague, workshop: Town) -> None:
    for body in ("The bus never arrives", "I love people"):
        workshop.hears(body)
    words = text_of(colleague.opens("/staff/bristol/"))
    assert "2 texts" in words
    assert "2 not coded yet" in words
    assert "0 conflicting answers" in words


def test_conflict_when_there_is_one_then_both_side_by_side_and_only_where_they_differ(
    colleague: Colleague, workshop: Town
) -> None:
    for body in ("The first words", "The <b>second</b> words"):
        answers = {"place": Answer(Words("Castle Park"), "en"), "caption": Answer(Words(body), "en")}
        said = Submission(workshop.version.id, "day", answers, "en")
        keep(workshop.installation, workshop.project.scope, workshop.version, said, "one key")
    page = colleague.opens("/staff/bristol/conflicts")
    assert "The first words" in text_of(page)
    assert "The &lt;b&gt;second&lt;/b&gt; words" in page.text
    assert "Castle Park" not in page.text


def test_projects_when_listed_then_only_ones_own(app: Flask, colleague: Colleague, workshop: Town) -> None:
    assert "Everyday Bristol" in text_of(colleague.opens("/staff/"))
    stranger = joins(workshop.installation, workshop.project, "sam@example.org", MemberRole.RESEARCHER)
    with workshop.installation.database.writing() as connection:
        set_password(connection, stranger.id, PASSWORD_HASH)
        connection.exec_driver_sql(f"DELETE FROM memberships WHERE user_id = '{stranger.id}'")
    other = Colleague(app.test_client())
    other.signs_in("sam@example.org")
    assert "Everyday Bristol" not in text_of(other.opens("/staff/"))
    assert other.opens("/staff/bristol/").status_code == 404


def test_address_when_it_holds_nul_then_not_found(colleague: Colleague) -> None:
    for address in ("/staff/bris%00tol/", "/staff/bristol/coding/a%00", "/staff/bristol/coding?after=%00"):
        assert colleague.opens(address).status_code == 404


def test_navigation_when_a_role_may_not_read_words_then_offers_no_page_of_them(app: Flask, workshop: Town) -> None:
    facilitator = joins(workshop.installation, workshop.project, "fay@example.org", MemberRole.FACILITATOR)
    with workshop.installation.database.writing() as connection:
        set_password(connection, facilitator.id, PASSWORD_HASH)
    colleague = Colleague(app.test_client())
    colleague.signs_in("fay@example.org")
    page = colleague.opens("/staff/bristol/")
    assert "/staff/bristol/packs" in page.text
    assert not re.search(r'href="/staff/bristol/(coding|candidates|excerpts|conflicts|export)', page.text)


def test_overview_when_a_translation_is_a_draft_then_it_says_so_until_a_speaker_signs(
    app: Flask, colleague: Colleague, workshop: Town
) -> None:
    drafts = "en, ar (draft translation), pl (draft translation), so (draft translation)"
    assert drafts in text_of(colleague.opens("/staff/bristol/"))
    sign_off(app.extensions[KEY], workshop.project.scope, "day", "ar", "Amal")
    assert "en, ar, pl (draft translation)" in text_of(colleague.opens("/staff/bristol/"))


def test_overview_when_a_facilitator_looks_then_no_exact_count_undoes_what_the_pack_rounds(
    app: Flask, workshop: Town
) -> None:
    workshop.hears("The bus never arrives")
    facilitator = joins(workshop.installation, workshop.project, "fay@example.org", MemberRole.FACILITATOR)
    with workshop.installation.database.writing() as connection:
        set_password(connection, facilitator.id, PASSWORD_HASH)
    colleague = Colleague(app.test_client())
    colleague.signs_in("fay@example.org")
    page = text_of(colleague.opens("/staff/bristol/"))
    assert "A day" in page
    assert "Responses" not in page
    assert "exact counts" not in page
