"""The secret key of an installation as a file of its data folder, and those that were in force before it."""

import secrets
from pathlib import Path

from ei_collect.durable import put, put_if_absent
from ei_collect.errors import ConfigError

MIN_SECRET_BYTES = 32
CURRENT = "secret-key"
OLDER = "secret-key.old"
"""One key on each line, the newest first."""


def kept_key(data: Path) -> str:
    """The key of this installation, made once and readable by its owner alone.

    Raises:
        ConfigError: the file has lost it; with another key no code would open its answers.
    """
    path = data / CURRENT
    if not path.exists():
        put_if_absent(path, secrets.token_hex(32).encode())
    key = path.read_text().strip()
    if len(key) < MIN_SECRET_BYTES:
        raise ConfigError.of("secret-damaged", "is damaged", where=str(path), mend="Put it back from the backup.")
    return key


def old_keys(data: Path) -> tuple[str, ...]:
    """The keys before the one in force, the newest first."""
    path = data / OLDER
    return tuple(path.read_text().split()) if path.exists() else ()


def is_kept(data: Path, key: str) -> bool:
    """Whether the key in force is the one that is kept here, rather than one from the environment."""
    return (data / CURRENT).exists() and kept_key(data) == key


def in_order(*keys: str, without: str) -> tuple[str, ...]:
    """Each key once, in its last place: the last of all stays the last."""
    return tuple(reversed(dict.fromkeys(each for each in reversed(keys) if each != without)))


def renew_key(data: Path) -> tuple[str, ...]:
    """Put a fresh key in force, once the one before it is safe among the old ones; all of them, the newest first.

    Stopped anywhere, one of the two is in force and neither is lost.
    """
    keys = (secrets.token_hex(32), kept_key(data), *old_keys(data))
    keep_keys(data, keys)
    return keys


def keep_keys(data: Path, keys: tuple[str, ...]) -> None:
    """Put these keys in force, the newest first."""
    keep_old_keys(data, keys[1:])
    put(data / CURRENT, keys[0].encode())


def keep_old_keys(data: Path, keys: tuple[str, ...]) -> None:
    """Let these be the keys before the one in force."""
    if keys:
        put(data / OLDER, "\n".join(keys).encode())
    else:
        (data / OLDER).unlink(missing_ok=True)
