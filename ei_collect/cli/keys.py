"""`ei-collect keys ...`."""

import argparse

from ei_collect.cli.command import Commands, command, group
from ei_collect.operations.installation import Installation
from ei_collect.operations.rotating import rotate, rotate_backup_key
from ei_collect.secret_keys import OLDER


def register(commands: Commands) -> None:
    """Declare the verbs of `keys`."""
    verbs = group(commands, "keys", "the secret key and the key of backups")
    rotating = command(verbs, "rotate", "put a fresh secret key in force; stop the program before", _rotate)
    rotating.add_argument("--backup", action="store_true", help="the key of backups instead")


def _rotate(arguments: argparse.Namespace, installation: Installation) -> int:
    config = installation.config
    if arguments.backup:
        rotate_backup_key(installation)
        print(f"keys: {config.backup_key} begins with a fresh key. Keep a copy of the file elsewhere;")
        print("keys: the older keys in it open the backups that they sealed")
        return 0
    number = rotate(installation)
    print(f"keys: a fresh secret key is in force; {number} things were encrypted anew under it")
    print(f"keys: keep the older ones ({config.data / OLDER}, EI_OLD_SECRET_KEYS): codes open nothing without them")
    print("keys: start the program again; all staff sign in anew")
    return 0
