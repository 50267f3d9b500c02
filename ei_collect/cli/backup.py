"""`ei-collect backup`, `ei-collect verify` and `ei-collect restore`."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from ei_collect.cli.command import Commands, command
from ei_collect.errors import Finding
from ei_collect.operations.backing_up import KEEP_DAYS, back_up
from ei_collect.operations.installation import Installation
from ei_collect.operations.restoring import restore
from ei_collect.operations.verifying import verify


def register(commands: Commands) -> None:
    """Declare the three."""
    making = command(commands, "backup", "make an encrypted backup, also while answers come in", _backup)
    making.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="the folder of all backups")
    days = f"let older backups go (default: {KEEP_DAYS})"
    making.add_argument("--keep-days", type=_days, default=KEEP_DAYS, metavar="DAYS", help=days)
    looking = command(commands, "verify", "look whether backups are what was made", _verify, logged=False)
    looking.add_argument("folder", type=Path, metavar="FOLDER", help="one backup, or the folder of all")
    restoring = command(commands, "restore", "bring back a backup; stop the program before", _restore, logged=False)
    restoring.add_argument("folder", type=Path, metavar="FOLDER", help="one backup, or the folder of all: the newest")
    restoring.add_argument("--replace", action="store_true", help="in place of all that is here, which is lost")
    erased = "a list of people who were erased, as EI_ERASED_FILE is one"
    restoring.add_argument("--erased", type=Path, action="append", default=[], metavar="FILE", help=erased)


def _days(typed: str) -> int:
    if not typed.isdecimal() or int(typed) < 1:
        raise argparse.ArgumentTypeError(f"{typed!r} is no number of days")
    return int(typed)


def _backup(arguments: argparse.Namespace, installation: Installation) -> int:
    made = back_up(installation, arguments.to, arguments.keep_days)
    print(f"backup: {made.folder}: {made.rows} rows, {made.files} files; {made.expired} older backups removed")
    if made.key_made:
        path = installation.config.backup_key
        print(f"backup: a key was made, {path}. Keep a copy of it elsewhere: without it no backup can be read,")
        print("backup: and whoever has it and a backup can read everything.")
    return _told(made.findings)


def _verify(arguments: argparse.Namespace, installation: Installation) -> int:
    verified = verify(installation, arguments.folder)
    for each in verified:
        state = f"{len(each.findings)} findings" if each.findings else "whole"
        print(f"verify: {each.folder}: {each.files} files, {each.size} bytes: {state}")
    return _told(finding for each in verified for finding in each.findings)


def _restore(arguments: argparse.Namespace, installation: Installation) -> int:
    done = restore(installation, arguments.folder, replace=arguments.replace, erased=arguments.erased)
    print(f"restore: {done.folder}: {done.rows} rows and {done.files} files are back")
    print(f"restore: {done.erased} people who took their answers back stay erased; all staff sign in anew")
    for folder in done.unread:
        print(f"restore: {folder} cannot be opened: who was erased after the one before it may be back,")
        print("restore: unless a list of erasures knows them (--erased)")
    return 1 if done.unread else 0


def _told(findings: Iterable[Finding]) -> int:
    """One line for each finding; the exit status."""
    status = 0
    for finding in findings:
        print(f"ei-collect: {finding}", file=sys.stderr)
        status = 1
    return status
