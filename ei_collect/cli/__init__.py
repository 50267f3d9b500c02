"""`ei-collect ...`: reads the words of a command, calls one operation, prints.

Exit 0, 1 for findings, 2 for a fault; never a traceback.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from ei_collect.cli import (
    audit,
    backup,
    database,
    demonstration,
    doctor,
    erase,
    keys,
    language,
    pack,
    photos,
    places,
    posters,
    project,
    queue,
    responses,
    retain,
    serving,
    sheets,
    suggest,
    survey,
    user,
    wards,
)
from ei_collect.cli.command import Commands
from ei_collect.cli.recording import run_recorded
from ei_collect.config import read_config
from ei_collect.errors import CollectError, DefinitionError, InputError
from ei_collect.operations.installation import opened

NOUNS = (
    project,
    survey,
    language,
    wards,
    places,
    posters,
    user,
    queue,
    responses,
    sheets,
    suggest,
    pack,
    photos,
    database,
    doctor,
    audit,
    backup,
    keys,
    erase,
    retain,
    serving,
    demonstration,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    arguments = command_line().parse_args(argv)
    try:
        config = read_config(os.environ)
        with opened(config) as installation:
            return run_recorded(arguments, installation)
    except CollectError as error:
        for finding in error.findings:
            print(f"ei-collect: {finding}", file=sys.stderr)
        return 1 if isinstance(error, DefinitionError | InputError) else 2
    except KeyboardInterrupt:
        return 130
    except EOFError:
        print("ei-collect: nothing was typed where something is asked for. Run it in a terminal.", file=sys.stderr)
        return 2
    except OSError as error:
        what = f"{error.filename or 'the system'}: {error.strerror or error}"
        print(f"ei-collect: {what}. Look at the name, and at who may read or write there.", file=sys.stderr)
        return 2


def command_line() -> argparse.ArgumentParser:
    """The words that are understood: every noun with its verbs and options."""
    parser = argparse.ArgumentParser(
        prog="ei-collect", description="Listen to a whole town: surveys, coding, the forum's pack."
    )
    commands: Commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for noun in NOUNS:
        noun.register(commands)
    return parser
