"""What has come in at a sitting, counted exactly: these are a partner's totals of their own fieldwork."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, func, select

from ei_collect.projects.project import Scope
from ei_collect.store.tables import keyings, responses, sheets


class Stage(StrEnum):
    """How far a printed sheet is: each is at one of these."""

    PRINTED = "printed"
    KEYED_ONCE = "keyed_once"
    KEYED_TWICE = "keyed_twice"
    SETTLED = "settled"
    VOID = "void"


@dataclass(frozen=True)
class Progress:
    """Responses by device, help, language and survey; `sheets` by stage, those that do not occur left out."""

    responses: int
    devices: Mapping[str, int]
    helps: Mapping[str, int]
    languages: Mapping[str, int]
    surveys: Mapping[str, int]
    sheets: Mapping[Stage, int]

    @property
    def printed(self) -> int:
        """Sheets that were printed, those that are void left out."""
        return sum(self.sheets.values()) - self.sheets.get(Stage.VOID, 0)

    @property
    def waiting(self) -> int:
        """Sheets whose answers do not count yet; some of them may never be filled in."""
        return self.printed - self.sheets.get(Stage.SETTLED, 0)


def progress_of(connection: Connection, scope: Scope, sitting_id: str) -> Progress:
    """Two queries: what has been answered, and how far the sheets are."""
    told = ("device", "help", "language", "survey_slug")
    columns = [responses.c[name] for name in told]
    here = (responses.c.project_id == scope.project_id) & (responses.c.sitting_id == sitting_id)
    rows = connection.execute(select(*columns, func.count()).where(here).group_by(*columns)).all()
    counts: dict[str, Counter[str]] = {name: Counter() for name in told}
    for *values, people in rows:
        for name, value in zip(told, values, strict=True):
            counts[name][value] += people
    devices, helps, languages, surveys = (dict(counts[name].most_common()) for name in told)
    total = sum(devices.values())
    return Progress(total, devices, helps, languages, surveys, _stages(connection, scope, sitting_id))


def _stages(connection: Connection, scope: Scope, sitting_id: str) -> dict[Stage, int]:
    passes = (
        select(func.count())
        .where(keyings.c.sheet_id == sheets.c.id, keyings.c.done, keyings.c.number <= 2)
        .scalar_subquery()
        .label("passes")
    )
    here = (sheets.c.project_id == scope.project_id) & (sheets.c.sitting_id == sitting_id)
    each = select(sheets.c.status, passes).where(here).subquery()
    query = select(each.c.status, each.c.passes, func.count()).group_by(each.c.status, each.c.passes)
    found: Counter[Stage] = Counter()
    for status, done, number in connection.execute(query):
        found[stage_of(status, done)] += number
    return {stage: found[stage] for stage in Stage if found[stage]}


def stage_of(status: str, passes: int) -> Stage:
    """The stage of a sheet by its status and how many passes over it are finished, two at most."""
    if status in {Stage.SETTLED, Stage.VOID}:
        return Stage(status)
    return (Stage.PRINTED, Stage.KEYED_ONCE, Stage.KEYED_TWICE)[passes]
