"""Sweeping, minute by minute while the program serves, what somebody began to send and left: it holds what photos hold.

Nobody needs to come by for that. What else is swept can wait for whoever comes: see `expiring`.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from ei_collect.operations.installation import Installation
from ei_collect.operations.pictures import staging

EVERY = 60
"""Seconds between one sweep and the next."""
_log = logging.getLogger(__name__)


@contextmanager
def tidied(installation: Installation, every: float = EVERY) -> Iterator[None]:
    """While this, what is left on its way is swept; it ends with it."""
    ending = keep_tidy(installation, every)
    try:
        yield
    finally:
        ending.set()


def keep_tidy(installation: Installation, every: float = EVERY) -> Event:
    """Sweep at once and then ever again, beside everything else, until the event that is returned is set."""
    ending = Event()
    Thread(target=_sweep_until, args=(ending, installation, every), name="tidying", daemon=True).start()
    return ending


def _sweep_until(ending: Event, installation: Installation, every: float) -> None:
    _sweep(installation)
    while not ending.wait(every):
        _sweep(installation)


def _sweep(installation: Installation) -> None:
    """A disk that fails now may work in a minute. Only its own words are logged: the name of a file is somebody's."""
    try:
        staging(installation).sweep()
    except OSError as error:
        _log.warning("what was left on its way cannot be swept: %s", error.strerror)
