"""Responses as rows."""

from datetime import date

import pytest

from ei_collect.answering.response import Answer, Device, Help, Quotable, Submission, Words
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from ei_collect.store import responses as store
from ei_collect.store.responses import Identity, find_by_key, insert_response, stream_responses
from ei_collect.survey.definition import PublishedVersion
from tests.answering.surveys import DAY, publish_yaml

TODAY = date(2026, 5, 1)


def submission_to(version: PublishedVersion, caption: str = "Calm.", source_row: str | None = None) -> Submission:
    """An answer with every fact that can be kept beside it."""
    return Submission(
        version_id=version.id,
        survey_slug="day",
        answers={"caption": Answer(Words(caption), "en"), "place_ward": Answer("E1", "so")},
        language="so",
        device=Device.PAPER,
        help=Help.SCRIBE,
        quotable=Quotable.CONSENTED,
        home_ward="E1",
        source_row=source_row,
        synthetic=True,
    )


def test_a_response_when_it_is_read_back_then_it_is_what_was_sent(installation: Installation, project: Project) -> None:
    submission = submission_to(publish_yaml(installation, project, DAY))
    with installation.database.writing() as connection:
        response_id = insert_response(connection, project.scope, submission, Identity("k", "d"), TODAY)
        found = find_by_key(connection, project.scope, "k")
    assert found is not None
    assert (found.id, found.submission, found.submitted_on) == (response_id, submission, TODAY)
    assert list(found.text_ids) == ["caption"]


def test_insert_response_when_the_key_is_there_then_nothing_is_written_and_the_transaction_goes_on(
    installation: Installation, project: Project
) -> None:
    version = publish_yaml(installation, project, DAY)
    with installation.database.writing() as connection:
        assert insert_response(connection, project.scope, submission_to(version), Identity("k", "d"), TODAY)
        again = insert_response(connection, project.scope, submission_to(version, "Other"), Identity("k", "e"), TODAY)
        assert again is None
        assert insert_response(connection, project.scope, submission_to(version), Identity("l", "d"), TODAY)
    with installation.database.reading() as connection:
        assert len(list(stream_responses(connection, project.scope, "day"))) == 2


def test_stream_responses_when_there_are_several_batches_then_each_comes_once_with_its_own_words(
    installation: Installation, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = publish_yaml(installation, project, DAY)
    with installation.database.writing() as connection:
        for number in range(7):
            identity = Identity(str(number), "d")
            insert_response(connection, project.scope, submission_to(version, f"Words {number}"), identity, TODAY)
    monkeypatch.setattr(store, "BATCH", 3)
    with installation.database.reading() as connection:
        streamed = list(stream_responses(connection, project.scope, "day"))
    words = {response.submission.answers["caption"].value for response in streamed}
    assert words == {Words(f"Words {number}") for number in range(7)}
    assert len({response.id for response in streamed}) == 7
