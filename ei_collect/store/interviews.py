"""Interviews as rows: while they are keyed, and what stays of them beside the response that they became."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, select

from ei_collect.fieldwork.interview import ConsentHow, Interview, InterviewerRole, Told
from ei_collect.projects.project import Scope
from ei_collect.store.tables import interviews

MOST = 200
"""Unfinished interviews that a list shows at most."""
_COLUMNS = [interviews.c[name] for name in Interview.__dataclass_fields__]


def insert_interviews(connection: Connection, scope: Scope, made: Sequence[Interview]) -> None:
    """Write interviews whose ids and codes are fresh."""
    rows = [{**_columns(interview), "project_id": scope.project_id, "notes": {}} for interview in made]
    connection.execute(interviews.insert(), rows)


def find_interview(connection: Connection, scope: Scope, code: str, *, hold: bool = False) -> Interview | None:
    """The interview with this code, or None; with `hold`, nobody else changes it until the transaction ends."""
    query = select(*_COLUMNS).where(interviews.c.project_id == scope.project_id, interviews.c.code == code)
    row = connection.execute(query.with_for_update() if hold else query).one_or_none()
    return _interview(row) if row else None


def save_interview(connection: Connection, scope: Scope, interview: Interview) -> None:
    """Write an interview again, as it stands now."""
    connection.execute(interviews.update().where(*_this(scope, interview.id)).values(**_columns(interview)))


def finish_interview(connection: Connection, scope: Scope, interview: Interview, told: Told) -> None:
    """Keep what stays beside the response that an interview has become, and nothing of what was typed."""
    stays = {"role": told.role.value, "consent_how": told.consent_how.value, "notes": dict(told.notes)}
    columns = _columns(replace(interview, form={}))
    connection.execute(interviews.update().where(*_this(scope, interview.id)).values(**columns, **stays))


def delete_interview(connection: Connection, scope: Scope, interview_id: str) -> None:
    """Remove an interview with all that was typed."""
    connection.execute(delete(interviews).where(*_this(scope, interview_id)))


def delete_waiting(connection: Connection, scope: Scope, key_hash: str) -> bool:
    """Remove the unfinished interview whose slip has the code with this hash; whether there was one."""
    return connection.execute(delete(interviews).where(*_waiting(scope, key_hash))).rowcount > 0


def version_of_waiting(connection: Connection, scope: Scope, key_hash: str) -> str | None:
    """The id of the version that the unfinished interview with this key answers, or None."""
    return connection.scalar(select(interviews.c.version_id).where(*_waiting(scope, key_hash)))


def unfinished(connection: Connection, scope: Scope, typed_by: str | None) -> tuple[Interview, ...]:
    """The interviews that somebody has begun to key, the latest first; with `typed_by` only this person's."""
    begun = interviews.c.typed_by.is_not(None) if typed_by is None else interviews.c.typed_by == typed_by
    query = select(*_COLUMNS).where(
        interviews.c.project_id == scope.project_id, interviews.c.response_id.is_(None), begun
    )
    newest = query.order_by(interviews.c.saved_on.desc(), interviews.c.code).limit(MOST)
    return tuple(map(_interview, connection.execute(newest)))


def empty_unfinished(connection: Connection, scope: Scope, before: date) -> None:
    """Let go of what was left unfinished, and not typed at since `before`. A printed guide stays as it was printed."""
    left = (
        interviews.c.project_id == scope.project_id,
        interviews.c.response_id.is_(None),
        interviews.c.typed_by.is_not(None),
        interviews.c.saved_on < before,
    )
    connection.execute(delete(interviews).where(*left, interviews.c.key_hash.is_(None)))
    connection.execute(interviews.update().where(*left).values(form={}, typed_by=None))


def told_of(connection: Connection, scope: Scope, response_ids: Collection[str]) -> dict[str, Told]:
    """What stays beside these responses (some hundreds at most) where they were interviews, by their id."""
    query = select(interviews).where(
        interviews.c.project_id == scope.project_id, interviews.c.response_id.in_(sorted(response_ids))
    )
    return {
        row.response_id: Told(InterviewerRole(row.role), ConsentHow(row.consent_how), row.notes)
        for row in connection.execute(query)
    }


def how_interviewed(connection: Connection, scope: Scope) -> dict[str, tuple[str, str]]:
    """What the interviewer is and how the person agreed, of every finished interview, by the id of its response."""
    query = select(interviews.c.response_id, interviews.c.role, interviews.c.consent_how).where(
        interviews.c.project_id == scope.project_id, interviews.c.response_id.is_not(None)
    )
    return {row.response_id: (row.role, row.consent_how) for row in connection.execute(query)}


def _this(scope: Scope, interview_id: str) -> tuple[ColumnElement[bool], ...]:
    return interviews.c.project_id == scope.project_id, interviews.c.id == interview_id


def _waiting(scope: Scope, key_hash: str) -> tuple[ColumnElement[bool], ...]:
    return (
        interviews.c.project_id == scope.project_id,
        interviews.c.key_hash == key_hash,
        interviews.c.response_id.is_(None),
    )


def _columns(interview: Interview) -> dict[str, Any]:
    return {**vars(interview), "form": {name: list(values) for name, values in interview.form.items()}}


def _interview(row: Row[Any]) -> Interview:
    return Interview(**row._mapping)
