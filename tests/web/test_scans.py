"""Scans in the browser: many at once, what became of each, those without a sheet, and who may see a picture."""

from io import BytesIO

import pytest
from flask import Flask
from PIL import Image
from werkzeug.test import TestResponse

from ei_collect.fieldwork import reader
from ei_collect.fieldwork.sheet_code import shown_sheet_code
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store import scans as store
from ei_collect.store.members import set_password
from ei_collect.web import scans as module
from tests.coded import joins
from tests.fieldwork.hall import Hall, hall
from tests.fieldwork.pens import Picture
from tests.web.conftest import PASSWORD_HASH
from tests.web.staff_visits import Colleague, text_of

SCANS, KEYING = "/staff/bristol/scans", "/staff/bristol/keying"

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def sheets(installation: Installation, project: Project) -> Hall:
    """A sheet of a sitting that Ana opened."""
    return hall(installation, project, 1, opened_by=joins(installation, project, "ana@x.org", MemberRole.PARTNER))


def _colleague(app: Flask, sheets: Hall, name: str, role: MemberRole) -> Colleague:
    user = joins(sheets.installation, sheets.project, f"{name}@example.org", role)
    return _signed_in(app, sheets, user.id, user.email)


def _signed_in(app: Flask, sheets: Hall, user_id: str, email: str) -> Colleague:
    with sheets.installation.database.writing() as connection:
        set_password(connection, user_id, PASSWORD_HASH)
    colleague = Colleague(app.test_client())
    assert colleague.signs_in(email).status_code == 302
    return colleague


def _png(page: Picture) -> BytesIO:
    held = BytesIO()
    Image.fromarray(page).save(held, "PNG")
    return BytesIO(held.getvalue())


def _sends(colleague: Colleague, *pages: Picture) -> TestResponse:
    files = [(_png(page), f"{number}.png") for number, page in enumerate(pages)]
    return colleague.sends(SCANS, colleague.opens(SCANS), files=files)  # type: ignore[arg-type]  # as Werkzeug takes files


def test_files_when_sent_together_then_each_is_told_of_and_shown_where_it_is_typed(app: Flask, sheets: Hall) -> None:
    (code,), pages = sheets.codes, sheets.pages()
    amina = _colleague(app, sheets, "amina", MemberRole.FIELDWORKER)
    words = text_of(_sends(amina, *reversed(pages), sheets.page_to_keep()))
    assert words.count(shown_sheet_code(code)) == len(pages)
    assert "not kept: it shows the code that belongs to whoever answered" in words
    assert f"Pages that wait beside their sheets: {len(pages)}." in words
    amina.sends(KEYING, amina.opens(KEYING), code=code)
    typing = amina.opens(f"{KEYING}/{code}/1")
    assert f'src="{SCANS}/sc_' in typing.text
    assert "field=q_often" in typing.text


def test_scan_without_a_sheet_when_its_code_is_typed_then_it_waits_no_more(app: Flask, sheets: Hall) -> None:
    amina = _colleague(app, sheets, "amina", MemberRole.FIELDWORKER)
    (code,), pages = sheets.codes, sheets.pages()
    listed = _sends(amina, pages[0][180:])
    assert "No code of a sheet could be read on it." in text_of(listed)
    with sheets.installation.database.reading() as connection:
        (scan,) = store.scans_without_sheet(connection, sheets.project.scope)
    wrong = amina.sends(f"{SCANS}/{scan.id}/place", listed, code="7K2M0V9S", number="one")
    assert wrong.status_code in {404, 422}
    assert "sheet" in text_of(wrong)
    assert amina.sends(f"{SCANS}/{scan.id}/place", listed, code=code, number="1").status_code == 303
    assert "nobody knows yet whose they are: 0." in text_of(amina.opens(SCANS))
    assert amina.sends(f"{SCANS}/{scan.id}/remove", listed).status_code == 303
    assert "Pages that wait beside their sheets: 0." in text_of(amina.opens(SCANS))


def test_partner_when_asking_for_pictures_then_only_of_their_own_sittings(app: Flask, sheets: Hall) -> None:
    ana = _signed_in(app, sheets, sheets.opened_by.id, "ana@x.org") if sheets.opened_by else None
    bo = _colleague(app, sheets, "bo", MemberRole.PARTNER)
    assert ana is not None
    _sends(ana, *sheets.pages(), sheets.pages()[0][200:])
    with sheets.installation.database.reading() as connection:
        every = sorted(store.with_pictures(connection, sheets.project.scope))
        (stray,) = store.scans_without_sheet(connection, sheets.project.scope)
    for scan_id in every:
        address = f"{SCANS}/{scan_id}/picture"
        answer = ana.opens(address)
        assert answer.status_code == (404 if scan_id == stray.id else 200)
        assert answer.headers["Cache-Control"] == "no-store"
        assert bo.opens(address).status_code == 404
    for colleague in (ana, bo):
        page = colleague.opens(SCANS)
        assert stray.id not in page.text
        assert "Pages that wait beside their sheets" not in text_of(page)
        assert colleague.sends(f"{SCANS}/{stray.id}/remove", page).status_code == 404


def test_form_when_without_files_or_while_others_are_read_then_it_says_so(
    app: Flask, sheets: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina = _colleague(app, sheets, "amina", MemberRole.FIELDWORKER)
    nothing = amina.sends(SCANS, amina.opens(SCANS))
    assert (nothing.status_code, "Choose one or more." in text_of(nothing)) == (422, True)
    with module._reading:
        busy = _sends(amina, sheets.pages()[0])
    assert (busy.status_code, "Send them again in a few minutes." in text_of(busy)) == (503, True)
    monkeypatch.setattr(reader, "LIBRARIES", ("no_such_library",))
    assert "Reading scans needs the extra scans" in text_of(amina.opens(SCANS))
    assert 'type="file"' not in amina.opens(SCANS).text


def test_facilitator_when_looking_for_scans_then_there_are_none(app: Flask, sheets: Hall) -> None:
    dana = _colleague(app, sheets, "dana", MemberRole.FACILITATOR)
    assert dana.opens(SCANS).status_code == 404
    assert app.test_client().get(SCANS).status_code == 302
