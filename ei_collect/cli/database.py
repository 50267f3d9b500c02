"""`ei-collect db ...`."""

import argparse

from ei_collect.cli.command import Commands, command, group
from ei_collect.operations.auditing import note
from ei_collect.operations.installation import Installation
from ei_collect.operations.key_checking import check_key
from ei_collect.projects.log import COMMAND_LINE, Act
from ei_collect.store.migration import upgrade


def register(commands: Commands) -> None:
    """Declare the verbs of `db`."""
    verbs = group(commands, "db", "the database itself")
    command(verbs, "upgrade", "bring the database to this program's shape", _upgrade, logged=False)


def _upgrade(_arguments: argparse.Namespace, installation: Installation) -> int:
    upgrade(installation.database)
    check_key(installation)
    note(installation, Act(COMMAND_LINE, "ei-collect db upgrade"))
    return 0
