"""`ei-collect doctor`."""

import argparse

from ei_collect.cli.command import Commands, command
from ei_collect.operations.doctor import examine
from ei_collect.operations.installation import Installation


def register(commands: Commands) -> None:
    """Declare `doctor`."""
    command(commands, "doctor", "look the installation over", _doctor, logged=False)


def _doctor(_arguments: argparse.Namespace, installation: Installation) -> int:
    health = examine(installation)
    for fact in health.facts:
        print(fact)
    for finding in health.findings:
        print(finding)
    return 1 if health.findings else 0
