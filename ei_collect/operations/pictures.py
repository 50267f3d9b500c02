"""The files of photos: where they are, on their way and kept; what cleans them; how those go that belong to nothing."""

from threading import Lock

from ei_collect.operations.installation import Installation
from ei_collect.operations.objects import ObjectKind, objects
from ei_collect.operations.sounds import GRACE
from ei_collect.photos.pool import Cleaner
from ei_collect.store.objects import Objects
from ei_collect.store.photos import with_files
from ei_collect.store.projects import all_projects
from ei_collect.store.staging import PATIENCE, Staging

_lock = Lock()
_cleaners: list[Cleaner] = []


def photo_objects(installation: Installation) -> Objects:
    """Where the pictures and thumbnails are (see `photos/naming`)."""
    return objects(installation, ObjectKind.PHOTOS)


def staging(installation: Installation) -> Staging:
    """Where photos are while they come in; on this machine, whatever keeps the others."""
    return Staging(installation.config.data / "staging")


def cleaner(_installation: Installation) -> Cleaner:
    """What cleans photos: one for the process, whose workers start with the first of them."""
    with _lock:
        if not _cleaners:
            _cleaners.append(Cleaner())
    return _cleaners[0]


def forget_photos(installation: Installation, gone: tuple[str, ...]) -> None:
    """Remove these files of rows that are gone."""
    if gone:
        photo_objects(installation).delete(*gone)


def sweep_photos(installation: Installation, *, starting: bool = False) -> int:
    """Remove the files that no row refers to, and those that never arrived whole; how many there were.

    Only those go that nobody can be busy with. On SQLite one process serves: when it starts, that is all of them, but
    for what is on its way, which its sender goes on with.
    """
    with installation.database.reading() as connection:
        wanted = [with_files(connection, project.scope) for project in all_projects(connection)]
    grace = 0 if starting and installation.database.is_sqlite else GRACE
    left = photo_objects(installation).sweep(frozenset().union(*wanted), grace)
    return left + staging(installation).sweep(PATIENCE)
