"""The pages of packs: who may list, build and open them."""

import base64
import hashlib
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ei_collect.coding.coding import Stance
from ei_collect.coding.spans import whole
from ei_collect.operations.coding import apply_code
from ei_collect.operations.installation import Installation
from ei_collect.operations.packs import BuiltPack, build_pack
from ei_collect.operations.sessions import begin_session
from ei_collect.projects.project import MemberRole, Project, User
from ei_collect.web.installed import KEY
from ei_collect.web.session import KEY as KEY_OF_SESSION
from tests.coded import Town, joins, settle

PACKS = "/staff/bristol/packs"


@pytest.fixture
def town(installation: Installation, project: Project) -> Town:
    """A town in which one thing was said and coded."""
    town = settle(installation, project)
    text_id = town.hears("Late.")
    apply_code(
        installation, project.scope, town.researcher, text_id, span=whole("Late."), code="buses", stance=Stance.BARRIER
    )
    return town


@pytest.fixture
def built(town: Town) -> BuiltPack:
    """A pack of that town."""
    return build_pack(town.installation, town.project)


def browser_of(app: Flask, user: User) -> FlaskClient:
    """A browser in which somebody is signed in."""
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = user.id
        session[KEY_OF_SESSION] = begin_session(app.extensions[KEY], user, shared=False, strong=False)
    return client


def token(client: FlaskClient) -> str:
    """What the form on the list of packs sends along."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(PACKS).text)
    assert found
    return found[1]


def test_researcher_when_building_then_the_pack_is_listed_with_its_files(app: Flask, town: Town) -> None:
    client = browser_of(app, town.researcher)
    answer = client.post(PACKS, data={"csrf_token": token(client)})
    assert answer.status_code == 303
    page = client.get(PACKS).text
    for name in ("pack.html", "pack.pdf", "candidates.csv", "pack.json"):
        (address,) = re.findall(rf'href="({PACKS}/pk_\w+/{re.escape(name)})"', page)
        assert client.get(address).status_code == 200


def test_form_when_it_lacks_its_token_then_nothing_is_built(app: Flask, town: Town) -> None:
    client = browser_of(app, town.researcher)
    assert client.post(PACKS).status_code == 400
    assert "None has been built yet." in client.get(PACKS).text


def test_facilitator_when_there_then_reads_packs_and_builds_none(app: Flask, town: Town, built: BuiltPack) -> None:
    client = browser_of(app, joins(town.installation, town.project, "fac@example.org", MemberRole.FACILITATOR))
    page = client.get(PACKS)
    assert "Build a pack" not in page.text
    assert built.id in page.text
    assert client.get(f"{PACKS}/{built.id}/pack.html").status_code == 200


def test_packs_when_one_may_not_read_them_then_not_found(app: Flask, town: Town, built: BuiltPack) -> None:
    client = browser_of(app, joins(town.installation, town.project, "x@example.org", MemberRole.ADMINISTRATOR))
    for address in (PACKS, f"{PACKS}/{built.id}/pack.html", f"{PACKS}/{built.id}/pack.json"):
        assert client.get(address).status_code == 404


def test_packs_when_nobody_is_signed_in_then_sign_in_first(client: FlaskClient, built: BuiltPack) -> None:
    answer = client.get(f"{PACKS}/{built.id}/pack.html")
    assert answer.status_code == 302
    assert "/staff/sign-in" in answer.location


def test_page_when_served_then_it_may_use_its_own_style_and_nothing_else(
    app: Flask, town: Town, built: BuiltPack
) -> None:
    answer = browser_of(app, town.researcher).get(f"{PACKS}/{built.id}/pack.html")
    style = answer.text.partition("<style>")[2].partition("</style>")[0]
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = answer.headers["Content-Security-Policy"]
    assert f"style-src 'sha256-{hashed}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_data_when_opened_then_it_is_a_download_named_after_the_project(
    app: Flask, town: Town, built: BuiltPack
) -> None:
    answer = browser_of(app, town.researcher).get(f"{PACKS}/{built.id}/candidates.csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=bristol-candidates.csv"


@pytest.mark.parametrize("address", ["pk_none/pack.html", "{}/secret-key", "{}/..%2f..%2fsecret-key"])
def test_file_when_there_is_none_then_not_found(app: Flask, town: Town, built: BuiltPack, address: str) -> None:
    assert browser_of(app, town.researcher).get(f"{PACKS}/{address.format(built.id)}").status_code == 404
