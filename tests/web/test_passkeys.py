"""Passkeys without a browser that has any: what is no answer is refused, whatever it is. See tests/journeys too."""

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask

from ei_collect.operations.keeping import today
from ei_collect.operations.members import account_with
from ei_collect.operations.passkeys import can_have_passkeys
from ei_collect.projects.account import Passkey
from ei_collect.store import factors as store
from ei_collect.web.installed import KEY
from tests.coded import Town
from tests.projects.authenticator import Authenticator
from tests.web.staff_visits import PASSWORD, Colleague, text_of

pytestmark = pytest.mark.sqlite_only

EMAIL = "asha@example.org"
PAGE = "/staff/account/second"
NO_ANSWERS = (
    "",
    "{}",
    "[]",
    "null",
    "7",
    "\0",
    '{"id": 1, "rawId": null, "response": {}, "type": "public-key"}',
    json.dumps(
        {
            "id": "a2V5",
            "rawId": "a2V5",
            "type": "public-key",
            "response": {"clientDataJSON": "e30", "attestationObject": "gg"},
        }
    ),
    json.dumps(
        {
            "id": "a2V5",
            "rawId": "a2V5",
            "type": "public-key",
            "response": {"clientDataJSON": "e30", "authenticatorData": "e30", "signature": "e30"},
        }
    ),
    json.dumps(
        {
            "id": "é",
            "rawId": "é",
            "type": "public-key",
            "response": {"clientDataJSON": "é", "authenticatorData": "é", "signature": "é"},
        }
    ),
    "[" * 50_000,
)


@pytest.fixture
def device(app: Flask) -> Authenticator:
    """A device, asked by our own pages."""
    return Authenticator(app.extensions[KEY].config.base_url)


def adds(colleague: Colleague, device: Authenticator) -> int:
    """Add the device's passkey; the status of the answer."""
    begun = colleague.sends(f"{PAGE}/passkeys", colleague.opens(PAGE), password=PASSWORD)
    found = re.search(r'data-options="([^"]+)"', begun.text)
    assert found
    answer = device.makes(unescape(found[1]))
    return colleague.sends(f"{PAGE}/passkeys/made", begun, answer=answer, name="phone").status_code


def comes_in(visitor: Colleague, device: Authenticator) -> int:
    """Sign in with the device; the status of the answer."""
    page = visitor.opens("/staff/sign-in")
    answer = device.shows(visitor.opens("/staff/sign-in/passkey").text)
    return visitor.sends("/staff/sign-in/passkey", page, answer=answer).status_code


def test_passkey_when_added_then_signs_in_however_many_passwords_were_mistaken(
    app: Flask, colleague: Colleague, device: Authenticator
) -> None:
    assert adds(colleague, device) == 200
    visitor = Colleague(app.test_client())
    for _ in range(12):
        visitor.signs_in(EMAIL, "wrong")
    assert visitor.signs_in(EMAIL).status_code == 429
    assert comes_in(visitor, device) == 302
    assert visitor.opens("/staff/bristol/coding").status_code == 200
    assert "with a second factor" in text_of(visitor.opens("/staff/account/sessions"))


def test_passkey_when_shown_otherwise_than_asked_for_then_refused(
    app: Flask, colleague: Colleague, device: Authenticator
) -> None:
    """On another site, for another one, without its owner, by another key, or by a copy that counts from the start."""
    adds(colleague, device)
    assert comes_in(Colleague(app.test_client()), device) == 302
    stranger = Authenticator(device.origin)
    for wrong in (
        replace(device, origin="https://evil.example"),
        replace(device, rp_id="evil.example"),
        replace(device, verifies=False),
        replace(device, counter=0),
        stranger,
    ):
        visitor = Colleague(app.test_client())
        assert comes_in(visitor, wrong) == 422
        assert visitor.opens("/staff/").status_code == 302
    assert comes_in(Colleague(app.test_client()), device) == 302


def test_answer_when_taken_from_somebody_else_or_used_before_then_refused(
    app: Flask, colleague: Colleague, device: Authenticator
) -> None:
    adds(colleague, device)
    visitor, thief = Colleague(app.test_client()), Colleague(app.test_client())
    page = visitor.opens("/staff/sign-in")
    answer = device.shows(visitor.opens("/staff/sign-in/passkey").text)
    stolen = thief.opens("/staff/sign-in")
    thief.opens("/staff/sign-in/passkey")
    assert thief.sends("/staff/sign-in/passkey", stolen, answer=answer).status_code == 422
    assert visitor.sends("/staff/sign-in/passkey", page, answer=answer).status_code == 302
    visitor.sends("/staff/sign-out", visitor.opens("/staff/"))
    page = visitor.opens("/staff/sign-in")
    assert visitor.sends("/staff/sign-in/passkey", page, answer=answer).status_code == 422


def test_passkey_when_made_otherwise_than_asked_for_then_not_added(
    colleague: Colleague, workshop: Town, device: Authenticator
) -> None:
    for wrong in (
        replace(device, origin="https://evil.example"),
        replace(device, rp_id="evil.example"),
        replace(device, verifies=False),
    ):
        assert adds(colleague, wrong) == 422
    assert adds(colleague, device) == 200
    assert adds(colleague, device) == 422
    with workshop.installation.database.reading() as connection:
        assert len(store.passkeys_of(connection, workshop.researcher.id)) == 1


@pytest.fixture
def with_key(colleague: Colleague, workshop: Town) -> Passkey:
    """The colleague with a passkey in their account."""
    passkey = Passkey("pk_1", workshop.researcher.id, "a2V5", "e30", 0, "<b>phone</b>", today(), None)
    with workshop.installation.database.writing() as connection:
        store.insert_passkey(connection, passkey)
    return passkey


def test_answer_when_it_is_none_then_refused_at_the_door_and_on_the_page(
    app: Flask, colleague: Colleague, with_key: Passkey
) -> None:
    visitor = Colleague(app.test_client())
    page, begun = visitor.opens("/staff/sign-in"), colleague.opens(PAGE)
    for answer in NO_ANSWERS:
        visitor.opens("/staff/sign-in/passkey")
        refused = visitor.sends("/staff/sign-in/passkey", page, answer=answer)
        assert refused.status_code == 422, answer
        assert "That passkey was not taken" in text_of(refused)
        refused = colleague.sends(f"{PAGE}/passkeys/made", begun, answer=answer, name="phone")
        assert refused.status_code == 422, answer
        assert "was not taken" in text_of(refused)
    assert visitor.opens("/staff/").status_code == 302


def test_options_when_asked_for_then_a_fresh_challenge_each_time_and_no_account_is_named(
    app: Flask, colleague: Colleague, with_key: Passkey
) -> None:
    visitor = app.test_client()
    told = [visitor.get("/staff/sign-in/passkey").json for _ in range(2)]
    assert told[0] is not None
    assert told[1] is not None
    assert told[0]["challenge"] != told[1]["challenge"]
    assert (told[0]["rpId"], told[0]["userVerification"]) == ("localhost", "required")
    assert not told[0].get("allowCredentials")


def test_passkey_when_it_is_the_only_factor_then_a_password_alone_opens_nothing(
    app: Flask, colleague: Colleague, with_key: Passkey
) -> None:
    visitor = Colleague(app.test_client())
    led = visitor.signs_in(EMAIL)
    assert led.headers["Location"].startswith("/staff/sign-in/second")
    page = visitor.opens(led.headers["Location"])
    assert "Sign in with a passkey" in text_of(page)
    assert "app" not in text_of(page)
    assert visitor.opens("/staff/").status_code == 302


def test_passkey_when_taken_away_then_by_its_owner_with_the_password(
    colleague: Colleague, workshop: Town, with_key: Passkey
) -> None:
    page = colleague.opens(PAGE)
    assert "&lt;b&gt;phone&lt;/b&gt;" in page.text
    assert colleague.sends(f"{PAGE}/passkeys/pk_1/remove", page, password="wrong").status_code == 422
    assert colleague.sends(f"{PAGE}/passkeys/pk_other/remove", page, password=PASSWORD).status_code == 404
    assert colleague.sends(f"{PAGE}/passkeys/pk_1/remove", page, password=PASSWORD).status_code == 302
    with workshop.installation.database.reading() as connection:
        assert store.passkeys_of(connection, workshop.researcher.id) == ()
    assert account_with(workshop.installation, EMAIL) == workshop.researcher


def test_passkey_when_begun_then_by_the_password(colleague: Colleague) -> None:
    refused = colleague.sends(f"{PAGE}/passkeys", colleague.opens(PAGE), password="wrong")
    assert refused.status_code == 422
    assert "challenge" not in refused.text


@pytest.mark.parametrize(
    ("address", "can"),
    [
        ("http://localhost:8000", True),
        ("https://listening.example.org", True),
        ("http://127.0.0.1:8000", False),
        ("http://[::1]:8000", False),
    ],
)
def test_passkeys_when_the_address_is_a_number_then_not_offered(app: Flask, address: str, can: bool) -> None:
    config = app.extensions["ei_collect"].config
    assert can_have_passkeys(type(config)(**{**vars(config), "base_url": address})) is can
