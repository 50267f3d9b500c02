"""Attaching a file to an answer, a recording or a photo: how it comes in and is met again by who made it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from ei_collect.answering.form import Form
from ei_collect.errors import CollectError, NotFoundError, UnavailableError
from ei_collect.operations.asking import look_up
from ei_collect.operations.installation import Installation
from ei_collect.operations.standing import CHANGE
from ei_collect.store.attached import Attached, Row, State
from ei_collect.store.drafts import Draft
from ei_collect.store.objects import Objects
from ei_collect.survey.definition import Kind, Question, Section, Survey


def asked(survey: Survey, question_code: str, kind: Kind) -> tuple[Section, Question]:
    """A question of this kind, with its section.

    Raises:
        NotFoundError: the survey asks no such question.
    """
    for section in survey.sections:
        for question in section.questions:
            if question.code == question_code and question.kind is kind:
                return section, question
    raise NotFoundError.of("question-unknown", "is not there", where=question_code, mend="Begin at the start page.")


@contextmanager
def safe(files: Objects, contents: Mapping[str, bytes]) -> Iterator[None]:
    """Files that are safe before the rows that name them are written, and that go where these are refused.

    Where the database is gone nobody knows whether it has the rows: then they stay, and are swept if it has not.
    """
    _put(files, contents)
    try:
        yield
    except UnavailableError:
        raise
    except CollectError:
        files.delete(*contents)
        raise


def _put(files: Objects, contents: Mapping[str, bytes]) -> None:
    """All of these files or none: a full disk gets its room back."""
    there: list[str] = []
    try:
        for name, content in contents.items():
            files.put(name, content)
            there.append(name)
    except CollectError:
        with suppress(CollectError):  # what cannot be reached now is swept another day
            files.delete(*there)
        raise


def states_open(drafts: Mapping[str, Draft]) -> tuple[State, ...]:
    """What the code opens: what was sent only while it is changed, which its author has allowed."""
    return (State.DRAFT, State.SENT) if CHANGE in drafts else (State.DRAFT,)


def find_own(
    installation: Installation,
    rows: Attached[Row],
    named: tuple[str, str, str],
    kind: Kind,
    ids_in: Callable[[Question, Form], Sequence[str]],
) -> tuple[Row, ...]:
    """What a draft names for the person who made it; `named` are the survey, the code and the question.

    Raises:
        NotFoundError: there is no such survey, or the version asks no such question.
    """
    survey_slug, key, question_code = named
    with installation.database.reading() as connection:
        found = look_up(connection, installation, survey_slug, key)
        section, question = asked(found.asking.survey, question_code, kind)
        draft = found.kept.drafts.get(section.code)
        ids = ids_in(question, draft.form) if draft else ()
        scope, states = found.asking.project.scope, states_open(found.kept.drafts)
        return tuple(rows.find_under_key(connection, scope, found.key_hash, ids, states).values())
