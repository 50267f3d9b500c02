"""Insert or compare: one response a key, whatever happens at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from ei_collect.answering.response import Answer, Quotable, Submission, Words
from ei_collect.errors import InputError
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import Outcome, content_digest, keep
from ei_collect.projects.project import Project
from ei_collect.store.conflicts import conflicts_of
from ei_collect.store.responses import stream_responses
from ei_collect.survey.definition import PublishedVersion
from tests.answering.surveys import DAY, publish_yaml


@pytest.fixture
def version(installation: Installation, project: Project) -> PublishedVersion:
    """The survey of these tests."""
    return publish_yaml(installation, project, DAY)


def submission_to(version: PublishedVersion, caption: str, language: str = "en") -> Submission:
    """An answer with this caption."""
    return Submission(version.id, "day", {"caption": Answer(Words(caption), language)}, language)


def test_keep_when_the_same_comes_again_then_it_is_the_same_response(
    installation: Installation, project: Project, version: PublishedVersion
) -> None:
    first = keep(installation, project.scope, version, submission_to(version, "Calm."), "key")
    again = keep(installation, project.scope, version, submission_to(version, "Calm.", "so"), "key")
    assert (first.outcome, again.outcome) == (Outcome.NEW, Outcome.SAME)
    assert first.response_id == again.response_id


def test_keep_when_other_content_comes_then_both_are_kept_and_the_first_stands(
    installation: Installation, project: Project, version: PublishedVersion
) -> None:
    first = keep(installation, project.scope, version, submission_to(version, "Calm."), "key")
    others = [keep(installation, project.scope, version, submission_to(version, "Loud."), "key") for _ in range(3)]
    assert {(other.outcome, other.response_id) for other in others} == {(Outcome.CONFLICT, first.response_id)}
    with installation.database.reading() as connection:
        (conflict,) = conflicts_of(connection, project.scope, after=None, limit=9)
    assert conflict.response.submission.answers["caption"].value == Words("Calm.")
    assert conflict.others["caption"].value == Words("Loud.")


def test_keep_when_many_come_at_once_then_one_is_new_and_all_the_others_are_the_same(
    installation: Installation, project: Project, version: PublishedVersion
) -> None:
    submission = submission_to(version, "Calm.")
    with ThreadPoolExecutor(20) as crowd:
        kept = list(crowd.map(lambda _: keep(installation, project.scope, version, submission, "key"), range(20)))
    assert sorted(each.outcome for each in kept) == [Outcome.NEW] + [Outcome.SAME] * 19
    assert len({each.response_id for each in kept}) == 1
    with installation.database.reading() as connection:
        assert len(list(stream_responses(connection, project.scope, "day"))) == 1


def test_keep_when_two_keys_name_one_imported_row_then_the_second_is_refused(
    installation: Installation, project: Project, version: PublishedVersion
) -> None:
    submission = replace(submission_to(version, "Calm."), source_row="r1")
    keep(installation, project.scope, version, submission, "key")
    with pytest.raises(InputError) as caught:
        keep(installation, project.scope, version, submission, "other")
    assert caught.value.findings[0].code == "source-row-twice"


def test_keep_when_it_answers_another_version_then_it_is_refused(
    installation: Installation, project: Project, version: PublishedVersion
) -> None:
    with pytest.raises(InputError):
        keep(installation, project.scope, version, replace(submission_to(version, "x"), version_id="sv_other"), "key")


def test_content_digest_when_one_word_or_the_secret_differs_then_so_does_it() -> None:
    said = {"a": Answer(Words("x"), "en"), "b": Answer(1, "en")}
    assert content_digest("s", said) == content_digest("s", {"b": Answer(1, "so"), "a": Answer(Words("x"), "pl")})
    assert content_digest("s", said) != content_digest("s", said | {"a": Answer(Words("x "), "en")})
    assert content_digest("s", said) != content_digest("t", said)
    assert content_digest("s", {"b": Answer("1", "en")}) != content_digest("s", {"b": Answer(1, "en")})


def test_keep_when_consent_to_quote_is_taken_back_then_nothing_is_quotable_though_the_first_answers_stand(
    installation: Installation, project: Project, version: PublishedVersion
) -> None:
    agreed = replace(submission_to(version, "Calm."), quotable=Quotable.CONSENTED)
    for said, quotable in [(agreed, "consented"), (submission_to(version, "Loud."), "never"), (agreed, "never")]:
        keep(installation, project.scope, version, said, "key")
        with installation.database.reading() as connection:
            (response,) = stream_responses(connection, project.scope, "day")
        assert response.submission.quotable == quotable
        assert response.submission.answers["caption"].value == Words("Calm.")


@pytest.mark.parametrize("caption", ["Calm.", "Loud."])
def test_keep_when_consent_to_quote_is_taken_back_then_the_consent_says_so_in_the_words_it_had(
    installation: Installation, project: Project, version: PublishedVersion, caption: str
) -> None:
    consents: dict[str, dict[str, bool | str]] = {
        "research": {"given": True, "language": "en", "wording": "I agree."},
        "quoting": {"given": True, "language": "en", "wording": "May we quote you?"},
    }
    agreed = replace(submission_to(version, "Calm."), quotable=Quotable.CONSENTED, consents=consents)
    keep(installation, project.scope, version, agreed, "key")
    keep(installation, project.scope, version, submission_to(version, caption), "key")
    with installation.database.reading() as connection:
        (response,) = stream_responses(connection, project.scope, "day")
    assert response.submission.consents == {**consents, "quoting": {**consents["quoting"], "given": False}}


def test_keep_when_an_import_comes_again_on_no_ground_for_quoting_then_that_counts(
    installation: Installation, project: Project, version: PublishedVersion
) -> None:
    row = replace(submission_to(version, "Calm."), source_row="r1", quotable=Quotable.ALREADY_PUBLISHED)
    keep(installation, project.scope, version, row, "key")
    again = keep(installation, project.scope, version, replace(row, quotable=Quotable.NEVER), "key")
    assert again.outcome is Outcome.SAME
    with installation.database.reading() as connection:
        assert [each.submission.quotable for each in stream_responses(connection, project.scope, "day")] == ["never"]
