"""Who may open a route: declared on each view, denied by default, and the headers that go on every answer.

A view is `@open_to_all`, or `@staff_only()` (any signed-in person), or `@members_only(permission)`; the last takes the
project's slug from the route's `project` part and puts the project into `flask.g.project`. What one may not know of is
not found, never forbidden. What a route gives besides pages it declares as well (`Gives`), for the log.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TypeVar, cast

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask_login import UserMixin, current_user
from werkzeug.wrappers import Response as AnyResponse

from ei_collect.projects.project import Permission, Project
from ei_collect.store.members import find_roles
from ei_collect.store.projects import find_project
from ei_collect.web import held
from ei_collect.web.installed import KEY, installation
from ei_collect.web.origin import pin, referrer_policy
from ei_collect.web.style import HASH

View = TypeVar("View", bound=Callable[..., object])

POLICY = (
    "default-src 'none'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)

HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)


class Gives(Enum):
    """What a route gives to whoever reads it: a page, somebody's own picture or voice as it is, or a copy to keep."""

    PAGE = "page"
    ORIGINAL = "original"
    COPY = "copy"


@dataclass(frozen=True)
class Access:
    """What a route asks of its visitor: nothing, a signed-in person, or a member with a permission."""

    signed_in: bool = False
    permission: Permission | None = None
    gives: Gives = Gives.PAGE


def open_to_all(view: View) -> View:
    """Declare a view that needs no account."""
    return _declare(view, Access())


def staff_only() -> Callable[[View], View]:
    """Declare a view for any signed-in member of staff."""
    return lambda view: _declare(view, Access(signed_in=True))


def members_only(permission: Permission, *, gives: Gives = Gives.PAGE) -> Callable[[View], View]:
    """Declare a view for members of the project in the address who have `permission`."""
    return lambda view: _declare(view, Access(signed_in=True, permission=permission, gives=gives))


def declared(view: Callable[..., object]) -> Access | None:
    """What `view` declares, or None."""
    return getattr(view, "__access__", None)


def guard(app: Flask) -> None:
    """Check every request against what its view declares, and where it comes from; put the headers on every answer."""
    app.before_request(_check_address)
    pin(app, app.extensions[KEY].config)
    app.before_request(_check_access)
    # Chromium holds a form to `form-action` on redirects too, and the quick exit leads to another origin.
    exit_origin = app.extensions[KEY].config.exit_origin
    app.after_request(partial(_add_headers, POLICY.replace("form-action 'self'", f"form-action 'self' {exit_origin}")))


def allow_sound(*, recording: bool = False) -> None:
    """Let the page of this request play sounds of ours; with `recording`, let it use the microphone and play that."""
    g.sound = "'self' blob:" if recording else "'self'"
    if recording:
        g.microphone = "self"


def allow_style(named: str) -> None:
    """Let the page of this request have the inline style with this hash instead of the whole stylesheet."""
    g.style = named


def allow_manifest() -> None:
    """Let the page of this request be installed as an app."""
    g.manifest = True


def visitor() -> UserMixin:
    """Who is signed in; an anonymous visitor has `is_authenticated` false."""
    return cast(UserMixin, current_user)


def _declare(view: View, access: Access) -> View:
    view.__access__ = access  # type: ignore[attr-defined]  # functions take attributes; their type does not say so
    return view


def _check_address() -> None:
    """Nothing has NUL in its address, and PostgreSQL cannot even be asked; no browser leaves a query unescaped."""
    if "\0" in request.path or b"%00" in request.query_string or not request.query_string.isascii():
        abort(404)


def _check_access() -> AnyResponse | tuple[str, int] | None:
    if request.endpoint is None or request.endpoint == "static":
        return None
    access = declared(current_app.view_functions[request.endpoint])
    if access is None:
        abort(404)
    if access.permission is not None and request.method == "POST" and not visitor().is_authenticated:
        return held.ask_to_sign_in(), 401
    if access.signed_in and not visitor().is_authenticated:
        return redirect(url_for("door.sign_in", next=request.full_path.rstrip("?")))
    return _check_member(access.permission) if access.permission is not None else None


def _check_member(permission: Permission) -> AnyResponse | None:
    with installation().database.reading() as connection:
        project = find_project(connection, (request.view_args or {})["project"])
        roles = find_roles(connection, project.scope, visitor().get_id()) if project else ()
    if project is None or not any(role.may(permission) for role in roles):
        abort(404)
    g.project = project
    g.roles = roles
    why = _asked_first(project)
    return redirect(url_for("account.page", why=why)) if why else None


def _asked_first(project: Project) -> str:
    """What a member has to do before a project opens for them; empty where nothing."""
    if visitor().user.must_change:
        return "password"
    here = visitor().session
    return "factor" if project.second_factor and not (here and here.strong) else ""


def _add_headers(policy: str, response: Response) -> Response:
    allowed = f"{policy}; style-src 'self' '{g.get('style', HASH)}'"
    if "sound" in g:
        allowed += f"; media-src {g.sound}"
    if "manifest" in g:
        allowed += "; manifest-src 'self'"
    response.headers.setdefault("Content-Security-Policy", allowed)
    for name, value in HEADERS:
        response.headers.add(name, value)
    response.headers.add("Referrer-Policy", referrer_policy())
    response.headers.add("Permissions-Policy", f"camera=(), microphone=({g.get('microphone', '')}), geolocation=()")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
