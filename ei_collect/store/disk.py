"""A disk that does not do what it is asked: full, read only, gone. In our own words, which name no file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ei_collect.errors import UnavailableError


class DiskError(UnavailableError):
    """A folder cannot be written or read at the moment."""


@contextmanager
def usable(folder: Path) -> Iterator[None]:
    """Turn what the system refuses in a folder into our error; that a name is there or is not stays what it is.

    Raises:
        DiskError: there is no room, or the disk fails.
    """
    try:
        yield
    except (FileExistsError, FileNotFoundError):
        raise
    except OSError as error:
        what = f"cannot be used ({error.strerror or type(error).__name__})"
        mend = "Make room on its disk, and see that the program may write there."
        raise DiskError.of("disk-unusable", what, where=str(folder), mend=mend) from None
