"""Calling back what was made of answers before they were taken back: the files of packs, and what exports left behind.

Copies that were handed out are beyond reach: they are listed for staff (`store/handed_out.py`).
"""

import shutil
from collections.abc import Collection
from pathlib import Path
from time import time

from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.packs import pack_folder
from ei_collect.projects.project import Scope
from ei_collect.store.packs import hold_packs, mark_withdrawn, sources_of_packs, withdrawn_packs

EXPORTS = "export-*"
"""What the folders are called in which exports are written before they are sent."""
LONGEST_EXPORT = 600
"""Seconds after which nobody writes in such a folder any more: whoever did was killed."""


def recall_packs(installation: Installation, scope: Scope, ids: Collection[str]) -> tuple[str, ...]:
    """Remove the files of every pack in which a text, an excerpt or a photo with one of these ids stands; the packs.

    Those too whose files somebody else's erasure has removed before: copies of them may be about.
    """
    wanted = frozenset(ids)
    with installation.database.writing() as connection:
        hold_packs(connection, scope)
        every = sources_of_packs(connection, scope)
        held = sorted(pack for pack, sources in every.items() if wanted & sources or _names(installation, pack, ids))
        for pack in held:
            _remove(pack_folder(installation, pack))
            mark_withdrawn(connection, scope, pack, today())
    return tuple(held)


def sweep_recalled(installation: Installation) -> None:
    """Remove here what another host has called back, and what exports that were killed have left behind."""
    with installation.database.reading() as connection:
        gone = withdrawn_packs(connection)
    for pack in gone:
        _remove(pack_folder(installation, pack))
    for folder in installation.config.data.glob(EXPORTS):
        if folder.is_dir() and folder.stat().st_mtime < time() - LONGEST_EXPORT:
            _remove(folder)


def _names(installation: Installation, pack: str, ids: Collection[str]) -> bool:
    """Whether the data of a pack name one of these, as those do that were built before their sources were kept."""
    path = pack_folder(installation, pack) / "pack.json"
    told = path.read_text(encoding="utf-8") if path.is_file() else ""
    return any(f'"{each}"' in told for each in ids)


def _remove(folder: Path) -> None:
    """Remove a folder whole; one that is not there is left out."""
    if folder.is_dir():
        shutil.rmtree(folder)
