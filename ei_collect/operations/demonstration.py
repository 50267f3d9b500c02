"""The demonstration: a project with wards, codebook, instruments and staff, set up once however often it is asked for.

Its respondents are invented; `cli/demonstration.py` sends their answers through the real app.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

from ei_collect.coding.loading import load_codebook
from ei_collect.errors import NotFoundError
from ei_collect.operations.coding import use_codebook
from ei_collect.operations.installation import Installation
from ei_collect.operations.members import add_user, grant
from ei_collect.operations.projects import NewProject, add_project, project_named
from ei_collect.operations.publishing import publish
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.members import find_login
from ei_collect.survey.definition import PublishedVersion
from ei_collect.survey.loading import load_survey

SLUG = "bristol"
CODEBOOK = "codebook.yaml"
STAFF = {
    "researcher@example.org": ("Demonstration researcher", MemberRole.RESEARCHER),
    "facilitator@example.org": ("Demonstration facilitator", MemberRole.FACILITATOR),
    "administrator@example.org": ("Demonstration administrator", MemberRole.ADMINISTRATOR),
}


@dataclass(frozen=True)
class Demonstration:
    """What has been set up; `accounts` is the file with the staff's passwords, readable by its owner alone."""

    project: Project
    versions: tuple[PublishedVersion, ...]
    accounts: Path


def set_up(installation: Installation) -> Demonstration:
    """Make whatever of the demonstration is not there yet."""
    project = _project(installation)
    use_codebook(installation, project.scope, load_codebook(installation.config.surveys / CODEBOOK))
    versions = tuple(
        publish(installation, project.scope, load_survey(path))
        for path in sorted(installation.config.surveys.glob("*.yaml"))
        if path.name != CODEBOOK
    )
    return Demonstration(project, versions, _accounts(installation, project))


def _project(installation: Installation) -> Project:
    try:
        return project_named(installation, SLUG)
    except NotFoundError:
        return add_project(
            installation,
            NewProject(
                slug=SLUG,
                name="Everyday Bristol (demonstration)",
                languages=("en", "ar", "so", "pl"),
                contact="team@example.org",
                demonstration=True,
            ),
        )


def _accounts(installation: Installation, project: Project) -> Path:
    """One account for each role, with a password of its own that is written down once."""
    path = installation.config.data / "demonstration-accounts.txt"
    for email, (name, role) in STAFF.items():
        with installation.database.reading() as connection:
            there = find_login(connection, email)
        if there:
            continue
        password = secrets.token_urlsafe(12)
        path.touch(mode=0o600)
        with path.open("a", encoding="utf-8") as lines:
            lines.write(f"{role.value}: {email} {password}\n")
        grant(installation, project.scope, add_user(installation, email, name, password), role)
    return path
