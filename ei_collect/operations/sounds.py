"""The files of recordings: where they are, and how those go that belong to nothing any more."""

from ei_collect.operations import attached
from ei_collect.operations.installation import Installation
from ei_collect.operations.objects import ObjectKind, objects
from ei_collect.store.objects import Objects


def sounds(installation: Installation) -> Objects:
    """Where the files are, each under the id of its row."""
    return objects(installation, ObjectKind.RECORDINGS)


def forget_sounds(installation: Installation, gone: tuple[str, ...]) -> None:
    """Remove the files of rows that are gone."""
    attached.forget(installation, {ObjectKind.RECORDINGS: gone})


def sweep_sounds(installation: Installation, *, starting: bool = False) -> int:
    """Remove the files that have no row, and those that were left half written; how many there were."""
    return attached.sweep(installation, ObjectKind.RECORDINGS, starting=starting)
