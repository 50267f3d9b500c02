"""Writing small files so that each is safe on its disk once a function returns, and readable by its owner alone."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet; its folder is not yet safe (see `sync`)."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as held:
        held.write(content)
        held.flush()
        os.fsync(held.fileno())


def put(path: Path, content: bytes) -> None:
    """Write a file in place of the one that is there: at any moment either of them is whole."""
    _beside(path, content).replace(path)
    sync(path.parent)


def put_if_absent(path: Path, content: bytes) -> None:
    """Write a file unless it is there, also where several try at once: one of them wins, whole."""
    fresh = _beside(path, content)
    with suppress(FileExistsError):
        path.hardlink_to(fresh)
    fresh.unlink()
    sync(path.parent)


def sync(folder: Path) -> None:
    """Make the names in a folder as safe as what is in its files."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _beside(path: Path, content: bytes) -> Path:
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    write_new(fresh, content)
    return fresh
