"""`ei-collect audit ...`."""

import argparse
from pathlib import Path

from ei_collect.cli.command import Commands, command, group
from ei_collect.operations.auditing import export_log, log_facts
from ei_collect.operations.installation import Installation


def register(commands: Commands) -> None:
    """Declare the verbs of `audit`."""
    verbs = group(commands, "audit", "the log of who did what")
    export = command(verbs, "export", "write the whole log as CSV, with the hashes that tie its lines", _export)
    export.add_argument("--to", required=True, type=Path, metavar="FILE.csv")


def _export(arguments: argparse.Namespace, installation: Installation) -> int:
    events = export_log(installation, arguments.to)
    print(f"{events} events in {arguments.to}")
    print(log_facts(installation))
    return 0
