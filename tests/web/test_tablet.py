"""Unlocking a shared tablet, and what the server gives to one and takes from one. What people do is in tests/journeys."""

import re
from collections.abc import Callable
from dataclasses import replace
from threading import BoundedSemaphore
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ei_collect.fieldwork.sealing import hash_of
from ei_collect.fieldwork.sitting import Sitting
from ei_collect.operations.installation import Installation
from ei_collect.operations.sitting import close_sitting, sitting_named
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.responses import stream_responses
from ei_collect.store.surveys import latest_version
from ei_collect.survey.definition import PublishedVersion
from ei_collect.web import photos
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY
from ei_collect.web.leaving import SHARED_TABLET
from tests.answering.surveys import TOWN, publish_yaml
from tests.coded import joins
from tests.fieldwork.sealed import record_of, sealed
from tests.operations.sitting_opening import opened
from tests.web.staff_visits import Colleague

pytestmark = pytest.mark.sqlite_only
PIN = {"pin": "4711", "again": "4711"}


@pytest.fixture
def sitting(installation: Installation, project: Project, town_survey: PublishedVersion) -> Sitting:
    """A sitting of the survey `town` in English and Arabic, opened by somebody else."""
    host = joins(installation, project, "host@example.org", MemberRole.PARTNER)
    return opened(installation, project, host, languages=("en", "ar"))


def asked(sitting: Sitting) -> str:
    """Where a device is unlocked."""
    return f"/staff/bristol/sittings/{sitting.code}/tablet"


@pytest.fixture
def unlocked(someone: Callable[..., Colleague], sitting: Sitting) -> FlaskClient:
    """A tablet that a fieldworker has handed over."""
    colleague = someone(MemberRole.FIELDWORKER)
    answer = colleague.sends(asked(sitting), colleague.opens(asked(sitting)), **PIN)
    assert answer.headers["Location"] == f"/tablet/{sitting.code}"
    return colleague.client


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (MemberRole.RESEARCHER, 200),
        (MemberRole.FIELDWORKER, 200),
        (MemberRole.PARTNER, 404),  # of another's sitting they do not even know
        (MemberRole.ADMINISTRATOR, 404),
    ],
)
def test_unlocking_when_asked_for_then_only_who_keys_sheets_at_this_sitting(
    someone: Callable[..., Colleague], sitting: Sitting, role: MemberRole, status: int
) -> None:
    assert someone(role).opens(asked(sitting)).status_code == status


def test_unlocking_when_done_then_the_member_of_staff_is_signed_out(unlocked: FlaskClient, sitting: Sitting) -> None:
    assert unlocked.get(asked(sitting)).status_code == 302  # to the sign-in form
    assert unlocked.get(f"/tablet/{sitting.code}").status_code == 200


def test_unlocking_when_the_pin_will_not_do_then_nothing_is_unlocked(
    installation: Installation, project: Project, someone: Callable[..., Colleague], sitting: Sitting
) -> None:
    colleague = someone(MemberRole.RESEARCHER)
    for wrong in ({"pin": "4711", "again": "4712"}, {"pin": "abcd", "again": "abcd"}, {}):
        assert colleague.sends(asked(sitting), colleague.opens(asked(sitting)), **wrong).status_code == 422
    assert sitting_named(installation, project.scope, sitting.code).pin_hash == ""
    assert colleague.opens(f"/tablet/{sitting.code}").status_code == 404


def test_pages_when_the_browser_was_not_unlocked_for_the_sitting_then_not_there(
    client: FlaskClient, unlocked: FlaskClient, sitting: Sitting, installation: Installation, project: Project
) -> None:
    user = joins(installation, project, "another@example.org", MemberRole.PARTNER)
    other = opened(installation, project, user)
    pages = ("", "/kit.json", "/town/en", "/town/definition.json")
    assert {client.get(f"/tablet/{sitting.code}{page}").status_code for page in pages} == {404}
    assert {unlocked.get(f"/tablet/{other.code}{page}").status_code for page in pages} == {404}
    assert {unlocked.get(f"/tablet/{sitting.code}{page}").status_code for page in pages} == {200}
    client.set_cookie("tablet", "forged")
    refused = client.get(f"/tablet/{sitting.code}")
    assert (refused.status_code, refused.mimetype) == (404, "text/html")


def test_kit_when_read_then_every_file_of_it_is_there_and_no_cookie_and_nothing_personal_is_in_it(
    unlocked: FlaskClient, sitting: Sitting
) -> None:
    kit = _json(unlocked.get(f"/tablet/{sitting.code}/kit.json"))
    assert set(kit["sealing"]) == {"kty", "crv", "x", "y"}
    assert {f"/tablet/{sitting.code}/town/en", f"/tablet/{sitting.code}/town/ar"} <= set(kit["files"])
    for file in kit["files"]:
        answer = unlocked.get(file, buffered=True)
        assert (answer.status_code, answer.headers.get("Set-Cookie")) == (200, None), file
        for script in re.findall(
            r'(?:src|href)="(/(?:static|media)/[^"]+)"', answer.text if "html" in str(answer.mimetype) else ""
        ):
            assert script in kit["files"]


def test_kit_when_a_new_version_is_published_then_its_digest_is_another(
    unlocked: FlaskClient, installation: Installation, project: Project, sitting: Sitting
) -> None:
    address = f"/tablet/{sitting.code}/kit.json"
    before = _json(unlocked.get(address))["digest"]
    assert _json(unlocked.get(address))["digest"] == before
    publish_yaml(installation, project, TOWN.replace("Tell us.", "Tell us more."), languages=("en", "ar", "so"))
    assert _json(unlocked.get(address))["digest"] != before


def test_record_when_synced_then_kept_and_acknowledged_by_hash_and_others_are_told_why_not(
    app: Flask, unlocked: FlaskClient, installation: Installation, project: Project, sitting: Sitting
) -> None:
    ready = sitting_named(installation, project.scope, sitting.code)
    with installation.database.reading() as connection:
        version = latest_version(connection, "town")
    assert version is not None
    good, bad = sealed(ready, record_of(version, {"home": {"q_bus": ["often"]}})), "ei1.no.such.record"
    for browser in (unlocked, app.test_client()):  # the second one has lost its cookie
        told = browser.post(f"/tablet/{sitting.code}/sync", json={"records": [good, bad]}).json
        refused = {hash_of(bad): "record-sealed-otherwise"}
        assert told == {"done": [hash_of(good)], "refused": refused, "missing": {}}
    with installation.database.reading() as connection:
        assert len(list(stream_responses(connection, project.scope, "town"))) == 1


@pytest.mark.parametrize(("kept", "status"), [(True, 200), (False, 404)])
def test_tablet_when_the_secret_key_is_changed_then_it_goes_on_with_its_old_cookie_while_the_key_before_is_kept(
    unlocked: FlaskClient, installation: Installation, sitting: Sitting, kept: bool, status: int
) -> None:
    cookie, config = unlocked.get_cookie(SHARED_TABLET), installation.config
    assert cookie is not None
    older = (config.secret_key,) if kept else ()
    app = create_app(replace(config, secret_key="the key that has taken its place since", old_secret_keys=older))
    after = app.test_client()
    after.set_cookie(SHARED_TABLET, cookie.value)
    assert after.get(f"/tablet/{sitting.code}").status_code == status
    app.extensions[KEY].database.close()


@pytest.mark.parametrize("sent", [None, [1], {}, {"records": "x"}, {"records": [1]}, {"records": ["x"] * 51}])
def test_records_when_they_are_none_then_refused_as_a_whole(
    client: FlaskClient, sitting: Sitting, sent: object
) -> None:
    assert client.post(f"/tablet/{sitting.code}/sync", json=sent).status_code == 400
    assert client.post("/tablet/ABCDEF/sync", json={"records": []}).status_code == 404


def test_sitting_when_closed_then_no_device_is_unlocked_any_more(
    someone: Callable[..., Colleague], installation: Installation, project: Project, sitting: Sitting
) -> None:
    close_sitting(installation, project.scope, sitting)
    colleague = someone(MemberRole.RESEARCHER)
    assert colleague.sends(asked(sitting), colleague.opens(asked(sitting)), **PIN).status_code == 422


def test_sitting_when_closed_then_its_tablets_renew_their_first_page_and_nobody_begins_there(
    unlocked: FlaskClient, installation: Installation, project: Project, sitting: Sitting
) -> None:
    here = f"/tablet/{sitting.code}"
    assert f'href="{here}/town/ar"' in unlocked.get(here).text
    before = _json(unlocked.get(f"{here}/kit.json"))["digest"]
    close_sitting(installation, project.scope, sitting)
    assert _json(unlocked.get(f"{here}/kit.json"))["digest"] != before
    assert f"{here}/town" not in unlocked.get(here).text


def test_shared_use_when_ended_then_only_with_the_pin(unlocked: FlaskClient, sitting: Sitting) -> None:
    here = f"/tablet/{sitting.code}"
    assert unlocked.post(f"{here}/leave", data={"pin": "0000"}).headers["Location"] == f"{here}#staff"
    assert unlocked.get(here).status_code == 200
    assert unlocked.post(f"{here}/leave", data={"pin": "4711"}).headers["Location"] == "/staff/sign-in"
    assert unlocked.get(here).status_code == 404


def test_quick_exit_when_pressed_on_a_shared_tablet_then_what_waits_there_stays(
    client: FlaskClient, unlocked: FlaskClient
) -> None:
    assert "storage" in client.post("/en/leave").headers["Clear-Site-Data"]
    assert "storage" not in unlocked.post("/en/leave").headers["Clear-Site-Data"]


def test_tablet_when_it_tells_what_waits_then_the_page_of_the_sitting_says_so(
    app: Flask, someone: Callable[..., Colleague], unlocked: FlaskClient, sitting: Sitting
) -> None:
    sync, told = f"/tablet/{sitting.code}/sync", {"records": [], "tablet": "K7Q", "waiting": 2, "since": "2026-11-20"}
    assert app.test_client().post(sync, json=told | {"tablet": "0DD"}).status_code == 200  # nobody's tablet: not noted
    assert unlocked.post(sync, json=told).status_code == 200
    page = someone(MemberRole.RESEARCHER).opens(f"/staff/bristol/sittings/{sitting.code}").text
    assert "K7Q" in page
    assert "2026-11-20" in page
    assert "0DD" not in page
    for change, status in (
        ({"since": "soon"}, 400),
        ({"waiting": None}, 400),
        ({"tablet": "a name"}, 422),
        ({"waiting": -1}, 422),
        ({"waiting": 1e999}, 400),
    ):
        assert unlocked.post(sync, json=told | change).status_code == status


def test_body_when_it_is_no_json_of_ours_then_refused_without_a_fault(client: FlaskClient, sitting: Sitting) -> None:
    sync = f"/tablet/{sitting.code}/sync"
    for body in (b"", b"[", b"[" * 200_000, b'{"records": [[]]}', b"\xff"):
        assert client.post(sync, data=body, content_type="application/json").status_code == 400
    told = client.post(sync, data=b'{"records": ["\\ud800"]}', content_type="application/json")
    assert list(_json(told)["refused"].values()) == ["record-sealed-otherwise"]


def _json(answer: TestResponse) -> Any:
    return answer.json


def test_file_when_it_comes_then_acknowledged_by_hash_or_told_to_come_again(
    app: Flask, installation: Installation, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, address = app.test_client(), f"/tablet/{sitting.code}/file"  # one that has lost its cookie
    told = {"refused": {hash_of(b"no file"): "record-sealed-otherwise"}, "done": [], "missing": {}}
    assert _json(browser.post(address, data=b"no file")) == told
    assert browser.post("/tablet/ABCDEF/file", data=b"no file").status_code == 404
    assert browser.post(address, data=bytes(18_000_000)).status_code == 413
    with monkeypatch.context() as busy:
        busy.setattr("ei_collect.web.photos._cleaning", BoundedSemaphore(1))
        with photos.at_work(waits=False, last=True):
            answer = browser.post(address, data=b"no file")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")


@pytest.mark.parametrize("without", [None, "ph_1", ["ph_1", 3, None], {"ph_1": 1}])
def test_records_when_they_come_without_files_that_are_named_in_any_way_then_taken(
    client: FlaskClient, sitting: Sitting, without: object
) -> None:
    told = client.post(f"/tablet/{sitting.code}/sync", json={"records": [], "without": without})
    assert _json(told) == {"done": [], "refused": {}, "missing": {}}
