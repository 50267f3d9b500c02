"""The installation behind the running app."""

from typing import cast

from flask import current_app

from ei_collect.operations.installation import Installation

KEY = "ei_collect"


def installation() -> Installation:
    """The installation that the current app serves."""
    return cast(Installation, current_app.extensions[KEY])
