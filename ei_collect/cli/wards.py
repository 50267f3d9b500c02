"""`ei-collect wards ...`."""

import argparse
import sys
from pathlib import Path

from ei_collect.cli.command import Commands, command, group
from ei_collect.operations.installation import Installation
from ei_collect.operations.places import WardImport, import_wards
from ei_collect.places.bristol import PLACE_SET
from ei_collect.store.places import Written


def register(commands: Commands) -> None:
    """Declare the verbs of `wards`."""
    verbs = group(commands, "wards", "the wards of a town, and which postcode lies in which")
    add = command(verbs, "import", "read boundaries and postcodes as the ONS publishes them", _import)
    add.add_argument("--boundaries", type=Path, required=True, metavar="FILE.geojson")
    add.add_argument("--postcodes", type=Path, required=True, metavar="FILE.csv")
    add.add_argument("--place-set", default=PLACE_SET, help="the set of wards to add to (%(default)s)")


def _import(arguments: argparse.Namespace, installation: Installation) -> int:
    done = import_wards(installation, arguments.place_set, arguments.boundaries, arguments.postcodes)
    print(f"wards: {_counts(done.wards)}")
    print(f"postcodes: {_counts(done.postcodes)}")
    return _report(done)


def _counts(written: Written) -> str:
    return f"{written.new} new, {written.changed} changed, {written.unchanged} as before"


def _report(done: WardImport) -> int:
    for finding in done.findings:
        print(f"ei-collect: {finding}", file=sys.stderr)
    if unnamed := done.unusable - len(done.findings):
        print(f"ei-collect: and {unnamed} more", file=sys.stderr)
    if done.unusable:
        print(f"unusable rows: {done.unusable}; all others are in")
    return 1 if done.unusable else 0
