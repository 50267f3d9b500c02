"""Kept responses as rows, and the conflicts beside them. What the object of answers looks like is in `answers`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, delete, exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.dml import ReturningInsert

from ei_collect.answering.response import QUOTING, Device, Doubt, Help, Quotable, Response, Submission, Words
from ei_collect.projects.project import Scope
from ei_collect.store.answers import Stored, TextRow, from_stored, inline, parts_with_words, to_stored
from ei_collect.store.ids import new_id
from ei_collect.store.tables import conflicts, responses, texts, tombstones
from ei_collect.survey.definition import TRANSCRIPT

BATCH = 500
LED = {"poster_period": "poster_period_id", "sitting": "sitting_id"}
"""What led somebody to a survey, and the columns that say so."""


@dataclass(frozen=True)
class Identity:
    """What tells one sending from another: the hash of its key and the keyed digest of its content."""

    key_hash: str
    content_digest: str


def _insert(insert: type[sqlite.Insert] | type[postgresql.Insert]) -> ReturningInsert[Any]:
    """A row unless there is one with its key, in one statement, and unless its key was taken back."""
    columns = list(responses.c)
    values = select(*(bindparam(column.name, type_=column.type) for column in columns))
    buried = exists().where(
        tombstones.c.project_id == bindparam("project_id"), tombstones.c.key_hash == bindparam("key_hash")
    )
    written = insert(responses).from_select([column.name for column in columns], values.where(~buried))
    return written.on_conflict_do_nothing().returning(responses.c.id)


_INSERT = {"sqlite": _insert(sqlite.Insert), "postgresql": _insert(postgresql.Insert)}


def insert_response(
    connection: Connection, scope: Scope, submission: Submission, identity: Identity, today: date
) -> str | None:
    """Write a response and its texts; its id, or None where its key (or imported row) is there or was taken back."""
    response_id = new_id("rs")
    stored, rows = to_stored(submission.answers)
    values = {
        "id": response_id,
        "project_id": scope.project_id,
        **vars(identity),
        **_facts(submission),
        "answers": stored,
        "submitted_on": today,
    }
    if connection.scalar(_INSERT[connection.dialect.name], values) is None:
        return None
    if rows:
        connection.execute(texts.insert(), [_text_values(scope, response_id, row) for row in rows])
    return response_id


def replace_response(
    connection: Connection, scope: Scope, response_id: str, submission: Submission, content_digest: str
) -> None:
    """Write other answers in place of those of a response, whose day and key stay.

    A text whose words are the same keeps its row, and with it what hangs on that: excerpts, codings, suggestions. An
    answer that is the same keeps the language in which it was given.
    """
    this = (responses.c.project_id == scope.project_id) & (responses.c.id == response_id)
    before = connection.scalars(select(responses.c.answers).where(this)).one()
    written = {row.question: row for row in _texts_of(connection, scope, [response_id]).get(response_id, {}).values()}
    stored, rows = to_stored(submission.answers)
    fresh = [row for row in rows if row.question not in written or written[row.question].body != row.words.body]
    same = {row.question: written[row.question].id for row in rows if row not in fresh}
    for code, entry in stored.items():
        for name, part in parts_with_words(code, entry).items():
            part.update({"text": same[name]} if name in same else {})
    answers = {code: _unchanged(entry, before.get(code)) for code, entry in stored.items()}
    of_response = (texts.c.project_id == scope.project_id) & (texts.c.response_id == response_id)
    still = [*same.values(), *_transcripts_of_the_same(written, before, answers)]
    connection.execute(delete(texts).where(of_response, texts.c.id.not_in(still)))
    if fresh:
        connection.execute(texts.insert(), [_text_values(scope, response_id, row) for row in fresh])
    values = {**_facts(submission), "answers": answers, "content_digest": content_digest}
    for column in LED.values():
        del values[column]  # once and for all
    connection.execute(responses.update().where(this).values(**values))


def find_by_key(connection: Connection, scope: Scope, key_hash: str) -> Response | None:
    """The response kept under this key, or None."""
    return next(iter(_read(connection, scope, select(responses).where(*_of_key(scope, key_hash)))), None)


def find_to_change(connection: Connection, scope: Scope, key_hash: str) -> tuple[Response, str] | None:
    """The response kept under this key with the digest of its content; neither changes until the transaction ends."""
    query = select(responses.c.content_digest).where(*_of_key(scope, key_hash))
    digest = connection.scalar(query.with_for_update(read=True))
    sent = find_by_key(connection, scope, key_hash) if digest else None
    return (sent, digest) if sent and digest else None


def content_digest_of(connection: Connection, scope: Scope, key_hash: str) -> tuple[str, str] | None:
    """Id and content digest of the response kept under this key, or None."""
    query = select(responses.c.id, responses.c.content_digest).where(*_of_key(scope, key_hash))
    row = connection.execute(query).one_or_none()
    return (row.id, row.content_digest) if row else None


def answered_version(connection: Connection, scope: Scope, key_hash: str) -> str | None:
    """The id of the version that the response kept under this key answers, or None."""
    return connection.scalar(select(responses.c.version_id).where(*_of_key(scope, key_hash)))


def delete_response(connection: Connection, scope: Scope, key_hash: str) -> bool:
    """Remove the response under this key with its texts, and what hangs on them; whether there was one."""
    return connection.execute(delete(responses).where(*_of_key(scope, key_hash))).rowcount > 0


def insert_conflict(
    connection: Connection, scope: Scope, response_id: str, submission: Submission, *, content_digest: str, today: date
) -> bool:
    """Keep other content that came under the key of `response_id`, for review; False where it was kept before."""
    values = {
        "id": new_id("cf"),
        "project_id": scope.project_id,
        "response_id": response_id,
        "content_digest": content_digest,
        "answers": inline(submission.answers),
        "received_on": today,
    }
    try:
        with connection.begin_nested():
            connection.execute(conflicts.insert().values(**values))
    except IntegrityError:
        return False
    return True


def never_quote(connection: Connection, scope: Scope, response_id: str) -> None:
    """Let nothing of a response be quoted from now on; a consent to it that was given is one no more."""
    this = (responses.c.project_id == scope.project_id) & (responses.c.id == response_id)
    given = connection.scalars(select(responses.c.consents).where(this).with_for_update()).one()
    consents = given | ({QUOTING: {**given[QUOTING], "given": False}} if QUOTING in given else {})
    connection.execute(responses.update().where(this).values(quotable=Quotable.NEVER.value, consents=consents))


def find_responses(connection: Connection, scope: Scope, ids: Sequence[str]) -> dict[str, Response]:
    """The responses with these ids (some hundreds at most), by id; those that are not there left out."""
    query = _of_project(scope).where(responses.c.id.in_(ids))
    return {response.id: response for response in _read(connection, scope, query)}


def stream_responses(connection: Connection, scope: Scope, survey_slug: str) -> Iterator[Response]:
    """Every response to a survey, any version, by its (random) id; held in memory a batch at a time."""
    last = ""
    while batch := responses_after(connection, scope, survey_slug, last):
        yield from batch
        last = batch[-1].id


def ids_of_responses(connection: Connection, scope: Scope, survey_slug: str) -> tuple[str, ...]:
    """The id of every response to a survey, in no order: the whole of it, as an export needs it."""
    ours = (responses.c.project_id == scope.project_id, responses.c.survey_slug == survey_slug)
    return tuple(connection.scalars(select(responses.c.id).where(*ours)))


def responses_after(connection: Connection, scope: Scope, survey_slug: str, last: str) -> list[Response]:
    """The next batch of the same, those behind the id `last`; none where there are no more."""
    query = _of_project(scope).where(responses.c.survey_slug == survey_slug, responses.c.id > last)
    return _read(connection, scope, query.order_by(responses.c.id).limit(BATCH))


def _of_key(scope: Scope, key_hash: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return responses.c.project_id == scope.project_id, responses.c.key_hash == key_hash


def _of_project(scope: Scope) -> Select[Any]:
    return select(responses).where(responses.c.project_id == scope.project_id)


def _read(connection: Connection, scope: Scope, query: Select[Any]) -> list[Response]:
    """The responses of one bounded query, with their texts put back by a second one."""
    rows = connection.execute(query).all()
    written = _texts_of(connection, scope, [row.id for row in rows])
    return [_response_of_row(row, written.get(row.id, {})) for row in rows]


def _texts_of(connection: Connection, scope: Scope, ids: Sequence[str]) -> dict[str, dict[str, Row[Any]]]:
    """The rows of `texts` of these responses: response id to text id to row."""
    query = select(texts).where(texts.c.project_id == scope.project_id, texts.c.response_id.in_(ids))
    found: dict[str, dict[str, Row[Any]]] = {}
    for row in connection.execute(query):
        found.setdefault(row.response_id, {})[row.id] = row
    return found


def _transcripts_of_the_same(written: dict[str, Row[Any]], before: Stored, now: Stored) -> Iterator[str]:
    """The ids of transcripts of recordings that are still the answer."""
    for question, row in written.items():
        code = question.removesuffix(TRANSCRIPT)
        if code != question and "value" in now.get(code, {}) and now[code]["value"] == before[code].get("value"):
            yield row.id


def _unchanged(entry: dict[str, Any], before: dict[str, Any] | None) -> dict[str, Any]:
    """What is to be stored of an answer: what was stored before where only the language of the page is another."""
    if before is not None and {**entry, "language": None} == {**before, "language": None}:
        return before
    return entry


def _facts(submission: Submission) -> dict[str, Any]:
    """The columns that are facts about a submission rather than its answers."""
    led = {column: getattr(submission, name) for name, column in LED.items()}
    facts = {name: value for name, value in vars(submission).items() if name != "answers" and name not in LED}
    return {**facts, "consents": dict(submission.consents), "doubts": list(submission.doubts), **led}


def _text_values(scope: Scope, response_id: str, row: TextRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "project_id": scope.project_id,
        "response_id": response_id,
        "question": row.question,
        "body": row.words.body,
        "language": row.language,
        "words_language": row.words.language,
    }


def _response_of_row(row: Row[Any], written: dict[str, Row[Any]]) -> Response:
    words = {text.id: Words(text.body, text.words_language) for text in written.values()}
    return Response(
        id=row.id,
        project_id=row.project_id,
        submission=Submission(
            version_id=row.version_id,
            survey_slug=row.survey_slug,
            answers=from_stored(row.answers, words, row.language),
            language=row.language,
            device=Device(row.device),
            help=Help(row.help),
            quotable=Quotable(row.quotable),
            home_ward=row.home_ward,
            source_row=row.source_row,
            synthetic=row.synthetic,
            easy_read=row.easy_read,
            readable=row.readable,
            consents=row.consents,
            poster_period=row.poster_period_id,
            sitting=row.sitting_id,
            doubts=tuple(Doubt(each) for each in row.doubts),
            help_from=row.help_from,
            help_into=row.help_into,
        ),
        submitted_on=row.submitted_on,
        text_ids={text.question: text.id for text in written.values()},
    )
