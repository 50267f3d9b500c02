"""`ei-collect ...`: reads the words of a command, calls one operation, prints.

Exit 0, 1 for findings, 2 for a fault; never a traceback.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from ei_collect.cli import database, project
from ei_collect.cli.command import Commands
from ei_collect.config import read_config
from ei_collect.errors import AbsentError, CollectError, ConfigError
from ei_collect.operations.installation import opened

NOUNS = (project, database)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    parser = argparse.ArgumentParser(
        prog="ei-collect", description="Listen to a whole town: surveys, coding, the forum's pack."
    )
    commands: Commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for noun in NOUNS:
        noun.register(commands)
    arguments = parser.parse_args(argv)
    try:
        config = read_config(os.environ)
        with opened(config) as installation:
            return int(arguments.run(arguments, installation))
    except CollectError as error:
        for finding in error.findings:
            print(f"ei-collect: {finding}", file=sys.stderr)
        return 2 if isinstance(error, ConfigError | AbsentError) else 1
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        print(f"ei-collect: {error.filename or 'the system'}: {error.strerror or error}", file=sys.stderr)
        return 2
