"""Recordings as rows: which files of sound there are, of which question, and whether they were sent.

A key has one draft of a question at most, and one recording that was sent, beside any number of others that came later.
The file of each is named by its id.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, select, update

from ei_collect.projects.project import Scope
from ei_collect.store.tables import drafts, recordings


class State(StrEnum):
    """What a recording belongs to: a draft, the answers that stand, or others that came later under the same key."""

    DRAFT = "draft"
    SENT = "sent"
    OTHER = "other"


@dataclass(frozen=True)
class Recording:
    """A spoken answer. `language` is that of the interface, `size` in bytes (0 once the sound was deleted)."""

    id: str
    question: str
    language: str
    media_type: str
    size: int
    seconds: int | None
    received_on: date

    @property
    def kilobytes(self) -> int:
        """Its size for people, 1 at least."""
        return max(1, round(self.size / 1000))


COLUMNS = tuple(recordings.c[name] for name in Recording.__dataclass_fields__)
"""The columns of a Recording, in its order."""


def replace_draft(connection: Connection, scope: Scope, key_hash: str, recording: Recording) -> tuple[str, ...]:
    """Write a draft in place of the one that is there; the ids of what is gone. The caller holds the key."""
    gone = delete_draft(connection, scope, key_hash, recording.question)
    row = {"project_id": scope.project_id, "key_hash": key_hash, "state": State.DRAFT.value, **vars(recording)}
    connection.execute(recordings.insert().values(**row))
    return gone


def delete_draft(connection: Connection, scope: Scope, key_hash: str, question: str) -> tuple[str, ...]:
    """Remove the draft of a question; the ids of what is gone. What was sent stays."""
    return _delete(connection, _of_key(scope, key_hash), _is(State.DRAFT), recordings.c.question == question)


def find_under_key(
    connection: Connection, scope: Scope, key_hash: str, ids: Collection[str], states: Collection[State]
) -> dict[str, Recording]:
    """Those of these recordings that were made under this key and are in one of these states, by id."""
    stated = recordings.c.state.in_([state.value for state in states])
    query = select(*COLUMNS).where(_of_key(scope, key_hash), recordings.c.id.in_(ids), stated)
    return {row.id: Recording(*row) for row in connection.execute(query)}


def settle_sent(connection: Connection, scope: Scope, key_hash: str, wanted: Collection[str]) -> tuple[str, ...]:
    """Let `wanted` be the recordings of the answers that stand; the ids of those that belong to nothing any more.

    A draft that was begun again meanwhile, in another tab, is left alone.
    """
    of_key = _of_key(scope, key_hash)
    gone = _delete(connection, of_key, _is(State.SENT), recordings.c.id.not_in(wanted))
    gone += _delete(connection, of_key, _is(State.DRAFT), recordings.c.id.not_in(wanted), ~_drafted())
    kept = and_(of_key, _is(State.DRAFT), recordings.c.id.in_(wanted))
    connection.execute(update(recordings).where(kept).values(state=State.SENT.value))
    return gone


def set_aside(connection: Connection, scope: Scope, key_hash: str, wanted: Collection[str]) -> tuple[str, ...]:
    """Let `wanted` be the recordings of answers that came later and are kept for review; the ids of what is gone.

    There can be several of one question, each named by its own conflict: behind the question stands their id.
    """
    of_key = _of_key(scope, key_hash)
    kept = and_(of_key, _is(State.DRAFT), recordings.c.id.in_(wanted))
    named = recordings.c.question.concat(":").concat(recordings.c.id)
    connection.execute(update(recordings).where(kept).values(state=State.OTHER.value, question=named))
    return _delete(connection, of_key, _is(State.DRAFT), ~_drafted())


def delete_of_key(connection: Connection, scope: Scope, key_hash: str) -> tuple[str, ...]:
    """Remove everything under a key; the ids of what is gone."""
    return _delete(connection, _of_key(scope, key_hash))


def delete_abandoned(connection: Connection, scope: Scope) -> tuple[str, ...]:
    """Remove the drafts under keys under which nothing else is saved; the ids of what is gone."""
    return _delete(connection, recordings.c.project_id == scope.project_id, _is(State.DRAFT), ~_drafted())


def with_sound(connection: Connection, scope: Scope) -> frozenset[str]:
    """The ids of all recordings whose sound is kept."""
    query = select(recordings.c.id).where(recordings.c.project_id == scope.project_id, recordings.c.size > 0)
    return frozenset(connection.scalars(query))


def _of_key(scope: Scope, key_hash: str) -> ColumnElement[bool]:
    return and_(recordings.c.project_id == scope.project_id, recordings.c.key_hash == key_hash)


def _is(state: State) -> ColumnElement[bool]:
    return recordings.c.state == state.value


def _drafted() -> ColumnElement[bool]:
    """Whether anything is saved under the key of a recording that waits to be sent."""
    return exists().where(drafts.c.project_id == recordings.c.project_id, drafts.c.key_hash == recordings.c.key_hash)


def _delete(connection: Connection, *which: Any) -> tuple[str, ...]:
    query = delete(recordings).where(*which)
    return tuple(connection.scalars(query.returning(recordings.c.id)))
