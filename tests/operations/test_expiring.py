"""What was typed and never sent goes away, and nothing else does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ei_collect.answering.receipts import key_hash, mint
from ei_collect.operations import expiring
from ei_collect.operations.expiring import expire_drafts
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.projects.project import Project
from ei_collect.store.drafts import Draft, drafted_version, find_drafts, save_drafts
from ei_collect.survey.definition import PublishedVersion
from tests.answering.sending import saves
from tests.answering.surveys import TOWN, publish_yaml

LIMIT = timedelta(days=30)
DAY = timedelta(days=1)
Types = Callable[..., None]


@pytest.fixture
def version(installation: Installation, project: Project) -> PublishedVersion:
    """The survey of these tests."""
    return publish_yaml(installation, project, TOWN)


@pytest.fixture
def types(installation: Installation, project: Project, version: PublishedVersion) -> Types:
    """Saves one section under a key on some day."""

    def save(key: str, section: str, day: date, scope: Project = project) -> None:
        draft = Draft(version.id, "en", {"q_years": ["7"]}, day)
        with installation.database.writing() as connection:
            save_drafts(connection, scope.scope, key_hash(installation.config.secret_key, key), {section: draft})

    return save


def _sections(installation: Installation, project: Project, key: str) -> set[str]:
    with installation.database.reading() as connection:
        return set(find_drafts(connection, project.scope, key_hash(installation.config.secret_key, key)))


def test_expire_when_a_draft_is_too_old_then_it_goes_with_all_its_sections_and_in_every_project(
    installation: Installation, project: Project, types: Types
) -> None:
    bath = add_project(installation, NewProject("bath", "Bath", ("en",), "team@example.org"))
    types("old", "home", today() - LIMIT - DAY)
    types("old", "words", today() - LIMIT - 9 * DAY)
    types("elsewhere", "home", today() - LIMIT - DAY, bath)
    assert expire_drafts(installation) == 2
    assert _sections(installation, project, "old") == set()
    assert _sections(installation, bath, "elsewhere") == set()
    assert expire_drafts(installation) == 0


def test_expire_when_the_last_save_is_recent_then_the_older_sections_stay_too(
    installation: Installation, project: Project, types: Types
) -> None:
    types("slow", "home", today() - 3 * LIMIT)
    types("slow", "words", today() - LIMIT)
    assert expire_drafts(installation) == 0
    assert _sections(installation, project, "slow") == {"home", "words"}


def test_expire_when_the_installation_keeps_them_for_less_then_that_counts(
    installation: Installation, project: Project, types: Types
) -> None:
    types("old", "home", today() - 2 * DAY)
    assert expire_drafts(replace(installation, config=replace(installation.config, draft_days=1))) == 1


def test_expire_when_there_are_many_then_batch_by_batch(
    installation: Installation, types: Types, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expiring, "BATCH", 2)
    for number in range(5):
        types(f"old {number}", "home", today() - 2 * LIMIT)
    assert expire_drafts(installation) == 5


def test_save_when_it_is_the_first_of_the_day_then_a_batch_of_old_ones_goes(
    installation: Installation, project: Project, version: PublishedVersion, types: Types
) -> None:
    key = mint()
    types("old", "home", today() - 2 * LIMIT)
    types(key, "words", today() - 2 * LIMIT)
    saves(installation, version.survey.slug, key, "home", {"q_years": ["8"]})
    assert _sections(installation, project, "old") == set()
    assert _sections(installation, project, key) == {"consent", "home", "words"}
    with installation.database.reading() as connection:
        assert drafted_version(connection, project.scope, key_hash(installation.config.secret_key, key)) == version.id


def test_save_when_this_process_has_looked_today_then_it_does_not_look_again(
    installation: Installation, project: Project, version: PublishedVersion, types: Types
) -> None:
    expire_drafts(installation)
    types("old", "home", today() - 2 * LIMIT)
    saves(installation, version.survey.slug, mint(), "home", {})
    assert _sections(installation, project, "old") == {"home"}
