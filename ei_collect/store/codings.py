"""Codings as rows. Who may code, and what a coding must look like, is in `operations/coding.py`."""

from typing import Any

from sqlalchemy import Connection, Row, Select, select
from sqlalchemy.exc import IntegrityError

from ei_collect.coding.coding import Coding, IdentityCheck, PlaceKind, PlaceSpokenOf, Scale, Span, Stance
from ei_collect.projects.project import Scope
from ei_collect.store.tables import codings, excerpts, users

MOST_FOR_A_TEXT = 500


def insert_coding(connection: Connection, scope: Scope, coding: Coding, coder_id: str) -> bool:
    """Write a coding of an excerpt that is there; False where this coder has coded it so already."""
    row = {
        "id": coding.id,
        "project_id": scope.project_id,
        "excerpt_id": coding.excerpt_id,
        "code": coding.code,
        "stance": coding.stance.value,
        "scale": coding.scale.value,
        "dimensions": list(coding.dimensions),
        "memo": coding.memo,
        "coder_id": coder_id,
        "coded_on": coding.coded_on,
        **place_columns(coding.place),
    }
    try:
        with connection.begin_nested():
            connection.execute(codings.insert().values(**row))
    except IntegrityError:
        return False
    return True


def delete_coding(connection: Connection, scope: Scope, coding_id: str) -> None:
    """Remove a coding; its excerpt stays until `excerpts.delete_uncoded`."""
    connection.execute(codings.delete().where(codings.c.project_id == scope.project_id, codings.c.id == coding_id))


def find_coding(connection: Connection, scope: Scope, coding_id: str) -> Coding | None:
    """The coding with this id, or None."""
    row = connection.execute(_query(scope).where(codings.c.id == coding_id)).one_or_none()
    return _coding_of_row(row) if row else None


def codings_of_text(connection: Connection, scope: Scope, text_id: str) -> tuple[Coding, ...]:
    """The codings of one text in the order of their excerpts; at most MOST_FOR_A_TEXT."""
    query = _query(scope).where(excerpts.c.text_id == text_id)
    ordered = query.order_by(excerpts.c.start, excerpts.c.stop, codings.c.id).limit(MOST_FOR_A_TEXT)
    return tuple(_coding_of_row(row) for row in connection.execute(ordered))


def all_codings(connection: Connection, scope: Scope) -> tuple[Coding, ...]:
    """Every coding of a project by text, excerpt and id: the whole of it, as a pack or an export needs it."""
    ordered = _query(scope).order_by(excerpts.c.text_id, excerpts.c.start, excerpts.c.stop, codings.c.id)
    return tuple(_coding_of_row(row) for row in connection.execute(ordered))


def place_columns(place: PlaceSpokenOf) -> dict[str, Any]:
    """A place spoken of as the three columns that codings and suggestions share."""
    return {"place_kind": place.kind.value, "place_wards": list(place.wards), "place_name": place.name}


def place_of_row(row: Row[Any]) -> PlaceSpokenOf:
    """The place spoken of that a row with those three columns holds."""
    return PlaceSpokenOf(PlaceKind(row.place_kind), tuple(row.place_wards), row.place_name)


def _query(scope: Scope) -> Select[Any]:
    return (
        select(
            codings,
            excerpts.c.text_id,
            excerpts.c.start,
            excerpts.c.stop,
            excerpts.c.identity_check,
            users.c.name.label("coder"),
        )
        .join(excerpts, excerpts.c.id == codings.c.excerpt_id)
        .join(users, users.c.id == codings.c.coder_id)
        .where(codings.c.project_id == scope.project_id)
    )


def _coding_of_row(row: Row[Any]) -> Coding:
    return Coding(
        id=row.id,
        excerpt_id=row.excerpt_id,
        text_id=row.text_id,
        span=Span(row.start, row.stop),
        code=row.code,
        stance=Stance(row.stance),
        scale=Scale(row.scale),
        dimensions=tuple(row.dimensions),
        place=place_of_row(row),
        memo=row.memo,
        coder=row.coder,
        coded_on=row.coded_on,
        identity_check=IdentityCheck(row.identity_check),
    )
