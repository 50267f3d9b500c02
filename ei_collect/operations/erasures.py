"""Who was erased, for backups: the list outside the database and the tombstones in it hold the same."""

from ei_collect.operations.installation import Installation
from ei_collect.store.database import Connection
from ei_collect.store.erased_list import Erasure, add_erased, read_erased
from ei_collect.store.tombstones import all_buried


def buried_within(connection: Connection) -> tuple[Erasure, ...]:
    """The tombstones as the list has them."""
    return tuple(Erasure(project_id, key_hash, day.isoformat()) for project_id, key_hash, day in all_buried(connection))


def list_erased(installation: Installation, erasures: tuple[Erasure, ...]) -> tuple[Erasure, ...]:
    """All that the list holds, once it holds these as well: where its disk failed or it was lost, it is made whole.

    Raises:
        InputError: another kind of file has its place.
        OSError: it cannot be read or written.
    """
    listed = read_erased(installation.config.erased)
    there = {(each.project_id, each.key_hash) for each in listed}
    missing = tuple(each for each in erasures if (each.project_id, each.key_hash) not in there)
    add_erased(installation.config.erased, missing)
    return listed + missing
