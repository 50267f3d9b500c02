"""Making and finding projects."""

from dataclasses import dataclass
from datetime import date

from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.places import ship_wards
from ei_collect.places.bristol import PLACE_SET as SHIPPED
from ei_collect.projects.project import Project
from ei_collect.store import projects as store
from ei_collect.store.ids import new_id


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


def add_project(installation: Installation, new: NewProject) -> Project:
    """Make a project; the wards of a place set that is shipped come with it.

    Raises:
        InputError: its dates are the wrong way round, or there is already one with this slug.
    """
    if new.starts_on and new.ends_on and new.ends_on < new.starts_on:
        raise InputError.of(
            "project-dates", "ends before it starts", where=f"project {new.slug}", mend="Turn the dates round."
        )
    project = Project(id=new_id("pr"), **vars(new))
    if new.place_set == SHIPPED:
        ship_wards(installation)
    with installation.database.writing() as connection:
        if not store.insert_project(connection, project):
            raise InputError.of(
                "project-exists", "is already there", where=f"project {new.slug}", mend="Choose another slug."
            )
    return project


def project_named(installation: Installation, slug: str) -> Project:
    """The project with this slug.

    Raises:
        NotFoundError: there is none.
    """
    with installation.database.reading() as connection:
        project = store.find_project(connection, slug)
    if project is None:
        raise NotFoundError.of(
            "project-unknown", "is not there", where=f"project {slug}", mend="Make it: ei-collect project add."
        )
    return project


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
