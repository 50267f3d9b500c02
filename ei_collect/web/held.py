"""What was typed into a form of a project when nobody was signed in any more: given back once somebody is.

It goes along in the page of signing in and comes back with it, signed by us and bound to whose session had ended. It is
kept nowhere on the server. Nothing is sent in anybody's name: the page that shows it again asks them to send it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app, render_template, request
from flask import session as cookie
from itsdangerous import BadSignature, URLSafeTimedSerializer

FIELD = "held"
GOOD_FOR = 24 * 3600
"""Seconds within which it can be given back."""
NOT_HELD = frozenset({"csrf_token", "pin", "again", "password", "recovery"})
"""Fields that nobody wants to see again: our token, and secrets."""
OWNER = "_user_id"
"""Where flask-login keeps in the cookie who was signed in, also once their session is over."""


@dataclass(frozen=True)
class Held:
    """A form that was not taken: where it was going, its fields, and whether files went with it, which are not held."""

    address: str
    fields: Sequence[tuple[str, str]]
    had_files: bool


def ask_to_sign_in() -> str:
    """The form for signing in, with what this request brought inside."""
    named = request.full_path.rstrip("?")
    return render_template("staff/sign_in.html", next=named, typed={}, held=_sealed())


def given_back(user_id: str) -> Held | None:
    """What the form of this request holds for this person; None where nothing, or where it is another one's."""
    try:
        told = _signing().loads(request.form.get(FIELD, ""), max_age=GOOD_FOR)
    except BadSignature:
        return None
    if told["owner"] not in {"", user_id}:
        return None
    return Held(told["address"], [(name, value) for name, value in told["fields"]], told["had_files"])


def of_this_request() -> Held:
    """What this request brought, to be shown again at once."""
    return Held(request.full_path.rstrip("?"), _fields(), any(file.filename for file in request.files.values()))


def page(held: Held) -> str:
    """What was typed, with a button that sends it."""
    return render_template("staff/held.html", held=held)


def _sealed() -> str:
    here = of_this_request()
    told: Mapping[str, object] = {"owner": cookie.get(OWNER, ""), **vars(here)}
    return str(_signing().dumps(told))


def _fields() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.form.items(multi=True) if name and name not in NOT_HELD]


def _signing() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="forms that were held")
