"""Whether the secret key in force is the one under which the codes of this installation are hashed.

With another one everything seems well, and no code opens its answers any more.
"""

import hmac
from collections.abc import Iterator

from ei_collect.errors import ConfigError, Finding
from ei_collect.operations.installation import Installation
from ei_collect.secret_keys import CURRENT, OLDER
from ei_collect.store.key_checks import find_check, insert_check

MEND = "Put the key back: it is in every backup. If it has been changed on purpose, it belongs into EI_OLD_SECRET_KEYS."


def check_key(installation: Installation) -> None:
    """Let the database know its key by now, or see that this is the one that it knows.

    Raises:
        ConfigError: it knows another one.
    """
    digest = _digest(installation)
    with installation.database.writing() as connection:
        known = find_check(connection)
        if known is None:
            insert_check(connection, digest)
    if known not in {None, digest}:
        raise ConfigError([_other()])


def key_findings(installation: Installation) -> Iterator[Finding]:
    """What is amiss with the keys: another one is in force, or others can read their files."""
    with installation.database.reading() as connection:
        known = find_check(connection)
    if known not in {None, _digest(installation)}:
        yield _other()
    config = installation.config
    for path in (config.data / CURRENT, config.data / OLDER, config.backup_key):
        if path.exists() and path.stat().st_mode & 0o077:
            yield Finding(str(path), "key-open", "others on this machine can read it", f"Run chmod 600 {path}.")


def _other() -> Finding:
    return Finding("EI_SECRET_KEY", "secret-other", "is not the key under which answers were kept here", MEND)


def _digest(installation: Installation) -> str:
    return hmac.digest(installation.config.lasting_key.encode(), b"ei_collect key check", "sha256").hex()
