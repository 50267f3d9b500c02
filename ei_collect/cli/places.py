"""`ei-collect places ...`."""

import argparse
from pathlib import Path

from ei_collect.cli.command import Commands, command, group
from ei_collect.operations.installation import Installation
from ei_collect.operations.placing import import_places
from ei_collect.operations.projects import project_named


def register(commands: Commands) -> None:
    """Declare the verbs of `places`."""
    verbs = group(commands, "places", "bumping spaces, venues and sites, where posters hang and photos are taken")
    add = command(verbs, "import", "take in places from a table; those that are there are changed", _import)
    add.add_argument("file", type=Path, metavar="FILE.csv", help="UTF-8, with a row of headings: code, name, ...")
    add.add_argument("--project", required=True, metavar="SLUG")


def _import(arguments: argparse.Namespace, installation: Installation) -> int:
    done = import_places(installation, project_named(installation, arguments.project), arguments.file)
    print(f"places: {done.new} new, {done.changed} changed, {done.unchanged} as before")
    return 0
