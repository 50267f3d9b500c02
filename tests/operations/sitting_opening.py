"""Sittings for tests."""

from typing import Any

from ei_collect.fieldwork.sitting import Plan, Sitting
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.sitting import open_sitting
from ei_collect.projects.project import Project, User


def opened(installation: Installation, project: Project, user: User, **plan: Any) -> Sitting:
    """A sitting of today in a church hall, for the survey `town` in English, unless `plan` says otherwise."""
    usual = {"venue": "St Mary's hall", "held_on": today(), "surveys": ("town",), "languages": ("en",)}
    return open_sitting(installation, project, user, Plan(**{**usual, **plan}))
