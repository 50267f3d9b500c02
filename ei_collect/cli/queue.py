"""`ei-collect queue ...`."""

import argparse
from collections import Counter
from pathlib import Path

from ei_collect.cli.command import Commands, command, group
from ei_collect.operations.arriving import Arrival
from ei_collect.operations.installation import Installation
from ei_collect.operations.queue_files import import_file

WORDS = {
    Arrival.KEPT: "kept",
    Arrival.TAKEN_BACK: "taken back before",
    Arrival.REFUSED: "refused",
    Arrival.WAITS: "without their photos",
}


def register(commands: Commands) -> None:
    """Declare the verbs of `queue`."""
    verbs = group(commands, "queue", "answers and photos that wait on shared tablets")
    bring = command(verbs, "import", "bring in what a tablet could not send and saved as a file", _import)
    bring.add_argument(
        "file", type=Path, metavar="FILE", help="the file; again, if need be: each answer and photo counts once"
    )


def _import(arguments: argparse.Namespace, installation: Installation) -> int:
    told: Counter[Arrival] = Counter()
    for each in import_file(installation, arguments.file):
        told[each.arrival] += 1
        if each.why:
            print(f"refused {each.hash[:8]}: {each.why}")
    print(", ".join(f"{told[arrival]} {words}" for arrival, words in WORDS.items()))
    return 1 if told[Arrival.REFUSED] or told[Arrival.WAITS] else 0
