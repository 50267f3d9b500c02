"""Sittings as rows, and what has come in at each, counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from ei_collect.fieldwork.sitting import Helper, HelperRole, Sitting
from ei_collect.projects.project import Scope
from ei_collect.store.tables import sittings

MOST = 500
"""Sittings that a list shows at most."""


@dataclass(frozen=True)
class Held:
    """A sitting as whoever has only its code finds it, with the project that it belongs to."""

    scope: Scope
    sitting: Sitting


def insert_sitting(connection: Connection, scope: Scope, sitting: Sitting) -> None:
    """Write a sitting whose id and code are fresh."""
    connection.execute(sittings.insert().values(project_id=scope.project_id, **columns_of(sitting)))


def update_sitting(connection: Connection, scope: Scope, sitting_id: str, changed: Mapping[str, Any]) -> None:
    """Write these columns of a sitting, as `columns_of` has them; the others stay as they are."""
    this = (sittings.c.project_id == scope.project_id) & (sittings.c.id == sitting_id)
    connection.execute(sittings.update().where(this).values(**changed))


def columns_of(sitting: Sitting) -> dict[str, Any]:
    """A sitting as a row holds it."""
    lists = {"surveys": list(sitting.surveys), "languages": list(sitting.languages), "sealing": dict(sitting.sealing)}
    helpers = [{"role": helper.role.value, "language": helper.language} for helper in sitting.helpers]
    return {**vars(sitting), **lists, "helpers": helpers}


def find_sitting(connection: Connection, scope: Scope, code: str) -> Sitting | None:
    """The sitting of this project with this code, or None."""
    return _one(connection, _of_project(scope).where(sittings.c.code == code))


def sitting_with_id(connection: Connection, scope: Scope, sitting_id: str) -> Sitting | None:
    """The sitting of this project with this id, or None."""
    return _one(connection, _of_project(scope).where(sittings.c.id == sitting_id))


def find_held(connection: Connection, code: str) -> Held | None:
    """The sitting with this code, whichever project it belongs to, or None."""
    row = connection.execute(select(sittings).where(sittings.c.code == code)).one_or_none()
    return Held(Scope(row.project_id), _sitting(row)) if row else None


def sittings_of(connection: Connection, scope: Scope, opened_by: str | None = None) -> tuple[Sitting, ...]:
    """The sittings of a project, the latest first; with `opened_by` only those that this person opened."""
    query = _of_project(scope)
    if opened_by is not None:
        query = query.where(sittings.c.opened_by == opened_by)
    newest = query.order_by(sittings.c.held_on.desc(), sittings.c.code).limit(MOST)
    return tuple(map(_sitting, connection.execute(newest)))


def find_joined(connection: Connection, scope: Scope, code: str, survey_slug: str) -> str | None:
    """The id of the open sitting with this code where it asks this survey, or None."""
    here = _of_project(scope).where(sittings.c.code == code, sittings.c.closed_on.is_(None))
    found = _one(connection, here)
    return found.id if found and survey_slug in found.surveys else None


def codes_of_sittings(connection: Connection, scope: Scope) -> dict[str, str]:
    """The code of each sitting by its id."""
    query = select(sittings.c.id, sittings.c.code).where(sittings.c.project_id == scope.project_id)
    return {row.id: row.code for row in connection.execute(query)}


def all_openings(connection: Connection) -> tuple[tuple[str, str, str], ...]:
    """Id, code and encrypted private key of every sitting that has one, in whichever project."""
    query = select(sittings.c.id, sittings.c.code, sittings.c.opening).where(sittings.c.opening != "")
    return tuple((row.id, row.code, row.opening) for row in connection.execute(query))


def put_opening(connection: Connection, sitting_id: str, opening: str) -> None:
    """Write the private key of a sitting as it is encrypted now."""
    connection.execute(sittings.update().where(sittings.c.id == sitting_id).values(opening=opening))


def _one(connection: Connection, query: Select[Any]) -> Sitting | None:
    row = connection.execute(query).one_or_none()
    return _sitting(row) if row else None


def _of_project(scope: Scope) -> Select[Any]:
    return select(sittings).where(sittings.c.project_id == scope.project_id)


def _sitting(row: Row[Any]) -> Sitting:
    told = {name: value for name, value in row._mapping.items() if name != "project_id"}
    helpers = tuple(Helper(HelperRole(each["role"]), each["language"]) for each in row.helpers)
    lists = {"surveys": tuple(row.surveys), "languages": tuple(row.languages), "helpers": helpers}
    return Sitting(**{**told, **lists})
