"""`ei-collect photos ...`."""

import argparse
from pathlib import Path

from ei_collect.cli.command import Commands, command, group
from ei_collect.cli.photo_exports import register_exports
from ei_collect.cli.photo_sweep import register_sweep
from ei_collect.operations.cleaning import UNREADABLE, CleanedFile, clean_files
from ei_collect.operations.installation import Installation


def register(commands: Commands) -> None:
    """Declare the verbs of `photos`."""
    verbs = group(commands, "photos", "photos: cleaned, swept and taken away")
    clean = command(verbs, "clean", "clean photos in files, as those are that people send", _clean, logged=False)
    clean.add_argument("files", nargs="+", type=Path, metavar="FILE")
    clean.add_argument("--to", required=True, type=Path, metavar="FOLDER", help="where to put the cleaned photos")
    register_sweep(verbs)
    register_exports(verbs)


def _clean(arguments: argparse.Namespace, _installation: Installation) -> int:
    status = 0
    for done in clean_files(arguments.files, arguments.to):
        print(_line(done))
        status = max(status, _status(done))
    return status


def _status(done: CleanedFile) -> int:
    if done.refused is None:
        return 0
    return 2 if done.refused.code == UNREADABLE else 1


def _line(done: CleanedFile) -> str:
    if done.refused is None:
        return f"{done.path}: kept as {done.name}"
    return f"{done.path}: refused, it {done.refused.what} [{done.refused.code}] {done.refused.mend}"
