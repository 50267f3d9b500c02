"""Responses counted in SQL, one trait at a time. What of it may be shown is decided in `analysis`."""

from sqlalchemy import Connection, case, func, select

from ei_collect.analysis.who_answered import Origin, Tally, Trait
from ei_collect.answering.response import Quotable
from ei_collect.projects.project import Scope
from ei_collect.store.tables import responses

_published = responses.c.source_row.is_not(None) & (responses.c.quotable == Quotable.ALREADY_PUBLISHED.value)
_origin = case(
    (responses.c.synthetic, Origin.SYNTHETIC.value),
    (_published, Origin.PUBLISHED.value),
    else_=Origin.RESIDENTS.value,
).label("origin")


def tally_responses(connection: Connection, scope: Scope) -> tuple[Tally, ...]:
    """How many responses there are by origin and value of each trait: one query a trait, never a crossing of two."""
    return tuple(tally for trait in Trait for tally in _tally(connection, scope, trait))


def _tally(connection: Connection, scope: Scope, trait: Trait) -> list[Tally]:
    value = responses.c[trait.value].label("value")
    counted = (
        select(_origin, value).where(responses.c.project_id == scope.project_id).subquery()
    )  # PostgreSQL would not see that a CASE with parameters is the same one in SELECT and GROUP BY
    query = select(counted.c.origin, counted.c.value, func.count()).group_by(counted.c.origin, counted.c.value)
    return [Tally(Origin(origin), trait, given, people) for origin, given, people in connection.execute(query)]
