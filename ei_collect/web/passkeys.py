"""Passkeys in the browser: adding one, taking one away, and signing in with one. Browsers need a script for that."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask import session as cookie
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response as AnyResponse

from ei_collect.errors import InputError
from ei_collect.operations import passkeys as operations
from ei_collect.operations.factors import factors_of
from ei_collect.operations.sessions import moment
from ei_collect.web import door, session
from ei_collect.web.access import open_to_all, staff_only
from ei_collect.web.factors import became_strong, factors_page, fresh_codes
from ei_collect.web.installed import installation
from ei_collect.web.proving import password_again
from ei_collect.web.typed import typed

CHALLENGE = "challenge"
"""Where the cookie holds what a passkey has to sign, and until when; it is taken out with the first answer."""
GOOD_FOR = 5 * 60

passkeys = Blueprint("passkeys", __name__)
session.protect_forms(passkeys)


@passkeys.post("/staff/account/second/passkeys")
@staff_only()
def begin() -> str | tuple[str, int]:
    """Let the browser make a passkey, once the password was typed again."""
    user, form = session.signed_in_user(), request.form
    try:
        with password_again():
            options = operations.creation_options(installation(), user, _new_challenge(), form.get("password", ""))
    except InputError as error:
        return factors_page(error.findings), 422
    return render_template("staff/passkey.html", options=options)


@passkeys.post("/staff/account/second/passkeys/made")
@staff_only()
def add() -> AnyResponse | str | tuple[str, int]:
    """Keep the passkey that the browser has made; with the first factor of all there are recovery codes to keep."""
    user, form = session.signed_in_user(), request.form
    try:
        operations.add_passkey(installation(), user, form.get("answer", ""), _challenge(), typed("name"))
    except InputError as error:
        return factors_page(error.findings), 422
    became_strong()
    if not factors_of(installation(), user).codes:
        return fresh_codes()
    return redirect(url_for("factors.page"))


@passkeys.post("/staff/account/second/passkeys/<passkey_id>/remove")
@staff_only()
def remove(passkey_id: str) -> AnyResponse | tuple[str, int]:
    """Take a passkey away."""
    user = session.signed_in_user()
    try:
        with password_again():
            operations.remove_passkey(installation(), user, passkey_id, request.form.get("password", ""))
    except InputError as error:
        return factors_page(error.findings), 422
    return redirect(url_for("factors.page"))


@passkeys.get("/staff/sign-in/passkey")
@open_to_all
def ask() -> Response:
    """What the script of the door asks the browser for."""
    return Response(operations.asking_options(installation(), _new_challenge()), mimetype="application/json")


@passkeys.post("/staff/sign-in/passkey")
@open_to_all
def open_session() -> AnyResponse | str | tuple[str, int]:
    """Sign in with a passkey, however many passwords were mistaken."""
    try:
        user = operations.owner_of(installation(), request.form.get("answer", ""), _challenge())
    except InputError:
        return door.asked(refused=True), 422
    return door.let_in(user, shared="shared" in request.form, strong=True)


def _new_challenge() -> bytes:
    challenge = secrets.token_bytes(32)
    cookie[CHALLENGE] = [urlsafe_b64encode(challenge).decode(), moment() + GOOD_FOR]
    return challenge


def _challenge() -> bytes:
    """The challenge of this browser, for one answer; where there is none, one that nobody has signed."""
    challenge, until = cookie.pop(CHALLENGE, ("", 0))
    return urlsafe_b64decode(challenge) if until >= moment() else secrets.token_bytes(32)


@passkeys.record
def _tell_templates(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals["can_have_passkeys"] = _can_have


def _can_have() -> bool:
    return operations.can_have_passkeys(installation().config)
