"""Signing in with a passkey, in Chromium with an authenticator of its own: added, used, refused where it must be."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import CDPSession

from ei_collect.operations.factors import factors_of
from ei_collect.operations.installation import Installation
from ei_collect.operations.members import add_user, grant
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.projects.project import MemberRole, User
from ei_collect.store.database import open_database
from tests.conftest import Databases, fresh_config
from tests.journeys.browsing import PHONE, Visit, chromium, visiting
from tests.journeys.server import free_port, serving

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

EMAIL, OTHER, PASSWORD = "asha@example.org", "ben@example.org", "correct horse battery"


@dataclass
class Device:
    """Asha's window and the authenticator behind it."""

    visit: Visit
    session: CDPSession
    authenticator: str

    def verifies(self, verified: bool) -> None:
        """Let its owner show their finger, or somebody else try."""
        told = {"authenticatorId": self.authenticator, "isUserVerified": verified}
        self.session.send("WebAuthn.setUserVerified", told)

    def passkeys(self) -> list[dict[str, Any]]:
        """The passkeys in it."""
        told = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.authenticator})
        found: list[dict[str, Any]] = told["credentials"]
        return found


@pytest.fixture(scope="module")
def served(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, User, str]]:
    """The program, with Asha in a project of it."""
    port = free_port()
    config = fresh_config(databases, tmp_path_factory.mktemp("passkeys") / "data")
    with closing(open_database(config.database_url)) as database:
        installation = Installation(config, database)
        project = add_project(installation, NewProject("bristol", "Bristol", ("en",), "x@example.org"))
        asha = add_user(installation, EMAIL, "Asha", PASSWORD)
        for user in (asha, add_user(installation, OTHER, "Ben", PASSWORD)):
            grant(installation, project.scope, user, MemberRole.RESEARCHER)
        with serving(config, port) as server:
            yield installation, asha, server.url


@pytest.fixture
def device(served: tuple[Installation, User, str]) -> Iterator[Device]:
    """A phone with a reader for fingers in it."""
    with chromium() as browser, visiting(browser, served[2], screen=PHONE) as visit:
        session = visit.page.context.new_cdp_session(visit.page)
        session.send("WebAuthn.enable")
        kind = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
        }
        made = session.send("WebAuthn.addVirtualAuthenticator", {"options": kind})
        yield Device(visit, session, made["authenticatorId"])


def test_passkey_when_added_then_signs_in_alone_and_beside_a_password_and_nobody_else(
    served: tuple[Installation, User, str], device: Device
) -> None:
    visit = device.visit
    _sign_in(visit)
    _add(visit)
    assert "Your recovery codes" in visit.words
    assert [each["rpId"] for each in device.passkeys()] == ["localhost"]
    visit.open("/staff/account/second")
    assert "This device" in visit.words
    visit.look()
    _sign_out(visit)

    visit.press("Sign in with a passkey")
    assert "My projects" in visit.words
    visit.open("/staff/account/sessions")
    assert "with a second factor" in visit.words
    visit.look()
    _sign_out(visit)

    _sign_in(visit)
    assert "One more thing to sign in" in visit.words
    visit.look()
    visit.press("Sign in with a passkey")
    assert "My projects" in visit.words
    _sign_out(visit)

    device.verifies(False)
    visit.page.get_by_role("button", name="Sign in with a passkey").click()
    visit.page.locator("#passkey-failed:not([hidden])").wait_for()
    assert "Sign in" in visit.page.title()

    installation, asha, _ = served
    (kept,) = factors_of(installation, asha).passkeys
    assert kept.used_on is not None
    assert kept.sign_count > 0


def test_answer_when_sent_a_second_time_then_refused(device: Device) -> None:
    visit = device.visit
    _sign_in(visit, OTHER)
    _add(visit)
    _sign_out(visit)
    sent: list[str] = []
    visit.page.on("request", lambda asked: sent.append(asked.post_data or "") if asked.method == "POST" else None)
    visit.press("Sign in with a passkey")
    assert "My projects" in visit.words
    _sign_out(visit)
    answer = next(body for body in sent if "answer=" in body)
    token = visit.page.locator("#passkey [name=csrf_token]").get_attribute("value")
    fields = dict(part.split("=", 1) for part in answer.split("&"))
    again = visit.page.request.post(
        f"{visit.base}/staff/sign-in/passkey",
        data=f"csrf_token={token}&answer={fields['answer']}",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert again.status == 422
    visit.open("/staff/")
    assert "Sign in" in visit.page.title()


def _sign_in(visit: Visit, email: str = EMAIL) -> None:
    visit.open("/staff/sign-in")
    visit.look()
    visit.page.get_by_label("E-mail address").fill(email)
    visit.page.get_by_label("Password").fill(PASSWORD)
    visit.press("Sign in")


def _add(visit: Visit) -> None:
    visit.open("/staff/account/second")
    form = visit.page.locator("form[action$='/second/passkeys']")
    form.get_by_label("Your password").fill(PASSWORD)
    visit.click(form.get_by_role("button", name="Add a passkey"))
    visit.look()
    visit.press("Make the passkey")


def _sign_out(visit: Visit) -> None:
    visit.press("Sign out")
