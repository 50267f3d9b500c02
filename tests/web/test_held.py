"""A form sent after its session has ended: what was typed is not lost, is kept nowhere, and is sent by nobody else."""

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from ei_collect.operations import sessions
from ei_collect.projects.project import MemberRole
from ei_collect.store.codings import codings_of_text
from ei_collect.store.members import set_password
from tests.coded import Town, joins
from tests.web.conftest import PASSWORD_HASH
from tests.web.pages import FormRead, PageReader
from tests.web.staff_visits import PASSWORD, Colleague, text_of

pytestmark = pytest.mark.sqlite_only

MEMO = ' Said twice,\nonce in حافلة & "quotes" <b>. '
SENTINEL = "kept-nowhere-5531"


@pytest.fixture
def text_id(workshop: Town) -> str:
    """Something that somebody said."""
    return workshop.hears("The bus never arrives")


def coding_of(workshop: Town, text_id: str) -> list[str]:
    """The memos of the codings of a text."""
    with workshop.installation.database.reading() as connection:
        return [each.memo for each in codings_of_text(connection, workshop.project.scope, text_id)]


def sends_memo(colleague: Colleague, text_id: str, *, page: TestResponse, memo: str = MEMO) -> TestResponse:
    """Send the form of coding with a memo."""
    (form,) = [
        form for form in PageReader(page.text).forms if form.action.startswith(f"/staff/bristol/coding/{text_id}")
    ]
    fields = form.as_it_stands() | {"code": ["buses"], "stance": ["barrier"], "memo": [memo.replace("\n", "\r\n")]}
    return colleague.client.post(form.action, data=fields)


def main_form(page: TestResponse) -> FormRead:
    """The form in the middle of a page."""
    return next(form for form in PageReader(page.text).forms if form.in_main)


def signs_in_on(colleague: Colleague, page: TestResponse, email: str) -> TestResponse:
    """Sign in by the form that stands on a page."""
    form = main_form(page)
    return colleague.client.post(form.action, data=form.as_it_stands() | {"email": [email], "password": [PASSWORD]})


def test_memo_when_sent_after_signing_out_elsewhere_then_comes_back_and_is_kept_as_typed(
    app: Flask, colleague: Colleague, workshop: Town, text_id: str
) -> None:
    page = colleague.opens(f"/staff/bristol/coding/{text_id}")
    sessions.end_every_session(workshop.installation, workshop.researcher)
    asked = sends_memo(colleague, text_id, page=page)
    assert asked.status_code == 401
    assert "What you typed is still here" in text_of(asked)
    wrong = colleague.client.post(
        "/staff/sign-in", data=main_form(asked).as_it_stands() | {"email": "x", "password": "x"}
    )
    back = signs_in_on(colleague, wrong, workshop.researcher.email)
    assert back.status_code == 200
    assert "Said twice" in text_of(back)
    assert coding_of(workshop, text_id) == []
    form = main_form(back)
    assert colleague.client.post(form.action, data=form.as_it_stands()).status_code == 302
    assert coding_of(workshop, text_id) == [MEMO]


def test_memo_when_the_token_is_of_another_session_then_shown_again_and_sent_by_a_press(
    colleague: Colleague, workshop: Town, text_id: str
) -> None:
    page = colleague.opens(f"/staff/bristol/coding/{text_id}")
    colleague.sends("/staff/sign-out", colleague.opens("/staff/"))
    colleague.signs_in(workshop.researcher.email)
    again = sends_memo(colleague, text_id, page=page)
    assert again.status_code == 400
    assert coding_of(workshop, text_id) == []
    form = main_form(again)
    assert colleague.client.post(form.action, data=form.as_it_stands()).status_code == 302
    assert coding_of(workshop, text_id) == [MEMO]


def test_form_when_somebody_else_signs_in_then_they_do_not_get_it(
    app: Flask, colleague: Colleague, workshop: Town, text_id: str
) -> None:
    other = joins(workshop.installation, workshop.project, "ben@example.org", MemberRole.RESEARCHER)
    with workshop.installation.database.writing() as connection:
        set_password(connection, other.id, PASSWORD_HASH)
    page = colleague.opens(f"/staff/bristol/coding/{text_id}")
    sessions.end_every_session(workshop.installation, workshop.researcher)
    asked = sends_memo(colleague, text_id, page=page)
    answer = signs_in_on(colleague, asked, "ben@example.org")
    assert answer.status_code == 302
    assert "Said twice" not in colleague.opens(answer.headers["Location"]).text


def test_form_when_what_it_holds_was_made_up_then_nothing_is_shown(
    app: Flask, colleague: Colleague, workshop: Town
) -> None:
    visitor = Colleague(app.test_client())
    page = visitor.opens("/staff/sign-in")
    for forged in ("", "x", "eyJvd25lciI6IiJ9.x.y", '{"owner":""}'):
        told = {"email": workshop.researcher.email, "password": PASSWORD, "held": forged}
        assert Colleague(app.test_client()).opens("/staff/").status_code == 302
        answer = visitor.sends("/staff/sign-in", page, **told)
        assert answer.status_code == 302
        page = visitor.opens("/staff/")
        visitor.sends("/staff/sign-out", page)
        page = visitor.opens("/staff/sign-in")


def test_form_when_held_then_nothing_of_it_is_on_the_servers_disk(
    app: Flask, colleague: Colleague, workshop: Town, text_id: str
) -> None:
    page = colleague.opens(f"/staff/bristol/coding/{text_id}")
    sessions.end_every_session(workshop.installation, workshop.researcher)
    signs_in_on(colleague, sends_memo(colleague, text_id, page=page, memo=SENTINEL), workshop.researcher.email)
    data: Path = workshop.installation.config.data
    files = [path for path in data.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if SENTINEL.encode() in path.read_bytes()]


def test_form_when_its_secrets_are_typed_then_they_are_not_held(colleague: Colleague, workshop: Town) -> None:
    sessions.end_every_session(workshop.installation, workshop.researcher)
    answer = colleague.client.post("/staff/bristol/sittings/ABC/tablet", data={"pin": "48151623", "note": "hall"})
    back = signs_in_on(colleague, answer, workshop.researcher.email)
    assert "hall" in text_of(back)
    assert "48151623" not in back.text


def test_form_when_another_site_sends_it_then_refused_before_it_is_held(colleague: Colleague, workshop: Town) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        answer = colleague.client.post("/staff/bristol/packs", data={"memo": SENTINEL}, headers=headers)
        assert answer.status_code == 400
        assert SENTINEL not in answer.text
