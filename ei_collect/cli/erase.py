"""`ei-collect erase`. A code comes by standard input, since a command line is kept and seen by others."""

import argparse
import sys

from ei_collect.cli.command import Commands, command
from ei_collect.errors import InputError
from ei_collect.operations.erasing import erase
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import project_named
from ei_collect.operations.withdrawing import Erased, withdraw


def register(commands: Commands) -> None:
    """Declare `erase`."""
    about = "erase all that somebody answered; their code is read from standard input"
    verb = command(commands, "erase", about, _erase)
    verb.add_argument("--id", help="instead of a code: the id of a response, a text, a photo or a recording of theirs")
    verb.add_argument("--project", metavar="SLUG", help="in which this id is")


def _erase(arguments: argparse.Namespace, installation: Installation) -> int:
    erased = _by_id(arguments, installation) if arguments.id else _by_code(installation)
    arguments.mentioned = {"response": erased.response_id} if erased.response_id else {}
    print(f"erased from {erased.project.slug}: answers, drafts, and all coding of them")
    if erased.packs:
        print(f"packs that held something of them have no files any more, build them anew: {', '.join(erased.packs)}")
    for copy in erased.copies:
        what = f"{copy.what} {copy.target}".rstrip()
        print(f"may hold them still, to be destroyed: {what}, taken by {copy.handed_by} on {copy.handed_on}")
    return 0


def _by_code(installation: Installation) -> Erased:
    print("Code: ", end="", file=sys.stderr, flush=True)
    return withdraw(installation, sys.stdin.readline().strip())


def _by_id(arguments: argparse.Namespace, installation: Installation) -> Erased:
    if not arguments.project:
        raise InputError.of("project-unnamed", "is not named", where="the project", mend="Add --project SLUG.")
    return erase(installation, project_named(installation, arguments.project), arguments.id)
