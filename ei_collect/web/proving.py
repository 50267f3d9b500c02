"""Mistakes with passwords and codes, counted for each account and address. What is counted is in `operations`."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from typing import cast

from flask import Flask, current_app

from ei_collect.errors import InputError
from ei_collect.operations.members import WRONG, normalised
from ei_collect.operations.throttling import Counted, Throttle, at_door
from ei_collect.web.caller import address
from ei_collect.web.session import signed_in_user

THROTTLE = "ei_collect throttle"


def register(app: Flask) -> None:
    """Begin to count."""
    app.extensions[THROTTLE] = Throttle()
    app.jinja_env.filters["waited"] = waited


def throttle() -> Throttle:
    """What this process has counted."""
    return cast(Throttle, current_app.extensions[THROTTLE])


def here_as(email: str) -> Counted:
    """What a wrong password for an account counts against, where this request comes from.

    Where addresses tell nobody apart they are left out: all would wait for the mistakes of one.
    """
    return at_door(normalised(email), address())


@contextmanager
def password_again() -> Iterator[None]:
    """What asks somebody who is signed in for their password: its mistakes count as those at the door do.

    Raises:
        InputError: there were too many; the password has not been looked at.
    """
    counted = here_as(signed_in_user().email)
    if wait := throttle().wait(counted):
        mend = f"Wait {waited(wait)}, then try again."
        raise InputError.of("password-wait", "was mistaken too often", where="the password of now", mend=mend)
    try:
        yield
    except InputError as error:
        if any(finding.code == WRONG for finding in error.findings):
            throttle().failed(counted)
        raise
    throttle().succeeded(counted)


def waited(seconds: int) -> str:
    """A time to wait, in words, never shorter than it is."""
    number, unit = (seconds, "second") if seconds < 60 else (ceil(seconds / 60), "minute")
    return f"{number} {unit}{'' if number == 1 else 's'}"
