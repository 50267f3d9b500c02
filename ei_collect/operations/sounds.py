"""The files of recordings: where they are, and how those go that belong to nothing any more."""

from ei_collect.operations.installation import Installation
from ei_collect.operations.objects import ObjectKind, objects
from ei_collect.store.objects import Objects
from ei_collect.store.projects import all_projects
from ei_collect.store.recordings import with_sound

GRACE = 3600
"""For so many seconds another process may be about to write the row of a file."""


def sounds(installation: Installation) -> Objects:
    """Where the files are, each under the id of its row."""
    return objects(installation, ObjectKind.RECORDINGS)


def forget(installation: Installation, gone: tuple[str, ...]) -> None:
    """Remove the files of rows that are gone."""
    sounds(installation).delete(*gone)


def sweep(installation: Installation, *, starting: bool = False) -> int:
    """Remove the files that have no row, and those that were left half written; how many there were.

    Only those go that nobody can be busy with. On SQLite one process serves: when it starts, that is all of them.
    """
    with installation.database.reading() as connection:
        wanted = [with_sound(connection, project.scope) for project in all_projects(connection)]
    grace = 0 if starting and installation.database.is_sqlite else GRACE
    return sounds(installation).sweep(frozenset().union(*wanted), grace)
