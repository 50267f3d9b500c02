"""The door for staff: signing in, with a second factor where there is one, and out again.

Between a password and what comes second nobody is signed in: the signed cookie says who has shown a password, and until
when that counts.
"""

from flask import Blueprint, redirect, render_template, request, url_for
from flask import session as cookie
from flask_login import current_user
from werkzeug.wrappers import Response

from ei_collect.operations.factors import accepts_code, accepts_recovery_code, factors_of
from ei_collect.operations.members import account_with
from ei_collect.operations.members import sign_in as signed_in
from ei_collect.operations.sessions import moment
from ei_collect.operations.throttling import at_second
from ei_collect.projects.project import User
from ei_collect.store.members import find_user
from ei_collect.web import held, session
from ei_collect.web.access import open_to_all, staff_only
from ei_collect.web.installed import installation
from ei_collect.web.proving import here_as, throttle

WAITING = "second"
"""Where the cookie says who has shown a password: the account, whether the machine is shared, until when."""
PATIENCE = 10 * 60
"""So many seconds it counts."""

door = Blueprint("door", __name__)
session.protect_forms(door)


@door.get("/staff/sign-in")
@open_to_all
def sign_in() -> Response | str:
    """The form; somebody who is signed in goes on."""
    if current_user.is_authenticated:
        return redirect(_next())
    return asked()


@door.post("/staff/sign-in")
@open_to_all
def open_session() -> Response | str | tuple[str, int]:
    """Sign in. An unknown address and a wrong password are told apart neither in words nor in time.

    A recovery code is looked at where somebody would have to wait, and stands for the second factor as well.
    """
    email, counted = request.form.get("email", ""), here_as(request.form.get("email", ""))
    wait = throttle().wait(counted)
    recovered = bool(wait) and _recovers(email)
    if wait and not recovered:
        return asked(wait=wait), 429
    user = signed_in(installation(), email, request.form.get("password", ""))
    if user is None:
        throttle().failed(counted)
        return asked(wrong=True), 422
    throttle().succeeded(counted)
    shared = "shared" in request.form
    if recovered or not factors_of(installation(), user).asked:
        return let_in(user, shared=shared, strong=recovered)
    cookie[WAITING] = [user.id, shared, moment() + PATIENCE]
    if held.FIELD in request.form:  # what it holds is too long for an address
        return _asked_second(user)
    return redirect(url_for("door.second", next=request.form.get("next", "")))


@door.get("/staff/sign-in/second")
@open_to_all
def second() -> Response | str:
    """What is asked of somebody who has shown their password."""
    waiting = _waiting()
    return _asked_second(waiting[0]) if waiting else redirect(url_for("door.sign_in"))


@door.post("/staff/sign-in/second")
@open_to_all
def open_with_second() -> Response | str | tuple[str, int]:
    """Sign in with a code of an app, or with a recovery code, for which nobody has to wait."""
    waiting = _waiting()
    if waiting is None:
        return asked(late=True), 422
    (user, shared), typed = waiting, request.form.get("code", "")
    counted = at_second(user.id)
    wait = throttle().wait(counted)
    if accepts_recovery_code(installation(), user.id, typed) or (
        not wait and accepts_code(installation(), user, typed)
    ):
        throttle().succeeded(counted)
        return let_in(user, shared=shared, strong=True)
    if wait:
        return _asked_second(user, wait=wait), 429
    throttle().failed(counted)
    return _asked_second(user, wrong=True), 422


@door.post("/staff/sign-out")
@staff_only()
def sign_out() -> Response:
    """Sign out."""
    session.end()
    return redirect(url_for("door.sign_in"))


def let_in(user: User, *, shared: bool, strong: bool) -> Response | str:
    """Begin a session, and go on to where somebody was going, or give back what they had typed."""
    session.begin(user, shared=shared, strong=strong)
    kept = held.given_back(user.id)
    return held.page(kept) if kept else redirect(_next())


def _waiting() -> tuple[User, bool] | None:
    """Who has shown a password, and whether on a shared machine; None where nobody has, or too long ago."""
    user_id, shared, until = cookie.get(WAITING, ("", False, 0))
    if until < moment():
        return None
    with installation().database.reading() as connection:
        user = find_user(connection, user_id)
    return (user, shared) if user else None


def _recovers(email: str) -> bool:
    """Whether the form brings a recovery code of this account; it is used up, whatever becomes of the password."""
    typed, user = request.form.get("recovery", ""), account_with(installation(), email)
    return bool(typed) and accepts_recovery_code(installation(), user.id if user else "", typed)


def asked(**told: object) -> str:
    """The form for signing in with what stood in it, but for the password."""
    kept = {"next": request.values.get("next", ""), "held": request.form.get(held.FIELD, "")}
    return render_template("staff/sign_in.html", typed=request.form, **kept, **told)


def _asked_second(user: User, **told: object) -> str:
    has = factors_of(installation(), user)
    kept = {"next": request.values.get("next", ""), "held": request.form.get(held.FIELD, "")}
    return render_template("staff/second.html", has=has, **kept, **told)


def _next() -> str:
    """Where to go after signing in: a page of our own, whatever the form says."""
    wished = request.values.get("next", "")
    local = wished.startswith("/staff/") and wished.isprintable() and "\\" not in wished
    return wished if local else url_for("staff.projects")
