"""Making and finding projects."""

from dataclasses import replace
from datetime import date

import pytest

from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project, project_named, set_project
from ei_collect.projects.project import HelpLine
from ei_collect.store.places import wards_of
from ei_collect.store.revision import revision

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


def test_project_when_it_is_for_people_of_no_age_then_refused(installation: Installation) -> None:
    for age in (-1, 121):
        with pytest.raises(InputError, match="project-age"):
            add_project(installation, replace(NEW, minimum_age=age))


def test_project_when_some_facts_are_changed_then_the_others_stay_and_it_shows_at_once(
    installation: Installation,
) -> None:
    made = add_project(installation, replace(NEW, controller="A council", help_lines=(HelpLine("Help", "tel:1"),)))
    with installation.database.reading() as connection:
        before = revision(connection)
    changed = set_project(installation, "town", {"recall_until": date(2027, 3, 1), "last_round": {"en": "A bench."}})
    assert changed == replace(made, recall_until=date(2027, 3, 1), last_round={"en": "A bench."})
    assert project_named(installation, "town") == changed
    with installation.database.reading() as connection:
        assert revision(connection) > before


def test_project_when_a_change_would_make_no_sense_then_refused_and_nothing_changes(
    installation: Installation,
) -> None:
    made = add_project(installation, replace(NEW, starts_on=date(2026, 5, 2)))
    with pytest.raises(InputError, match="project-dates"):
        set_project(installation, "town", {"ends_on": date(2026, 5, 1), "name": "Another"})
    assert project_named(installation, "town") == made
    with pytest.raises(NotFoundError, match="project-unknown"):
        set_project(installation, "nowhere", {})


def test_project_when_its_last_day_comes_then_open_to_its_end(installation: Installation) -> None:
    project = add_project(installation, replace(NEW, ends_on=date(2026, 5, 2)))
    assert not project.has_ended(date(2026, 5, 2))
    assert project.has_ended(date(2026, 5, 3))
    assert not replace(project, ends_on=None).has_ended(date(2126, 1, 1))
