"""Recordings that were sent, as staff meet them, and the texts in which they write down what is said there."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select, update
from sqlalchemy.exc import IntegrityError

from ei_collect.answering.response import Words
from ei_collect.projects.project import Scope
from ei_collect.store.attached import State
from ei_collect.store.ids import new_id
from ei_collect.store.recordings import COLUMNS, Recording
from ei_collect.store.tables import recordings, responses, texts
from ei_collect.survey.definition import TRANSCRIPT


@dataclass(frozen=True)
class SentRecording:
    """A recording of an answer that was sent. `text_id` is that of its transcript, where there is one."""

    recording: Recording
    response_id: str
    survey_slug: str
    text_id: str | None

    @property
    def has_sound(self) -> bool:
        """Whether the sound is still kept."""
        return self.recording.size > 0


def to_write_down(connection: Connection, scope: Scope, *, after: str | None, limit: int) -> tuple[SentRecording, ...]:
    """At most `limit` recordings without a transcript, by (random) id, those behind the id `after`."""
    query = _sent(scope).where(texts.c.id.is_(None)).order_by(recordings.c.id).limit(limit)
    return _read(connection, query.where(recordings.c.id > after) if after else query)


def written_down(connection: Connection, scope: Scope, *, after: str | None, limit: int) -> tuple[SentRecording, ...]:
    """At most `limit` recordings that have a transcript and whose sound is still kept, in the same order."""
    query = _sent(scope).where(texts.c.id.is_not(None), recordings.c.size > 0).order_by(recordings.c.id).limit(limit)
    return _read(connection, query.where(recordings.c.id > after) if after else query)


def count_to_write_down(connection: Connection, scope: Scope) -> int:
    """How many recordings have no transcript."""
    waiting = _sent(scope).where(texts.c.id.is_(None)).subquery()
    return connection.scalar(select(func.count()).select_from(waiting)) or 0


def find_sent(connection: Connection, scope: Scope, recording_id: str) -> SentRecording | None:
    """The recording with this id, or None where there is none that was sent."""
    found = _read(connection, _sent(scope).where(recordings.c.id == recording_id))
    return found[0] if found else None


def insert_transcript(connection: Connection, scope: Scope, sent: SentRecording, words: Words) -> str | None:
    """Write what is said in a recording as a text of its response; its id, or None where there is one already."""
    row = {
        "id": new_id("tx"),
        "project_id": scope.project_id,
        "response_id": sent.response_id,
        "question": f"{sent.recording.question}{TRANSCRIPT}",
        "body": words.body,
        "language": sent.recording.language,
        "words_language": words.language,
    }
    try:
        with connection.begin_nested():
            connection.execute(texts.insert().values(**row))
    except IntegrityError:
        return None
    return str(row["id"])


def mark_written_down(connection: Connection, scope: Scope, recording_id: str, user_id: str) -> None:
    """Say who wrote a recording down."""
    this = and_(recordings.c.project_id == scope.project_id, recordings.c.id == recording_id)
    connection.execute(update(recordings).where(this).values(transcribed_by=user_id))


def mark_silent(connection: Connection, scope: Scope, recording_id: str) -> None:
    """Say that the sound of a recording is not kept any more."""
    this = and_(recordings.c.project_id == scope.project_id, recordings.c.id == recording_id)
    connection.execute(update(recordings).where(this).values(size=0))


def _sent(scope: Scope) -> Select[Any]:
    """Every recording of the answers that stand, with its response and its transcript."""
    under_the_key = and_(
        responses.c.project_id == recordings.c.project_id, responses.c.key_hash == recordings.c.key_hash
    )
    of_the_words = and_(
        texts.c.response_id == responses.c.id, texts.c.question == recordings.c.question.concat(TRANSCRIPT)
    )
    return (
        select(*COLUMNS, responses.c.id.label("response"), responses.c.survey_slug, texts.c.id.label("transcript"))
        .select_from(recordings)
        .join(responses, under_the_key)
        .outerjoin(texts, of_the_words)
        .where(recordings.c.project_id == scope.project_id, recordings.c.state == State.SENT.value)
    )


def _read(connection: Connection, query: Select[Any]) -> tuple[SentRecording, ...]:
    width = len(COLUMNS)
    return tuple(SentRecording(Recording(*row[:width]), *row[width:]) for row in connection.execute(query))
