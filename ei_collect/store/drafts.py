"""Drafts: what was typed, by section, before it is sent. Not data: never read for coding or counting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from ei_collect.projects.project import Scope
from ei_collect.store.tables import drafts


@dataclass(frozen=True)
class Draft:
    """One saved section: field to the values typed, the language of the page, the version, the day."""

    version_id: str
    language: str
    form: Mapping[str, list[str]]
    saved_on: date


_CONTENT = (drafts.c.section, drafts.c.version_id, drafts.c.language, drafts.c.form, drafts.c.saved_on)
_PLACE = ("project_id", "key_hash", "section")


def _upsert(insert: type[sqlite.Insert] | type[postgresql.Insert]) -> sqlite.Insert | postgresql.Insert:
    written = insert(drafts)
    changed = {column.name: written.excluded[column.name] for column in drafts.c if column.name not in _PLACE}
    return written.on_conflict_do_update(index_elements=list(_PLACE), set_=changed)


_UPSERT = {"sqlite": _upsert(sqlite.Insert), "postgresql": _upsert(postgresql.Insert)}


def hold_drafts(connection: Connection, scope: Scope, key_hash: str) -> None:
    """Let nobody else save or send under this key until the transaction ends, whatever rows there are or will be.

    Without it, what is saved while the same answers are sent would be deleted unread. SQLite has one writer anyway.
    """
    if connection.dialect.name == "postgresql":
        name = func.hashtextextended(f"{scope.project_id} {key_hash}", 0)
        connection.execute(select(func.pg_advisory_xact_lock(name)))


def save_drafts(connection: Connection, scope: Scope, key_hash: str, by_section: Mapping[str, Draft]) -> None:
    """Write these sections, in place of what was there."""
    connection.execute(
        _UPSERT[connection.dialect.name],
        [
            {
                "project_id": scope.project_id,
                "key_hash": key_hash,
                "section": section,
                **vars(draft),
                "form": dict(draft.form),
            }
            for section, draft in by_section.items()
        ],
    )


def find_drafts(connection: Connection, scope: Scope, key_hash: str) -> dict[str, Draft]:
    """Every section saved under this key, by section code."""
    query = select(drafts).where(drafts.c.project_id == scope.project_id, drafts.c.key_hash == key_hash)
    return {
        row.section: Draft(row.version_id, row.language, row.form, row.saved_on) for row in connection.execute(query)
    }


def take_drafts(connection: Connection, scope: Scope, key_hash: str) -> dict[str, Draft]:
    """Remove every section saved under this key and give them, by section code: nothing goes that was not read."""
    query = delete(drafts).where(drafts.c.project_id == scope.project_id, drafts.c.key_hash == key_hash)
    rows = connection.execute(query.returning(*_CONTENT))
    return {row.section: Draft(row.version_id, row.language, row.form, row.saved_on) for row in rows}


def delete_drafts(connection: Connection, scope: Scope, key_hash: str) -> bool:
    """Remove every section saved under this key; whether there was any."""
    of_key = (drafts.c.project_id == scope.project_id, drafts.c.key_hash == key_hash)
    return connection.execute(delete(drafts).where(*of_key)).rowcount > 0


def delete_expired(connection: Connection, scope: Scope, before: date, *, limit: int) -> tuple[str, ...]:
    """Remove the drafts of at most `limit` keys under which nothing has been saved since `before`; of which."""
    of_project = drafts.c.project_id == scope.project_id
    old = select(drafts.c.key_hash).where(of_project).group_by(drafts.c.key_hash)
    keys = connection.scalars(old.having(func.max(drafts.c.saved_on) < before).limit(limit)).all()
    if keys:
        connection.execute(delete(drafts).where(of_project, drafts.c.key_hash.in_(keys), drafts.c.saved_on < before))
    return tuple(keys)


def drafted_version(connection: Connection, scope: Scope, key_hash: str) -> str | None:
    """The id of the version that these drafts answer, or None where there are none."""
    query = select(drafts.c.version_id).where(drafts.c.project_id == scope.project_id, drafts.c.key_hash == key_hash)
    return connection.execute(query.limit(1)).scalar()
