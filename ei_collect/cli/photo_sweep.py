"""`ei-collect photos sweep`."""

import argparse

from ei_collect.cli.command import Commands, command
from ei_collect.operations.attached import GRACE
from ei_collect.operations.installation import Installation
from ei_collect.operations.pictures import sweep_photos
from ei_collect.store.staging import PATIENCE


def register_sweep(verbs: Commands) -> None:
    """Declare `sweep`."""
    command(verbs, "sweep", "remove files of photos that belong to nothing", _sweep)


def _sweep(_arguments: argparse.Namespace, installation: Installation) -> int:
    removed = sweep_photos(installation)
    files = "1 file" if removed == 1 else f"{removed} files"
    print(f"photos: {files} removed that no photo refers to or that never arrived whole")
    print(f"photos: whatever is younger than {GRACE // 60} minutes was left alone, on its way {PATIENCE // 60} minutes")
    return 0
