"""What members of staff do about themselves and each other: passwords, second factors, sessions, roles, flags."""

import re
import time
from html import unescape

from ei_collect.operations.members import grant, known_account
from ei_collect.operations.projects import set_project
from ei_collect.operations.sessions import end_every_session
from ei_collect.projects.project import MemberRole, Project
from tests.journeys.crawl.forms import Form, empty
from tests.journeys.crawl.shots import Album, State
from tests.journeys.crawl.town import CrawledTown
from tests.journeys.crawl.walking import Walk
from tests.projects.authenticator import Authenticator
from tests.projects.phone import shown_by

ACCOUNT, SECOND = "/staff/account", "/staff/account/second"
OTHER = "another horse battery"
MISTAKES = 12
"""So many that somebody has to wait."""


def keep_account(walk: Walk, town: CrawledTown, album: Album, told: dict[str, str]) -> None:
    """One's own page, with faults; a second factor of each kind; the door with and without them."""
    password = {"password": told["password"]}
    walk.opens(f"{ACCOUNT}?why=password").opens(f"{ACCOUNT}?why=factor").opens(f"{ACCOUNT}?told=password")
    walk.submits("/account/password", empty, {"current": "wrong", "fresh": "x", "again": "x"}, State.ERROR)
    same = {"current": told["password"], "fresh": told["password"], "again": told["password"]}
    walk.submits("/account/password", empty, same, State.ERROR, "the same password")
    for old, new in ((told["password"], OTHER), (OTHER, told["password"])):
        fresh = {"current": old, "fresh": new, "again": new}
        walk.opens(ACCOUNT).submits("/account/password", empty, fresh, State.FINISHED, "another password")
    for part in ("/second/app", "/second/codes", "/second/passkeys"):
        walk.opens(SECOND).submits(part, empty, {"password": "wrong"}, State.ERROR)
    walk.opens(SECOND).submits("/second/app", empty, password)
    secret = _secret(album)
    walk.submits("/confirm", empty, {"code": "000000"}, State.ERROR)
    walk.submits("/confirm", empty, {"code": shown_by(secret, int(time.time()))}, State.FINISHED, "an app set up")
    walk.opens(SECOND).submits("/second/codes", empty, password, State.FINISHED, "new recovery codes")
    walk.opens(SECOND).submits("/second/passkeys", empty, password)
    walk.submits("passkey", empty, {"answer": "{}", "name": "Phone هاتف"}, State.ERROR)
    device = Authenticator(town.installation.config.base_url)
    walk.opens(SECOND).submits("/second/passkeys", empty, password)
    walk.submits(
        "passkey", empty, {"answer": device.makes(_options(album)), "name": "Phone هاتف"}, step="a passkey added"
    )
    _come_in_again(walk, told, secret, device)
    walk.opens(SECOND).submits("/passkeys/pk_", empty, password)
    walk.opens(SECOND).submits("/second/app/remove", empty, password)


def come_in_wrongly(walk: Walk) -> None:
    """At the door: a passkey that is none, a second step without the first, too many mistakes."""
    walk.opens("/staff/sign-in/passkey").opens("/staff/sign-in/second")
    walk.opens("/staff/sign-in").submits("passkey", empty, {"answer": "{}"}, State.ERROR)
    walk.opens("/staff/sign-in").posts(
        "/staff/sign-in/second", walk.page.form("sign-in").as_it_stands() | {"code": ["1"]}, State.ERROR, "too late"
    )
    for _ in range(MISTAKES):
        walk.opens("/staff/sign-in")
        walk.submits("sign-in", empty, {"email": "many@example.org", "password": "wrong"}, State.ERROR, "once more")


def end_sessions(walk: Walk, other: Walk) -> None:
    """Where one is signed in: in two browsers, then in one, then nowhere."""
    other.opens(f"{ACCOUNT}/sessions")
    walk.opens(f"{ACCOUNT}/sessions").submits("/end-others", empty)
    walk.submits("/end", empty, state=State.FINISHED, step="one's own session ended")


def lose_a_session(walk: Walk, town: CrawledTown, address: str, told: dict[str, str]) -> None:
    """A memo that is sent once the session has ended elsewhere: asked to sign in, and shown again."""
    walk.opens(address)
    end_every_session(town.installation, known_account(town.installation, told["email"]))
    walk.submits(address, Form.as_it_stands, {"memo": "Said twice. حافلة"}, State.EXPIRED, "after the session ended")
    walk.submits("sign-in", Form.as_it_stands, told, State.EXPIRED, "what was typed comes back")


def flag(walk: Walk, address: str) -> None:
    """Something that was said or shown: flagged without a reason, and with one."""
    walk.opens(address).submits("/flag/", Form.as_it_stands, {"reason": " "}, State.ERROR)
    walk.submits("/flag/", Form.as_it_stands, {"reason": "Look at this. انظر"}, State.FINISHED, "flagged")


def lead_of_everything(town: CrawledTown, email: str) -> Project:
    """Let the safeguarding lead look after the project with photos in it too; that project."""
    lead = known_account(town.installation, email)
    grant(town.installation, town.everything.scope, lead, MemberRole.SAFEGUARDING)
    return town.everything


def deal_with_flags(walk: Walk, home: str) -> None:
    """The safeguarding lead's page, with something on it; one of each kind dealt with."""
    listing = f"{home}safeguarding"
    for address in [link for link in walk.opens(listing).page.links if "/safeguarding/fl_" in link]:
        walk.opens(f"{address}/picture").opens(address)
        walk.submits(address, empty, {"done": "Told the duty officer.", "told": ""}, State.ERROR)
        walk.submits(
            address, empty, {"done": "Told the duty officer.", "told": "Nothing."}, State.FINISHED, "dealt with"
        )
        walk.opens(address, State.FINISHED, "what was done")
    walk.opens(listing, State.FINISHED, "nothing waits any more")


def keep_people(walk: Walk, town: CrawledTown, home: str) -> None:
    """Somebody brought in, and out again; a role for oneself; a second factor for everybody."""
    page = f"{home}people"
    fresh = {"email": "noor@example.org", "name": "Noor نور", "role": "coder"}
    walk.opens(page).submits("bring-in", empty, fresh | {"role": ""}, State.ERROR)
    walk.submits("bring-in", empty, fresh, State.FINISHED, "brought in")
    walk.submits(f"{known_account(town.installation, fresh['email']).id}/coder/remove", empty)
    walk.opens(page).submits("/second-factor", empty, step="a second factor for everybody")
    set_project(town.installation, town.demonstration.project.slug, {"second_factor": False})


def _come_in_again(walk: Walk, told: dict[str, str], secret: str, device: Authenticator) -> None:
    walk.opens("/staff/").submits("sign-out", empty, state=State.FINISHED)
    asked = walk.client.get("/staff/sign-in/passkey").text
    walk.opens("/staff/sign-in").submits("passkey", empty, {"answer": device.shows(asked)}, step="with a passkey")
    walk.opens("/staff/").submits("sign-out", empty, state=State.FINISHED)
    walk.opens("/staff/sign-in").submits("sign-in", empty, told, step="a second factor is asked for")
    walk.submits("/second", empty, {"code": "000000"}, State.ERROR)
    walk.submits("/second", empty, {"code": shown_by(secret, int(time.time()) + 30)}, State.FINISHED, "with a code")


def _options(album: Album) -> str:
    """What the newest page asks a device for."""
    found = re.search(r'data-options="([^"]+)"', album.shots[-1].markup)
    assert found
    return unescape(found[1])


def _secret(album: Album) -> str:
    """The key that the newest page shows for typing in."""
    found = re.search(r'class="key">([A-Z2-7 ]+)<', album.shots[-1].markup)
    assert found
    return found[1]
