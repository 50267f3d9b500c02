"""Pictures of pages of paper sheets as rows; the picture itself is a file that has the row's id for its name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ei_collect.fieldwork.scanned import PageReading, from_document, to_document
from ei_collect.projects.project import Scope
from ei_collect.store.tables import scans, sheets, sittings, tombstones

MOST = 200
"""Scans of one sheet, or without one, that a list holds at most."""
_INSERTS: dict[str, Callable[..., Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True)
class Scan:
    """A picture of a page. `sheet_id` and `page` are None until it is known whose it is.

    `digest` is the SHA-256 of the file, and the number of the page in it, that it came from.
    """

    id: str
    sheet_id: str | None
    page: int | None
    digest: str
    reading: PageReading
    received_on: date


def insert_scan(connection: Connection, scope: Scope, scan: Scan) -> bool:
    """Write a scan unless it came in before; whether it did not."""
    values = {**vars(scan), "reading": to_document(scan.reading), "project_id": scope.project_id}
    written = _INSERTS[connection.dialect.name](scans).values(**values)
    return connection.scalar(written.on_conflict_do_nothing().returning(scans.c.id)) is not None


def has_scan(connection: Connection, scope: Scope, digest: str) -> bool:
    """Whether this picture came in before."""
    return connection.scalar(select(scans.c.id).where(_of(scope), scans.c.digest == digest)) is not None


def find_scan(connection: Connection, scope: Scope, scan_id: str) -> Scan | None:
    """The scan with this id, or None."""
    return next(iter(_scans(connection, _all(scope).where(scans.c.id == scan_id))), None)


def opener_of(connection: Connection, scope: Scope, scan_id: str) -> str | None:
    """Who opened the sitting of a scan's sheet; None where it has no such."""
    joined = scans.join(sheets, sheets.c.id == scans.c.sheet_id).join(sittings, sittings.c.id == sheets.c.sitting_id)
    query = select(sittings.c.opened_by).select_from(joined).where(_of(scope), scans.c.id == scan_id)
    return connection.scalar(query)


def scans_of_sheet(connection: Connection, scope: Scope, sheet_id: str) -> tuple[Scan, ...]:
    """What came in of a sheet, by page."""
    return _scans(connection, _all(scope).where(scans.c.sheet_id == sheet_id).order_by(scans.c.page, scans.c.id))


def scans_without_sheet(connection: Connection, scope: Scope) -> tuple[Scan, ...]:
    """What nobody knows yet whose it is, oldest first."""
    query = _all(scope).where(scans.c.sheet_id.is_(None)).order_by(scans.c.received_on, scans.c.id)
    return _scans(connection, query)


def count_of_scans(connection: Connection, scope: Scope) -> tuple[int, int]:
    """How many scans have a sheet, and how many have none."""
    query = select(func.count(scans.c.sheet_id), func.count()).where(_of(scope))
    placed, every = connection.execute(query).one()
    return placed, every - placed


def place_scan(connection: Connection, scope: Scope, scan_id: str, sheet_id: str, reading: PageReading) -> None:
    """Write whose a scan is, and what was read off it."""
    this = and_(_of(scope), scans.c.id == scan_id)
    values = {"sheet_id": sheet_id, "page": reading.page, "reading": to_document(reading)}
    connection.execute(update(scans).where(this).values(**values))


def is_wanted(connection: Connection, scope: Scope, sheet_id: str) -> bool:
    """Whether scans of a sheet may be kept: it is not void, was not taken back, nor settled without keeping them."""
    buried = exists().where(tombstones.c.project_id == sheets.c.project_id, tombstones.c.key_hash == sheets.c.key_hash)
    this = (sheets.c.project_id == scope.project_id, sheets.c.id == sheet_id)
    return connection.scalar(select(sheets.c.id).where(*this, ~_over(), ~buried)) is not None


def delete_scan(connection: Connection, scope: Scope, scan_id: str) -> tuple[str, ...]:
    """Remove one scan; the ids of what is gone."""
    return _delete(connection, scope, scans.c.id == scan_id)


def delete_of_key(connection: Connection, scope: Scope, key_hash: str) -> tuple[str, ...]:
    """Remove the scans of the sheet with this key; the ids of what is gone."""
    own = select(sheets.c.id).where(sheets.c.project_id == scope.project_id, sheets.c.key_hash == key_hash)
    return _delete(connection, scope, scans.c.sheet_id.in_(own))


def delete_needless(connection: Connection, scope: Scope, before: date) -> tuple[str, ...]:
    """Remove what need not be kept; the ids of what is gone.

    That is: those of settled and void sheets, unless their sitting keeps them; and those without a sheet that came
    before this day.
    """
    done = select(sheets.c.id).where(sheets.c.project_id == scope.project_id, _over())
    stray = and_(scans.c.sheet_id.is_(None), scans.c.received_on < before)
    return _delete(connection, scope, or_(scans.c.sheet_id.in_(done), stray))


def with_pictures(connection: Connection, scope: Scope) -> frozenset[str]:
    """The ids of all scans: each has a file."""
    return frozenset(connection.scalars(select(scans.c.id).where(_of(scope))))


def _of(scope: Scope) -> ColumnElement[bool]:
    return scans.c.project_id == scope.project_id


def _over() -> ColumnElement[bool]:
    """Whether no scan of a sheet is needed any more."""
    kept = exists().where(sittings.c.id == sheets.c.sitting_id, sittings.c.keeps_scans)
    return or_(sheets.c.status == "void", and_(sheets.c.status == "settled", ~kept))


def _all(scope: Scope) -> Select[Any]:
    return select(*(scans.c[name] for name in Scan.__dataclass_fields__)).where(_of(scope))


def _scans(connection: Connection, query: Select[Any]) -> tuple[Scan, ...]:
    rows = connection.execute(query.limit(MOST))
    return tuple(
        Scan(row.id, row.sheet_id, row.page, row.digest, from_document(row.reading), row.received_on) for row in rows
    )


def _delete(connection: Connection, scope: Scope, which: ColumnElement[bool]) -> tuple[str, ...]:
    return tuple(connection.scalars(delete(scans).where(_of(scope), which).returning(scans.c.id)))
