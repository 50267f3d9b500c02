"""Printed paper sheets as rows, and where on them everything lies. What is typed off them is in `keyings`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from ei_collect.fieldwork.layout import Layout, from_document, to_document
from ei_collect.projects.project import Scope
from ei_collect.store.ids import new_id
from ei_collect.store.tables import sheet_layouts, sheets

_INSERTS: dict[str, type[sqlite.Insert] | type[postgresql.Insert]] = {
    "sqlite": sqlite.Insert,
    "postgresql": postgresql.Insert,
}


@dataclass(frozen=True)
class Sheet:
    """A printed form for one person. `key_hash` is of the code on its slip, under which its answers come to stand."""

    id: str
    code: str
    layout_id: str
    key_hash: str
    made_on: date
    sitting_id: str | None = None
    batch: str = ""


@dataclass(frozen=True)
class Printed:
    """What is the same for all sheets of one printing. `digest` is of all of it."""

    version_id: str
    language: str
    large_print: bool
    layout: Layout
    digest: str


def keep_layout(connection: Connection, scope: Scope, printed: Printed) -> str:
    """Write where everything lies, unless it is there already; its id."""
    values = {**vars(printed), "layout": to_document(printed.layout), "project_id": scope.project_id}
    written = _INSERTS[connection.dialect.name](sheet_layouts).values(id=new_id("la"), **values)
    connection.execute(written.on_conflict_do_nothing())
    this = (sheet_layouts.c.project_id == scope.project_id) & (sheet_layouts.c.digest == printed.digest)
    return str(connection.scalars(select(sheet_layouts.c.id).where(this)).one())


def insert_sheets(connection: Connection, scope: Scope, made: Sequence[Sheet]) -> None:
    """Write sheets whose codes are fresh."""
    connection.execute(sheets.insert(), [{**vars(sheet), "project_id": scope.project_id} for sheet in made])


def find_sheet(connection: Connection, scope: Scope, code: str) -> Sheet | None:
    """The sheet with this code, or None."""
    columns = [sheets.c[name] for name in Sheet.__dataclass_fields__]
    this = (sheets.c.project_id == scope.project_id) & (sheets.c.code == code)
    row = connection.execute(select(*columns).where(this)).one_or_none()
    return Sheet(**row._mapping) if row else None


def layout_of(connection: Connection, scope: Scope, code: str) -> Layout | None:
    """Where everything lies on the sheet with this code, or None where there is no such sheet."""
    query = select(sheet_layouts.c.layout).join(sheets, sheets.c.layout_id == sheet_layouts.c.id)
    this = (sheets.c.project_id == scope.project_id) & (sheets.c.code == code)
    document = connection.scalar(query.where(this))
    return from_document(document) if document is not None else None
