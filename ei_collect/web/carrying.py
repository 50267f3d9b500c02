"""How a respondent's code travels: in every form, and in a cookie from the first question on. Never in an address.

The first page sets the cookie, so that what is sent from there can lead on to an address: a page that answered a POST
itself would ask, when one goes back to it, whether to send everything again.
"""

from typing import TypeVar

from flask import request
from werkzeug.wrappers import Response

from ei_collect.answering.receipts import normalise
from ei_collect.errors import InputError
from ei_collect.web.installed import installation

AnyResponse = TypeVar("AnyResponse", bound=Response)


def cookie_name(slug: str) -> str:
    """The cookie of one survey. Its path is the whole site because every language has an address of its own."""
    return f"ei_{slug}"


def key_of_cookie(slug: str) -> str | None:
    """The code that the browser remembers for this survey, or None."""
    return _readable(request.cookies.get(cookie_name(slug), ""))


def keys_of_cookies() -> tuple[str, ...]:
    """Every code that the browser remembers, of whatever survey."""
    remembered = (value for name, value in request.cookies.items() if name.startswith(cookie_name("")))
    return tuple(key for value in remembered if (key := _readable(value)) is not None)


def key_of_form(slug: str) -> str | None:
    """The code that the form carries; without one, that of the cookie; or None."""
    return _readable(request.form.get("key", "")) or key_of_cookie(slug)


def carry(response: AnyResponse, slug: str, key: str) -> AnyResponse:
    """Let the browser remember the code until it is closed."""
    response.set_cookie(
        cookie_name(slug), key, httponly=True, samesite="Lax", secure=installation().config.served_over_https
    )
    return response


def drop(response: AnyResponse, slug: str) -> AnyResponse:
    """Let the browser forget the code at once."""
    response.delete_cookie(
        cookie_name(slug), httponly=True, samesite="Lax", secure=installation().config.served_over_https
    )
    return response


def _readable(given: str) -> str | None:
    try:
        return normalise(given)
    except InputError:
        return None
