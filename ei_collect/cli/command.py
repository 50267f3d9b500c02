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


def command(
    commands: Commands, name: str, about: str, run: Run, *, logged: bool = True, hands_out: bool = False
) -> argparse.ArgumentParser:
    """One command that `run` carries out; the caller adds its options.

    It is written into the log, unless it changes and reads nothing of anybody's or runs where there may be no log yet;
    one that `hands_out` copies of what people said is listed for the day on which they are called back.
    """
    parser = commands.add_parser(name, help=about, description=about)
    called = parser.prog.partition(" ")[2]
    parser.set_defaults(run=run, called=called, logged=logged, hands_out=hands_out)
    return parser
