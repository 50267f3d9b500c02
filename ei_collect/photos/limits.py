"""How big a photo may be, and what a process that opens one may use of the machine."""

import ctypes
import resource
import signal

MOST_BYTES = 40_000_000
"""Of a file as it comes."""
MOST_MEMORY = 300_000_000
"""Bytes that a photo's process may come to hold, with all that is shared with its worker."""
MOST_SECONDS = 5
"""For one photo, by the clock and of the processor alike."""
LIBRARIES = 20_000_000
"""So much of the memory is code of libraries, which no limit of the system counts with the rest."""
KEPT_ROOMS = 3
"""A photo's process has memory for so many pictures of their final size ready before it is asked."""
POLITENESS = 5
"""Photos can wait a little: whoever answers a survey meanwhile comes first."""


def confine() -> None:
    """Bind this process to the limits, for good. It writes no file either: not even what it held when it crashed."""
    _lower(resource.RLIMIT_DATA, MOST_MEMORY - LIBRARIES)
    _lower(resource.RLIMIT_CPU, MOST_SECONDS)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)
    signal.alarm(MOST_SECONDS + 1)  # should there be no worker any more to end it


def give_back() -> None:
    """Give memory that was ready but is not used back to the system, where its C library can do that."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


def _lower(what: int, most: int) -> None:
    """Set a limit that nothing can raise again; a stricter one stays."""
    already = resource.getrlimit(what)[1]
    least = most if already == resource.RLIM_INFINITY else min(most, already)
    resource.setrlimit(what, (least, least))
