"""Other content that came under a key that was used already, kept beside the response for a person to look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from ei_collect.answering.response import Answer, Response
from ei_collect.projects.project import Scope
from ei_collect.store.answers import from_inline
from ei_collect.store.responses import find_responses
from ei_collect.store.tables import conflicts


@dataclass(frozen=True)
class Conflict:
    """The response that counts, and the other answers that came with its key."""

    id: str
    response: Response
    others: Mapping[str, Answer]
    received_on: date


def conflicts_of(connection: Connection, scope: Scope, *, after: str | None, limit: int) -> tuple[Conflict, ...]:
    """At most `limit` conflicts of a project by id, those behind the id `after`."""
    query = select(conflicts).where(conflicts.c.project_id == scope.project_id).order_by(conflicts.c.id).limit(limit)
    rows = connection.execute(query.where(conflicts.c.id > after) if after else query).all()
    kept = find_responses(connection, scope, [row.response_id for row in rows])
    return tuple(
        Conflict(
            row.id,
            kept[row.response_id],
            from_inline(row.answers, kept[row.response_id].submission.language),
            row.received_on,
        )
        for row in rows
    )


def count_conflicts(connection: Connection, scope: Scope) -> int:
    """How many conflicts there are."""
    query = select(func.count()).select_from(conflicts).where(conflicts.c.project_id == scope.project_id)
    return connection.scalar(query) or 0
