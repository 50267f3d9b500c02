"""Excerpts as rows: spans of texts that codings share, and what a person found there of identifying detail."""

from typing import Any

from sqlalchemy import Connection, Row, exists, func, select
from sqlalchemy.exc import IntegrityError

from ei_collect.answering.response import Quotable
from ei_collect.coding.coding import Excerpt, IdentityCheck, Span
from ei_collect.coding.spans import excerpt_id
from ei_collect.projects.project import Scope
from ei_collect.store.tables import codings, excerpts, responses, texts


def keep_excerpt(connection: Connection, scope: Scope, text_id: str, span: Span) -> str:
    """The id of the excerpt of this span, made where it is not there, and held until the transaction ends."""
    found = excerpt_id(text_id, span)
    row = {"id": found, "project_id": scope.project_id, "text_id": text_id, "start": span.start, "stop": span.stop}
    try:
        with connection.begin_nested():
            connection.execute(excerpts.insert().values(**row))
    except IntegrityError:
        _hold(connection, scope, found)
    return found


def delete_uncoded(connection: Connection, scope: Scope, excerpt: str) -> None:
    """Remove the excerpt where no coding of it is left."""
    _hold(connection, scope, excerpt)
    uncoded = ~exists().where(codings.c.excerpt_id == excerpts.c.id)
    this = (excerpts.c.project_id == scope.project_id) & (excerpts.c.id == excerpt)
    connection.execute(excerpts.delete().where(this, uncoded))


def find_excerpt(connection: Connection, scope: Scope, excerpt: str) -> Excerpt | None:
    """The excerpt with this id, or None."""
    query = select(excerpts).where(excerpts.c.project_id == scope.project_id, excerpts.c.id == excerpt)
    row = connection.execute(query).one_or_none()
    return _excerpt_of_row(row) if row else None


def set_identity_check(connection: Connection, scope: Scope, excerpt: str, check: IdentityCheck, user_id: str) -> bool:
    """Keep what a person found of an excerpt; False where there is no such excerpt."""
    this = (excerpts.c.project_id == scope.project_id) & (excerpts.c.id == excerpt)
    values = {"identity_check": check.value, "checked_by": user_id}
    return connection.execute(excerpts.update().where(this).values(**values)).rowcount == 1


def to_check(connection: Connection, scope: Scope, *, limit: int) -> tuple[Excerpt, ...]:
    """At most `limit` excerpts whose authors agreed to be quoted and at which nobody has looked yet, by id."""
    query = select(excerpts).where(*_unchecked(scope)).order_by(excerpts.c.id).limit(limit)
    return tuple(_excerpt_of_row(row) for row in connection.execute(query))


def count_to_check(connection: Connection, scope: Scope) -> int:
    """How many excerpts `to_check` would give without a limit."""
    return connection.scalar(select(func.count()).select_from(excerpts).where(*_unchecked(scope))) or 0


def _unchecked(scope: Scope) -> tuple[Any, ...]:
    agreed = (
        exists()
        .where(texts.c.id == excerpts.c.text_id)
        .where(responses.c.id == texts.c.response_id)
        .where(responses.c.quotable == Quotable.CONSENTED.value)
    )
    unchecked = excerpts.c.identity_check == IdentityCheck.UNCHECKED.value
    return excerpts.c.project_id == scope.project_id, unchecked, agreed


def _hold(connection: Connection, scope: Scope, excerpt: str) -> None:
    """Keep others from taking the excerpt away, or adding a coding to it, before this transaction ends."""
    this = (excerpts.c.project_id == scope.project_id) & (excerpts.c.id == excerpt)
    connection.execute(select(excerpts.c.id).where(this).with_for_update())


def _excerpt_of_row(row: Row[Any]) -> Excerpt:
    return Excerpt(row.id, row.text_id, Span(row.start, row.stop), IdentityCheck(row.identity_check))
