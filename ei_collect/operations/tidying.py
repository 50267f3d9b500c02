"""Sweeping, minute by minute while the program serves, what somebody began to send and left: it holds what photos hold.

Within the same minute goes what an erasure could not reach at once: the log of SQLite while somebody read at length,
packs on other hosts, the rest of an export that was killed. Once a day what is kept no longer goes as well.
Nobody needs to come by for that. What else is swept can wait for whoever comes: see `expiring`.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Event, Thread

from ei_collect.errors import CollectError
from ei_collect.operations.auditing import note_past_days
from ei_collect.operations.clock import has_jumped
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.pictures import staging
from ei_collect.operations.recalling import sweep_recalled
from ei_collect.operations.retaining import retain

EVERY = 30
"""Seconds between one sweep and the next."""
PATIENCE = 20
"""Seconds that whoever stops waits for the sweep under way."""
_log = logging.getLogger(__name__)
_done: dict[str, date] = {}
"""The day of which this process has last done what is done once a day, by the address of the database."""


@contextmanager
def tidied(installation: Installation, every: float = EVERY) -> Iterator[None]:
    """While this, what is left on its way is swept; the last sweep is over before it ends."""
    ending = Event()
    sweeping = _begin(ending, installation, every)
    try:
        yield
    finally:
        ending.set()
        sweeping.join(PATIENCE)


def keep_tidy(installation: Installation) -> None:
    """Sweep at once and then ever again, beside everything else, for as long as this process lives."""
    _begin(Event(), installation, EVERY)


def _begin(ending: Event, installation: Installation, every: float) -> Thread:
    sweeping = Thread(target=_sweep_until, args=(ending, installation, every), name="tidying", daemon=True)
    sweeping.start()
    return sweeping


def _sweep_until(ending: Event, installation: Installation, every: float) -> None:
    _sweep(installation)
    while not ending.wait(every):
        _sweep(installation)


def _sweep(installation: Installation) -> None:
    """A disk that fails now may work in a minute. Only its own words are logged: the name of a file is somebody's."""
    try:
        staging(installation).sweep()
        sweep_recalled(installation)
        installation.database.empty_log()
        _once_a_day(installation)
    except OSError as error:
        _log.warning("what was left on its way cannot be swept: %s", error.strerror)
    except CollectError as error:
        _log.warning("what is over cannot be swept: %s", ", ".join(finding.code for finding in error.findings))


def _once_a_day(installation: Installation) -> None:
    """What the day before has left to do, where this process has not done it yet, and the day can be believed."""
    if has_jumped():
        _log.warning("the clock has jumped: nothing goes for its age until the program is started again")
        return
    if _done.get(installation.config.database_url) != today():
        note_past_days(installation)
        retain(installation)
        _done[installation.config.database_url] = today()
