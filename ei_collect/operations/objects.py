"""Where the files of each kind are: folders of this machine, or one bucket; what `doctor` says of that place."""

import secrets
from collections.abc import Iterator
from enum import StrEnum

from ei_collect.config import Config
from ei_collect.errors import CollectError, Finding
from ei_collect.operations.installation import Installation
from ei_collect.store.bucket import BucketObjects
from ei_collect.store.objects import Folder, Objects


class ObjectKind(StrEnum):
    """What there are files of; also the name of their folder."""

    RECORDINGS = "recordings"
    MEDIA = "media"
    PHOTOS = "photos"
    SCANS = "scans"


def objects(installation: Installation, kind: str) -> Objects:
    """The files of a kind."""
    config, name = installation.config, ObjectKind(kind).value
    return BucketObjects(config.bucket, name) if config.bucket else Folder(config.data / name)


def where_objects_lie(config: Config) -> str:
    """The place for people, without any credential."""
    return str(config.bucket or config.data)


def object_findings(installation: Installation) -> Iterator[Finding]:
    """Whether a file can be written, read back, kept from being overwritten, and removed: one is, and goes again."""
    files, name = objects(installation, ObjectKind.RECORDINGS), f".doctor-{secrets.token_hex(8)}"
    where = where_objects_lie(installation.config)
    try:
        files.put(name, b"well")
        if files.create(name, b"overwritten") or files.read(name) != b"well":
            mend = "Use a store that knows If-None-Match: two files must never become one."
            yield Finding(where, "objects-overwritten", "lets a file be overwritten", mend)
        files.delete(name)
    except CollectError as error:
        yield from error.findings
    except OSError as error:
        yield Finding(where, "objects-unusable", f"cannot be written ({error.strerror})", "Make room, or the right.")
