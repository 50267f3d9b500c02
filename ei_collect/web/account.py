"""What each of the staff looks after for themselves: their password, and the browsers in which they are signed in."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ei_collect.errors import Finding, InputError
from ei_collect.operations import sessions as operations
from ei_collect.operations.members import SHORTEST_PASSWORD, change_password
from ei_collect.web import session
from ei_collect.web.access import staff_only
from ei_collect.web.installed import installation
from ei_collect.web.proving import password_again

account = Blueprint("account", __name__, url_prefix="/staff/account")
session.protect_forms(account)


@account.get("")
@staff_only()
def page() -> str:
    """One's account. `?why=` names what a project asks for first."""
    return _page()


@account.post("/password")
@staff_only()
def password() -> Response | tuple[str, int]:
    """Change the password: every session ends, and this browser begins a new one of the same kind."""
    here, form = session.signed_in_session(), request.form
    try:
        if form.get("fresh", "") != form.get("again", ""):
            raise InputError.of(
                "password-differs", "was typed differently", where="the new password", mend="Type it twice alike."
            )
        with password_again():
            change_password(installation(), session.signed_in_user(), form.get("current", ""), form.get("fresh", ""))
    except InputError as error:
        return _page(error.findings), 422
    shared, strong = (here.shared, here.strong) if here else (False, False)
    session.begin(session.signed_in_user(), shared=shared, strong=strong)
    return redirect(url_for("account.page", told="password"))


@account.get("/sessions")
@staff_only()
def sessions() -> str:
    """Where one is signed in."""
    listed = operations.sessions_of(installation(), session.signed_in_user())
    return render_template("staff/sessions.html", listed=listed, here=session.signed_in_session())


@account.post("/sessions/<session_id>/end")
@staff_only()
def end_one(session_id: str) -> Response:
    """End one session; of this browser's own it is signing out."""
    here = session.signed_in_session()
    if here is not None and here.id == session_id:
        session.end()
        return redirect(url_for("door.sign_in"))
    operations.end_session(installation(), session.signed_in_user(), session_id)
    return redirect(url_for("account.sessions"))


@account.post("/sessions/end-others")
@staff_only()
def end_others() -> Response:
    """End every session but this one."""
    if here := session.signed_in_session():
        operations.end_other_sessions(installation(), here)
    return redirect(url_for("account.sessions"))


def _page(findings: tuple[Finding, ...] = ()) -> str:
    return render_template(
        "staff/account.html",
        findings=findings,
        shortest=SHORTEST_PASSWORD,
        why=request.args.get("why", ""),
        told=request.args.get("told", ""),
    )
