"""Versions as rows: frozen, kept apart by project, and read quickly."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from ei_collect.errors import NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.publishing import publish
from ei_collect.projects.project import Project
from ei_collect.store import surveys
from ei_collect.store.surveys import claim_survey, find_signoffs, latest_version, latest_versions, version
from tests.survey.writing import section, survey_of, survey_text

SURVEY = survey_of(survey_text(section("home", "code: words, kind: long_text, label: Say")))


def test_latest_versions_when_there_are_several_surveys_then_one_of_each_by_slug(
    installation: Installation, project: Project
) -> None:
    for slug, title in (("b", "One"), ("a", "One"), ("b", "Two")):
        text = replace(SURVEY.title, wordings={"en": title})
        publish(installation, project.scope, replace(SURVEY, slug=slug, title=text))
    with installation.database.reading() as connection:
        found = latest_versions(connection, project.scope)
    assert [(one.survey.slug, one.number) for one in found] == [("a", 1), ("b", 2)]


def test_version_when_unknown_then_not_found(installation: Installation) -> None:
    with installation.database.reading() as connection, pytest.raises(NotFoundError):
        version(connection, "sv_none")


def test_latest_version_when_never_published_then_none(installation: Installation) -> None:
    with installation.database.reading() as connection:
        assert latest_version(connection, "small") is None


def test_latest_version_when_asked_again_then_one_short_query_without_the_document(
    installation: Installation, project: Project
) -> None:
    publish(installation, project.scope, SURVEY)
    asked: list[str] = []
    with installation.database.reading() as connection:
        latest_version(connection, "small")
        event.listen(connection, "before_cursor_execute", lambda *call: asked.append(call[2]))
        latest_version(connection, "small")
    assert len(asked) == 1
    assert "document" not in asked[0]


def test_versions_kept_when_there_are_many_then_the_store_does_not_grow_without_end(
    installation: Installation, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surveys, "KEPT", 2)
    monkeypatch.setattr(surveys, "_read", {})
    for number in range(5):
        publish(installation, project.scope, replace(SURVEY, slug=f"s{number}"))
    with installation.database.reading() as connection:
        assert len(latest_versions(connection, project.scope)) == 5
    assert len(surveys._read) <= 2


def test_claim_when_another_project_has_it_then_false(installation: Installation, project: Project) -> None:
    other = add_project(installation, NewProject("leeds", "Leeds", ("en",), "x@example.org"))
    with installation.database.writing() as connection:
        assert claim_survey(connection, project.scope, "small")
        assert claim_survey(connection, project.scope, "small")
        assert not claim_survey(connection, other.scope, "small")


def test_signoffs_when_looked_at_from_another_project_then_none(installation: Installation, project: Project) -> None:
    other = add_project(installation, NewProject("leeds", "Leeds", ("en",), "x@example.org"))
    published = publish(installation, project.scope, SURVEY)
    signed = surveys.Signoff(published.id, "so", "Hodan A.", date(2026, 1, 2))
    with installation.database.writing() as connection:
        assert surveys.insert_signoff(connection, project.scope, signed)
        assert not surveys.insert_signoff(connection, project.scope, signed)
        assert find_signoffs(connection, project.scope, published.id) == {"so": signed}
        assert find_signoffs(connection, other.scope, published.id) == {}
