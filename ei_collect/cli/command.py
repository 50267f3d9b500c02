"""How a command is declared, the same way for every noun."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from ei_collect.operations.installation import Installation

if TYPE_CHECKING:
    Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
else:
    Commands = argparse._SubParsersAction

Run: TypeAlias = Callable[[argparse.Namespace, Installation], int]


def group(commands: Commands, noun: str, about: str) -> Commands:
    """The verbs of a noun: `ei-collect NOUN VERB`."""
    return commands.add_parser(noun, help=about, description=about).add_subparsers(
        title="verbs", required=True, metavar="VERB"
    )


def command(commands: Commands, name: str, about: str, run: Run) -> argparse.ArgumentParser:
    """One command that `run` carries out; the caller adds its options."""
    parser = commands.add_parser(name, help=about, description=about)
    parser.set_defaults(run=run)
    return parser
