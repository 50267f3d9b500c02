"""Making, changing and finding projects."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.places import ship_wards
from ei_collect.places.bristol import PLACE_SET as SHIPPED
from ei_collect.projects.project import HelpLine, Project
from ei_collect.store import projects as store
from ei_collect.store.ids import new_id

OLDEST = 120


@dataclass(frozen=True)
class NewProject:
    """What is decided of a project when it is made."""

    slug: str
    name: str
    languages: tuple[str, ...]
    contact: str
    wave: str = "1"
    starts_on: date | None = None
    ends_on: date | None = None
    place_set: str = "bristol"
    demonstration: bool = False
    controller: str = ""
    minimum_age: int = 16
    recall_until: date | None = None
    help_lines: tuple[HelpLine, ...] = ()
    last_round: Mapping[str, str] = field(default_factory=dict)


def add_project(installation: Installation, new: NewProject) -> Project:
    """Make a project; the wards of a place set that is shipped come with it.

    Raises:
        InputError: its dates are the wrong way round, its age is none, or there is already one with this slug.
    """
    project = Project(id=new_id("pr"), **vars(new))
    _check(project)
    if new.place_set == SHIPPED:
        ship_wards(installation)
    with installation.database.writing() as connection:
        if not store.insert_project(connection, project):
            raise InputError.of(
                "project-exists", "is already there", where=f"project {new.slug}", mend="Choose another slug."
            )
    return project


def set_project(installation: Installation, slug: str, settings: Mapping[str, Any]) -> Project:
    """Change some facts of a project, by the names of its fields; those not among `settings` stay.

    Raises:
        NotFoundError: there is no such project.
        InputError: its dates would be the wrong way round, or its age none.
    """
    with installation.database.writing() as connection:
        project = replace(_found(store.find_project(connection, slug), slug), **settings)
        _check(project)
        store.update_project(connection, project)
    return project


def project_named(installation: Installation, slug: str) -> Project:
    """The project with this slug.

    Raises:
        NotFoundError: there is none.
    """
    with installation.database.reading() as connection:
        return _found(store.find_project(connection, slug), slug)


def project_of_survey(installation: Installation, survey_slug: str) -> Project:
    """The project to which a survey belongs.

    Raises:
        NotFoundError: no such survey has been published.
    """
    with installation.database.reading() as connection:
        project = store.project_of_survey(connection, survey_slug)
    if project is None:
        raise NotFoundError.of(
            "survey-unknown",
            "has not been published",
            where=f"survey {survey_slug}",
            mend="Publish it: ei-collect survey publish.",
        )
    return project


def _found(project: Project | None, slug: str) -> Project:
    if project is None:
        raise NotFoundError.of(
            "project-unknown", "is not there", where=f"project {slug}", mend="Make it: ei-collect project add."
        )
    return project


def _check(project: Project) -> None:
    if not 0 <= project.minimum_age <= OLDEST:
        mend = f"Give a number of years from 0 to {OLDEST}."
        raise InputError.of("project-age", "has no such minimum age", where=f"project {project.slug}", mend=mend)
    if project.keep_until and project.ends_on and project.keep_until < project.ends_on:
        what, mend = "keeps answers for less long than it asks for them", "Let keep_until be ends_on or later."
        raise InputError.of("project-keeps", what, where=f"project {project.slug}", mend=mend)
    if project.starts_on and project.ends_on and project.ends_on < project.starts_on:
        raise InputError.of(
            "project-dates", "ends before it starts", where=f"project {project.slug}", mend="Turn the dates round."
        )
