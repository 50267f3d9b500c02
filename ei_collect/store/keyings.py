"""Passes over paper sheets as rows: who typed what. What was typed goes once the sheet is settled."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from ei_collect.fieldwork.keyed import Keyed, PageToKey
from ei_collect.fieldwork.layout import Layout, from_document
from ei_collect.projects.project import Scope
from ei_collect.store.tables import keyings, sheet_layouts, sheets, sittings

NOT_READABLE = "unreadable"


class SheetStatus(StrEnum):
    """How far a sheet is: keyed from its first finished pass on, void where nothing of it may be kept."""

    PRINTED = "printed"
    KEYED = "keyed"
    SETTLED = "settled"
    VOID = "void"


@dataclass(frozen=True)
class SheetToKey:
    """A sheet with what keying it depends on; what stands after its layout is its sitting's, if it has one."""

    id: str
    code: str
    key_hash: str
    status: SheetStatus
    sitting_id: str | None
    version_id: str
    language: str
    layout: Layout
    opened_by: str | None
    keyed_twice: int
    keeps_scans: bool


@dataclass(frozen=True)
class Keying:
    """One pass over a sheet: the first, the second, or as number 3 the look that settled where those two differed.

    `pages` are the numbers of those that were typed.
    """

    id: str
    sheet_id: str
    number: int
    user_id: str
    keyed_on: date
    keyed: Keyed = field(default_factory=Keyed)
    pages: tuple[int, ...] = ()
    done: bool = False

    def has_typed(self, page: PageToKey) -> bool:
        """Whether anything of a page has been typed, or that it is empty."""
        return page.number in self.pages or self.keyed.of_page(page) != Keyed()


_SHEET = (
    select(
        sheets.c.id,
        sheets.c.code,
        sheets.c.key_hash,
        sheets.c.status,
        sheets.c.sitting_id,
        sheet_layouts.c.version_id,
        sheet_layouts.c.language,
        sheet_layouts.c.layout,
        sittings.c.opened_by,
        sittings.c.keyed_twice,
        sittings.c.keeps_scans,
    )
    .join(sheet_layouts, sheet_layouts.c.id == sheets.c.layout_id)
    .outerjoin(sittings, sittings.c.id == sheets.c.sitting_id)
)


def sheet_to_key(connection: Connection, scope: Scope, code: str, *, hold: bool = False) -> SheetToKey | None:
    """The sheet with this code, or None; with `hold`, nobody else changes anything of it until the transaction ends."""
    query = _SHEET.where(sheets.c.project_id == scope.project_id, sheets.c.code == code)
    row = connection.execute(query.with_for_update(of=sheets) if hold else query).one_or_none()
    return _sheet(row) if row else None


def sheet_of_key(connection: Connection, scope: Scope, key_hash: str) -> SheetToKey | None:
    """The sheet whose slip has the code with this hash, or None."""
    query = _SHEET.where(sheets.c.project_id == scope.project_id, sheets.c.key_hash == key_hash)
    row = connection.execute(query.with_for_update(of=sheets)).one_or_none()
    return _sheet(row) if row else None


def version_on_paper(connection: Connection, scope: Scope, key_hash: str) -> str | None:
    """The id of the version that the sheet with this key answers, while somebody is still to type it; or None."""
    to_type = sheets.c.status.in_([SheetStatus.PRINTED, SheetStatus.KEYED])
    this = (sheets.c.project_id == scope.project_id, sheets.c.key_hash == key_hash, to_type)
    query = select(sheet_layouts.c.version_id).join(sheets, sheets.c.layout_id == sheet_layouts.c.id)
    return connection.scalar(query.where(*this))


def move_sheet(connection: Connection, scope: Scope, sheet_id: str, status: SheetStatus) -> None:
    """Write how far a sheet is."""
    this = (sheets.c.project_id == scope.project_id) & (sheets.c.id == sheet_id)
    connection.execute(sheets.update().where(this).values(status=status.value))


def keyings_of(connection: Connection, scope: Scope, sheet_id: str) -> tuple[Keying, ...]:
    """Every pass over a sheet, by number."""
    query = select(keyings).where(keyings.c.project_id == scope.project_id, keyings.c.sheet_id == sheet_id)
    return tuple(map(_keying, connection.execute(query.order_by(keyings.c.number))))


def insert_keying(connection: Connection, scope: Scope, keying: Keying) -> None:
    """Write a pass whose id is fresh; the caller holds the sheet."""
    connection.execute(keyings.insert().values(project_id=scope.project_id, **_columns(keying)))


def save_keying(connection: Connection, scope: Scope, keying: Keying) -> None:
    """Write a pass again, as it stands now."""
    this = (keyings.c.project_id == scope.project_id) & (keyings.c.id == keying.id)
    connection.execute(keyings.update().where(this).values(**_columns(keying)))


def empty_keyings(connection: Connection, scope: Scope, passes: Iterable[Keying]) -> None:
    """Let go of what was typed, once it stands as answers; who typed, and when, stays."""
    for each in passes:
        save_keying(connection, scope, replace(each, keyed=Keyed()))


def delete_keyings(connection: Connection, scope: Scope, sheet_id: str) -> None:
    """Remove every pass over a sheet with all that was typed."""
    connection.execute(delete(keyings).where(keyings.c.project_id == scope.project_id, keyings.c.sheet_id == sheet_id))


def delete_keying(connection: Connection, scope: Scope, keying_id: str) -> None:
    """Remove one pass."""
    connection.execute(delete(keyings).where(keyings.c.project_id == scope.project_id, keyings.c.id == keying_id))


def delete_unfinished(connection: Connection, scope: Scope, before: date) -> int:
    """Remove the passes that were left unfinished, and not typed at since `before`; how many there were."""
    left = (keyings.c.project_id == scope.project_id, ~keyings.c.done, keyings.c.keyed_on < before)
    return connection.execute(delete(keyings).where(*left)).rowcount


def _columns(keying: Keying) -> dict[str, Any]:
    told = {name: value for name, value in vars(keying).items() if name != "keyed"}
    return {
        **told,
        "pages": list(keying.pages),
        "form": {name: list(values) for name, values in keying.keyed.form.items()},
        "marks": dict.fromkeys(sorted(keying.keyed.unreadable), NOT_READABLE),
        "facts": {name: list(values) for name, values in keying.keyed.facts.items()},
    }


def _keying(row: Row[Any]) -> Keying:
    return Keying(
        id=row.id,
        sheet_id=row.sheet_id,
        number=row.number,
        user_id=row.user_id,
        keyed_on=row.keyed_on,
        keyed=Keyed(row.form, frozenset(row.marks), row.facts),
        pages=tuple(row.pages),
        done=row.done,
    )


def _sheet(row: Row[*tuple[Any, ...]]) -> SheetToKey:
    told = row._asdict()
    told |= {"status": SheetStatus(row.status), "keyed_twice": row.keyed_twice or 0}
    told |= {"keeps_scans": bool(row.keeps_scans), "layout": from_document(row.layout)}
    return SheetToKey(**told)
