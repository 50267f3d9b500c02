"""`ei-collect queue ...`."""

import argparse
from collections import Counter
from pathlib import Path

from ei_collect.cli.command import Commands, command, group
from ei_collect.operations.installation import Installation
from ei_collect.operations.syncing import Arrival, import_file

WORDS = {Arrival.KEPT: "kept", Arrival.TAKEN_BACK: "taken back before", Arrival.REFUSED: "refused"}


def register(commands: Commands) -> None:
    """Declare the verbs of `queue`."""
    verbs = group(commands, "queue", "answers that wait on shared tablets")
    bring = command(verbs, "import", "bring in answers that a tablet could not send and saved as a file", _import)
    bring.add_argument("file", type=Path, metavar="FILE", help="the file; again, if need be: each answer counts once")


def _import(arguments: argparse.Namespace, installation: Installation) -> int:
    arrived = import_file(installation, arguments.file)
    told = Counter(each.arrival for each in arrived)
    print(", ".join(f"{told[arrival]} {words}" for arrival, words in WORDS.items()))
    for each in arrived:
        if each.why:
            print(f"refused {each.hash[:8]}: {each.why}")
    return 1 if told[Arrival.REFUSED] else 0
