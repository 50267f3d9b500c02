"""Looking whether backups are what was made: every file of each, against the sealed manifest."""

from dataclasses import dataclass
from pathlib import Path

from ei_collect.errors import CollectError, Finding, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.store.archives import archives_in, open_archive, strangers_in
from ei_collect.store.backup_key import BackupKey, read_backup_key


@dataclass(frozen=True)
class Verified:
    """One backup: how many files and bytes it should have, and everything that is not what was made."""

    folder: Path
    files: int
    size: int
    findings: tuple[Finding, ...]


def verify(installation: Installation, folder: Path) -> tuple[Verified, ...]:
    """Look at a backup, or at every backup in a folder; what lies among these and is none comes first.

    Raises:
        NotFoundError: there is none.
        AbsentError: the key of backups cannot be used.
    """
    key = read_backup_key(installation.config.backup_key)
    found = all_in(folder)
    strangers = tuple(strangers_in(folder))
    verified = tuple(_verify(each, key) for each in found)
    return (Verified(folder, 0, 0, strangers), *verified) if strangers else verified


def all_in(folder: Path) -> list[Path]:
    """The backups in a folder, the oldest first, or the folder itself.

    Raises:
        NotFoundError: there is none.
    """
    if found := archives_in(folder):
        return found
    mend = "Name a backup, or the folder that ei-collect backup was told."
    raise NotFoundError.of("backup-none", "holds no backup", where=str(folder), mend=mend)


def _verify(folder: Path, key: BackupKey) -> Verified:
    try:
        archive = open_archive(folder, key)
    except CollectError as error:
        return Verified(folder, 0, 0, error.findings)
    files = archive.manifest.files
    size = sum(entry.size for entry in files.values())
    return Verified(folder, len(files), size, tuple(archive.findings()))
