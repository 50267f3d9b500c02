"""Free texts as rows: exact, with the facts of their response beside them, kept apart by project."""

from ei_collect.answering.interpreting import Interpreted
from ei_collect.answering.response import Answer, Help, Missing, Quotable, Submission, Words
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import keep
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.projects.project import Project, Scope
from ei_collect.store.responses import stream_responses
from ei_collect.store.texts import all_texts, find_text, open_texts
from ei_collect.survey.definition import PublishedVersion
from tests.answering.surveys import DAY, publish_yaml


def keep_day(
    installation: Installation, version: PublishedVersion, key: str, caption: str, place: str | None = "Lake"
) -> str:
    """Keep one answer to the small Day-in-My-Life survey; the response's id."""
    answers = {
        "place": Answer(Words(place) if place else Missing.SKIPPED, "en"),
        "place_ward": Answer("E05010885", "en"),
        "caption": Answer(Words(caption, "so"), "en"),
    }
    submission = Submission(version.id, "day", answers, "en", quotable=Quotable.CONSENTED, source_row=key)
    return keep(installation, Scope(version.project_id), version, submission, key).response_id


def test_open_texts_when_a_place_was_named_then_it_stands_beside_the_caption(
    installation: Installation, project: Project
) -> None:
    version = publish_yaml(installation, project, DAY)
    response_id = keep_day(installation, version, "d1", " Calm.\n ")
    with installation.database.reading() as connection:
        (text,) = open_texts(connection, project.scope, after=None, limit=5)
    assert (text.body, text.question, text.place_name, text.place_ward) == (" Calm.\n ", "caption", "Lake", "E05010885")
    assert (text.language, text.quotable, text.source_row, text.response_id) == ("so", "consented", "d1", response_id)


def test_open_texts_when_somebody_interpreted_then_that_and_between_which_languages_stand_beside_it(
    installation: Installation, project: Project
) -> None:
    version = publish_yaml(installation, project, DAY)
    answers = {"caption": Answer(Words("Calm."), "en")}
    said = Submission(version.id, "day", answers, "en", help=Help.INTERPRETER, help_from="so", help_into="other")
    keep(installation, project.scope, version, said, "key")
    with installation.database.reading() as connection:
        (text,) = all_texts(connection, project.scope)
    assert (text.help_given, text.interpreted) == (Help.INTERPRETER, Interpreted("so", "other"))


def test_open_texts_when_no_place_was_named_then_the_text_is_there_without_one(
    installation: Installation, project: Project
) -> None:
    version = publish_yaml(installation, project, DAY)
    keep_day(installation, version, "d1", "Calm.", place=None)
    with installation.database.reading() as connection:
        (text,) = all_texts(connection, project.scope)
        assert text.place_name == ""
        assert find_text(connection, project.scope, text.id) == text


def test_all_texts_when_there_are_more_than_a_page_then_each_comes_once(
    installation: Installation, project: Project
) -> None:
    version = publish_yaml(installation, project, DAY)
    for number in range(7):
        keep_day(installation, version, f"d{number}", f"Caption {number}")
    with installation.database.reading() as connection:
        first = open_texts(connection, project.scope, after=None, limit=4)
        rest = open_texts(connection, project.scope, after=first[-1].id, limit=4)
        assert [*first, *rest] == list(all_texts(connection, project.scope))
        assert open_texts(connection, project.scope, after=None, limit=9, question="place") == ()
        assert len(open_texts(connection, project.scope, after=None, limit=9, survey_slug="day")) == 7


def test_texts_and_responses_when_they_are_another_projects_then_they_are_not_found(
    installation: Installation, project: Project
) -> None:
    version = publish_yaml(installation, project, DAY)
    keep_day(installation, version, "d1", "Calm.")
    other = add_project(installation, NewProject("bath", "Bath", ("en",), "team@example.org"))
    with installation.database.reading() as connection:
        (text,) = all_texts(connection, project.scope)
        assert list(all_texts(connection, other.scope)) == []
        assert find_text(connection, other.scope, text.id) is None
        assert list(stream_responses(connection, other.scope, "day")) == []
