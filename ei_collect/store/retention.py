"""What a project keeps no longer: the keys under which something lies that was sent, saved or typed before a day."""

from datetime import date

from sqlalchemy import Connection, select, union

from ei_collect.projects.project import Scope
from ei_collect.store.tables import drafts, keyings, responses, sheets


def overdue_keys(connection: Connection, scope: Scope, sent_before: date, *, limit: int) -> tuple[str, ...]:
    """At most `limit` hashes of keys under which answers were sent before this day."""
    overdue = (responses.c.project_id == scope.project_id, responses.c.submitted_on < sent_before)
    return tuple(connection.scalars(select(responses.c.key_hash).where(*overdue).limit(limit)))


def keys_with_anything(connection: Connection, scope: Scope, *, limit: int) -> tuple[str, ...]:
    """At most `limit` hashes of keys under which there is anything at all: sent, saved, or typed off a sheet."""
    sent = select(responses.c.key_hash).where(responses.c.project_id == scope.project_id)
    saved = select(drafts.c.key_hash).where(drafts.c.project_id == scope.project_id)
    typed = select(sheets.c.key_hash).where(sheets.c.project_id == scope.project_id)
    typed = typed.where(sheets.c.id.in_(select(keyings.c.sheet_id).where(keyings.c.project_id == scope.project_id)))
    return tuple(connection.scalars(union(sent, saved, typed).limit(limit)))
