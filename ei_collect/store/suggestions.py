"""Suggested codes as rows. Decided ones stay, so that what a person rejected does not come back."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from ei_collect.coding.coding import Scale, Span, Stance, Suggestion, SuggestionState
from ei_collect.projects.project import Scope
from ei_collect.store.codings import place_columns, place_of_row
from ei_collect.store.tables import suggestions

OPEN = SuggestionState.OPEN.value
BATCH = 500


def replace_open(connection: Connection, scope: Scope, fresh: Collection[Suggestion]) -> int:
    """Put `fresh` in the place of all open suggestions; how many of them were not there before.

    One on which somebody has decided (the same words and code) stays as it is.
    """
    this = (suggestions.c.project_id == scope.project_id) & (suggestions.c.state == OPEN)
    before = set(connection.scalars(select(suggestions.c.id).where(this)))
    connection.execute(suggestions.delete().where(this))
    decided = set(connection.scalars(select(suggestions.c.id).where(suggestions.c.project_id == scope.project_id)))
    rows = [_columns(scope, suggestion) for suggestion in fresh if suggestion.id not in decided]
    for start in range(0, len(rows), BATCH):
        connection.execute(suggestions.insert(), rows[start : start + BATCH])
    return sum(row["id"] not in before for row in rows)


def open_suggestions(connection: Connection, scope: Scope) -> tuple[Suggestion, ...]:
    """Every open suggestion of a project by text, best first: the whole of it, as a draft pack needs it."""
    query = _query(scope).where(suggestions.c.state == OPEN)
    return tuple(_suggestion_of_row(row) for row in connection.execute(query))


def decided_suggestions(connection: Connection, scope: Scope) -> tuple[Suggestion, ...]:
    """Every suggestion that a person took or rejected."""
    query = _query(scope).where(suggestions.c.state != OPEN)
    return tuple(_suggestion_of_row(row) for row in connection.execute(query))


def suggestions_of_text(connection: Connection, scope: Scope, text_id: str) -> tuple[Suggestion, ...]:
    """The open suggestions of one text, best first."""
    query = _query(scope).where(suggestions.c.text_id == text_id, suggestions.c.state == OPEN)
    return tuple(_suggestion_of_row(row) for row in connection.execute(query))


def count_open(connection: Connection, scope: Scope) -> int:
    """How many suggestions wait for a person."""
    query = select(func.count()).select_from(suggestions)
    this = (suggestions.c.project_id == scope.project_id) & (suggestions.c.state == OPEN)
    return connection.scalar(query.where(this)) or 0


def find_suggestion(connection: Connection, scope: Scope, suggestion_id: str) -> Suggestion | None:
    """The suggestion with this id, or None."""
    row = connection.execute(_query(scope).where(suggestions.c.id == suggestion_id)).one_or_none()
    return _suggestion_of_row(row) if row else None


def decide(connection: Connection, scope: Scope, suggestion_id: str, state: SuggestionState, user_id: str) -> bool:
    """Keep what a person decided on an open suggestion; False where it is not open (any more)."""
    this = (suggestions.c.project_id == scope.project_id) & (suggestions.c.id == suggestion_id)
    values = {"state": state.value, "decided_by": user_id}
    update = suggestions.update().where(this, suggestions.c.state == OPEN).values(**values)
    return connection.execute(update).rowcount == 1


def _query(scope: Scope) -> Select[Any]:
    ordered = (suggestions.c.text_id, suggestions.c.score.desc(), suggestions.c.id)
    return select(suggestions).where(suggestions.c.project_id == scope.project_id).order_by(*ordered)


def _columns(scope: Scope, suggestion: Suggestion) -> dict[str, Any]:
    return {
        "id": suggestion.id,
        "project_id": scope.project_id,
        "text_id": suggestion.text_id,
        "start": suggestion.span.start,
        "stop": suggestion.span.stop,
        "code": suggestion.code,
        "stance": suggestion.stance.value,
        "scale": suggestion.scale.value,
        "why": suggestion.why,
        "engine": suggestion.engine,
        "score": suggestion.score,
        **place_columns(suggestion.place),
    }


def _suggestion_of_row(row: Row[Any]) -> Suggestion:
    return Suggestion(
        id=row.id,
        text_id=row.text_id,
        span=Span(row.start, row.stop),
        code=row.code,
        stance=Stance(row.stance),
        scale=Scale(row.scale),
        place=place_of_row(row),
        why=row.why,
        engine=row.engine,
        score=row.score,
        state=SuggestionState(row.state),
    )
