"""The files of photos: where they are, on their way and kept; what cleans them; how those go that belong to nothing."""

import hmac
from threading import Lock

from ei_collect.operations import attached
from ei_collect.operations.installation import Installation
from ei_collect.operations.objects import ObjectKind, objects
from ei_collect.photos.pool import Cleaner
from ei_collect.store.objects import Objects
from ei_collect.store.staging import Staging

_lock = Lock()
_cleaners: list[Cleaner] = []


def photo_objects(installation: Installation) -> Objects:
    """Where the pictures and thumbnails are (see `photos/naming`)."""
    return objects(installation, ObjectKind.PHOTOS)


def staging(installation: Installation) -> Staging:
    """Where photos are while they come in; on this machine, whatever keeps the others."""
    return Staging(installation.config.data / "staging")


def owner_of_staged(installation: Installation, key_hash: str) -> str:
    """With what the names of files on their way begin under a key: nobody without our secret can tell which it is."""
    told = f"staged\n{key_hash}".encode()
    return hmac.digest(installation.config.lasting_key.encode(), told, "sha256").hex()[:32]


def forget_staged(installation: Installation, *key_hashes: str) -> None:
    """Remove at once what is on its way under these keys."""
    for key_hash in key_hashes:
        staging(installation).delete_of(owner_of_staged(installation, key_hash))


def cleaner(_installation: Installation) -> Cleaner:
    """What cleans photos: one for the process, whose workers start with the first of them."""
    with _lock:
        if not _cleaners:
            _cleaners.append(Cleaner())
    return _cleaners[0]


def forget_photos(installation: Installation, gone: tuple[str, ...]) -> None:
    """Remove these files of rows that are gone."""
    attached.forget(installation, {ObjectKind.PHOTOS: gone})


def sweep_photos(installation: Installation, *, starting: bool = False) -> int:
    """Remove the files that no row refers to, and those that never arrived whole; how many there were.

    What is on its way its sender goes on with, also after a start.
    """
    left = attached.sweep(installation, ObjectKind.PHOTOS, starting=starting)
    return left + staging(installation).sweep()
