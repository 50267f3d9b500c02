"""Which files the rows of a database name: without these it would not be whole."""

from ei_collect.operations.attached import ATTACHMENTS
from ei_collect.operations.objects import ObjectKind
from ei_collect.store.database import Connection
from ei_collect.store.projects import all_projects
from ei_collect.store.scans import with_pictures


def names_kept(connection: Connection) -> dict[ObjectKind, frozenset[str]]:
    """The names by kind. Those of pictures and readings stand within the versions, and are not among them."""
    scopes = [project.scope for project in all_projects(connection)]
    kept = {
        kind: frozenset[str]().union(*(each.rows.names(connection, scope) for scope in scopes))
        for kind, each in ATTACHMENTS.items()
    }
    return {**kept, ObjectKind.SCANS: frozenset[str]().union(*(with_pictures(connection, scope) for scope in scopes))}
