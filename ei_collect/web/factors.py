"""The page on which somebody looks after their second factor: an app, and recovery codes."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ei_collect.errors import Finding, InputError
from ei_collect.operations import factors as operations
from ei_collect.operations.members import check_password
from ei_collect.operations.sessions import strengthen
from ei_collect.places.qr import qr_code
from ei_collect.projects.one_time import GROUP, app_address
from ei_collect.web import session
from ei_collect.web.access import staff_only
from ei_collect.web.installed import installation
from ei_collect.web.proving import password_again

ISSUER = "Everyday listening"

factors = Blueprint("factors", __name__, url_prefix="/staff/account/second")
session.protect_forms(factors)


@factors.get("")
@staff_only()
def page() -> str:
    """What one has, and what one could have."""
    return factors_page()


@factors.post("/app")
@staff_only()
def begin() -> str | tuple[str, int]:
    """Show the secret for an app, once the password was typed again."""
    try:
        with password_again():
            operations.begin_app(installation(), session.signed_in_user(), request.form.get("password", ""))
    except InputError as error:
        return factors_page(error.findings), 422
    return _shown()


@factors.post("/app/confirm")
@staff_only()
def confirm() -> str | tuple[str, int]:
    """Take the first code of the app; the recovery codes that are shown then are shown this once."""
    user = session.signed_in_user()
    try:
        operations.confirm_app(installation(), user, request.form.get("code", ""))
    except InputError as error:
        return _shown(error.findings), 422
    became_strong()
    return fresh_codes()


@factors.post("/app/remove")
@staff_only()
def remove() -> Response | tuple[str, int]:
    """Take the app away."""
    try:
        with password_again():
            operations.remove_app(installation(), session.signed_in_user(), request.form.get("password", ""))
    except InputError as error:
        return factors_page(error.findings), 422
    return redirect(url_for("factors.page"))


@factors.post("/codes")
@staff_only()
def codes() -> str | tuple[str, int]:
    """Show fresh recovery codes, once."""
    try:
        with password_again():
            check_password(installation(), session.signed_in_user(), request.form.get("password", ""))
    except InputError as error:
        return factors_page(error.findings), 422
    return fresh_codes()


def became_strong() -> None:
    """Count the session of this request as one with a second factor; the others of its owner end."""
    if here := session.signed_in_session():
        strengthen(installation(), here)


def fresh_codes() -> str:
    """The page with recovery codes that were just made."""
    made = operations.make_recovery_codes(installation(), session.signed_in_user())
    return render_template("staff/recovery_codes.html", codes=made)


def _shown(findings: tuple[Finding, ...] = ()) -> str:
    user = session.signed_in_user()
    secret = operations.secret_to_confirm(installation(), user)
    typed = " ".join(secret[at : at + GROUP - 1] for at in range(0, len(secret), GROUP - 1))
    square = qr_code(app_address(secret, user.email, ISSUER))
    return render_template("staff/app.html", findings=findings, secret=typed, square=square)


def factors_page(findings: tuple[Finding, ...] = ()) -> str:
    """What somebody has, with what is wrong in what was sent."""
    has = operations.factors_of(installation(), session.signed_in_user())
    return render_template("staff/factors.html", findings=findings, has=has)
