"""Making and finding projects."""

from dataclasses import replace
from datetime import date

import pytest

from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project, project_named
from ei_collect.store.places import wards_of

NEW = NewProject("town", "A town", ("en",), "team@example.org")


def test_project_when_made_then_found_by_its_slug_with_the_wards_that_are_shipped(installation: Installation) -> None:
    project = add_project(installation, NEW)
    assert project_named(installation, "town") == project
    with installation.database.reading() as connection:
        assert len(wards_of(connection, project.place_set)) == 34


def test_project_when_of_a_town_that_we_do_not_ship_then_without_wards(installation: Installation) -> None:
    add_project(installation, replace(NEW, place_set="leeds"))
    with installation.database.reading() as connection:
        assert wards_of(connection, "leeds") == wards_of(connection, "bristol") == ()


def test_project_when_its_slug_is_taken_then_refused_and_the_first_stays(installation: Installation) -> None:
    first = add_project(installation, NEW)
    with pytest.raises(InputError, match="project-exists"):
        add_project(installation, replace(NEW, name="Another"))
    assert project_named(installation, "town") == first


def test_project_when_it_ends_before_it_starts_then_refused(installation: Installation) -> None:
    with pytest.raises(InputError, match="project-dates"):
        add_project(installation, replace(NEW, starts_on=date(2026, 5, 2), ends_on=date(2026, 5, 1)))
    with pytest.raises(NotFoundError):
        project_named(installation, "town")
