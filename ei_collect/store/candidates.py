"""Researchers' plain wordings of candidates as rows. What a candidate rests on is in the codings alone."""

from sqlalchemy import Connection, select

from ei_collect.coding.candidates import Worded
from ei_collect.coding.coding import Scale, Stance
from ei_collect.projects.project import Scope
from ei_collect.store.tables import candidates


def wordings(connection: Connection, scope: Scope) -> tuple[Worded, ...]:
    """Every wording of a project: at most one for each code, stance and scale."""
    query = select(
        candidates.c.id, candidates.c.code, candidates.c.stance, candidates.c.scale, candidates.c.title
    ).where(candidates.c.project_id == scope.project_id)
    return tuple(
        Worded(row.id, row.code, Stance(row.stance), Scale(row.scale), row.title)
        for row in connection.execute(query.order_by(candidates.c.id))
    )


def set_wording(connection: Connection, scope: Scope, worded: Worded, user_id: str) -> None:
    """Put a wording in the place of the one that its candidate had."""
    this = (candidates.c.project_id == scope.project_id) & (candidates.c.id == worded.id)
    connection.execute(candidates.delete().where(this))
    row = {**vars(worded), "stance": worded.stance.value, "scale": worded.scale.value}
    connection.execute(candidates.insert().values(project_id=scope.project_id, worded_by=user_id, **row))
