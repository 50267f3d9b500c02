"""`ei-collect erase`. The code comes by standard input, since a command line is kept and seen by others."""

import argparse
import sys

from ei_collect.cli.command import Commands, command
from ei_collect.operations.installation import Installation
from ei_collect.operations.withdrawing import withdraw


def register(commands: Commands) -> None:
    """Declare `erase`."""
    command(commands, "erase", "erase what was answered under a code, which is read from standard input", _erase)


def _erase(_arguments: argparse.Namespace, installation: Installation) -> int:
    print("Code: ", end="", file=sys.stderr, flush=True)
    erased = withdraw(installation, sys.stdin.readline().strip())
    print(f"erased from {erased.project.slug}: answers, drafts, and all coding of them")
    if erased.packs:
        print(f"build packs anew, and take away those that may still hold their words: {', '.join(erased.packs)}")
    return 0
