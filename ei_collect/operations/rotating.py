"""Putting new keys in force: the secret key, under which things are encrypted, and the key of backups.

What one of the older secret keys has encrypted is encrypted anew. Hashes of codes stay under the first of all: nobody
has the codes any more (docs/decisions/0016).
"""

from ei_collect.errors import InputError
from ei_collect.fieldwork.sealing import wrap_anew
from ei_collect.operations.installation import Installation
from ei_collect.projects.one_time import hide_anew
from ei_collect.secret_keys import is_kept, renew_key
from ei_collect.store.backup_key import renew_backup_key
from ei_collect.store.database import Connection
from ei_collect.store.factors import all_apps, put_secret
from ei_collect.store.sittings import all_openings, put_opening


def rotate(installation: Installation) -> int:
    """Put a fresh secret key in force, or go over to the one that the environment gives; how much was encrypted anew.

    Stopped in the middle, it can be run again: what is not encrypted anew yet, the older keys still open.

    Raises:
        InputError: the environment gives the key, and has not given another one yet.
    """
    config = installation.config
    keys = config.secret_keys
    if is_kept(config.data, config.secret_key):
        keys = renew_key(config.data)
    elif len(keys) == 1:
        mend = "Set it to a new key, set EI_OLD_SECRET_KEYS to the one before, and run this again."
        raise InputError.of("secret-same", "has not been changed yet", where="EI_SECRET_KEY", mend=mend)
    with installation.database.writing() as connection:
        number = _wrap_openings(connection, keys) + _hide_secrets(connection, keys)
    installation.database.empty_log()
    return number


def rotate_backup_key(installation: Installation) -> None:
    """Put a fresh key of backups in force; those before it stay in the file for the backups that they sealed.

    Raises:
        AbsentError: there is none yet.
    """
    renew_backup_key(installation.config.backup_key)


def _wrap_openings(connection: Connection, keys: tuple[str, ...]) -> int:
    """Encrypt the private keys of sittings anew."""
    number = 0
    for sitting_id, code, opening in all_openings(connection):
        if (anew := wrap_anew(opening, keys, code)) is not None:
            put_opening(connection, sitting_id, anew)
            number += 1
    return number


def _hide_secrets(connection: Connection, keys: tuple[str, ...]) -> int:
    """Encrypt the secrets that staff share with their apps anew."""
    number = 0
    for app in all_apps(connection):
        if (anew := hide_anew(app.secret, keys, app.user_id)) is not None:
            put_secret(connection, app.user_id, anew)
            number += 1
    return number
