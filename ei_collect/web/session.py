"""The session of staff: who is signed in, and the token in their forms. Residents have neither, and no cookie of it.

Nothing here looks at a session before a view for staff does, so that no other page depends on a cookie.
"""

from contextlib import suppress

from flask import Blueprint, Flask, abort, g, request, session
from flask_login import LoginManager, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFError, CSRFProtect

from ei_collect.errors import NotFoundError
from ei_collect.language.visible import visible
from ei_collect.operations.sessions import LIFETIME, begin_session, current_session, end_session
from ei_collect.projects.account import StaffSession
from ei_collect.projects.project import GRANTS, User
from ei_collect.web import held
from ei_collect.web.installed import installation
from ei_collect.web.labels import LABELS

KEY = "key"
"""Where the cookie holds the key of the session; that it is signed is no more than a second lock."""

_csrf = CSRFProtect()


class SignedIn:
    """A member of staff as flask-login wants to see them."""

    is_active = True
    is_authenticated = True
    is_anonymous = False

    def __init__(self, user: User, session: StaffSession | None = None) -> None:
        self.user, self.session = user, session

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


def begin(user: User, *, shared: bool = False, strong: bool = False) -> None:
    """Sign somebody in, in a session of its own. On a `shared` machine the cookie goes when the browser is closed."""
    session.clear()
    session.permanent = not shared
    session[KEY] = begin_session(installation(), user, shared=shared, strong=strong)
    login_user(SignedIn(user))
    session.pop("_id", None)  # the hash of address and browser again


def end() -> None:
    """Sign out and forget the session, here and in the database."""
    if (here := signed_in_session()) is not None:
        with suppress(NotFoundError):  # ended elsewhere in this moment
            end_session(installation(), signed_in_user(), here.id)
    logout_user()
    session.clear()


def signed_in_session() -> StaffSession | None:
    """The session of this request; None where nobody is signed in, or since this very request."""
    return getattr(current_user, "session", None)


def signed_in_user() -> User:
    """Who is signed in; only for views that are declared for staff."""
    user: User = current_user.user
    return user


def _check_token() -> tuple[str, int] | None:
    """Refuse a form whose token is not of this session; what was typed into one of a project is shown again."""
    if not all(request.form):  # a part of a multipart form may be without a name, which Flask-WTF does not expect
        abort(400)
    try:
        _csrf.protect()
    except CSRFError:
        if "project" not in g or current_user.is_anonymous:
            raise
        return held.page(held.of_this_request()), 400
    return None


def _load(user_id: str) -> SignedIn | None:
    """Who is signed in, unless their session has ended meanwhile."""
    found = current_session(installation(), session.get(KEY, ""))
    if found is None or found[1].id != user_id:
        return None
    return SignedIn(found[1], found[0])


def _context() -> dict[str, object]:
    may = {permission.value for role in g.get("roles", ()) for permission in GRANTS[role]}
    return {"user": getattr(current_user, "user", None), "labels": LABELS, "may": may}
