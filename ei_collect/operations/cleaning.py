"""Cleaning photos that lie in files, as those are cleaned that people send."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ei_collect.errors import BusyError, Finding
from ei_collect.photos.naming import picture_name, thumbnail_name
from ei_collect.photos.pool import Cleaner
from ei_collect.photos.refusal import PhotoRefusedError
from ei_collect.store.ids import new_id
from ei_collect.store.objects import Folder

UNREADABLE = "file-unreadable"


@dataclass(frozen=True)
class CleanedFile:
    """What became of a file: the name under which the photo is kept, or why it is not."""

    path: Path
    name: str | None
    refused: Finding | None = None


def clean_files(paths: Iterable[Path], folder: Path) -> Iterator[CleanedFile]:
    """Clean one file after another into `folder`, each photo with its thumbnail under a name that tells nothing.

    Raises:
        OSError: the folder cannot be written.
    """
    kept = Folder(folder)
    with closing(Cleaner(workers=1)) as cleaner:
        for path in paths:
            yield _clean(path, kept, cleaner)


def _clean(path: Path, kept: Folder, cleaner: Cleaner) -> CleanedFile:
    try:
        cleaned = cleaner.clean(path)
    except (PhotoRefusedError, BusyError) as error:
        return CleanedFile(path, None, error.findings[0])
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        mend = "Look at its name, and at who may read it."
        return CleanedFile(path, None, Finding(str(path), UNREADABLE, what, mend))
    photo = new_id("ph")
    kept.put(thumbnail_name(photo), cleaned.thumbnail)
    kept.put(picture_name(photo), cleaned.picture)
    return CleanedFile(path, picture_name(photo))
