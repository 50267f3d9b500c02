"""Which texts wait for a coder, and how far the work of a project is. Exact counts, for its own staff only."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, false, func, or_, select, tuple_

from ei_collect.coding.coding import SuggestionState
from ei_collect.projects.project import Scope
from ei_collect.store.tables import codings, excerpts, responses, suggestions, texts
from ei_collect.survey.definition import CAPTION

Asked: TypeAlias = tuple[str, str]
"""The slug of a survey and what the texts of a question are filed under there."""


@dataclass(frozen=True)
class Wanted:
    """What a coder wants to see: texts of `questions`, only uncoded ones, only those with open suggestions."""

    questions: Collection[Asked]
    uncoded: bool = False
    suggested: bool = False


def queued_texts(
    connection: Connection, scope: Scope, wanted: Wanted, *, after: str | None, limit: int
) -> tuple[str, ...]:
    """The ids of at most `limit` texts that are wanted, by (random) id, those behind the id `after`."""
    query = _wanted(scope, wanted).order_by(texts.c.id).limit(limit)
    return tuple(connection.scalars(query.where(texts.c.id > after) if after else query))


def count_queued(connection: Connection, scope: Scope, wanted: Wanted) -> int:
    """How many texts are wanted."""
    return connection.scalar(select(func.count()).select_from(_wanted(scope, wanted).subquery())) or 0


def count_responses(connection: Connection, scope: Scope) -> dict[str, tuple[int, int]]:
    """How many responses each survey has: by slug, real ones and synthetic ones."""
    told = responses.c.survey_slug, responses.c.synthetic
    query = select(*told, func.count().label("number")).where(responses.c.project_id == scope.project_id)
    counts: dict[str, tuple[int, int]] = {}
    for row in connection.execute(query.group_by(*told)):
        real, synthetic = counts.get(row.survey_slug, (0, 0))
        counts[row.survey_slug] = (real, row.number) if row.synthetic else (row.number, synthetic)
    return counts


def _wanted(scope: Scope, wanted: Wanted) -> Select[Any]:
    captions = [(slug, name) for slug, name in wanted.questions if name.endswith(CAPTION)]
    others = sorted(set(wanted.questions) - set(captions))
    asked: list[ColumnElement[bool]] = [tuple_(responses.c.survey_slug, texts.c.question).in_(others)] if others else []
    for slug, name in captions:
        asked.append(and_(responses.c.survey_slug == slug, texts.c.question.startswith(name, autoescape=True)))
    query = (
        select(texts.c.id)
        .join(responses, responses.c.id == texts.c.response_id)
        .where(texts.c.project_id == scope.project_id, or_(false(), *asked))
    )
    if wanted.uncoded:
        coded = exists().where(excerpts.c.text_id == texts.c.id).where(codings.c.excerpt_id == excerpts.c.id)
        query = query.where(~coded)
    if wanted.suggested:
        is_open = suggestions.c.state == SuggestionState.OPEN.value
        query = query.where(exists().where(suggestions.c.text_id == texts.c.id).where(is_open))
    return query
