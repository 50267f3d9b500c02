"""Whether the clock of this machine can be believed. While it cannot, nothing is thrown away for being old.

A clock that jumps while the program runs is noticed; one that was wrong from the start cannot be told from a long rest.
"""

import time

MOST_S = 3600
"""So far a clock may drift from the machine's own count of seconds, or be put right, before it counts as jumped."""


def _difference() -> float:
    """Seconds between the clock and the count since the machine was started, which goes on while it sleeps."""
    return time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)


_AT_START = _difference()


def has_jumped() -> bool:
    """Whether the clock shows another time than it would had it gone on since the program was started."""
    return abs(_difference() - _AT_START) > MOST_S
