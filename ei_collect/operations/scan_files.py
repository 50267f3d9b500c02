"""The pictures of scans as files: where they are, and how those go that nobody needs any more."""

from datetime import timedelta

from ei_collect.operations.attached import GRACE
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.objects import ObjectKind, objects
from ei_collect.store.objects import Objects
from ei_collect.store.projects import all_projects
from ei_collect.store.scans import delete_needless, with_pictures


def scan_objects(installation: Installation) -> Objects:
    """Where the pictures are, each under the id of its row."""
    return objects(installation, ObjectKind.SCANS)


def forget_scans(installation: Installation, gone: tuple[str, ...]) -> None:
    """Remove the files of rows that are gone."""
    if gone:
        scan_objects(installation).delete(*gone)


def drop_needless_scans(installation: Installation) -> int:
    """Remove the scans of settled sheets, unless their sitting keeps them, and of void ones; how many there were.

    Those that nobody could say whose they are go `draft_days` days after they came.
    """
    before = today() - timedelta(days=installation.config.draft_days)
    gone: tuple[str, ...] = ()
    with installation.database.writing() as connection:
        for project in all_projects(connection):
            gone += delete_needless(connection, project.scope, before)
    forget_scans(installation, gone)
    return len(gone)


def sweep_scans(installation: Installation, *, starting: bool = False) -> int:
    """Remove the files that have no row; how many there were.

    Only those go that nobody can be busy with. On SQLite one process serves: when it starts, that is all of them.
    """
    with installation.database.reading() as connection:
        wanted = [with_pictures(connection, project.scope) for project in all_projects(connection)]
    grace = 0 if starting and installation.database.is_sqlite else GRACE
    return scan_objects(installation).sweep(frozenset().union(*wanted), grace)
