"""Batches of sheets, counted by how far keying them is; the sheets that wait for a second person or a third look."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, ScalarSelect, Select, Subquery, func, select

from ei_collect.projects.project import Scope
from ei_collect.store.keyings import SheetStatus
from ei_collect.store.sitting_counts import Stage
from ei_collect.store.tables import keyings, sheets, sittings

MOST = 200
"""Batches, or sheets, that a list shows at most."""


@dataclass(frozen=True)
class Batch:
    """Sheets that were made together. `sitting` is the code of theirs, `venue` and `held_on` tell of it, if any."""

    name: str
    sitting: str | None
    venue: str | None
    held_on: date | None
    made_on: date
    sheets: Mapping[Stage, int]

    @property
    def total(self) -> int:
        """All sheets but those of which nothing may be kept."""
        return sum(number for stage, number in self.sheets.items() if stage is not Stage.VOID)


@dataclass(frozen=True)
class Waiting:
    """The codes of sheets that wait for this person to type them again, and of those that wait to be settled."""

    second: tuple[str, ...]
    differing: tuple[str, ...]


def batches_of(connection: Connection, scope: Scope, opened_by: str | None = None) -> tuple[Batch, ...]:
    """Every batch, the latest first; with `opened_by`, only those of sittings that this person opened."""
    each = _each(scope, opened_by)
    named = (each.c.code, each.c.venue, each.c.held_on, each.c.batch, each.c.made_on)
    query = select(*named, each.c.status, each.c.passes, func.count()).group_by(*named, each.c.status, each.c.passes)
    found: dict[tuple[str, str | None, str | None, date | None, date], Counter[Stage]] = {}
    for code, venue, held_on, batch, made_on, status, passes, number in connection.execute(query):
        counts = found.setdefault((batch, code, venue, held_on, made_on), Counter())
        counts[_stage(status, passes)] += number
    made = [Batch(*named_by, dict(counts)) for named_by, counts in found.items()]
    return tuple(sorted(made, key=lambda batch: (batch.made_on, batch.name), reverse=True)[:MOST])


def waiting_for(connection: Connection, scope: Scope, user_id: str, opened_by: str | None = None) -> Waiting:
    """What waits for this person; of what others typed, nothing."""
    each = _each(scope, opened_by)
    keyed = select(each.c.sheet_code).where(each.c.status == SheetStatus.KEYED).order_by(each.c.sheet_code).limit(MOST)
    mine = select(keyings.c.sheet_id).where(keyings.c.number == 1, keyings.c.user_id == user_id)
    second = keyed.where(each.c.passes == 1, each.c.id.not_in(mine))
    differing = keyed.where(each.c.passes == 2)
    return Waiting(tuple(connection.scalars(second)), tuple(connection.scalars(differing)))


def _each(scope: Scope, opened_by: str | None) -> Subquery:
    """Every sheet that this person may know of, with how many passes over it are finished."""
    query: Select[Any] = (
        select(
            sheets.c.id,
            sheets.c.code.label("sheet_code"),
            sheets.c.status,
            sheets.c.batch,
            sheets.c.made_on,
            sittings.c.code,
            sittings.c.venue,
            sittings.c.held_on,
            _finished().label("passes"),
        )
        .outerjoin(sittings, sittings.c.id == sheets.c.sitting_id)
        .where(sheets.c.project_id == scope.project_id)
    )
    return (query if opened_by is None else query.where(sittings.c.opened_by == opened_by)).subquery()


def _finished() -> ScalarSelect[int]:
    this = (keyings.c.sheet_id == sheets.c.id, keyings.c.number <= 2, keyings.c.done)
    return select(func.count()).where(*this).correlate(sheets).scalar_subquery()


def _stage(status: str, passes: int) -> Stage:
    if status in {SheetStatus.SETTLED, SheetStatus.VOID}:
        return Stage(status)
    return (Stage.PRINTED, Stage.KEYED_ONCE, Stage.KEYED_TWICE)[passes]
