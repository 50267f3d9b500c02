"""The session of staff: who is signed in, and the token in their forms. Residents have neither, and no cookie of it.

Nothing here looks at a session before a view for staff does, so that no other page depends on a cookie.
"""

from datetime import timedelta

from flask import Blueprint, Flask, abort, g, request, session
from flask_login import LoginManager, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFProtect

from ei_collect.language.visible import visible
from ei_collect.projects.project import GRANTS, User
from ei_collect.store.members import find_user
from ei_collect.web.installed import installation
from ei_collect.web.labels import LABELS

LIFETIME = timedelta(hours=12)

_csrf = CSRFProtect()


class SignedIn:
    """A member of staff as flask-login wants to see them."""

    is_active = True
    is_authenticated = True
    is_anonymous = False

    def __init__(self, user: User) -> None:
        self.user = user

    def get_id(self) -> str:
        """The id of the account."""
        return self.user.id


def register(app: Flask) -> None:
    """Make the session ready to be used by the blueprints of staff."""
    app.config.update(
        PERMANENT_SESSION_LIFETIME=LIFETIME,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a coder may think for an hour
        WTF_CSRF_SSL_STRICT=False,  # we send no referrer; web/access.py checks the origin
    )
    manager = LoginManager()
    manager.session_protection = None  # would keep a hash of address and browser in the cookie
    manager.user_loader(_load)
    # Not `init_app`: its hooks read the session on every request, a resident's too.
    app.login_manager = manager  # type: ignore[attr-defined]  # where flask-login looks for it
    _csrf.init_app(app)
    app.jinja_env.filters["visible"] = visible


def protect_forms(blueprint: Blueprint) -> None:
    """Ask each form sent to this blueprint for its token; tell its templates who the `user` is and what they `may`."""
    blueprint.before_request(_check_token)
    blueprint.context_processor(_context)


def begin(user: User) -> None:
    """Sign somebody in, in a session of its own."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(user))
    session.pop("_id", None)  # the hash of address and browser again


def end() -> None:
    """Sign out and forget the session."""
    logout_user()
    session.clear()


def signed_in_user() -> User:
    """Who is signed in; only for views that are declared for staff."""
    user: User = current_user.user
    return user


def _check_token() -> None:
    if not all(request.form):  # a part of a multipart form may be without a name, which Flask-WTF does not expect
        abort(400)
    _csrf.protect()


def _load(user_id: str) -> SignedIn | None:
    with installation().database.reading() as connection:
        user = find_user(connection, user_id)
    return SignedIn(user) if user else None


def _context() -> dict[str, object]:
    may = {permission.value for role in g.get("roles", ()) for permission in GRANTS[role]}
    return {"user": getattr(current_user, "user", None), "labels": LABELS, "may": may}
