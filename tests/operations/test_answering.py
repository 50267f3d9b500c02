"""Answering without a browser: what pages do not show."""

import pytest
from sqlalchemy import select

from ei_collect.answering.receipts import mint
from ei_collect.errors import NotFoundError
from ei_collect.operations.answering import Closing, UnfinishedError, submit
from ei_collect.operations.installation import Installation
from ei_collect.operations.opening import open_receipt
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.standing import visit
from ei_collect.projects.project import Project
from ei_collect.store.tables import drafts, responses
from tests.answering.sending import saves
from tests.answering.surveys import DAY, TOWN, publish_yaml


def test_save_section_when_it_is_faulty_then_it_is_saved_as_typed_and_cannot_be_sent(
    installation: Installation, project: Project
) -> None:
    version = publish_yaml(installation, project, DAY)
    key, form = mint(), {"q_caption": ["x" * 41]}
    outcome = saves(installation, version.survey.slug, key, "the_place", form)
    assert [finding.where for finding in outcome.findings] == ["caption"]
    assert visit(installation, version.survey.slug, key, "en").standing.form("the_place") == form
    with pytest.raises(UnfinishedError) as caught:
        submit(installation, version.survey.slug, key, Closing("en"))
    assert caught.value.section == "the_place"


def test_save_section_when_a_rule_opens_a_question_then_it_says_what_comes_next(
    installation: Installation, project: Project
) -> None:
    version = publish_yaml(installation, project, TOWN)
    outcome = saves(installation, version.survey.slug, mint(), "words", {})
    assert (outcome.next_section, outcome.previous_section) == (None, "getting_around")
    with pytest.raises(NotFoundError):
        saves(installation, version.survey.slug, mint(), "nowhere", {})


def test_the_database_when_something_is_saved_and_sent_then_the_code_is_nowhere_in_it(
    installation: Installation, project: Project
) -> None:
    version = publish_yaml(installation, project, TOWN)
    key = mint()
    saves(installation, version.survey.slug, key, "home", {"q_years": ["7"]})
    with installation.database.reading() as connection:
        assert key not in str(connection.execute(select(drafts)).all())
    submit(installation, version.survey.slug, key, Closing("en"))
    with installation.database.reading() as connection:
        assert connection.execute(select(drafts)).all() == []
        assert key not in str(connection.execute(select(responses)).all())


def test_submit_when_nothing_was_ever_saved_then_there_is_nothing_to_send(
    installation: Installation, project: Project
) -> None:
    version = publish_yaml(installation, project, TOWN)
    with pytest.raises(NotFoundError):
        submit(installation, version.survey.slug, mint(), Closing("en"))


def test_open_receipt_when_there_are_several_projects_then_it_finds_the_right_one(
    installation: Installation, project: Project
) -> None:
    other = add_project(installation, NewProject("bath", "A town before", ("en",), "team@example.org"))
    publish_yaml(installation, other, DAY)
    version = publish_yaml(installation, project, TOWN)
    key = mint()
    saves(installation, version.survey.slug, key, "home", {"q_years": ["7"]})
    draft = open_receipt(installation, key.lower())
    assert (draft.visit.asking.project, draft.visit.asking.version.id, draft.sent) == (project, version.id, None)
    submit(installation, version.survey.slug, key, Closing("en"))
    sent = open_receipt(installation, key).sent
    assert sent is not None
    assert sent.submission.answers["years"].value == 7


@pytest.mark.parametrize("code", ["", "HELLO", "HZRE-RN24-N9D3-5CQQ"])
def test_open_receipt_when_the_code_opens_nothing_then_the_reason_is_not_told(
    installation: Installation, project: Project, code: str
) -> None:
    with pytest.raises(NotFoundError) as caught:
        open_receipt(installation, code)
    assert caught.value.findings[0].code == "receipt-unknown"
