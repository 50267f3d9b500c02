"""A survey with every kind of question: kept, read back, exported and imported again, on both databases."""

from dataclasses import replace
from pathlib import Path

import pytest

from ei_collect.answering.form import as_form, cleaned, read_form
from ei_collect.answering.path import find_path, settle
from ei_collect.answering.response import Answer, Missing, Quotable, Submission, Value, WithWords, Words
from ei_collect.operations.exporting import Format, export_responses
from ei_collect.operations.importing import import_responses
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import keep
from ei_collect.operations.places import ship_wards
from ei_collect.projects.project import Project
from ei_collect.store.responses import stream_responses
from ei_collect.store.texts import all_texts
from ei_collect.survey.definition import Kind, PublishedVersion
from tests.answering.every_kind import EVERY_KIND, FILLED_IN, SLUG
from tests.answering.surveys import publish_yaml


@pytest.fixture
def version(installation: Installation, project: Project) -> PublishedVersion:
    """The survey, published in a town that has its wards."""
    ship_wards(installation)
    return publish_yaml(installation, project, EVERY_KIND)


def _answers(version: PublishedVersion) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for section in version.survey.sections:
        reading = read_form(section.questions, cleaned(FILLED_IN[section.code], section.questions), "en", {})
        assert reading.findings == ()
        answers |= reading.answers
    return settle(version.survey, find_path(version.survey, answers), answers, "en")


def _kept(installation: Installation, project: Project) -> list[dict[str, Answer]]:
    with installation.database.reading() as connection:
        found = stream_responses(connection, project.scope, SLUG)
        return [dict(response.submission.answers) for response in found]


def test_keep_when_every_kind_is_answered_then_it_comes_back_as_it_was(
    installation: Installation, project: Project, version: PublishedVersion
) -> None:
    answers = _answers(version)
    assert {question.kind for question in version.survey.questions()} >= set(Kind) - {Kind.VOICE}
    assert not {code for code, answer in answers.items() if answer.value in {Missing.SKIPPED, Missing.NOT_ASKED}}
    keep(installation, project.scope, version, Submission(version.id, SLUG, answers, "en"), "k1")
    assert _kept(installation, project) == [answers]
    with installation.database.reading() as connection:
        words = {text.question: text.body for text in all_texts(connection, project.scope)}
    assert words == {
        "speaks": "Tigrinya ትግርኛ",
        "ways": "by boat",
        "where_met": "on the bridge",
        "one_word": "Hills",
        "what_helps": "A bench\nnear the school.",
        "say_it": "The bus\nis late.",
    }


def test_as_form_when_kept_answers_are_opened_then_the_form_says_the_same(
    installation: Installation, project: Project, version: PublishedVersion
) -> None:
    answers = _answers(version)
    keep(installation, project.scope, version, Submission(version.id, SLUG, answers, "en"), "k1")
    (kept,) = _kept(installation, project)
    for section in version.survey.sections:
        form = {
            name: values
            for question in section.questions
            for name, values in as_form(question, kept[question.code]).items()
        }
        assert form == cleaned(FILLED_IN[section.code], section.questions)


def test_export_when_it_is_imported_elsewhere_then_the_answers_are_the_same(
    installation: Installation, project: Project, version: PublishedVersion, tmp_path: Path
) -> None:
    answers = _answers(version)
    keep(installation, project.scope, version, Submission(version.id, SLUG, answers, "en"), "k1")
    export_responses(installation, project, SLUG, tmp_path / "out.csv", format=Format.CSV)
    report = import_responses(
        installation, project, version, tmp_path / "out.csv", {"response_id": "source"}, quotable=Quotable.NEVER
    )
    assert (report.findings, report.imported) == ((), 1)
    first, second = _kept(installation, project)
    assert _undeclared(first) == _undeclared(second) == answers


def _undeclared(answers: dict[str, Answer]) -> dict[str, Answer]:
    """The same without the language of the words, which an export declares for all of them."""
    return {code: replace(answer, value=_without_language(answer)) for code, answer in answers.items()}


def _without_language(answer: Answer) -> Value:
    match answer.value:
        case Words(body=body):
            return Words(body)
        case WithWords(value=value, words=words):
            return WithWords(value, Words(words.body))
        case value:
            return value
