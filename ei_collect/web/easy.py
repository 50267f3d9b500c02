"""Easy read: whether a page uses the easier wordings. It travels in the address and in forms, and tells of nobody."""

from flask import g, request

EASY = "easy"
ON = "1"


def is_easy() -> bool:
    """Whether this page is in easy read."""
    if EASY not in g:
        g.easy = request.values.get(EASY) == ON
    return bool(g.easy)


def use_easy(on: bool) -> None:  # the only thing that it is about
    """Change to easy read, or back, for the rest of the request."""
    g.easy = on


def easy_arguments() -> dict[str, str]:
    """What an address carries so that the next page is in easy read as well."""
    return {EASY: ON} if is_easy() else {}
