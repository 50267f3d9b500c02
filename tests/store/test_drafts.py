"""Drafts as rows."""

from dataclasses import replace
from datetime import date

from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.projects.project import Project
from ei_collect.store.drafts import Draft, delete_drafts, drafted_version, find_drafts, save_drafts
from tests.answering.surveys import DAY, publish_yaml


def test_a_draft_when_it_is_saved_again_then_the_newer_one_stands(installation: Installation, project: Project) -> None:
    version = publish_yaml(installation, project, DAY)
    draft = Draft(version.id, "en", {"q_caption": ["\nCa lm"]}, date(2026, 5, 1))
    newer = replace(draft, language="so", form={"q_caption": ["Two", "Ḿore"]})
    with installation.database.writing() as connection:
        save_drafts(connection, project.scope, "k", {"the_place": draft})
        assert find_drafts(connection, project.scope, "k") == {"the_place": draft}
        save_drafts(connection, project.scope, "k", {"the_place": newer})
    with installation.database.reading() as connection:
        assert find_drafts(connection, project.scope, "k") == {"the_place": newer}
        assert drafted_version(connection, project.scope, "k") == version.id


def test_drafts_when_they_belong_to_another_code_or_project_then_they_are_left_alone(
    installation: Installation, project: Project
) -> None:
    version = publish_yaml(installation, project, DAY)
    other = add_project(installation, NewProject("bath", "Bath", ("en",), "team@example.org"))
    draft = Draft(version.id, "en", {}, date(2026, 5, 1))
    with installation.database.writing() as connection:
        save_drafts(connection, project.scope, "k", {"the_place": draft})
        save_drafts(connection, project.scope, "l", {"the_place": draft})
        delete_drafts(connection, other.scope, "k")
        assert drafted_version(connection, project.scope, "k") == version.id
        delete_drafts(connection, project.scope, "k")
        assert find_drafts(connection, project.scope, "k") == {}
        assert find_drafts(connection, other.scope, "l") == {}
        assert find_drafts(connection, project.scope, "l") == {"the_place": draft}
