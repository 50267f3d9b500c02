"""`ei-collect retain`."""

import argparse

from ei_collect.cli.command import Commands, command
from ei_collect.operations.installation import Installation
from ei_collect.operations.retaining import retain
from ei_collect.projects.log import COMMAND_LINE


def register(commands: Commands) -> None:
    """Declare `retain`."""
    command(commands, "retain", "erase the answers that each project keeps no longer, as happens daily", _retain)


def _retain(_arguments: argparse.Namespace, installation: Installation) -> int:
    for slug, people in retain(installation, COMMAND_LINE).items():
        print(f"{slug}: the answers of {people} {'person' if people == 1 else 'people'} erased")
    return 0
