"""The key of backups: a file as `age` itself reads it, with the key in force on top and those before it below."""

from dataclasses import dataclass
from pathlib import Path

from pyrage import DecryptError, IdentityError, decrypt, encrypt
from pyrage.x25519 import Identity

from ei_collect.durable import put, put_if_absent
from ei_collect.errors import AbsentError

MEND = "Put the file back from where you keep your copy of it, or name it in EI_BACKUP_KEY_FILE."
ADVICE = "# Whoever has this key can read the backups of ei_collect; without it nobody can. Keep a copy elsewhere."


@dataclass(frozen=True)
class BackupKey:
    """What seals with the first of its keys, and opens what any of them has sealed."""

    identities: tuple[Identity, ...]

    @property
    def public(self) -> str:
        """What it seals for: the public half of the key in force."""
        return str(self.identities[0].to_public())

    def seal(self, content: bytes) -> bytes:
        """The content, unreadable to whoever has no key of this file, in the format of age."""
        return bytes(encrypt(content, [self.identities[0].to_public()]))

    def open(self, sealed: bytes) -> bytes | None:
        """What was sealed; None where it was changed since, or with another key."""
        try:
            return bytes(decrypt(sealed, list(self.identities)))
        except DecryptError:
            return None


def read_backup_key(path: Path) -> BackupKey:
    """The key in this file.

    Raises:
        AbsentError: there is no such file, or no key in it.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        identities = tuple(Identity.from_str(line) for line in lines if line.strip() and not line.startswith("#"))
    except FileNotFoundError:
        identities = ()
    except (IdentityError, UnicodeDecodeError):
        raise AbsentError.of("backup-key-damaged", "is damaged", where=str(path), mend=MEND) from None
    if not identities:
        raise AbsentError.of("backup-key-absent", "is not there", where=str(path), mend=MEND)
    return BackupKey(identities)


def make_backup_key(path: Path) -> bool:
    """Make a key where the file is not there; whether it was made."""
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    put_if_absent(path, _told(Identity.generate()).encode())
    return True


def renew_backup_key(path: Path) -> None:
    """Put a fresh key on top of those in the file, which still open what they have sealed.

    Raises:
        AbsentError: there is no such file, or no key in it.
    """
    read_backup_key(path)
    put(path, f"{_told(Identity.generate())}\n{path.read_text(encoding='utf-8')}".encode())


def _told(identity: Identity) -> str:
    return f"{ADVICE}\n# public key: {identity.to_public()}\n{identity}\n"
